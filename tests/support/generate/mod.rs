//! Random policies as text, with a description of their vocabulary, and random records for them.
//!
//! What is generated keeps to everything that `check` guarantees, so a policy that it refuses shows a mistake on one of the two sides.
//! `vocabulary` is what can be known, `world` what an expression may name, `terms`, `conditions` and `atoms` write expressions, `tables`
//! and `rules` what stands around them, and `facts` the records.

mod atoms;
mod conditions;
pub mod dice;
pub mod facts;
mod literal;
mod rules;
mod tables;
mod terms;
pub mod vocabulary;
mod world;

use dice::Dice;
use tables::Answers;
use vocabulary::{Scalar, Vocabulary};
use world::{Context, Named, World};

/// A policy with what is needed to ask it.
pub struct Policy {
    /// the texts of its files
    pub files: Vec<String>,
    pub vocabulary: Vocabulary,
    /// verdict and valued decisions
    pub decisions: Vec<String>,
}

/// The policy of a seed.
pub fn policy(seed: u64) -> Policy {
    let mut dice = Dice::new(seed);
    let mut writer = Writer::new(&mut dice);
    writer.params();
    writer.definitions(3);
    if writer.dice.percent(30) {
        writer.valued();
    }
    for _ in 0..writer.dice.number(1, 2) {
        writer.verdict();
        writer.definitions(1);
    }
    if writer.dice.percent(30) {
        writer.valued();
    }
    writer.finish()
}

struct Writer<'d> {
    dice: &'d mut Dice,
    world: World,
    items: Vec<String>,
    decisions: Vec<String>,
    messages: Vec<String>,
}

impl<'d> Writer<'d> {
    fn new(dice: &'d mut Dice) -> Self {
        let world = World { vocabulary: Vocabulary::generate(dice), ..World::default() };
        let mut items = world.vocabulary.declarations();
        items.push(
            "document book { title en \"Book\" edition 2024-01-01 authority official\n  \
             clause first at \"L1\" en \"the first\"\n  clause second.part en \"the second\" }\n"
                .to_owned(),
        );
        let zone = dice.pick(&["+08:00", "-03:30", "Z"]);
        items.push(format!("policy random {{ title en \"Random\" time_zone \"{zone}\" languages en }}\n"));
        Self { dice, world, items, decisions: Vec::new(), messages: Vec::new() }
    }

    fn params(&mut self) {
        for _ in 0..self.dice.number(2, 5) {
            let (name, scalar) = (self.dice.name("param_"), self.world.vocabulary.scalar(self.dice));
            let versions = self.versions(|writer| literal::literal(&writer.world.vocabulary, writer.dice, scalar));
            self.items.push(format!("param {name} : {} = {versions}\n", self.world.vocabulary.type_name(scalar)));
            self.world.params.push((name, scalar));
        }
        if self.dice.percent(30) {
            let (name, scalar) = (self.dice.name("perhaps_"), self.world.vocabulary.scalar(self.dice));
            let versions = self.versions(|writer| {
                let none = writer.dice.percent(50);
                if none { "none".to_owned() } else { literal::literal(&writer.world.vocabulary, writer.dice, scalar) }
            });
            self.items.push(format!("param {name} : {}? = {versions}\n", self.world.vocabulary.type_name(scalar)));
            self.world.optional_params.push((name, scalar));
        }
        for _ in 0..self.dice.number(0, 2) {
            let name = self.dice.name("period_");
            let versions = self.versions(|writer| literal::period(writer.dice));
            self.items.push(format!("param {name} = {versions}\n"));
            self.world.periods.push(name);
        }
        for _ in 0..self.dice.number(0, 2) {
            let (name, scalar) = (
                self.dice.name("choices_"),
                self.dice.pick(&[Scalar::Text, Scalar::Enum(0), Scalar::Enum(0), Scalar::Integer, Scalar::Duration, Scalar::Date]),
            );
            let versions = self.versions(|writer| literal::set(&writer.world.vocabulary, writer.dice, scalar));
            self.items.push(format!("param {name} : set of {} = {versions}\n", self.world.vocabulary.type_name(scalar)));
            self.world.choices.push((name, scalar));
        }
    }

    /// `5 days then 7 days from 2024-03-01`
    fn versions(&mut self, mut value: impl FnMut(&mut Self) -> String) -> String {
        let mut versions = value(self);
        if self.dice.percent(35) {
            let count = self.dice.number(1, 2);
            for from in literal::thresholds(self.dice, Scalar::Date, count) {
                let next = value(self);
                versions += " then ";
                versions += &next;
                versions += " from ";
                versions += &from;
            }
        }
        versions
    }

    /// Definitions and valued tables.
    fn definitions(&mut self, most: usize) {
        for _ in 0..self.dice.number(0, most) {
            match self.dice.weigh(&[(38, 0), (28, 1), (26, 2), (8, 3)]) {
                0 => self.condition_definition(),
                1 => self.term_definition(),
                2 => self.valued_table(),
                _ => self.count_definition(),
            }
        }
    }

    fn condition_definition(&mut self) {
        let name = self.dice.name("holds_");
        let mut context = Context::default().negated();
        let body = conditions::condition(&self.world, self.dice, &mut context, 2);
        self.items.push(format!("define {name} = {body}\n"));
        self.world.named.push(Named { name, scalar: Scalar::YesNo, unsaid: Vec::new(), now: context.now, period: false });
    }

    fn count_definition(&mut self) {
        if let Some((list, _)) = self.dice.find(&self.world.lists(&Context::default())) {
            let name = self.dice.name("count_");
            self.items.push(format!("define {name} = count of {list}\n"));
            self.world.counts.push(name);
        }
    }

    fn term_definition(&mut self) {
        let mut context = Context::default();
        let subject = self.dice.pick(&self.world.subjects(&context));
        let (name, mut scalar) = (self.dice.name("value_"), subject.scalar);
        let mut body = terms::Term::from(subject);
        if scalar == Scalar::Time && self.dice.percent(40) {
            scalar = Scalar::Duration;
            body = terms::Term { text: format!("now - {}", body.text), now: true, ..body };
        } else if self.dice.percent(70) {
            body = terms::grown(&self.world, self.dice, &mut context, scalar, body);
        }
        self.items.push(format!("define {name} = {}\n", body.text));
        self.world.named.push(Named { name, scalar, unsaid: body.unsaid, now: body.now || context.now, period: body.period });
    }

    fn valued_table(&mut self) {
        let (name, scalar) = (self.dice.name("table_"), self.world.vocabulary.scalar(self.dice));
        let scoped = self.dice.percent(25);
        let optional = scoped || self.dice.percent(15);
        let answers = Answers::Value { scalar, optional, undetermined: false };
        let rows = tables::rows(&self.world, self.dice, &Context::default(), answers, "", &[]);
        let mut now = rows.now;
        let (mut given, mut around) = (String::new(), String::new());
        if scoped {
            let mut context = Context::default().negated();
            let scope = format!("given {}", conditions::condition(&self.world, self.dice, &mut context, 1));
            *(if self.dice.percent(70) { &mut given } else { &mut around }) = scope;
            now |= context.now;
        }
        let ty = format!("{}{}", self.world.vocabulary.type_name(scalar), if optional { "?" } else { "" });
        let table = format!("table {name} : {ty} {} {{\n{given}\n{}}}\n", rows.hit, rows.text);
        self.items.push(if around.is_empty() { table } else { format!("{around} {{\n{table}}}\n") });
        let unsaid = if optional { vec![name.clone()] } else { Vec::new() };
        self.world.named.push(Named { name, scalar, unsaid, now, period: true });
    }

    /// A decision that permits or forbids, with its rules and tables.
    fn verdict(&mut self) {
        let decision = self.dice.name("decision_");
        let permit = self.dice.percent(50);
        let default = if permit { "permit" } else { "forbid" };
        self.items.push(format!("decision {decision} en \"May it?\" {{ default {default} }}\n"));
        let (mut items, mut names) = (Vec::new(), Vec::new());
        for _ in 0..self.dice.number(2, 4) {
            let verb = self.dice.weigh(&if permit {
                [(80, "forbid"), (5, "permit"), (15, "warn")]
            } else {
                [(40, "forbid"), (50, "permit"), (10, "warn")]
            });
            let (text, name) = rules::rule(&self.world, self.dice, verb, &decision);
            items.push(text);
            names.push(name);
        }
        if items.iter().all(|text| text.contains("warn ")) || self.dice.percent(40) {
            let (text, name) = self.verdict_table(&decision);
            items.push(text);
            names.push(name);
        }
        for _ in 0..self.dice.number(0, 2) {
            items.push(rules::exception(&self.world, self.dice, &names));
        }
        for _ in 0..self.dice.number(0, 2) {
            items.push(rules::notice(&self.world, self.dice, &decision));
        }
        self.nest(items);
        self.world.verdicts.push(decision.clone());
        self.decisions.push(decision);
    }

    /// Puts some of the items into a scope of their own.
    fn nest(&mut self, mut items: Vec<String>) {
        for _ in 0..2 {
            if self.dice.percent(35) && items.len() > 1 {
                items = self.dice.shuffled(&items);
                let count = self.dice.number(1, items.len() - 1);
                let inner: Vec<String> = items.drain(..count).collect();
                items.push(rules::given(&self.world, self.dice, &inner));
            }
        }
        self.items.extend(items);
    }

    fn verdict_table(&mut self, decision: &str) -> (String, String) {
        let own = self.dice.percent(20);
        let name = if own { decision.to_owned() } else { self.dice.name("table_") };
        let target = if own { String::new() } else { format!(" for {decision}") };
        self.message();
        let context = Context { negative: true, ..Context::default() };
        let rows = tables::rows(&self.world, self.dice, &context, Answers::Verdict, decision, &self.messages);
        let mut clauses = vec![rows.text, format!("  {}\n", rules::cite(self.dice))];
        for clause in ["given", "unless"] {
            if self.dice.percent(25) {
                let mut context = context.clone();
                clauses.insert(0, format!("  {clause} {}\n", conditions::condition(&self.world, self.dice, &mut context, 1)));
            }
        }
        if self.dice.percent(20) {
            clauses.insert(0, format!("  {}\n", rules::effective(self.dice)));
        }
        (format!("table {name}{target} {} {{\n{}}}\n", rows.hit, clauses.concat()), name)
    }

    fn message(&mut self) {
        if self.dice.percent(60) {
            let message = self.dice.name("message_");
            let words = rules::words(&self.world, self.dice, &Context::default());
            self.items.push(format!("message {message} {{ {words} }}\n"));
            self.messages.push(message);
        }
    }

    /// A decision that has a value.
    fn valued(&mut self) {
        let (decision, scalar) = (self.dice.name("amount_"), self.world.vocabulary.scalar(self.dice));
        let ty = self.world.vocabulary.type_name(scalar);
        let optional = self.dice.percent(20);
        let mark = if optional { "?" } else { "" };
        self.items.push(format!("decision {decision} : {ty}{mark} en \"How much?\"\n"));
        let mut context = Context { timeless: true, ..Context::default() };
        let (mut now, mut answered) = (false, true);
        let subjects = self.world.subjects_of(&context, scalar);
        match self.dice.find(&subjects).filter(|subject| subject.optional == optional) {
            Some(subject) if self.dice.percent(50) => {
                let body = terms::grown(&self.world, self.dice, &mut context, scalar, subject.clone().into());
                let body = if optional || body.unsaid.is_empty() { body.text } else { subject.text };
                self.items.push(format!("define {decision} = {body}\n"));
            }
            _ => {
                self.message();
                let answers = Answers::Value { scalar, optional, undetermined: true };
                let rows = tables::rows(&self.world, self.dice, &context, answers, &decision, &self.messages);
                self.items.push(format!("table {decision} {} {{\n{}}}\n", rows.hit, rows.text));
                (now, answered) = (rows.now, !rows.text.contains("undetermined"));
            }
        }
        let unsaid = if optional { vec![decision.clone()] } else { Vec::new() };
        // what a comparison makes of `undetermined` is not defined
        if answered {
            self.world.named.push(Named { name: decision.clone(), scalar, unsaid, now, period: true });
        }
        self.decisions.push(decision);
    }

    /// Shuffles everything, and writes it into one file or two.
    fn finish(self) -> Policy {
        let shuffled = self.dice.shuffled(&self.items);
        let commented = |item: String| match self.dice.number(0, 9) {
            0 => format!("/// what is said here\n{item}"),
            1 => format!("// a note: \"{{\n{item}// another one\n"),
            _ => item,
        };
        let items: Vec<String> = shuffled.into_iter().map(commented).collect();
        let first = if self.dice.percent(50) { items.len() } else { self.dice.number(1, items.len()) };
        let (first, second) = items.split_at(first);
        let files = [first, second].into_iter().filter(|items| !items.is_empty()).map(|items| items.join("\n")).collect();
        Policy { files, vocabulary: self.world.vocabulary, decisions: self.decisions }
    }
}
