//! Values as an author writes them, so that what a tool prints can be copied into a policy.

use crate::value::calendar::{DAY, date, rfc3339};

use super::policy::TermType;
use super::vocabulary::{Constant, Scalar, Vocabulary};

/// A constant as an author writes it: `stopped`, `5 days`, `100 CNY`, `"cn-hangzhou"`.
#[must_use]
pub fn written(constant: &Constant, ty: TermType, vocabulary: &Vocabulary) -> String {
    match constant {
        Constant::None => "none".to_owned(),
        Constant::Truth(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Constant::Member(member) => match ty {
            TermType::Scalar(Scalar::Enum(id)) => vocabulary.member_name(id, *member).to_owned(),
            _ => format!("#{member}"),
        },
        Constant::Text(text) => quoted(text),
        Constant::Number(number) => ty.currency().map_or_else(|| number.to_string(), |currency| format!("{number} {}", currency.code())),
        Constant::Instant(seconds) if ty == TermType::Scalar(Scalar::Date) => date(*seconds, vocabulary.zone),
        Constant::Instant(seconds) => rfc3339(*seconds, vocabulary.zone),
        Constant::Duration(seconds) => counted(*seconds, &[("day", DAY), ("hour", 3600), ("minute", 60), ("second", 1)]),
        Constant::Months(months) => counted(*months, &[("year", 12), ("month", 1)]),
    }
}

/// In the largest unit that counts it in whole numbers.
fn counted(amount: i64, units: &[(&str, i64)]) -> String {
    let fits = |(_, size): &&(&str, i64)| amount != 0 && amount % size == 0;
    let (unit, size) = units.iter().find(fits).or(units.last()).copied().unwrap_or(("", 1));
    let count = amount / size;
    let plural = if count.abs() == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

/// `"…"`, with what has a meaning of its own escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('{', "\\{").replace('}', "\\}").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
