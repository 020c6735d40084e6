//! What somebody types, as a fact file would have it. Whether it is a value of the type, the reader of fact files says.

use crate::explain::Language;
use crate::explain::ask::json::{Kind, Question};
use crate::explain::ask::words::{Phrase, phrase};
use crate::facts::Document;

/// More members than this are a slip of the pen.
const MOST_MEMBERS: usize = 1_000;

/// Something typed in answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// `?`
    Why,
    /// `-`, `don't know`
    Unknown,
    Back,
    Quit,
    Answer(String),
}

impl Typed {
    #[must_use]
    pub fn of(line: &str) -> Self {
        let line = line.trim();
        match line.to_lowercase().as_str() {
            "?" | "？" => Self::Why,
            "-" | "" | "don't know" | "dont know" | "不知道" => Self::Unknown,
            "back" | "上一题" => Self::Back,
            "quit" | "exit" | "退出" => Self::Quit,
            _ => Self::Answer(line.to_owned()),
        }
    }
}

/// The value that an answer stands for; `own` is what is known of it so far.
///
/// # Errors
/// Where it is none of the choices, or no number of members: in words.
pub fn value(asked: &Question, line: &str, own: Option<&Document>, language: Language) -> Result<Document, String> {
    let is_none = matches!(line.to_lowercase().as_str(), "none" | "null" | "无");
    match asked.kind {
        Kind::Value if is_none && asked.optional => Ok(Document::Null),
        Kind::Value if asked.choices.is_empty() => Ok(plain(asked, line)),
        Kind::Value => choice(asked, line, language).map(|chosen| match (asked.ty.as_deref(), chosen.as_str()) {
            (Some("yes_no" | "yes_no?"), chosen) => Document::Truth(chosen == "yes"),
            (_, chosen) => Document::Text(chosen.to_owned()),
        }),
        Kind::Set if is_none => Ok(Document::List(Vec::new())),
        Kind::Set => {
            let members = line.split([',', ';', '，', '、', '；']).map(str::trim).filter(|member| !member.is_empty());
            let member = |member: &str| if asked.choices.is_empty() { Ok(member.to_owned()) } else { choice(asked, member, language) };
            Ok(Document::List(members.map(|one| member(one).map(Document::Text)).collect::<Result<_, _>>()?))
        }
        Kind::Count => {
            let count = if is_none { Ok(0) } else { line.parse::<usize>() };
            let count = count.ok().filter(|count| *count <= MOST_MEMBERS);
            let count = count.ok_or_else(|| quoted(line, phrase(Phrase::NotUnderstood, language)))?;
            Ok(members(own, count))
        }
        Kind::Presence => choice(asked, line, language).map(|chosen| match chosen.as_str() {
            "yes" => Document::Object(indexmap::IndexMap::new()),
            _ => Document::Null,
        }),
    }
}

/// So many members, those that are known first.
fn members(own: Option<&Document>, count: usize) -> Document {
    let known = match own {
        Some(Document::List(members)) => members.iter().filter(|member| matches!(member, Document::Object(_))).cloned().collect(),
        _ => Vec::new(),
    };
    let blank = std::iter::repeat_with(|| Document::Object(indexmap::IndexMap::new()));
    let more = count.saturating_sub(known.len());
    Document::List(known.into_iter().chain(blank.take(more)).collect())
}

/// A number stands without quotes, if it looks like one.
fn plain(asked: &Question, line: &str) -> Document {
    let is_number = matches!(asked.ty.as_deref(), Some("integer" | "integer?" | "number" | "number?"));
    let looks = serde_json::from_str::<serde_json::Number>(line).is_ok();
    if is_number && looks { Document::Number(line.to_owned()) } else { Document::Text(line.to_owned()) }
}

/// One of the choices, by its number, its name or its label.
fn choice(asked: &Question, line: &str, language: Language) -> Result<String, String> {
    let lower = line.to_lowercase();
    let by_number = line.parse::<usize>().ok().and_then(|number| asked.choices.get(number.checked_sub(1)?));
    let named = |name: &str| name.to_lowercase() == lower;
    let short = |value: &str| {
        (value == "yes" && matches!(lower.as_str(), "y" | "true")) || (value == "no" && matches!(lower.as_str(), "n" | "false"))
    };
    let found = asked.choices.iter().find(|choice| named(&choice.value) || named(&choice.label) || short(&choice.value));
    found.or(by_number).map(|choice| choice.value.clone()).ok_or_else(|| quoted(line, phrase(Phrase::NotAmongChoices, language)))
}

fn quoted(line: &str, why: &str) -> String {
    format!("`{line}`: {why}")
}
