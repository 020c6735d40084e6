//! Phrases around names and numbers, in every language.

use crate::explain::layout::pad;

use super::{Language, Word};

impl Language {
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

    /// `for cook, guest`
    #[must_use]
    pub fn for_members(self, members: &[String]) -> String {
        let members = members.join(self.comma());
        match self {
            Self::English => format!("for {members}"),
            Self::Chinese => format!("针对 {members}"),
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
}

/// Behind a Chinese word, a text that begins with a Latin letter stands apart.
fn spaced(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) { format!(" {text}") } else { text.to_owned() }
}
