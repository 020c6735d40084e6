//! The fixed words around an answer, in every language that the frame speaks. Everything else comes from the policies.

use std::str::FromStr;

use super::json::{Status, Verdict};
use super::layout::pad;
use super::why::told::Kind;

/// A language of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    /// All that there are.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// This language, and then the others that some texts speak.
    #[must_use]
    pub fn and_those_of(self, spoken: &[String]) -> Vec<Self> {
        let others = Self::ALL.into_iter().filter(|other| *other != self && spoken.iter().any(|code| code == other.code()));
        std::iter::once(self).chain(others).collect()
    }

    /// As policies name it: `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// As its speakers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// Between the members of a list.
    #[must_use]
    pub fn comma(self) -> &'static str {
        match self {
            Self::English => ", ",
            Self::Chinese => "、",
        }
    }

    /// `what (more)`, `what（more）`
    #[must_use]
    pub fn with_aside(self, what: &str, more: &str) -> String {
        match self {
            Self::English => format!("{what} ({more})"),
            Self::Chinese => format!("{what}（{more}）"),
        }
    }

    /// `who: what`, `who：what`
    #[must_use]
    pub fn with_colon(self, who: &str, what: &str) -> String {
        match self {
            Self::English => format!("{who}: {what}"),
            Self::Chinese => format!("{who}：{what}"),
        }
    }

    /// Between two remarks.
    #[must_use]
    pub fn clause_comma(self) -> &'static str {
        match self {
            Self::English => ", ",
            Self::Chinese => "，",
        }
    }

    #[must_use]
    pub fn semicolon(self) -> &'static str {
        match self {
            Self::English => "; ",
            Self::Chinese => "；",
        }
    }

    /// `before  the owner`
    #[must_use]
    pub fn phase(self, phase: &str, who: &[String]) -> String {
        format!("{}  {}", pad(phase, 6), who.join(self.comma())).trim_end().to_owned()
    }

    /// `wait until the task has ended`
    #[must_use]
    pub fn wait_for(self, event: &str) -> String {
        match self {
            Self::English => format!("wait {event}"),
            Self::Chinese => format!("等待{}", spaced(event)),
        }
    }

    /// `nothing can change this (instead: bicycle)`
    #[must_use]
    pub fn impossible(self, why: &str, suggest: &[String]) -> String {
        let why = if why.is_empty() { Word::Impossible.text(self) } else { why };
        match suggest {
            [] => why.to_owned(),
            _ => self.with_aside(why, &self.with_colon(Word::Instead.text(self), &suggest.join(self.comma()))),
        }
    }

    /// `lease.age (§4), lease.clean (§5)`
    pub fn cited<'c>(self, clauses: impl Iterator<Item = (&'c str, Option<&'c str>)>) -> String {
        let said = clauses.map(|(name, at)| at.map_or(name.to_owned(), |at| self.with_aside(name, at)));
        said.collect::<Vec<_>>().join(self.comma())
    }

    /// `row 5; rules.min_age (L45), notes.window (L31)`; nothing where there is neither
    pub fn rows_and_clauses<'c>(self, rows: &[u32], clauses: impl Iterator<Item = (&'c str, Option<&'c str>)>) -> Option<String> {
        let rows = (!rows.is_empty()).then(|| self.rows(rows));
        let parts: Vec<String> = rows.into_iter().chain(Some(self.cited(clauses)).filter(|cited| !cited.is_empty())).collect();
        (!parts.is_empty()).then(|| parts.join(self.semicolon()))
    }

    /// `edition of 2024-08-01`
    #[must_use]
    pub fn edition(self, date: &str) -> String {
        match self {
            Self::English => format!("edition of {date}"),
            Self::Chinese => format!("{date} 版"),
        }
    }

    /// `row 5`, `rows 5, 6`; rows are counted from 1
    #[must_use]
    pub fn rows(self, rows: &[u32]) -> String {
        let numbers = rows.iter().map(u32::to_string).collect::<Vec<_>>().join(self.comma());
        match self {
            Self::English => format!("row{} {numbers}", if rows.len() == 1 { "" } else { "s" }),
            Self::Chinese => format!("第{numbers}行"),
        }
    }

    /// `ask the owner`, `ask the owner or the tenant`
    #[must_use]
    pub fn ask(self, whom: &[String]) -> String {
        match (self, whom.is_empty()) {
            (_, true) => Word::NobodyHasSaid.text(self).to_owned(),
            (Self::English, _) => format!("ask {}", whom.join(" or ")),
            (Self::Chinese, _) => format!("请询问{}", spaced(&whom.join("或"))),
        }
    }

    /// `wait until 2024-09-03 06:00 +08:00`
    #[must_use]
    pub fn wait_until(self, instant: &str) -> String {
        match self {
            Self::English => format!("wait until {instant}"),
            Self::Chinese => format!("等待至 {instant}"),
        }
    }

    /// `for cook, guest`
    #[must_use]
    pub fn for_members(self, members: &[String]) -> String {
        let members = members.join(self.comma());
        match self {
            Self::English => format!("for {members}"),
            Self::Chinese => format!("针对 {members}"),
        }
    }

    /// `from 2026-01-01`
    #[must_use]
    pub fn from_day(self, day: &str) -> String {
        match self {
            Self::English => format!("from {day}"),
            Self::Chinese => format!("自 {day} 起"),
        }
    }

    /// `through 2026-06-30`
    #[must_use]
    pub fn through_day(self, day: &str) -> String {
        match self {
            Self::English => format!("through {day}"),
            Self::Chinese => format!("至 {day} 止"),
        }
    }

    /// `with minimum_age = 7 days`
    #[must_use]
    pub fn with_settings(self, settings: &[String]) -> String {
        let settings = settings.join(self.comma());
        match self {
            Self::English => format!("with {settings}"),
            Self::Chinese => format!("试用参数 {settings}"),
        }
    }

    /// `holds since 2024-09-01 10:00 +08:00 until 2024-09-03 06:00 +08:00`; nothing for what always holds
    #[must_use]
    pub fn holds(self, since: Option<&str>, until: Option<&str>) -> Option<String> {
        Some(match (self, since, until) {
            (_, None, None) => return None,
            (Self::English, Some(since), None) => format!("holds since {since}"),
            (Self::English, None, Some(until)) => format!("holds until {until}"),
            (Self::English, Some(since), Some(until)) => format!("holds since {since} until {until}"),
            (Self::Chinese, Some(since), None) => format!("自 {since} 起如此"),
            (Self::Chinese, None, Some(until)) => format!("至 {until} 止如此"),
            (Self::Chinese, Some(since), Some(until)) => format!("自 {since} 起至 {until} 止如此"),
        })
    }

    /// `from 2024-09-01 10:00 +08:00 until 2026-09-01 10:00 +08:00`
    #[must_use]
    pub fn between(self, from: &str, until: &str) -> String {
        match self {
            Self::English => format!("From {from} until {until}"),
            Self::Chinese => format!("自 {from} 起至 {until} 止"),
        }
    }

    /// `permitted from 2024-09-03 06:00 +08:00 until 2024-12-29 00:00 +08:00, in 1 day 20 hours`
    #[must_use]
    pub fn permitted_from(self, since: &str, until: Option<&str>, after: &str) -> String {
        match (self, until) {
            (Self::English, None) => format!("permitted from {since}, in {after}"),
            (Self::English, Some(until)) => format!("permitted from {since} until {until}, in {after}"),
            (Self::Chinese, None) => format!("{after}后，自 {since} 起允许"),
            (Self::Chinese, Some(until)) => format!("{after}后，自 {since} 起至 {until} 止允许"),
        }
    }

    /// `judged at 2024-09-01 10:00 +08:00`
    #[must_use]
    pub fn judged_at(self, instant: &str) -> String {
        match self {
            Self::English => format!("judged at {instant}"),
            Self::Chinese => format!("判定时刻 {instant}"),
        }
    }
}

/// Behind a Chinese word, a text that begins with a Latin letter stands apart.
fn spaced(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { format!(" {text}") } else { text.to_owned() }
}

impl FromStr for Language {
    type Err = ();

    /// Reads `en` and `zh`, also as a locale has them: `zh_CN.UTF-8`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split(['_', '-', '.', '@']).next() {
            Some("en") => Ok(Self::English),
            Some("zh") => Ok(Self::Chinese),
            _ => Err(()),
        }
    }
}

/// Declares fixed words, each in every language.
macro_rules! words {
    ($visible:vis enum $words:ident { $($name:ident = $english:literal / $chinese:literal,)+ }) => {
        /// A fixed word or phrase.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $visible enum $words { $($name,)+ }

        impl $words {
            #[must_use]
            $visible fn text(self, language: $crate::explain::Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, $crate::explain::Language::English) => $english,
                    (Self::$name, $crate::explain::Language::Chinese) => $chinese,)+
                }
            }
        }
    };
}
pub(crate) use words;

words! {
pub enum Word {
    // values
    Yes = "yes" / "是",
    No = "no" / "否",
    None = "none" / "无",
    Unknown = "unknown" / "未知",
    Minus = "minus " / "负",
    AtLeast = "at least " / "至少",
    To = " to " / "至",
    OtherMembers = "others, if there are any" / "其他成员（如有）",

    // verdicts
    Permitted = "PERMITTED" / "允许",
    Forbidden = "FORBIDDEN" / "禁止",
    Undetermined = "UNDETERMINED" / "未定",

    // sections
    WhyForbidden = "Why it is forbidden" / "禁止原因",
    WhyPermitted = "Why it is permitted" / "允许依据",
    WhyValue = "Where this comes from" / "取值依据",
    NotKnown = "Not known yet" / "尚未查明",
    Excepted = "Let through by an exception" / "例外放行",
    Warnings = "Warnings" / "提醒",
    Duties = "What is to be done" / "须办事项",
    Effects = "What will change" / "影响",
    Suggestions = "Other ways" / "其他办法",
    Assumed = "Presumed, since nobody has said" / "无人说明，按推定",
    Documents = "Documents" / "依据文档",
    Others = "Rules that do not apply" / "不成立的规则",

    // lines
    NothingForbids = "No rule forbids it." / "没有规则禁止。",
    NothingPermits = "No rule permits it." / "没有规则允许。",
    Before = "before" / "之前",
    During = "during" / "期间",
    After = "after" / "之后",
    Perhaps = "perhaps" / "可能",
    Wait = "wait" / "等待",
    Impossible = "nothing can change this" / "无法补救",
    Instead = "instead" / "可改用",
    ReadSo = "read so because" / "如此解读的理由",
    NobodyHasSaid = "nobody has said" / "无人说明",

    // a timeline
    NeverByWaiting = "waiting alone will not make it permitted" / "仅靠等待不会变为允许",
    Always = "from the beginning" / "自始",
    Forbids = "forbids" / "开始禁止",
    ForbidsNoLonger = "no longer forbids" / "不再禁止",
    Permits = "permits" / "开始允许",
    PermitsNoLonger = "no longer permits" / "不再允许",
    BecomesUnknown = "is unknown" / "变为未知",
    UnknownNoLonger = "is unknown no longer" / "不再未知",
    GivesTheValue = "gives the value" / "给出取值",

    // a list of rules
    Forbid = "forbid" / "禁止",
    Permit = "permit" / "允许",
    Warn = "warn" / "提醒",
    Table = "table" / "表",
    Value = "value" / "取值",
    Duty = "duty" / "须办",
    Effect = "effect" / "影响",
    Suggestion = "suggestion" / "建议",

    // a proof
    Decides = "What decides" / "决定结果的规则",
    DecidesNothing = "What does not decide" / "不影响结果的规则",
    NotReached = "not reached" / "未查至",
    SeeAbove = "see above" / "见上",
    UndeterminedValue = "undetermined" / "未定",
    NotInForce = "not in force" / "未生效",
    OutOfScope = "out of scope" / "不适用",
    Clear = "clear" / "不成立",
    ExceptedStatus = "excepted" / "例外",
    Applies = "applies" / "成立",
}
}

impl Word {
    #[must_use]
    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Permitted => Self::Permitted,
            Verdict::Forbidden => Self::Forbidden,
            Verdict::Undetermined => Self::Undetermined,
        }
    }

    #[must_use]
    pub fn of_status(status: Status) -> Self {
        match status {
            Status::NotInForce => Self::NotInForce,
            Status::OutOfScope => Self::OutOfScope,
            Status::Clear => Self::Clear,
            Status::Excepted => Self::ExceptedStatus,
            Status::Applies => Self::Applies,
            Status::Unknown => Self::Unknown,
        }
    }

    #[must_use]
    pub fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::Forbid => Self::Forbid,
            Kind::Permit => Self::Permit,
            Kind::Warn => Self::Warn,
            Kind::Value => Self::Value,
            Kind::Duty => Self::Duty,
            Kind::Effect => Self::Effect,
            Kind::Suggestion => Self::Suggestion,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_names_a_language() {
        for (text, language) in [("zh_CN.UTF-8", Ok(Language::Chinese)), ("en", Ok(Language::English)), ("C", Err(())), ("zha", Err(()))] {
            assert_eq!(text.parse(), language, "{text}");
        }
    }
}
