//! How large an expression can grow: every number stays within 38 digits and every time within the calendar, so that nothing overflows.

use std::cell::Cell;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::expression::{ConditionKind, Term, TermKind};
use crate::model::policy::{Body, DecisionKind, Output, ParamValue, Policy, TermType, ValuedBy};
use crate::model::vocabulary::{Constant, Fact, FactId, Kind, Scalar};
use crate::model::walk::{self, Node};
use crate::value::decimal::{FRACTION_DIGITS, WHOLE_DIGITS};
use crate::value::{Decimal, LONGEST_DURATION, LONGEST_PERIOD, calendar};

/// What the decimals can hold.
const DIGITS: usize = 38;
/// What the calendar can hold, in seconds from 1970: some 250,000 years.
const SECONDS: i128 = 8_000_000_000_000;
/// The most that a month is long.
const MONTH: i128 = 31 * 86_400;

/// The size of a term's values.
#[derive(Debug, Clone, Copy)]
enum Size {
    /// digits before and after the point
    Digits(usize, usize),
    /// seconds, at most
    Seconds(i128),
    /// months, at most
    Months(i128),
    /// neither a number nor a time
    None,
}

/// Every expression that can grow too large.
pub(super) fn examine(policy: &Policy) -> Vec<Diagnostic> {
    let sizes =
        Sizes { policy, definitions: vec![Cell::new(None); policy.definitions.len()], tables: vec![Cell::new(None); policy.tables.len()] };
    let mut found = Vec::new();
    walk::roots(policy, &mut |root| root.each(&mut |node| found.extend(sizes.too_large(node))));
    found
}

struct Sizes<'m> {
    policy: &'m Policy,
    /// those that were found before
    definitions: Vec<Cell<Option<Size>>>,
    tables: Vec<Cell<Option<Size>>>,
}

impl Sizes<'_> {
    fn too_large(&self, node: Node<'_>) -> Option<Diagnostic> {
        match node {
            Node::Term(term)
                if matches!(term.kind, TermKind::Add(..) | TermKind::Subtract(..) | TermKind::Multiply(..) | TermKind::Shift { .. }) =>
            {
                within(self.of(term)).err().map(|message| Diagnostic::error(Code::TooLarge, term.span, message))
            }
            Node::Condition(condition) => match &condition.kind {
                ConditionKind::Is(left, right) | ConditionKind::Order(_, left, right) => match (self.of(left), self.of(right)) {
                    (Size::Digits(a, b), Size::Digits(c, d)) if a + b <= DIGITS && c + d <= DIGITS && a.max(c) + b.max(d) > DIGITS => {
                        Some(Diagnostic::error(Code::TooLarge, condition.span, "these two numbers can be too long to be compared exactly"))
                    }
                    _ => None,
                },
                _ => None,
            },
            Node::Term(_) => None,
        }
    }

    fn of(&self, term: &Term) -> Size {
        match &term.kind {
            TermKind::Constant(constant) => of_constant(constant),
            TermKind::Now => Size::Seconds(i128::from(calendar::LAST_SECOND)),
            TermKind::Param(id) => self.of_param(id.index()),
            TermKind::Fact(fact) => self.of_fact(*fact),
            TermKind::Field(record, field) => of_kind(self.policy.vocabulary.record(*record).and_then(|of| of.field(*field))),
            TermKind::Member | TermKind::Truth(_) => Size::None,
            TermKind::Add(left, right) | TermKind::Subtract(left, right) => sum(self.of(left), self.of(right)),
            TermKind::Multiply(left, right) => product(self.of(left), self.of(right)),
            TermKind::Shift { time, months, .. } => match (self.of(time), self.of(months)) {
                (Size::Seconds(seconds), Size::Months(months)) => Size::Seconds(seconds.saturating_add(months.saturating_mul(MONTH))),
                (time, _) => time,
            },
            TermKind::If(_, then, otherwise) => larger(self.of(then), self.of(otherwise)),
            TermKind::Definition(id) => self.of_definition(id.index()),
            TermKind::Table(id) => self.of_table(id.index()),
            TermKind::Decision(id) => match self.policy.decisions.get_index(id.index()).map(|(_, decision)| &decision.kind) {
                Some(DecisionKind::Valued { by: ValuedBy::Table(id), .. }) => self.of_table(id.index()),
                Some(DecisionKind::Valued { by: ValuedBy::Definition(id), .. }) => self.of_definition(id.index()),
                _ => Size::None,
            },
        }
    }

    fn of_definition(&self, index: usize) -> Size {
        once(self.definitions.get(index), || match self.policy.definitions.get(index).map(|definition| &definition.body) {
            Some(Body::Term { term, .. }) => self.of(term),
            _ => Size::None,
        })
    }

    fn of_table(&self, index: usize) -> Size {
        let rows = || self.policy.tables.get(index).into_iter().flat_map(|table| &table.rows);
        let outputs = || {
            rows().filter_map(|row| match &row.output {
                Output::Value(term) => Some(self.of(term)),
                _ => None,
            })
        };
        once(self.tables.get(index), || outputs().fold(Size::None, larger))
    }

    fn of_param(&self, index: usize) -> Size {
        let versions = self.policy.params.get_index(index).into_iter().flat_map(|(_, param)| &param.versions);
        let sizes = versions.map(|version| match &version.value {
            ParamValue::Scalar(constant) => of_constant(constant),
            ParamValue::Set(_) => Size::None,
        });
        sizes.fold(Size::None, larger)
    }

    fn of_fact(&self, fact: FactId) -> Size {
        of_kind(self.policy.vocabulary.fact(fact))
    }
}

fn of_kind(fact: Option<&Fact>) -> Size {
    match fact.map(|fact| fact.kind) {
        Some(Kind::Scalar { scalar, .. }) => of_type(TermType::Scalar(scalar)),
        _ => Size::None,
    }
}

/// What was found before, or is found now.
fn once(found: Option<&Cell<Option<Size>>>, find: impl FnOnce() -> Size) -> Size {
    let before = found.and_then(Cell::get);
    let size = before.unwrap_or_else(find);
    found.inspect(|found| found.set(Some(size)));
    size
}

fn of_type(ty: TermType) -> Size {
    match ty {
        TermType::Scalar(Scalar::Integer) => Size::Digits(WHOLE_DIGITS, 0),
        TermType::Scalar(Scalar::Number | Scalar::Money(_)) => Size::Digits(WHOLE_DIGITS, FRACTION_DIGITS),
        TermType::Scalar(Scalar::Time | Scalar::Date) => Size::Seconds(i128::from(calendar::LAST_SECOND)),
        TermType::Scalar(Scalar::Duration) => Size::Seconds(i128::from(LONGEST_DURATION)),
        _ => Size::None,
    }
}

fn of_constant(constant: &Constant) -> Size {
    match constant {
        Constant::Number(number) => of_number(*number),
        Constant::Instant(seconds) | Constant::Duration(seconds) => Size::Seconds(i128::from(*seconds).abs()),
        Constant::Months(months) => Size::Months(i128::from(*months).abs()),
        _ => Size::None,
    }
}

fn of_number(number: Decimal) -> Size {
    let text = number.to_string();
    let (whole, fraction) = text.trim_start_matches('-').split_once('.').unwrap_or((text.trim_start_matches('-'), ""));
    Size::Digits(whole.trim_start_matches('0').len(), fraction.len())
}

fn sum(left: Size, right: Size) -> Size {
    match (left, right) {
        (Size::Digits(a, b), Size::Digits(c, d)) => Size::Digits(a.max(c) + 1, b.max(d)),
        (Size::Seconds(a), Size::Seconds(b)) => Size::Seconds(a.saturating_add(b)),
        (Size::Months(a), Size::Months(b)) => Size::Months(a.saturating_add(b)),
        (size, _) => size,
    }
}

fn product(left: Size, right: Size) -> Size {
    match (left, right) {
        (Size::Digits(a, b), Size::Digits(c, d)) => Size::Digits(a + c, b + d),
        (Size::Digits(a, _), Size::Seconds(b)) | (Size::Seconds(b), Size::Digits(a, _)) => Size::Seconds(b.saturating_mul(power(a))),
        (Size::Digits(a, _), Size::Months(b)) | (Size::Months(b), Size::Digits(a, _)) => Size::Months(b.saturating_mul(power(a))),
        (size, _) => size,
    }
}

fn power(digits: usize) -> i128 {
    10_i128.saturating_pow(u32::try_from(digits).unwrap_or(u32::MAX))
}

fn larger(left: Size, right: Size) -> Size {
    match (left, right) {
        (Size::Digits(a, b), Size::Digits(c, d)) => Size::Digits(a.max(c), b.max(d)),
        (Size::Seconds(a), Size::Seconds(b)) => Size::Seconds(a.max(b)),
        (Size::Months(a), Size::Months(b)) => Size::Months(a.max(b)),
        (Size::None, size) | (size, _) => size,
    }
}

fn within(size: Size) -> Result<(), String> {
    match size {
        Size::Digits(whole, fraction) if whole + fraction > DIGITS => {
            Err(format!("this can grow to {} digits; at most {DIGITS} are exact", whole + fraction))
        }
        Size::Seconds(seconds) if seconds > SECONDS => Err("this can grow past the calendar".to_owned()),
        Size::Months(months) if months > i128::from(LONGEST_PERIOD) => Err("this period is longer than 10,000 years".to_owned()),
        _ => Ok(()),
    }
}
