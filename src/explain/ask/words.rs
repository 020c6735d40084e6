//! The fixed words of an interview, in every language that the frame speaks.

use crate::explain::Language;
use crate::model::vocabulary::{Element, Kind, Scalar};

/// A fixed word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase {
    Hints,
    HowMany,
    IsThere,
    AnyOf,
    OrNone,
    Presumes,
    Hanging,
    NothingBefore,
    NotUnderstood,
    NotAmongChoices,
    Stopped,
    NothingToAsk,
    SaveTo,
    Saved,
    Questions,
    Answers,
}

#[must_use]
pub fn phrase(wanted: Phrase, language: Language) -> &'static str {
    let (english, chinese) = match wanted {
        Phrase::Hints => (
            "?: which rules hang on it   -: don't know   back: the question before   quit: stop here",
            "?：与哪些规则有关   -：不知道   back：上一题   quit：到此为止",
        ),
        Phrase::HowMany => ("how many are there?", "有多少个？"),
        Phrase::IsThere => ("is it there?", "是否存在？"),
        Phrase::AnyOf => ("any of these, with commas between; none for none of them", "可多选，以逗号分隔；都没有则答 none"),
        Phrase::OrNone => ("or none", "或 none（无）"),
        Phrase::Presumes => ("would be presumed", "推定值"),
        Phrase::Hanging => ("These rules hang on it", "与此有关的规则"),
        Phrase::NothingBefore => ("this is the first question", "这已是第一题"),
        Phrase::NotUnderstood => ("this is no such value", "无法识别该取值"),
        Phrase::NotAmongChoices => ("this is none of the choices", "不在可选项之内"),
        Phrase::Stopped => ("Stopped here.", "到此为止。"),
        Phrase::NothingToAsk => ("No further question can settle it.", "再无可问的问题。"),
        Phrase::SaveTo => {
            ("Save the facts to (FILE.json or FILE.yaml; nothing: do not save)", "将事实保存到（FILE.json 或 FILE.yaml；留空则不保存）")
        }
        Phrase::Saved => ("facts saved to", "事实已保存到"),
        Phrase::Answers => ("answers", "回答"),
        Phrase::Questions => ("Next questions", "接下来的问题"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// How an answer is written.
#[must_use]
pub fn example(language: Language, kind: Kind) -> String {
    let (english, chinese) = match kind {
        Kind::Scalar { scalar, .. } => match scalar {
            Scalar::Integer => ("a whole number", "整数"),
            Scalar::Number => ("a number", "数字"),
            Scalar::Money(currency) => return money(language, currency.code()),
            Scalar::Text => ("a text", "文字"),
            Scalar::Time => ("a time such as 2024-08-01T10:00+08:00", "时间，如 2024-08-01T10:00+08:00"),
            Scalar::Date => ("a date such as 2024-08-01", "日期，如 2024-08-01"),
            Scalar::Duration => ("a duration such as 5 days", "时长，如 5 days"),
            Scalar::YesNo | Scalar::Enum(_) => return String::new(),
        },
        Kind::Set(Element::Text) => ("texts, with commas between; none for none", "若干文字，以逗号分隔；没有则答 none"),
        Kind::Set(Element::Enum(_)) => return String::new(),
        Kind::List(_) => ("a whole number", "整数"),
    };
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
    .to_owned()
}

fn money(language: Language, code: &str) -> String {
    match language {
        Language::English => format!("an amount in {code}"),
        Language::Chinese => format!("{code} 金额"),
    }
}

/// `12 questions were asked`
#[must_use]
pub fn asked(language: Language, count: usize) -> String {
    match language {
        Language::English if count == 1 => "1 question was answered.".to_owned(),
        Language::English => format!("{count} questions were answered."),
        Language::Chinese => format!("共回答 {count} 个问题。"),
    }
}

/// `settles it in 50 % of the cases`
#[must_use]
pub fn settles(language: Language, share: f64) -> String {
    match language {
        Language::English => format!("settles it in {:.0} % of the likely cases", share * 100.0),
        Language::Chinese => format!("可能的情形中 {:.0}% 可就此定案", share * 100.0),
    }
}
