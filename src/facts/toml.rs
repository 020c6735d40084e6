//! TOML as nodes with their places: the whole file is one record, or `[[records]]` begins each of many.
//!
//! TOML has no `null`, so it cannot say that something is none.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, TomlError, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::Vocabulary;

use super::node::{Content, Entry, Found, LEVELS, Node, span, too_deep};
use super::words::clip;

/// The key of a file that holds many records, unless an entity has this name.
const RECORDS: &str = "records";

/// Whether a file may hold many records.
#[must_use]
pub fn has_many(vocabulary: &Vocabulary) -> bool {
    !vocabulary.entities.contains_key(RECORDS)
}

/// All records of a text, in their order, or why it is no TOML; `many` as [`has_many`] says.
pub fn read(text: &str, many: bool) -> Vec<Found> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![Found::broken(syntax(text, &error))],
    };
    let table: &dyn TableLike = document.as_table();
    let reader = Toml { text };
    let whole = 0..text.len();
    match table.get(RECORDS).filter(|_| many) {
        Some(Item::ArrayOfTables(tables)) => {
            let records = tables.iter().map(|table| found(reader.table(table, table.span().unwrap_or_default(), LEVELS)));
            records.chain(beside(table)).collect()
        }
        Some(Item::Value(Value::Array(array))) => {
            let records = array.iter().map(|value| found(reader.value(value, value.span().unwrap_or_default(), LEVELS)));
            records.chain(beside(table)).collect()
        }
        _ => vec![Found { at: whole.clone(), node: reader.table(table, whole, LEVELS) }],
    }
}

fn found(node: Result<Node, Diagnostic>) -> Found {
    match node {
        Ok(node) => Found { at: node.extent(), node: Ok(node) },
        Err(problem) => Found::broken(problem),
    }
}

fn syntax(text: &str, error: &TomlError) -> Diagnostic {
    let at = error.span().unwrap_or_default();
    let message = error.message();
    if message.contains("recurs") {
        return too_deep(at);
    }
    if message.starts_with("duplicate key") {
        let message = format!("`{}` stands twice in its table", clip(text.get(at.clone()).unwrap_or("")));
        return Diagnostic::error(Code::DuplicateKey, span(&at), message);
    }
    Diagnostic::error(Code::FactSyntax, span(&at), format!("this is no TOML: {message}"))
}

struct Toml<'t> {
    text: &'t str,
}

impl Toml<'_> {
    /// A table that may have so many levels.
    fn table(&self, table: &dyn TableLike, at: Range<usize>, levels: usize) -> Result<Node, Diagnostic> {
        let levels = levels.checked_sub(1).ok_or_else(|| too_deep(at.clone()))?;
        let mut entries = Vec::new();
        for (name, item) in table.iter() {
            let key_at = table.key(name).and_then(toml_edit::Key::span).unwrap_or_default();
            let at = item.span().unwrap_or_else(|| key_at.clone());
            let value = self.item(item, at, levels)?;
            entries.extend(value.map(|value| Entry { key: name.to_owned(), key_at, value }));
        }
        Ok(Node { at, content: Content::Object(entries) })
    }

    fn item(&self, item: &Item, at: Range<usize>, levels: usize) -> Result<Option<Node>, Diagnostic> {
        match item {
            Item::None => Ok(None),
            Item::Value(value) => self.value(value, at, levels).map(Some),
            Item::Table(table) => self.table(table, at, levels).map(Some),
            Item::ArrayOfTables(tables) => {
                let inner = levels.checked_sub(1).ok_or_else(|| too_deep(at.clone()))?;
                let nodes = tables.iter().map(|table| self.table(table, table.span().unwrap_or_else(|| at.clone()), inner));
                let nodes = nodes.collect::<Result<_, _>>()?;
                Ok(Some(Node { at, content: Content::Array(nodes) }))
            }
        }
    }

    fn value(&self, value: &Value, at: Range<usize>, levels: usize) -> Result<Node, Diagnostic> {
        let raw = || self.text.get(at.clone()).unwrap_or("").to_owned();
        let content = match value {
            Value::String(text) => Content::Text(text.value().clone()),
            Value::Boolean(yes) => Content::Truth(*yes.value()),
            Value::Datetime(_) => Content::Moment(raw()),
            Value::Float(_) => Content::Number(raw()),
            Value::Integer(whole) => Content::Number(if raw().starts_with('0') { whole.value().to_string() } else { raw() }),
            Value::InlineTable(table) => return self.table(table, at, levels),
            Value::Array(array) => {
                let inner = levels.checked_sub(1).ok_or_else(|| too_deep(at.clone()))?;
                let nodes = array.iter().map(|value| self.value(value, value.span().unwrap_or_else(|| at.clone()), inner));
                Content::Array(nodes.collect::<Result<_, _>>()?)
            }
        };
        Ok(Node { at, content })
    }
}

/// The keys that have no place beside `records`.
fn beside(table: &dyn TableLike) -> Option<Found> {
    let (name, _) = table.iter().find(|(name, _)| *name != RECORDS)?;
    let at = table.key(name).and_then(toml_edit::Key::span).unwrap_or_default();
    let message = format!("`{}` stands beside `{RECORDS}`", clip(name));
    let problem = Diagnostic::error(Code::FactSyntax, span(&at), message);
    Some(Found { at, node: Err(problem.help("a file holds the facts of one record, or all of its records under `[[records]]`")) })
}
