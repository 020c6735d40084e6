//! A row as the nodes of a record, to say what is wrong with it: each cell stands for all that is in it.

use std::ops::Range;

use super::super::filler::Filler;
use super::super::json::cursor::Cursor;
use super::super::json::{broken, tree};
use super::super::node::{Content, Entry, Node, span};
use super::super::plain;
use super::super::record::Record;
use super::super::words::clip;
use super::cells::Cell;
use super::columns::{Column, Columns, Target};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{Kind, Scalar};

/// Reads a row, and gives all that is wrong with it.
pub fn problems(columns: &Columns, cells: &[Cell], text: &str, (filler, record): (&mut Filler<'_>, &mut Record)) -> Vec<Diagnostic> {
    if let Some(problem) = misshapen(columns, cells) {
        return vec![problem];
    }
    let mut row = Object::default();
    let mut problems = Vec::new();
    for (column, cell) in columns.all.iter().zip(cells).filter(|(_, cell)| !cell.at.is_empty()) {
        match node(columns, column, cell, text) {
            Ok(Some(node)) => problems.extend(row.put(&column.name, node)),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(filler.node(&row.into_node(), record).into_iter().map(of_a_cell));
    problems.sort_by_key(Diagnostic::span);
    problems
}

/// That a row does not fit its header, or its quotes do not fit.
fn misshapen(columns: &Columns, cells: &[Cell]) -> Option<Diagnostic> {
    let name = |index: usize| columns.all.get(index).map_or("", |column| column.name.as_str());
    let (first, last) = (cells.first()?.at.start, cells.last()?.at.end);
    if let Some((index, cell)) = cells.iter().enumerate().find(|(_, cell)| cell.fault.is_some()) {
        let message = format!("the cell of `{}` cannot be read: {}", clip(name(index)), cell.fault.unwrap_or_default());
        return Some(Diagnostic::error(Code::FactSyntax, span(&cell.at), message));
    }
    if cells.len() == columns.all.len() {
        return None;
    }
    let message = format!("the row has {}, the header {}", counted(cells.len()), counted(columns.all.len()));
    let problem = Diagnostic::error(Code::FactSyntax, span(&(first..last)), message);
    Some(if cells.len() < columns.all.len() {
        problem.help(format!("the first that is missing is that of `{}`", clip(name(cells.len()))))
    } else {
        problem.help("a cell that holds a separator stands in double quotes")
    })
}

fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

fn node(columns: &Columns, column: &Column, cell: &Cell, text: &str) -> Result<Option<Node>, Diagnostic> {
    let at = cell.at.clone();
    let text = cell.text(text);
    let none = *text == *columns.none;
    let content = match column.target {
        Target::Ignored => return Ok(None),
        Target::Now => Content::Plain(text.into_owned()),
        _ if none => Content::Null,
        Target::Entity(_) => return Err(not_none(column, &columns.none, &at)),
        Target::Fact { kind, .. } if plain::is_json(kind, &text) => return json(&column.name, &text, &at).map(Some),
        Target::Fact { kind: Kind::Set(_), .. } => members(&text, &at),
        Target::Fact { kind, .. } => scalar(kind, &text),
    };
    Ok(Some(Node { at, content }))
}

pub fn scalar(kind: Kind, text: &str) -> Content {
    match (kind, plain::truth(text)) {
        (Kind::Scalar { scalar: Scalar::YesNo, .. }, Some(yes)) => Content::Truth(yes),
        _ => Content::Plain(text.to_owned()),
    }
}

pub fn members(text: &str, at: &Range<usize>) -> Content {
    let (members, open) = plain::members(text);
    let all = members.chain(open.then_some("..."));
    Content::Array(all.map(|member| Node { at: at.clone(), content: Content::Plain(member.to_owned()) }).collect())
}

pub fn json(name: &str, text: &str, at: &Range<usize>) -> Result<Node, Diagnostic> {
    let mut cursor = Cursor::new(text);
    let read = tree::read(&mut cursor).and_then(|node| cursor.end("the end of the cell").map(|()| node));
    read.map(|node| node.moved(at)).map_err(|fault| {
        let mut problem = broken(text, fault);
        problem.message = problem.message.replacen("this is", &format!("the cell of `{}` is", clip(name)), 1);
        for label in &mut problem.labels {
            label.span = span(at);
        }
        problem
    })
}

fn not_none(column: &Column, none: &str, at: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` holds facts, which have columns of their own", column.name);
    let problem = Diagnostic::error(Code::WrongType, span(at), message);
    problem.help(format!("write `{none}` where there is none, and leave the cell empty otherwise"))
}

/// What is said of a key, said of a cell.
fn of_a_cell(mut problem: Diagnostic) -> Diagnostic {
    if problem.code == Code::UnexpectedNull {
        problem.help = vec!["leave the cell empty if it is not known".to_owned()];
    }
    problem
}

/// An object that grows by dotted names.
#[derive(Default)]
pub struct Object {
    entries: Vec<Entry>,
}

impl Object {
    /// Puts a node at the end of a path; a problem where something is none and has facts as well.
    pub fn put(&mut self, path: &str, node: Node) -> Option<Diagnostic> {
        let at = node.at.clone();
        if put(&mut self.entries, path, node) {
            return None;
        }
        let entity = path.split('.').next().unwrap_or(path);
        let message = format!("`{entity}` is none, and has facts as well");
        Some(Diagnostic::error(Code::WrongType, span(&at), message))
    }

    /// Whether an entity is none.
    #[must_use]
    #[cfg(feature = "parquet")]
    pub fn is_none(&self, entity: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == entity && entry.value.content == Content::Null)
    }

    pub fn into_node(self) -> Node {
        Node { at: 0..0, content: Content::Object(self.entries) }
    }
}

fn put(entries: &mut Vec<Entry>, path: &str, node: Node) -> bool {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let found = entries.iter().position(|entry| entry.key == key);
    match (found.and_then(|place| entries.get_mut(place)), rest) {
        (Some(Entry { value: Node { content: Content::Object(inner), .. }, .. }), Some(rest)) => put(inner, rest, node),
        (Some(_), _) => false,
        (None, None) => {
            entries.push(Entry { key: key.to_owned(), key_at: node.at.clone(), value: node });
            true
        }
        (None, Some(rest)) => {
            let at = node.at.clone();
            let mut inner = Vec::new();
            let fits = put(&mut inner, rest, node);
            entries.push(Entry { key: key.to_owned(), key_at: at.clone(), value: Node { at, content: Content::Object(inner) } });
            fits
        }
    }
}
