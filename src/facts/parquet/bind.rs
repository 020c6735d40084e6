//! A file's columns held against the vocabulary: which fact each one holds, and whether its type fits.

use std::ops::Range;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Schema, TimeUnit};

use super::super::node::span;
use super::super::table::columns::{Column, Known, Target};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::vocabulary::{Kind, Scalar};

/// A column, or a group, and the fact that it holds.
#[derive(Debug, Clone)]
pub struct Binding {
    pub column: Column,
    /// its place among the columns that are read, then within each group
    pub path: Vec<usize>,
}

/// What is to be read of a file.
pub struct Bound {
    pub bindings: Vec<Binding>,
    /// the places of the columns that are read
    pub roots: Vec<usize>,
}

/// Binds all columns; otherwise says what is wrong about their names, in a text of them.
///
/// # Errors
/// Where a column is unknown, stands twice, or has a type that does not fit.
pub fn bind(known: &Known, schema: &Schema) -> Result<Bound, (String, Vec<Diagnostic>)> {
    let mut leaves = Vec::new();
    for (place, field) in schema.fields().iter().enumerate() {
        collect(known, field, field.name().clone(), vec![place], &mut leaves);
    }
    let mut text = String::new();
    let names: Vec<_> = leaves.iter().map(|leaf| (leaf.name.clone(), put(&mut text, &leaf.name))).collect();
    let columns = match known.columns(b',', &names) {
        Ok(columns) => columns,
        Err(problems) => return Err((text, problems)),
    };
    let fits = leaves.iter().zip(&names).zip(&columns.all).filter_map(|((leaf, (_, at)), column)| misfit(column, &leaf.field, at));
    let problems: Vec<_> = fits.collect();
    if !problems.is_empty() {
        return Err((text, problems));
    }
    Ok(bound(leaves, columns.all))
}

/// A column, or the group of an optional entity.
struct Leaf {
    name: String,
    field: FieldRef,
    path: Vec<usize>,
}

fn collect(known: &Known, field: &FieldRef, name: String, path: Vec<usize>, leaves: &mut Vec<Leaf>) {
    let target = known.target(&name);
    let inner = match field.data_type() {
        DataType::Struct(inner) if !matches!(target, Some(Target::Fact { .. })) => inner,
        // nobody has said anything of an entity that is always there
        DataType::Null if target.is_none() && known.is_entity(&name) => return,
        _ => return leaves.push(Leaf { name, field: Arc::clone(field), path }),
    };
    for (place, part) in inner.iter().enumerate() {
        let path = path.iter().copied().chain([place]).collect();
        collect(known, part, format!("{name}.{}", part.name()), path, leaves);
    }
    if matches!(target, Some(Target::Entity(_))) {
        leaves.push(Leaf { name, field: Arc::clone(field), path });
    }
}

fn put(text: &mut String, name: &str) -> Range<usize> {
    if !text.is_empty() {
        text.push_str(", ");
    }
    let start = text.len();
    text.push_str(name);
    start..text.len()
}

fn bound(leaves: Vec<Leaf>, columns: Vec<Column>) -> Bound {
    let used = leaves.iter().zip(&columns).filter(|(_, column)| column.target != Target::Ignored);
    let mut roots: Vec<usize> = used.filter_map(|(leaf, _)| leaf.path.first().copied()).collect();
    roots.sort_unstable();
    roots.dedup();
    let place = |root: &usize| roots.binary_search(root).unwrap_or_default();
    let mut bindings = Vec::new();
    for (leaf, column) in leaves.into_iter().zip(columns).filter(|(_, column)| column.target != Target::Ignored) {
        let path = leaf.path.iter().take(1).map(place).chain(leaf.path.iter().skip(1).copied()).collect();
        bindings.push(Binding { column, path });
    }
    // whether an entity is none is known before its facts are read
    bindings.sort_by_key(|binding| !matches!(binding.column.target, Target::Entity(_)));
    Bound { bindings, roots }
}

/// That a column's type does not fit its fact.
fn misfit(column: &Column, field: &Field, at: &Range<usize>) -> Option<Diagnostic> {
    let kind = match column.target {
        Target::Fact { kind, .. } => kind,
        Target::Now => Kind::Scalar { scalar: Scalar::Time, optional: false },
        Target::Entity(_) if !matches!(field.data_type(), DataType::Struct(_) | DataType::Null) => {
            let help = "an entity is a group of its facts, or each of them is a column";
            return Some(unfit(column, field, at).help(help));
        }
        Target::Ignored | Target::Entity(_) => return None,
    };
    if fits(kind, field.data_type()) {
        return None;
    }
    let problem = unfit(column, field, at);
    Some(match (kind, field.data_type()) {
        (Kind::Scalar { scalar: Scalar::Time, .. }, DataType::Timestamp(_, None)) => {
            problem.help("a time needs an offset: write the column as adjusted to UTC (`isAdjustedToUTC`)")
        }
        _ => problem,
    })
}

fn unfit(column: &Column, field: &Field, at: &Range<usize>) -> Diagnostic {
    let message = format!("the column `{}` has a type that its fact cannot have", column.name);
    Diagnostic::error(Code::WrongType, span(at), message).saying(format!("this is {}", field.data_type()))
}

/// A column without a type has nothing but nulls; a list of such has no members, or nulls. A list of long texts is one of JSON
/// ([`json::schema`](super::json::schema)).
fn fits(kind: Kind, of: &DataType) -> bool {
    match (kind, of) {
        (_, DataType::Utf8 | DataType::Null) => true,
        (Kind::Scalar { scalar, .. }, of) => scalar_fits(scalar, of),
        (Kind::Set(_), DataType::List(item)) => matches!(item.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Null),
        (Kind::List(_), DataType::List(item)) => matches!(item.data_type(), DataType::Struct(_) | DataType::LargeUtf8 | DataType::Null),
        (Kind::Set(_) | Kind::List(_), _) => false,
    }
}

/// Whether a type other than text can have such values.
pub fn scalar_fits(scalar: Scalar, of: &DataType) -> bool {
    match scalar {
        Scalar::YesNo => *of == DataType::Boolean,
        Scalar::Integer | Scalar::Number | Scalar::Money(_) => of.is_numeric() && *of != DataType::Float16,
        Scalar::Time => matches!(of, DataType::Timestamp(_, Some(_))),
        Scalar::Date => *of == DataType::Date32,
        Scalar::Duration => matches!(of, DataType::Duration(TimeUnit::Second | TimeUnit::Millisecond)),
        Scalar::Text | Scalar::Enum(_) => false,
    }
}
