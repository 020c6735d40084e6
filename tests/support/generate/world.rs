//! What an expression may name where it stands.

use super::dice::Dice;
use super::vocabulary::{Entity, Field, Kind, Scalar, Vocabulary};

/// Everything that is declared before an expression; the order in which it is written down is another.
#[derive(Default)]
pub struct World {
    pub vocabulary: Vocabulary,
    pub params: Vec<(String, Scalar)>,
    /// params that may be none
    pub optional_params: Vec<(String, Scalar)>,
    pub periods: Vec<String>,
    /// params that are sets
    pub choices: Vec<(String, Scalar)>,
    /// definitions that are counts
    pub counts: Vec<String>,
    /// definitions, valued tables and valued decisions
    pub named: Vec<Named>,
    /// verdict decisions that are complete and may be asked
    pub verdicts: Vec<String>,
}

/// A definition, or a valued table.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub scalar: Scalar,
    /// what makes it none
    pub unsaid: Vec<String>,
    /// it mentions the clock
    pub now: bool,
    /// a period is in it
    pub period: bool,
}

/// Where an expression stands.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four things that have nothing to do with each other")]
pub struct Context {
    /// under `not`, `unless`, or where a no leads on: what may be none has to be named
    pub negative: bool,
    /// the clock must not be mentioned
    pub timeless: bool,
    /// within the condition of a quantifier: no other one, and no member but its own
    pub quantified: bool,
    /// the member that is judged
    pub member: Option<Member>,
    /// the entity that is judged: the variable, and its facts
    pub party: Option<(String, Entity)>,
    /// what the rule has to say of none elsewhere; nothing where each comparison has to say it itself
    pub elsewhere: Option<Vec<String>>,
    /// whether the clock was mentioned
    pub now: bool,
}

/// The variable of a quantifier or a `for`.
#[derive(Debug, Clone)]
pub enum Member {
    OfList { variable: String, fields: Vec<Field> },
    OfSet { variable: String, element: Scalar },
}

/// A scalar that can be asked.
#[derive(Debug, Clone)]
pub struct Subject {
    pub text: String,
    pub scalar: Scalar,
    pub optional: bool,
}

impl Context {
    /// The same place, where a no leads on.
    pub fn negated(&self) -> Self {
        Self { negative: true, ..self.clone() }
    }

    /// The condition of a quantifier over a list.
    pub fn of_member(&self, variable: &str, fields: &[Field]) -> Self {
        let member = Member::OfList { variable: variable.to_owned(), fields: fields.to_vec() };
        Self { member: Some(member), elsewhere: None, quantified: true, ..self.clone() }
    }

    /// Takes over what an inner place has mentioned.
    pub fn absorb(&mut self, inner: Self) {
        self.now |= inner.now;
        if let (Some(outer), Some(inner)) = (&mut self.elsewhere, inner.elsewhere) {
            *outer = inner;
        }
    }
}

impl World {
    /// Every fact in sight, with the text that names it.
    fn facts(&self, context: &Context) -> Vec<(String, Field)> {
        let of = |name: &str, fields: &[Field]| -> Vec<(String, Field)> {
            fields.iter().map(|field| (format!("{name}.{}", field.name), field.clone())).collect()
        };
        let mut facts: Vec<(String, Field)> = self.vocabulary.entities.iter().flat_map(|entity| of(&entity.name, &entity.fields)).collect();
        let mut near = Vec::new();
        if let Some((variable, entity)) = &context.party {
            near.extend(of(variable, &entity.fields));
        }
        if let Some(Member::OfList { variable, fields }) = &context.member {
            near.extend(of(variable, fields));
        }
        // what is judged should be asked often
        for _ in 0..=(facts.len() / near.len().max(1)).min(6) {
            facts.extend(near.iter().cloned());
        }
        facts
    }

    pub fn subjects(&self, context: &Context) -> Vec<Subject> {
        let mut found: Vec<Subject> = self
            .facts(context)
            .into_iter()
            .filter_map(|(text, field)| match field.kind {
                Kind::Scalar(scalar) => Some(Subject { text, scalar, optional: field.optional }),
                Kind::Set(_) | Kind::List(_) => None,
            })
            .collect();
        if let Some(Member::OfSet { variable, element }) = &context.member {
            let subject = Subject { text: variable.clone(), scalar: *element, optional: false };
            found.extend(std::iter::repeat_n(subject, 8));
        }
        found
    }

    /// Facts of one type.
    pub fn subjects_of(&self, context: &Context, scalar: Scalar) -> Vec<Subject> {
        self.subjects(context).into_iter().filter(|subject| subject.scalar == scalar).collect()
    }

    pub fn sets(&self, context: &Context) -> Vec<(String, Scalar)> {
        let sets = self.facts(context).into_iter().filter_map(|(text, field)| match field.kind {
            Kind::Set(element) => Some((text, element)),
            Kind::Scalar(_) | Kind::List(_) => None,
        });
        sets.collect()
    }

    /// Lists, with the record that they hold.
    pub fn lists(&self, context: &Context) -> Vec<(String, usize)> {
        let lists = self.facts(context).into_iter().filter_map(|(text, field)| match field.kind {
            Kind::List(record) => Some((text, record)),
            Kind::Scalar(_) | Kind::Set(_) => None,
        });
        lists.collect()
    }

    /// A name for a variable that nothing else bears.
    pub fn variable(dice: &mut Dice) -> String {
        dice.name("one_")
    }
}
