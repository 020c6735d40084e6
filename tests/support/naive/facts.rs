//! What a record says of a fact (§1), read from its JSON each time anew.

use caveat::syntax::ast::{Expression, Field, Path, Record, Shape, Type, TypeKind};
use caveat::value::Decimal;
use caveat::value::calendar::{Moment, parse};
use serde_json::Value as Json;

use super::Judge;
use super::logic::{No, State, Truth, Unknown, Value, Yes};

/// A fact with what the record says of it.
pub struct Asked<'a> {
    /// as answers name it
    pub name: String,
    pub ty: &'a Type,
    pub said: Said<'a>,
}

pub enum Said<'a> {
    Nothing,
    /// it, or its entity, is `null`
    Null,
    Value(&'a Json),
    /// nothing, and this is presumed
    Presumed(&'a Expression),
}

/// What a variable stands for.
#[derive(Clone)]
pub enum Bound<'a> {
    Entity(String),
    Member(Member<'a>),
    /// a set's member; unknown for `ε`
    Element(State),
}

/// A list's member; without a value it is `ε`.
#[derive(Clone)]
pub struct Member<'a> {
    /// `instance.disks("d-1")`, of `ε` `instance.disks`
    pub name: String,
    /// as answers name it: `d-1`, or `#1`
    pub shown: Option<String>,
    pub record: &'a Record,
    pub value: Option<&'a Json>,
}

/// The variables in sight.
pub type Env<'a> = Vec<(String, Bound<'a>)>;

/// What is known of a set.
pub struct Set {
    pub name: String,
    pub yes: Vec<Value>,
    /// members that are not named may be in it
    pub open: bool,
    /// nothing is said of it
    pub missing: bool,
    /// all members that there are, of an enum
    pub possible: Option<Vec<Value>>,
}

impl Set {
    /// `S(m)`
    pub fn has(&self, member: &Value) -> Truth {
        match (self.yes.contains(member), self.open) {
            (true, _) => Yes,
            (false, true) => Unknown,
            (false, false) => No,
        }
    }

    /// Whether some `S(m)` is unknown.
    pub fn some_unknown(&self) -> bool {
        match &self.possible {
            Some(members) => members.iter().any(|member| self.has(member) == Unknown),
            None => self.open,
        }
    }

    pub fn is_empty(&self) -> Truth {
        if !self.yes.is_empty() {
            No
        } else if self.some_unknown() {
            Unknown
        } else {
            Yes
        }
    }
}

impl<'a> Judge<'a> {
    /// The fact that a path names, if it names one.
    pub fn ask(&self, path: &[&str], env: &Env<'a>) -> Option<Asked<'a>> {
        let (first, rest) = path.split_first()?;
        let entity = match env.iter().rev().find(|(name, _)| name == first) {
            Some((_, Bound::Member(member))) => return self.ask_member(member, rest),
            Some((_, Bound::Entity(entity))) => entity.as_str(),
            Some((_, Bound::Element(..))) => return None,
            None => first,
        };
        if rest.is_empty() {
            return None;
        }
        let declared = self.index.entities.get(entity)?;
        let fields = match &declared.shape {
            Shape::Fields(fields) => fields,
            Shape::Of(record) => &self.index.records.get(record.text.as_str())?.fields,
        };
        let name = format!("{entity}.{}", rest.join("."));
        let field = self.field(fields, rest)?;
        let said = match self.facts.get(entity) {
            None => Said::Nothing,
            Some(Json::Null) => Said::Null,
            Some(given) => said(given, rest),
        };
        Some(Asked { name, ty: &field.ty, said: self.presumed(said, field) })
    }

    fn ask_member(&self, member: &Member<'a>, rest: &[&str]) -> Option<Asked<'a>> {
        let field = self.field(&member.record.fields, rest)?;
        // of `ε` nothing is presumed either
        let said = member.value.map_or(Said::Nothing, |value| self.presumed(said(value, rest), field));
        Some(Asked { name: format!("{}.{}", member.name, rest.join(".")), ty: &field.ty, said })
    }

    fn field(&self, fields: &'a [Field], path: &[&str]) -> Option<&'a Field> {
        let (first, rest) = path.split_first()?;
        let field = fields.iter().find(|field| field.name.text == *first)?;
        match &field.ty.kind {
            TypeKind::Named(name) if !rest.is_empty() => self.field(&self.index.records.get(name.text.as_str())?.fields, rest),
            _ => Some(field),
        }
    }

    /// Presumptions replace `?` by declared constants.
    fn presumed(&self, said: Said<'a>, field: &'a Field) -> Said<'a> {
        match (said, &field.assume) {
            (Said::Nothing, Some(constant)) if self.assume => Said::Presumed(constant),
            (said, _) => said,
        }
    }

    pub fn scalar(&self, asked: &Asked<'a>) -> State {
        match asked.said {
            Said::Nothing => State::Missing,
            Said::Null => State::None,
            Said::Value(value) => State::known(self.read(&asked.ty.kind, value)),
            Said::Presumed(constant) => self.state(constant, &Env::new()),
        }
    }

    pub fn set(&self, path: &Path, env: &Env<'a>) -> Set {
        let asked = self.ask(&segments(path), env).expect("a set fact");
        let TypeKind::Set(element) = &asked.ty.kind else { panic!("{} is no set", path.text()) };
        let element = TypeKind::Named(element.clone());
        let possible = self.enum_members(&element);
        let (yes, open) = match asked.said {
            Said::Nothing => (Vec::new(), true),
            Said::Null => (Vec::new(), false),
            Said::Value(value) => {
                let (members, open) = members(value);
                (members.into_iter().map(|member| self.read(&element, member)).collect(), open)
            }
            Said::Presumed(set) => (self.choices(set).into_iter().filter_map(|member| self.known(member)).collect(), false),
        };
        Set { name: asked.name, yes, open, missing: matches!(asked.said, Said::Nothing), possible }
    }

    fn known(&self, constant: &'a Expression) -> Option<Value> {
        if let State::Known(value, _) = self.state(constant, &Env::new()) { Some(value) } else { None }
    }

    fn enum_members(&self, kind: &TypeKind) -> Option<Vec<Value>> {
        let TypeKind::Named(name) = kind else { return None };
        let declared = self.index.enums.get(name.text.as_str())?;
        Some(declared.members.iter().map(|member| Value::Word(member.name.text.clone())).collect())
    }

    /// The members of a list that are known, and whether there may be more; last of all its name and record.
    pub fn list(&self, path: &Path, env: &Env<'a>) -> (Vec<Member<'a>>, bool, Member<'a>) {
        let asked = self.ask(&segments(path), env).expect("a list fact");
        let TypeKind::List(record) = &asked.ty.kind else { panic!("{} is no list", path.text()) };
        let record = self.index.records[record.text.as_str()];
        let rest = Member { name: asked.name.clone(), shown: None, record, value: None };
        let (values, open) = match asked.said {
            Said::Nothing => (Vec::new(), true),
            Said::Null | Said::Presumed(_) => (Vec::new(), false),
            Said::Value(value) => members(value),
        };
        let member = |(place, value): (usize, &'a Json)| {
            let by = record.by.as_ref().and_then(|by| value.get(&by.text)).and_then(Json::as_str);
            let (quoted, shown) = match by {
                Some(text) => (format!("{text:?}"), text.to_owned()),
                None => (format!("#{}", place + 1), format!("#{}", place + 1)),
            };
            Member { name: format!("{}({quoted})", asked.name), shown: Some(shown), record, value: Some(value) }
        };
        (values.into_iter().enumerate().map(member).collect(), open, rest)
    }

    fn read(&self, kind: &TypeKind, json: &Json) -> Value {
        let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
        let number = |text: &str| Decimal::parse(text).expect("a number");
        let TypeKind::Named(name) = kind else { return Value::Number(number(text.split(' ').next().expect("an amount"))) };
        match name.text.as_str() {
            "yes_no" => Value::Truth(json.as_bool().expect("yes or no")),
            "integer" | "number" => Value::Number(number(&text)),
            "text" => Value::Text(text),
            "time" | "date" => moment(parse(&text).expect("a time"), self),
            "duration" => Value::Duration(duration(&text)),
            _ => Value::Word(text),
        }
    }
}

pub fn moment(moment: Moment, judge: &Judge) -> Value {
    let seconds = moment.seconds(judge.index.zone);
    match moment {
        Moment::Date { .. } => Value::Date(seconds),
        Moment::Instant { .. } => Value::Time(seconds),
    }
}

pub fn segments(path: &Path) -> Vec<&str> {
    path.segments.iter().map(|segment| segment.text.as_str()).collect()
}

fn said<'a>(given: &'a Json, path: &[&str]) -> Said<'a> {
    match path.iter().try_fold(given, |value, key| value.get(key)) {
        None => Said::Nothing,
        Some(Json::Null) => Said::Null,
        Some(value) => Said::Value(value),
    }
}

fn members(value: &Json) -> (Vec<&Json>, bool) {
    let mut members: Vec<&Json> = value.as_array().expect("a list or a set").iter().collect();
    let open = members.last().is_some_and(|last| last.as_str() == Some("..."));
    if open {
        members.pop();
    }
    (members, open)
}

/// `-36 hours`
fn duration(text: &str) -> i64 {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (count, unit) = text.split_once(' ').expect("a count and a unit");
    let seconds = match unit.trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        "week" => 604_800,
        other => panic!("no exact unit: {other}"),
    };
    sign * seconds * count.parse::<i64>().expect("a count")
}
