//! Terms and conditions (§3 to §5): a row of the definition is an arm.

use caveat::syntax::ast::{Expression, ExpressionKind as E, Path, Piece, Unit};
use caveat::value::Decimal;
use caveat::value::calendar::add_months;

use super::Judge;
use super::facts::{Bound, Env, Member, moment, segments};
use super::logic::{self, No, Span, State, Truth, Unknown, Value, Yes};

pub const DAY: i64 = 86_400;

impl<'a> Judge<'a> {
    pub fn truth(&self, e: &'a Expression, env: &Env<'a>) -> Truth {
        match &e.kind {
            E::And(parts) => Truth::all(parts.iter().map(|part| self.truth(part, env))),
            E::Or(parts) => Truth::any(parts.iter().map(|part| self.truth(part, env))),
            E::Not(inner) => self.truth(inner, env).not(),
            E::Is { left, right, negated } => self.is(left, right, env).not_if(*negated),
            E::Order { order, left, right } => self.order(order.symbol(), left, right, env),
            E::IsNone { item, negated } => self.is_none(item, env).not_if(*negated),
            E::IsEmpty { set, negated } => self.set(path(set), env).is_empty().not_if(*negated),
            E::In { item, set, negated } => {
                Truth::any(self.choices(set).iter().map(|choice| self.compare_is(item, choice, env))).not_if(*negated)
            }
            E::InRange { item, from, to, negated } => self.in_range(item, from, to, env).not_if(*negated),
            E::Has { set, item } => self.has(path(set), &self.state(item, env), env),
            E::HasOf { set, members, all } => {
                let set = self.set(path(set), env);
                let has = self.choices(members).into_iter().map(|member| self.in_set(&set, member)).collect::<Vec<_>>();
                if *all { Truth::all(has) } else { Truth::any(has) }
            }
            E::Quantifier { every, member, list, condition } => self.quantifier(*every, &member.text, list, condition, env),
            _ => self.state(e, env).truth(),
        }
    }

    pub fn state(&self, e: &'a Expression, env: &Env<'a>) -> State {
        match &e.kind {
            E::Truth(yes) => State::known(Value::Truth(*yes)),
            E::None => State::None,
            E::Now => State::Known(Value::Time(self.now), 1),
            E::Time(literal) => State::known(moment(*literal, self)),
            E::Amount(number, unit) => State::known(amount(*number, unit)),
            E::Text(text) => State::known(Value::Text(text.pieces.iter().map(words).collect())),
            E::Path(path) => self.named(path, env),
            E::Add(a, b) => self.sum(a, b, 1, env),
            E::Subtract(a, b) => self.sum(a, b, -1, env),
            E::Multiply(a, b) => self.both(a, b, env, product),
            E::If { condition, then, otherwise } => {
                let (then, otherwise) = (self.state(then, env), self.state(otherwise, env));
                match self.truth(condition, env) {
                    Yes => then,
                    No => otherwise,
                    Unknown if then.same(&otherwise) => then,
                    Unknown => State::Missing,
                }
            }
            _ => self.truth(e, env).into(),
        }
    }

    /// What a name stands for: a variable, a fact, a param, a definition, a table, a decision, or else an enum's member.
    fn named(&self, path: &Path, env: &Env<'a>) -> State {
        let names = segments(path);
        if let Some(asked) = self.ask(&names, env) {
            return self.scalar(&asked);
        }
        let [name] = names[..] else { panic!("no fact is called {}", path.text()) };
        if let Some((_, Bound::Element(state))) = env.iter().rev().find(|(variable, _)| variable == name) {
            return state.clone();
        }
        if let Some(value) = self.param(name) {
            return self.state(value, &Env::new());
        }
        if let Some(define) = self.index.defines.get(name) {
            return self.state(&define.body, &Env::new());
        }
        match self.index.valued_table(name) {
            Some(table) => self.table_value(table),
            None => State::known(Value::Word(name.to_owned())),
        }
    }

    /// The value of a param whose date came last.
    pub fn param(&self, name: &str) -> Option<&'a Expression> {
        let param = self.index.params.get(name)?;
        let mut value = &param.value;
        for later in &param.later {
            let from = later.from.moment.seconds(self.index.zone);
            self.edge(from);
            if from <= self.now {
                value = &later.value;
            }
        }
        Some(value)
    }

    fn both(&self, a: &'a Expression, b: &'a Expression, env: &Env<'a>, known: impl Fn(Value, Value) -> Value) -> State {
        match (self.state(a, env), self.state(b, env)) {
            (State::None, _) | (_, State::None) => State::None,
            (State::Missing, _) | (_, State::Missing) => State::Missing,
            (State::Known(a, _), State::Known(b, _)) => State::known(known(a, b)),
        }
    }

    fn sum(&self, a: &'a Expression, b: &'a Expression, sign: i64, env: &Env<'a>) -> State {
        let clock = |e| if let State::Known(_, clock) = self.state(e, env) { clock } else { 0 };
        match self.both(a, b, env, |a, b| added(a, b, sign, self)) {
            State::Known(value, _) => State::Known(value, clock(a) + sign * clock(b)),
            other => other,
        }
    }

    fn is(&self, left: &'a Expression, right: &'a Expression, env: &Env<'a>) -> Truth {
        if let (E::Path(decision), E::Path(verdict)) = (&left.kind, &right.kind)
            && let Some(decision) = self.index.verdict_decision(&decision.text())
        {
            let allowed = self.allowed(decision);
            return allowed.not_if(verdict.text() == "forbidden");
        }
        self.compare_is(left, right, env)
    }

    fn compare_is(&self, left: &'a Expression, right: &'a Expression, env: &Env<'a>) -> Truth {
        if let Some((span, limit)) = self.span(left, env).zip(self.limit(right)) {
            return span.compare("is", limit);
        }
        self.states_are(&self.state(left, env), &self.state(right, env))
    }

    pub fn states_are(&self, a: &State, b: &State) -> Truth {
        self.note_edge(a, b);
        logic::is(a, b)
    }

    fn order(&self, symbol: &str, left: &'a Expression, right: &'a Expression, env: &Env<'a>) -> Truth {
        if let Some((span, limit)) = self.span(left, env).zip(self.limit(right)) {
            return span.compare(symbol, limit);
        }
        if let Some((limit, span)) = self.limit(left).zip(self.span(right, env)) {
            return span.compare(turned(symbol), limit);
        }
        self.states_order(symbol, &self.state(left, env), &self.state(right, env))
    }

    pub fn states_order(&self, symbol: &str, a: &State, b: &State) -> Truth {
        self.note_edge(a, b);
        logic::order(symbol, a, b)
    }

    /// Keeps the instant at which a comparison with `now` in it turns over.
    fn note_edge(&self, a: &State, b: &State) {
        if let (State::Known(a, clock_a), State::Known(b, clock_b)) = (a, b)
            && let (Some(a), Some(b)) = (a.seconds(), b.seconds())
            && clock_a != clock_b
        {
            self.edge(self.now - (a - b).div_euclid(clock_a - clock_b));
        }
    }

    fn in_range(&self, item: &'a Expression, from: &'a Expression, to: &'a Expression, env: &Env<'a>) -> Truth {
        if let Some(span) = self.span(item, env) {
            let ends = self.limit(from).zip(self.limit(to)).expect("a count is compared with constants");
            return Truth::all([span.compare(">=", ends.0), span.compare("<=", ends.1)]);
        }
        self.states_in_range(&self.state(item, env), &self.state(from, env), &self.state(to, env))
    }

    /// `x >= a and x <= b`; with dates for a time, `x >= a and x < b + 1 day`
    pub fn states_in_range(&self, x: &State, a: &State, b: &State) -> Truth {
        let below = match b {
            State::Known(Value::Date(day), clock) => self.states_order("<", x, &State::Known(Value::Time(day + DAY), *clock)),
            _ => self.states_order("<=", x, b),
        };
        Truth::all([self.states_order(">=", x, a), below])
    }

    fn is_none(&self, item: &'a Expression, env: &Env<'a>) -> Truth {
        if let E::Path(path) = &item.kind
            && let Some(entity) = self.entity(path, env)
        {
            return match self.facts.get(entity) {
                None => Unknown,
                Some(given) => given.is_null().into(),
            };
        }
        match self.state(item, env) {
            State::None => Yes,
            State::Known(..) => No,
            State::Missing => Unknown,
        }
    }

    /// The entity that a path of one name stands for.
    pub fn entity(&self, path: &Path, env: &Env<'a>) -> Option<String> {
        let [name] = segments(path)[..] else { return None };
        match env.iter().rev().find(|(variable, _)| variable == name) {
            Some((_, Bound::Entity(entity))) => Some(entity.clone()),
            Some(_) => None,
            None => self.index.entities.contains_key(name).then(|| name.to_owned()),
        }
    }

    /// The members of a set of constants: written out, or a param.
    pub fn choices(&self, set: &'a Expression) -> Vec<&'a Expression> {
        match &set.kind {
            E::Set { members, .. } => members.iter().collect(),
            E::Path(path) => self.choices(self.param(&path.text()).expect("a set of constants")),
            _ => vec![set],
        }
    }

    fn in_set(&self, set: &super::facts::Set, member: &'a Expression) -> Truth {
        match self.state(member, &Env::new()) {
            State::Known(member, _) => set.has(&member),
            other => panic!("a constant is {other:?}"),
        }
    }

    /// §5, `S has x`
    fn has(&self, set: &Path, item: &State, env: &Env<'a>) -> Truth {
        let set = self.set(set, env);
        match item {
            State::None => No,
            State::Known(value, _) => set.has(value),
            State::Missing if set.is_empty() == Yes => No,
            State::Missing => Unknown,
        }
    }

    /// §5, `some d in L (c)`, `every d in L (c)`
    fn quantifier(&self, every: bool, variable: &str, list: &Path, condition: &'a Expression, env: &Env<'a>) -> Truth {
        let (members, open, rest) = self.list(list, env);
        let mut answers: Vec<Truth> = members.into_iter().map(|member| self.truth(condition, &with(env, variable, member))).collect();
        let of_rest = self.truth(condition, &with(env, variable, rest));
        if open {
            answers.push(if every { Truth::any([Unknown, of_rest]) } else { Truth::all([Unknown, of_rest]) });
        }
        if every { Truth::all(answers) } else { Truth::any(answers) }
    }

    /// §5, counts and sums of counts
    pub fn span(&self, e: &'a Expression, env: &Env<'a>) -> Option<Span> {
        match &e.kind {
            E::Count { member, list, condition } => {
                let variable = member.as_ref().map_or("", |name| name.text.as_str());
                let (members, open, rest) = self.list(list, env);
                let judge = |member| condition.as_ref().map_or(Yes, |c| self.truth(c, &with(env, variable, member)));
                let answers: Vec<Truth> = members.into_iter().map(judge).collect();
                let count = |least| i64::try_from(answers.iter().filter(|answer| **answer >= least).count()).expect("a short list");
                let endless = open && judge(rest) != No;
                Some(Span { least: count(Yes), most: (!endless).then(|| count(Unknown)) })
            }
            E::Path(path) => match &self.index.defines.get(path.text().as_str())?.body {
                count if matches!(count.kind, E::Count { .. }) => self.span(count, &Env::new()),
                _ => None,
            },
            E::Add(a, b) => match (self.span(a, env), self.span(b, env)) {
                (None, None) => None,
                (a_span, b_span) => {
                    let number = |e| {
                        let whole = self.limit(e).and_then(Decimal::to_integer).expect("a whole number");
                        Span { least: whole, most: Some(whole) }
                    };
                    Some(a_span.unwrap_or_else(|| number(a)).plus(b_span.unwrap_or_else(|| number(b))))
                }
            },
            _ => None,
        }
    }

    /// A number that asks no fact.
    fn limit(&self, e: &'a Expression) -> Option<Decimal> {
        let constant = match &e.kind {
            E::Amount(..) => true,
            E::Path(path) => self.index.params.contains_key(path.text().as_str()),
            _ => false,
        };
        match constant.then(|| self.state(e, &Env::new()))? {
            State::Known(Value::Number(number), _) => Some(number),
            _ => None,
        }
    }
}

/// The path of a set.
pub fn path(e: &Expression) -> &Path {
    match &e.kind {
        E::Path(path) => path,
        other => panic!("a set is a fact, not {other:?}"),
    }
}

pub fn with<'a>(env: &Env<'a>, variable: &str, member: Member<'a>) -> Env<'a> {
    let mut inner = env.clone();
    inner.push((variable.to_owned(), Bound::Member(member)));
    inner
}

fn words(piece: &Piece) -> &str {
    match piece {
        Piece::Words(words) => words,
        Piece::Hole(_) => panic!("a text to compare with has no holes"),
    }
}

fn amount(number: Decimal, unit: &Unit) -> Value {
    let whole = |each: i64| (number * Decimal::from(each)).to_integer().expect("a whole number of seconds or months");
    match unit {
        Unit::One | Unit::Currency(_) => Value::Number(number),
        Unit::Seconds(each) => Value::Duration(whole(*each)),
        Unit::Months(each) => Value::Months(whole(*each)),
    }
}

/// §3: `a + b`, `a - b`, `t + n months`
fn added(a: Value, b: Value, sign: i64, judge: &Judge) -> Value {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Value::Number(if sign < 0 { a - b } else { a + b }),
        (Value::Months(a), Value::Months(b)) => Value::Months(a + sign * b),
        (Value::Time(t) | Value::Date(t), Value::Months(n)) => Value::Time(add_months(t, sign * n, judge.index.zone)),
        (Value::Months(n), Value::Time(t) | Value::Date(t)) => Value::Time(add_months(t, n, judge.index.zone)),
        (Value::Time(t) | Value::Date(t), Value::Duration(d)) => Value::Time(t + sign * d),
        (Value::Duration(d), Value::Time(t) | Value::Date(t)) => Value::Time(d + t),
        (Value::Time(a) | Value::Date(a), Value::Time(b) | Value::Date(b)) => Value::Duration(a - b),
        (Value::Duration(a), Value::Duration(b)) => Value::Duration(a + sign * b),
        (a, b) => panic!("{a:?} and {b:?} have no sum"),
    }
}

/// §3: `c * a`
fn product(a: Value, b: Value) -> Value {
    let whole = |n: Decimal| n.to_integer().expect("a whole factor");
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Value::Number(a * b),
        (Value::Number(n), Value::Duration(d)) | (Value::Duration(d), Value::Number(n)) => Value::Duration(whole(n) * d),
        (Value::Number(n), Value::Months(m)) | (Value::Months(m), Value::Number(n)) => Value::Months(whole(n) * m),
        (a, b) => panic!("{a:?} and {b:?} have no product"),
    }
}

/// `3 < count` is `count > 3`
fn turned(symbol: &str) -> &'static str {
    match symbol {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        _ => "<=",
    }
}
