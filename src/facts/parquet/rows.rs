//! The rows of a batch.

use std::fmt::Write as _;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_buffer::NullBuffer;

use super::super::excerpt::{BadRecord, Mark, Start, Text};
use super::super::filler::Filler;
use super::super::format::Place;
use super::super::node::{Content, Node};
use super::super::record::{Record, Slot};
use super::super::table::columns::{Column, Target};
use super::super::table::nodes::Object;
use super::super::words::clip;
use super::blocks::Batch;
use super::nodes;
use super::page::Page;
use super::values::Values;
use crate::diagnostic::Diagnostic;
use crate::model::vocabulary::{Kind, Scalar, Vocabulary};

/// A batch that is being read.
pub struct Rows {
    columns: Vec<Read>,
    null_is_none: bool,
    count: usize,
    next: usize,
}

/// A column that has been read.
struct Read {
    column: Column,
    array: ArrayRef,
    values: Values,
}

const TIME: Kind = Kind::Scalar { scalar: Scalar::Time, optional: false };

impl Rows {
    /// Turns to a batch.
    pub fn new(batch: &Batch, filler: &Filler<'_>) -> Self {
        let columns = batch.bindings.iter().filter_map(|binding| {
            let (array, nulls) = column(&batch.columns, &binding.path)?;
            let kind = match binding.column.target {
                Target::Fact { kind, .. } => kind,
                _ => TIME,
            };
            let values = Values::new(&array, kind, nulls, filler, batch.null_is_none);
            Some(Read { column: binding.column.clone(), array, values })
        });
        Self { columns: columns.collect(), null_is_none: batch.null_is_none, count: batch.count, next: 0 }
    }

    /// Reads the next row; `first` is the number of the first one. The page is what it was after the row before.
    pub fn next(
        &mut self,
        (name, first): (&str, usize),
        (filler, page): (&mut Filler<'_>, &mut Page),
        record: &mut Record,
    ) -> Option<Result<Place, BadRecord>> {
        if self.next >= self.count {
            return None;
        }
        let (row, index) = (self.next, self.next + 1);
        self.next += 1;
        if filler.straight {
            let place = row % Page::MOST;
            if place == 0 {
                self.fill(row..self.count.min(row + Page::MOST), filler, page);
            }
            if page.take(place, record) {
                filler.count += 1;
                return Some(Ok(Place { index, line: first + row }));
            }
        }
        let (text, problems) = self.problems(row, filler, record);
        if problems.is_empty() {
            return Some(Ok(Place { index, line: first + row }));
        }
        let whole = 0..text.len();
        Some(Err(Text { name, whole: &text }.bad(&mut Mark::new(Start { line: first + row, column: 1 }), index, whole, problems)))
    }

    fn fill(&self, rows: Range<usize>, filler: &mut Filler<'_>, page: &mut Page) {
        let vocabulary = filler.vocabulary();
        page.begin(rows.len(), vocabulary);
        for Read { column, values, .. } in &self.columns {
            let rows = rows.clone();
            match column.target {
                Target::Ignored => {}
                Target::Entity(entity) => page.entity(entity, values, rows, self.null_is_none.then_some(vocabulary)),
                Target::Now => page.now(values, rows, filler),
                Target::Fact { id, owner, .. } => page.fact((id, owner), values, rows, (filler, &column.around)),
            }
        }
        page.finish();
    }

    /// The row as a text, and all that is wrong with it.
    fn problems(&self, row: usize, filler: &mut Filler<'_>, record: &mut Record) -> (String, Vec<Diagnostic>) {
        let mut text = String::new();
        let mut object = Object::default();
        let mut problems = Vec::new();
        for Read { column, array, values } in &self.columns {
            let null = values.is_null(row);
            let kind = match column.target {
                Target::Fact { kind, .. } => kind,
                Target::Now => TIME,
                Target::Entity(_) if null && self.null_is_none => {
                    problems.extend(object.put(&column.name, Node { at: 0..0, content: Content::Null }));
                    continue;
                }
                _ => continue,
            };
            let of_none = || column.name.split('.').next().is_some_and(|owner| object.is_none(owner));
            if null && (values.null == Slot::Unknown || of_none()) {
                continue;
            }
            let may_lack = |field: &str| self.null_is_none && is_optional(filler.vocabulary(), kind, field);
            let start = text.len();
            let _ = write!(text, "{} = {}", column.name, shown(array.as_ref(), row, null));
            let at = start + column.name.len() + " = ".len()..text.len();
            text.push_str("  ");
            let node = if null {
                Ok(Node { at: at.clone(), content: Content::Null })
            } else {
                nodes::fact((&column.name, kind), array.as_ref(), row, (&at, &may_lack))
            };
            match node {
                Ok(node) => problems.extend(object.put(&column.name, node)),
                Err(problem) => problems.push(problem),
            }
        }
        problems.extend(filler.node(&object.into_node(), record));
        problems.sort_by_key(Diagnostic::span);
        (text, problems)
    }
}

/// Whether a field of a list's members may be none.
fn is_optional(vocabulary: &Vocabulary, kind: Kind, field: &str) -> bool {
    let Kind::List(record) = kind else { return false };
    let field = vocabulary.record(record).and_then(|of| of.fields.get(field));
    field.is_some_and(|field| matches!(field.kind, Kind::Scalar { optional: true, .. }))
}

/// The column, or the group, at the end of a path, and where it or a group around it is null.
fn column(columns: &[ArrayRef], path: &[usize]) -> Option<(ArrayRef, Option<NullBuffer>)> {
    let (first, rest) = path.split_first()?;
    let mut array = columns.get(*first)?.clone();
    let mut nulls = array.logical_nulls();
    for place in rest {
        let inner = array.as_struct_opt()?.columns().get(*place)?.clone();
        nulls = NullBuffer::union(nulls.as_ref(), inner.logical_nulls().as_ref());
        array = inner;
    }
    Some((array, nulls))
}

/// A value as a message shows it.
fn shown(array: &dyn Array, row: usize, null: bool) -> String {
    if null {
        return "null".to_owned();
    }
    match nodes::content(array, row, &(0..0), &|_| false) {
        Content::Plain(text) | Content::Text(text) | Content::Number(text) | Content::Moment(text) => clip(&text),
        Content::Truth(yes) => yes.to_string(),
        Content::Array(members) => format!("[{} members]", members.len()),
        Content::Object(_) => "{…}".to_owned(),
        Content::Null => "null".to_owned(),
    }
}
