//! A record as its file has it, whatever the format: each value with its place. Made only where the straight way into the slots does
//! not exist, or has met a problem.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// More levels of lists and objects than these are refused.
pub const LEVELS: usize = 64;

/// A value with its place, in bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub at: Range<usize>,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// `{…}`
    Object(Vec<Entry>),
    /// `[…]`
    Array(Vec<Node>),
    /// `"…"`
    Text(String),
    /// `1.50`, as it is written
    Number(String),
    /// `true`
    Truth(bool),
    Null,
    /// YAML's text without quotes: a number, a truth or a text, as the fact's type has it
    Plain(String),
    /// TOML's date or time
    Moment(String),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub key_at: Range<usize>,
    pub value: Node,
}

/// A record that was found in a file, and where it stands.
#[derive(Debug)]
pub struct Found {
    pub at: Range<usize>,
    pub node: Result<Node, Diagnostic>,
}

impl Found {
    /// Why there is no node.
    #[must_use]
    pub fn broken(problem: Diagnostic) -> Self {
        Self { at: problem.span().range(), node: Err(problem) }
    }
}

/// The place of a node as a span; which file it is of is said by the excerpt that is shown.
#[must_use]
pub fn span(at: &Range<usize>) -> Span {
    Span::new(FileId::default(), at.clone())
}

/// That lists and objects are nested too deeply.
#[must_use]
pub fn too_deep(at: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::TooDeep, span(&at), format!("lists and objects are nested more than {LEVELS} levels deep"))
}

impl Node {
    /// All that the node and what is in it cover.
    #[must_use]
    pub fn extent(&self) -> Range<usize> {
        let mut all = self.at.clone();
        let mut cover = |at: Range<usize>| all = all.start.min(at.start)..all.end.max(at.end);
        match &self.content {
            Content::Object(entries) => {
                for entry in entries {
                    cover(entry.key_at.clone());
                    cover(entry.value.extent());
                }
            }
            Content::Array(nodes) => {
                for node in nodes {
                    cover(node.extent());
                }
            }
            _ => {}
        }
        all
    }
    /// A copy that stands, with all that is in it, at another place.
    #[must_use]
    pub fn moved(&self, to: &Range<usize>) -> Self {
        let entry = |entry: &Entry| Entry { key: entry.key.clone(), key_at: to.clone(), value: entry.value.moved(to) };
        let content = match &self.content {
            Content::Object(entries) => Content::Object(entries.iter().map(entry).collect()),
            Content::Array(nodes) => Content::Array(nodes.iter().map(|node| node.moved(to)).collect()),
            other => other.clone(),
        };
        Self { at: to.clone(), content }
    }
}
