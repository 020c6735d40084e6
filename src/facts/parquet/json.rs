//! Columns of JSON, as databases write what has values of several types: each text is read as the JSON that it is.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ::parquet::basic::{ConvertedType, LogicalType};
use ::parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema};

use super::super::json::cursor::Cursor;
use super::values;

/// Whether a column's texts are JSON.
pub fn is_json(column: &ColumnDescriptor) -> bool {
    column.logical_type_ref() == Some(&LogicalType::Json) || column.converted_type() == ConvertedType::JSON
}

/// Whether the texts of each column are JSON, of those that hold values and are wanted.
pub fn of(schema: &SchemaDescriptor, wanted: impl Fn(usize) -> bool) -> Vec<bool> {
    schema.columns().iter().enumerate().filter(|(leaf, _)| wanted(*leaf)).map(|(_, column)| is_json(column)).collect()
}

/// A schema as [`read`] leaves it: a list of JSON is a text that has it all.
pub fn schema(schema: &Schema, is_json: &[bool]) -> Schema {
    Schema::new(fields(schema.fields(), &mut is_json.iter().copied()))
}

fn fields(all: &Fields, is_json: &mut impl Iterator<Item = bool>) -> Fields {
    all.iter().map(|of| Arc::new(of.as_ref().clone().with_data_type(kind(of.data_type(), is_json)))).collect()
}

fn kind(of: &DataType, is_json: &mut impl Iterator<Item = bool>) -> DataType {
    match of {
        DataType::Struct(parts) => DataType::Struct(fields(parts, is_json)),
        DataType::List(item) if *item.data_type() == DataType::Utf8 => {
            if is_json.next() == Some(true) {
                DataType::Utf8
            } else {
                of.clone()
            }
        }
        DataType::List(item) => {
            let kind = kind(item.data_type(), is_json);
            DataType::List(Arc::new(item.as_ref().clone().with_data_type(kind)))
        }
        DataType::Map(entries, _) => {
            kind(entries.data_type(), is_json);
            of.clone()
        }
        _ => {
            is_json.next();
            of.clone()
        }
    }
}

/// The columns of a batch, with the texts that their JSON stands for in its place.
///
/// # Errors
/// Where columns do not hang together; they do, as they come from a file.
pub fn read(rows: &RecordBatch, is_json: &[bool]) -> Result<Vec<ArrayRef>, ArrowError> {
    if !is_json.contains(&true) {
        return Ok(rows.columns().to_vec());
    }
    let mut is_json = is_json.iter().copied();
    rows.columns().iter().map(|column| plain(column, &mut is_json)).collect()
}

/// `is_json`: of the next column that holds values.
fn plain(array: &ArrayRef, is_json: &mut impl Iterator<Item = bool>) -> Result<ArrayRef, ArrowError> {
    if let Some(group) = array.as_struct_opt() {
        let parts = group.columns().iter().map(|part| plain(part, is_json)).collect::<Result<Vec<_>, _>>()?;
        let fields: Fields = group.fields().iter().zip(&parts).map(|(field, part)| field_of(field, part)).collect();
        return Ok(Arc::new(StructArray::try_new_with_length(fields, parts, group.nulls().cloned(), group.len())?));
    }
    if let Some(list) = array.as_list_opt::<i32>() {
        if let Some(texts) = list.values().as_string_opt::<i32>() {
            return Ok(if is_json.next() == Some(true) { Arc::new(joined(list, texts)) } else { Arc::clone(array) });
        }
        let members = plain(list.values(), is_json)?;
        let field = Arc::new(Field::new_list_field(members.data_type().clone(), true));
        return Ok(Arc::new(ListArray::try_new(field, list.offsets().clone(), members, list.nulls().cloned())?));
    }
    if let Some(map) = array.as_map_opt() {
        for entries in map.entries().columns() {
            plain(entries, is_json)?;
        }
        return Ok(Arc::clone(array));
    }
    Ok(match (is_json.next(), array.as_string_opt::<i32>()) {
        (Some(true), Some(texts)) => Arc::new(texts.iter().map(|text| text.and_then(unquoted)).collect::<StringArray>()),
        _ => Arc::clone(array),
    })
}

/// Each list as the text of its members.
fn joined(lists: &ListArray, texts: &StringArray) -> StringArray {
    let text = |row: usize| {
        let members = offsets(lists, row).map(|member| if texts.is_null(member) { "null" } else { texts.value(member) });
        (!lists.is_null(row)).then(|| format!("[{}]", members.collect::<Vec<_>>().join(", ")))
    };
    (0..lists.len()).map(text).collect()
}

fn offsets(lists: &ListArray, row: usize) -> Range<usize> {
    values::members(lists.offsets(), row).unwrap_or_default()
}

/// The field of a column that may have become null where it was not.
fn field_of(field: &FieldRef, column: &ArrayRef) -> FieldRef {
    Arc::new(Field::new(field.name(), column.data_type().clone(), true))
}

/// What stands in the quotes of a JSON text; `null` is null, and everything else stays as it is written.
fn unquoted(json: &str) -> Option<Cow<'_, str>> {
    let mut cursor = Cursor::new(json);
    match cursor.peek() {
        Some(b'n') if json.trim() == "null" => None,
        Some(b'"') => match cursor.string() {
            Ok(text) if cursor.peek().is_none() => Some(text.text()),
            _ => Some(Cow::Borrowed(json)),
        },
        _ => Some(Cow::Borrowed(json)),
    }
}
