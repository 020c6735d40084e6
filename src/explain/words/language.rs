//! The languages of the frame, and how they join what is said.

use std::str::FromStr;

use indexmap::IndexMap;

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

    /// The text in this language, else in the first that there is. There are so few that comparing them is faster than to hash one.
    #[must_use]
    pub fn of<T>(self, texts: &IndexMap<String, T>) -> Option<&T> {
        texts.iter().find(|(language, _)| *language == self.code()).or_else(|| texts.first()).map(|(_, text)| text)
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

#[cfg(test)]
mod tests {
    use super::{IndexMap, Language};

    #[test]
    fn another_language_stands_in_for_one_that_is_missing() {
        let texts = |languages: &[&'static str]| languages.iter().map(|code| ((*code).to_owned(), *code)).collect::<IndexMap<_, _>>();
        assert_eq!(Language::Chinese.of(&texts(&["en", "zh"])), Some(&"zh"));
        assert_eq!(Language::Chinese.of(&texts(&["fr", "en"])), Some(&"fr"));
        assert_eq!(Language::English.of(&texts(&[])), None);
    }

    #[test]
    fn a_locale_names_a_language() {
        for (text, language) in [("zh_CN.UTF-8", Ok(Language::Chinese)), ("en", Ok(Language::English)), ("C", Err(())), ("zha", Err(()))] {
            assert_eq!(text.parse(), language, "{text}");
        }
    }
}
