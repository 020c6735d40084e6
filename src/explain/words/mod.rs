//! The fixed words around an answer, in every language that the frame speaks. Everything else comes from the policies.

mod language;
mod phrases;
mod times;

use super::json::{Status, Verdict};
use super::why::json::Kind;

pub use language::Language;

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
