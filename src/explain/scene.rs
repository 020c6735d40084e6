//! What an explanation is made with: a policy and where it stands, a record, the instant it was judged at, a language.

use crate::eval::ask::Asker;
use crate::eval::proof::{Instance, MemberPlace};
use crate::facts::Record;
use crate::facts::record::MemberRef;
use crate::model::policy::{Policy, Row, Table};
use crate::model::vocabulary::{FactId, Vocabulary};
use crate::source::{Sources, Span};
use crate::value::Truth;

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

    /// Asks for one instance of a rule.
    #[must_use]
    pub fn asker(&self, instance: &Instance<'a>) -> Asker<'a, 'a> {
        Asker { policy: self.policy, record: self.record, now: self.at, instance: *instance }
    }

    /// Whether each cell of a table's row fits.
    pub fn cells(&self, table: &'a Table, row: &'a Row) -> impl Iterator<Item = Truth> + use<'a> {
        let asker = self.asker(&Instance::Only);
        table.columns.iter().zip(&row.cells).map(move |(column, cell)| asker.fits(&column.term, cell))
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
