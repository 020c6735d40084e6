//! What an explanation is made with: a policy and where it stands, a record, the instant it was judged at, a language.

use crate::facts::Record;
use crate::facts::record::MemberRef;
use crate::model::expression::{Count, Term};
use crate::model::policy::Policy;
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::eval::proof::{Instance, MemberPlace};
use crate::source::{Sources, Span};
use crate::value::State;

use super::values::Speech;
use super::words::Language;

#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub policy: &'a Policy,
    pub sources: &'a Sources,
    pub record: &'a Record,
    pub at: i64,
    pub language: Language,
}

impl<'a> Scene<'a> {
    #[must_use]
    pub fn speech(&self) -> Speech<'a> {
        Speech { vocabulary: &self.policy.vocabulary, language: self.language }
    }

    #[must_use]
    pub fn vocabulary(&self) -> &'a Vocabulary {
        &self.policy.vocabulary
    }

    /// What a term answers for an instance of a rule.
    #[must_use]
    pub fn term(&self, term: &'a Term, instance: &Instance<'a>) -> State<'a> {
        let _ = (term, instance);
        State::Unknown
    }

    /// A sum of counts: at least, at most.
    #[must_use]
    pub fn count(&self, counts: &'a [Count], instance: &Instance<'a>) -> (u64, Option<u64>) {
        let _ = (counts, instance);
        (0, None)
    }

    /// The text of a span on one line.
    #[must_use]
    pub fn written(&self, span: Span) -> String {
        let mut words = Vec::new();
        for line in self.sources.text(span).lines() {
            words.extend(without_comment(line).split_whitespace());
        }
        words.join(" ")
    }

    /// The member of a list that a rule's instance is about.
    #[must_use]
    pub fn member(&self, instance: &Instance<'_>) -> Option<MemberRef> {
        match instance {
            Instance::Member { list, member } => self.member_at(*list, *member),
            _ => None,
        }
    }

    #[must_use]
    pub fn member_at(&self, list: FactId, member: MemberPlace) -> Option<MemberRef> {
        match member {
            MemberPlace::Rest => Some(MemberRef::Rest),
            MemberPlace::Known(index) => self.record.list(self.record.slot(list)).map(|list| MemberRef::Known { list, index }),
        }
    }
}

/// A line up to its comment; a mark within a text is none.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '/' if before == '/' && !quoted => return line.get(..at - 1).unwrap_or(line),
            _ => {}
        }
        before = c;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::without_comment;

    #[test]
    fn a_comment_ends_a_line() {
        assert_eq!(without_comment("a is b // because"), "a is b ");
        assert_eq!(without_comment("a is \"http://b\" and"), "a is \"http://b\" and");
    }
}
