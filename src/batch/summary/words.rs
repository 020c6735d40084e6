//! The fixed words around a summary, in every language that the frame speaks.

use crate::explain::Language;
use crate::explain::words::words;

words! {
pub(super) enum Word {
    Summary = "Summary" / "汇总",

    // what is counted
    Verdicts = "Verdicts" / "结论",
    Values = "Values" / "取值",
    Rules = "What forbids" / "禁止的规则",
    Permits = "What permits" / "允许的规则",
    Together = "Rules that forbid together" / "一同禁止的规则",
    Cleared = "Permitted, if one rule were cleared" / "若仅此一条规则不成立即可允许",
    Soon = "Permitted by itself" / "无需处理即可允许",

    // verdicts
    Permitted = "permitted" / "允许",
    Forbidden = "forbidden" / "禁止",
    Undetermined = "undetermined" / "未定",
    Unreadable = "unreadable" / "无法读取",
    Valued = "with a value" / "有取值",

    // columns
    Verdict = "Verdict" / "结论",
    Value = "Value" / "取值",
    Rule = "Rule" / "规则",
    CombinedRules = "Rules" / "规则",
    Within = "When" / "期限",
    Records = "Records" / "记录数",
    Share = "Share" / "占比",
    Forbids = "Forbids" / "禁止",
    Alone = "Only reason" / "唯一原因",
    MayForbid = "May apply" / "可能成立",

    // rows
    None = "none" / "无",
    Unknown = "unknown" / "未知",
    Others = "all others" / "其他",
    ByDefault = "nothing permits it" / "没有规则允许",
    OtherCombinations = "other combinations" / "其他组合",
    AtLeast = "at least" / "至少",
}
}

/// `4 records`
pub(super) fn records(language: Language, count: u64) -> String {
    match language {
        Language::English if count == 1 => "1 record".to_owned(),
        Language::English => format!("{count} records"),
        Language::Chinese => format!("{count} 条记录"),
    }
}

/// `within 7 days`
pub(super) fn within(language: Language, days: i64) -> String {
    match language {
        Language::English => format!("within {days} days"),
        Language::Chinese => format!("{days} 天内"),
    }
}

/// `By instance.region`
pub(super) fn by(language: Language, path: &str) -> String {
    match language {
        Language::English => format!("By {path}"),
        Language::Chinese => format!("按 {path}"),
    }
}

/// Of each thousand, as a percentage with one digit: `12.5 %`; of nothing nothing.
pub(super) fn share(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part) * 2000 + u128::from(whole);
    let rounded = thousandths.checked_div(2 * u128::from(whole)).unwrap_or(0);
    format!("{}.{} %", rounded / 10, rounded % 10)
}
