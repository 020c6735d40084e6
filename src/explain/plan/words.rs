//! The fixed words of plans, in every language that the frame speaks.

use crate::advise::plan::Reach;
use crate::explain::Language;

use super::json::{Final, Limit, Told};

/// A fixed word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase {
    Clears,
    Grants,
    Breaks,
    Instead,
    TakenOut,
    InIt,
    NotInIt,
    There,
    NoOthers,
    AnyOther,
    FindOut,
    AlreadyPermitted,
    InTheWay,
    Setbacks,
    NoPlan,
}

#[must_use]
pub fn phrase(phrase: Phrase, language: Language) -> &'static str {
    let (english, chinese) = match phrase {
        Phrase::Clears => ("clears", "解除"),
        Phrase::Grants => ("lets it be permitted by", "使其得以依此允许"),
        Phrase::Breaks => ("until a later step this forbids:", "在后续步骤之前会触发"),
        Phrase::Instead => ("then this forbids:", "随即触发"),
        Phrase::TakenOut => ("taken out", "移除"),
        Phrase::InIt => ("in it", "包含"),
        Phrase::NotInIt => ("not in it", "不包含"),
        Phrase::There => ("there", "存在"),
        Phrase::NoOthers => ("none other than are known", "除已知者外别无其他"),
        Phrase::AnyOther => ("any other text", "任何其他文本"),
        Phrase::FindOut => ("find out", "查明"),
        Phrase::AlreadyPermitted => ("It is permitted already: there is nothing to do.", "已获允许，无须办理。"),
        Phrase::InTheWay => ("What stands in the way", "障碍"),
        Phrase::Setbacks => ("What would not help", "无济于事的做法"),
        Phrase::NoPlan => ("No change that anybody can make leads to permission.", "任何人可作的改变都无法使其获得允许。"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// `Plan 1 of 2: permitted from 2024-09-03 06:00 +08:00 until 2024-12-29 00:00:01 +08:00`
#[must_use]
pub fn heading(language: Language, (number, count): (usize, usize), from: &str, until: Option<&str>) -> String {
    match (language, until) {
        (Language::English, None) => format!("Plan {number} of {count}: permitted from {from} on"),
        (Language::English, Some(until)) => format!("Plan {number} of {count}: permitted from {from} until {until}"),
        (Language::Chinese, None) => format!("方案 {number}/{count}：自 {from} 起获允许"),
        (Language::Chinese, Some(until)) => format!("方案 {number}/{count}：自 {from} 起至 {until} 止获允许"),
    }
}

/// `after step 2`
#[must_use]
pub fn after(language: Language, steps: &[usize]) -> String {
    let numbers = steps.iter().map(usize::to_string).collect::<Vec<_>>().join(language.comma());
    match language {
        Language::English => format!("after step{} {numbers}", if steps.len() == 1 { "" } else { "s" }),
        Language::Chinese => format!("须在第 {numbers} 步之后"),
    }
}

/// `100.00 CNY or more`; of a time `2024-09-03 06:00 +08:00 or later`
#[must_use]
pub fn reaching(language: Language, value: &str, (reach, is_time): (Reach, bool)) -> String {
    let (english, chinese) = match (reach, is_time) {
        (Reach::Exactly, _) => return value.to_owned(),
        (Reach::OrMore, false) => (" or more", " 或以上"),
        (Reach::OrLess, false) => (" or less", " 或以下"),
        (Reach::OrMore, true) => (" or later", " 或更晚"),
        (Reach::OrLess, true) => (" or earlier", " 或更早"),
    };
    match language {
        Language::English => format!("{value}{english}"),
        Language::Chinese => format!("{value}{chinese}"),
    }
}

/// Of a text that nobody has told, and that is to be another one's.
#[must_use]
pub fn same_as(language: Language, path: &str) -> String {
    match language {
        Language::English => format!("the same as {path}"),
        Language::Chinese => format!("与 {path} 相同"),
    }
}

/// `needed: no`
#[must_use]
pub fn must_be(language: Language, value: &str) -> String {
    match language {
        Language::English => format!("needed: {value}"),
        Language::Chinese => format!("须为：{value}"),
    }
}

/// Who could change what is to be found out.
#[must_use]
pub fn otherwise(language: Language, who: &[String]) -> String {
    match language {
        Language::English => format!("if it is not, {} can change it", who.join(" or ")),
        Language::Chinese => format!("否则可由{}改变", who.join("或")),
    }
}

/// Why a rule stands in the way.
#[must_use]
pub fn why(language: Language, why: Final) -> &'static str {
    let (english, chinese) = match why {
        Final::Impossible => ("final: the policy says that nothing can change it", "终局：政策写明无法补救"),
        Final::Unchangeable => {
            ("final: nobody can change what it rests on, and time does not either", "终局：所依据的事实无人可以改变，时间也不会改变它")
        }
        Final::Together => ("it can be cleared, but not together with the others", "可以单独解除，但无法与其他规则一并解除"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// How many plans are not told.
#[must_use]
pub fn more(language: Language, count: usize) -> String {
    match language {
        Language::English => {
            format!("{count} more plan{} found: `--most N` tells more of them.", if count == 1 { " was" } else { "s were" })
        }
        Language::Chinese => format!("另有 {count} 个方案：用 --most N 查看。"),
    }
}

/// Why there may be other plans; nothing where these are all.
#[must_use]
pub fn limits(language: Language, told: &Told) -> Option<String> {
    if told.limits.is_empty() {
        return None;
    }
    let reasons = told.limits.iter().map(|limit| reason(language, *limit)).collect::<Vec<_>>().join(language.semicolon());
    Some(match language {
        Language::English => format!("There may be other plans: {reasons}."),
        Language::Chinese => format!("可能还有其他方案：{reasons}。"),
    })
}

fn reason(language: Language, limit: Limit) -> &'static str {
    let (english, chinese) = match limit {
        Limit::Attempts => ("the search ended before all was tried", "搜索在试完全部可能之前结束"),
        Limit::Plans => ("no more than these were looked for", "达到方案数上限"),
        Limit::Changes => ("longer ones were not tried", "未尝试更长的方案"),
        Limit::Proportions => {
            ("two amounts that are held against each other can share the way in any proportion", "相互比较的两个数量可按任意比例分担")
        }
        Limit::Additions => ("what could be added to a list or a set of texts was not tried", "未尝试向列表或文本集合添加成员"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}
