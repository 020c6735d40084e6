//! Values as people read them, exact in every language: nothing is rounded.

use crate::model::policy::{ParamType, ParamValue, TermType};
use crate::model::vocabulary::{Constant, Currency, EnumId, Label, Scalar, Vocabulary};
use crate::value::{Decimal, State, Value, calendar};

use super::words::{Language, Word};

/// Says values of a vocabulary in a language.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'p> {
    pub vocabulary: &'p Vocabulary,
    pub language: Language,
}

impl<'p> Speech<'p> {
    /// A label in this language, else in the first that it has.
    #[must_use]
    pub fn label<'l>(&self, label: &'l Label) -> Option<&'l str> {
        self.language.of(label).map(String::as_str)
    }

    #[must_use]
    pub fn word(&self, word: Word) -> &'static str {
        word.text(self.language)
    }

    /// What is known of a scalar. Without a type the value's own shape has to do.
    #[must_use]
    pub fn state(&self, state: State<'_>, ty: Option<TermType>) -> String {
        match state {
            State::Unknown => self.word(Word::Unknown).to_owned(),
            State::None => self.word(Word::None).to_owned(),
            State::Known(value) => self.value(value, ty),
        }
    }

    #[must_use]
    pub fn value(&self, value: Value<'_>, ty: Option<TermType>) -> String {
        match (value, ty) {
            (Value::Truth(yes), _) => self.word(if yes { Word::Yes } else { Word::No }).to_owned(),
            (Value::Member(member), Some(TermType::Scalar(Scalar::Enum(id)))) => self.member(id, member).to_owned(),
            (Value::Member(member), _) => format!("#{}", member + 1),
            (Value::Text(text), _) => text.to_owned(),
            (Value::Number(amount), Some(ty)) if ty.currency().is_some() => money(amount, ty.currency()),
            (Value::Number(number), _) => number.to_string(),
            (Value::Instant(seconds), Some(TermType::Scalar(Scalar::Date))) => calendar::date(seconds, self.vocabulary.zone),
            (Value::Instant(seconds), _) => calendar::readable(seconds, self.vocabulary.zone),
            (Value::Duration(seconds), _) => duration(seconds, self.language),
            (Value::Months(months), _) => period(months, self.language),
        }
    }

    #[must_use]
    pub fn constant(&self, constant: &Constant, ty: Option<TermType>) -> String {
        self.state(constant.state(), ty)
    }

    /// A member's label; its name where it has none.
    #[must_use]
    pub fn member(&self, id: EnumId, member: u32) -> &'p str {
        let found = self.vocabulary.enumeration(id).and_then(|of| of.members.get_index(member as usize));
        let Some((name, member)) = found else { return "?" };
        self.language.of(&member.label).unwrap_or(name)
    }

    #[must_use]
    pub fn param(&self, value: &ParamValue, ty: ParamType) -> String {
        match value {
            ParamValue::Scalar(constant) => self.constant(constant, Some(ty.member_type())),
            ParamValue::Set(members) => self.list(members.iter().map(|member| self.constant(member, Some(ty.member_type())))),
        }
    }

    /// Members side by side; none where there are none.
    pub fn list(&self, members: impl Iterator<Item = String>) -> String {
        let members: Vec<String> = members.collect();
        if members.is_empty() { self.word(Word::None).to_owned() } else { members.join(self.language.comma()) }
    }
}

/// `99.50 CNY`: two digits after the point, or as many as there are.
#[must_use]
pub fn money(amount: Decimal, currency: Option<Currency>) -> String {
    let digits = amount.to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let amount = format!("{whole}.{fraction:0<2}");
    currency.map_or(amount.clone(), |currency| format!("{amount} {}", currency.code()))
}

/// `3 days 4 hours`, `3天4小时`: every unit that is not zero.
#[must_use]
pub fn duration(seconds: i64, language: Language) -> String {
    let whole = seconds.unsigned_abs();
    let counts = [whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60];
    let units = [("day", "天"), ("hour", "小时"), ("minute", "分钟"), ("second", "秒")];
    units_of(seconds < 0, &counts, &units, language)
}

/// `1 year 6 months`, `1年6个月`
#[must_use]
pub fn period(months: i64, language: Language) -> String {
    let whole = months.unsigned_abs();
    units_of(months < 0, &[whole / 12, whole % 12], &[("year", "年"), ("month", "个月")], language)
}

/// Every count that is not zero with its unit; where all are, none of the smallest.
fn units_of(negative: bool, counts: &[u64], units: &[(&str, &str)], language: Language) -> String {
    let said = |(count, (english, chinese)): (&u64, &(&str, &str))| match language {
        Language::English => format!("{count} {english}{}", if *count == 1 { "" } else { "s" }),
        Language::Chinese => format!("{count}{chinese}"),
    };
    let pairs = || counts.iter().zip(units);
    let mut parts: Vec<String> = pairs().filter(|(count, _)| **count > 0).map(said).collect();
    if parts.is_empty() {
        parts.extend(pairs().next_back().map(said));
    }
    let between = if language == Language::English { " " } else { "" };
    format!("{}{}", if negative { Word::Minus.text(language) } else { "" }, parts.join(between))
}

#[cfg(test)]
mod tests {
    use super::{duration, money, period};
    use crate::explain::Language::{Chinese, English};
    use crate::model::vocabulary::Currency;
    use crate::value::Decimal;

    #[test]
    fn durations_are_exact() {
        for (seconds, english, chinese) in [
            (0, "0 seconds", "0秒"),
            (1, "1 second", "1秒"),
            (59, "59 seconds", "59秒"),
            (3 * 86_400 + 4 * 3600, "3 days 4 hours", "3天4小时"),
            (86_400 + 1, "1 day 1 second", "1天1秒"),
            (-90, "minus 1 minute 30 seconds", "负1分钟30秒"),
        ] {
            assert_eq!((duration(seconds, English).as_str(), duration(seconds, Chinese).as_str()), (english, chinese));
        }
    }

    #[test]
    fn periods() {
        for (months, english, chinese) in
            [(6, "6 months", "6个月"), (12, "1 year", "1年"), (18, "1 year 6 months", "1年6个月"), (0, "0 months", "0个月")]
        {
            assert_eq!((period(months, English).as_str(), period(months, Chinese).as_str()), (english, chinese));
        }
    }

    #[test]
    fn money_has_at_least_two_digits() {
        for (amount, printed) in [("99.5", "99.50 CNY"), ("100", "100.00 CNY"), ("-0.001", "-0.001 CNY"), ("0", "0.00 CNY")] {
            assert_eq!(Decimal::parse(amount).map(|amount| money(amount, Currency::parse("CNY"))), Ok(printed.to_owned()));
        }
    }
}
