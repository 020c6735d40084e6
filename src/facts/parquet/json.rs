//! Columns of JSON, as databases write what has values of several types: a text in it stands without its quotes, `null` is null, and
//! everything else is read as the cell of a table would be.

use std::borrow::Cow;
use std::sync::Arc;

use ::parquet::basic::{ConvertedType, LogicalType};
use ::parquet::schema::types::{ColumnDescriptor, SchemaDescriptor};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StringArray, StructArray};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema};

use super::super::json::cursor::{Cursor, Quoted};
use super::super::node::LEVELS;
use super::super::words::clip;
use super::values;

/// Whether a column's texts are JSON.
pub fn is_json(column: &ColumnDescriptor) -> bool {
    column.logical_type_ref() == Some(&LogicalType::Json) || column.converted_type() == ConvertedType::JSON
}

/// Whether the texts of each column are JSON, of those that hold values and are wanted.
pub fn of(schema: &SchemaDescriptor, wanted: impl Fn(usize) -> bool) -> Vec<bool> {
    schema.columns().iter().enumerate().filter(|(leaf, _)| wanted(*leaf)).map(|(_, column)| is_json(column)).collect()
}

/// A schema that says which lists are of JSON: those of long texts. [`read`] makes one text of each.
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
                DataType::new_list(DataType::LargeUtf8, true)
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
/// Where something is no JSON: then whoever wrote the file was wrong about its types.
pub fn read(rows: &RecordBatch, is_json: &[bool]) -> Result<Vec<ArrayRef>, String> {
    if !is_json.contains(&true) {
        return Ok(rows.columns().to_vec());
    }
    let mut is_json = is_json.iter().copied();
    rows.columns().iter().map(|column| plain(column, &mut is_json)).collect()
}

/// `is_json`: of the next column that holds values.
fn plain(array: &ArrayRef, is_json: &mut impl Iterator<Item = bool>) -> Result<ArrayRef, String> {
    let unfit = |error: ArrowError| error.to_string();
    if let Some(group) = array.as_struct_opt() {
        let parts = group.columns().iter().map(|part| plain(part, is_json)).collect::<Result<Vec<_>, _>>()?;
        let fields: Fields = group.fields().iter().zip(&parts).map(|(field, part)| field_of(field, part)).collect();
        let group = StructArray::try_new_with_length(fields, parts, group.nulls().cloned(), group.len());
        return Ok(Arc::new(group.map_err(unfit)?));
    }
    if let Some(list) = array.as_list_opt::<i32>() {
        if let Some(texts) = list.values().as_string_opt::<i32>() {
            return Ok(if is_json.next() == Some(true) { Arc::new(joined(list, texts)?) } else { Arc::clone(array) });
        }
        let members = plain(list.values(), is_json)?;
        let field = Arc::new(Field::new_list_field(members.data_type().clone(), true));
        let list = ListArray::try_new(field, list.offsets().clone(), members, list.nulls().cloned());
        return Ok(Arc::new(list.map_err(unfit)?));
    }
    if let Some(map) = array.as_map_opt() {
        for entries in map.entries().columns() {
            plain(entries, is_json)?;
        }
        return Ok(Arc::clone(array));
    }
    Ok(match (is_json.next(), array.as_string_opt::<i32>()) {
        (Some(true), Some(texts)) => {
            let plain = texts.iter().map(|text| text.map_or(Ok(None), unquoted));
            Arc::new(plain.collect::<Result<StringArray, _>>()?)
        }
        _ => Arc::clone(array),
    })
}

/// Each list as the text of its members.
fn joined(lists: &ListArray, texts: &StringArray) -> Result<StringArray, String> {
    let text = |row: usize| {
        if lists.is_null(row) {
            return Ok(None);
        }
        let members = values::members(lists.offsets(), row).unwrap_or_default();
        let members = members.map(|member| if texts.is_null(member) { Ok("null") } else { sound(texts.value(member)) });
        Ok(Some(format!("[{}]", members.collect::<Result<Vec<_>, _>>()?.join(", "))))
    };
    (0..lists.len()).map(text).collect()
}

/// The field of a column that may have become null where it was not.
fn field_of(field: &FieldRef, column: &ArrayRef) -> FieldRef {
    Arc::new(Field::new(field.name(), column.data_type().clone(), true))
}

/// What stands in the quotes of a JSON text; nothing for `null`, and everything else as it is written.
fn unquoted(json: &str) -> Result<Option<Cow<'_, str>>, String> {
    let json = sound(json)?;
    Ok(match json {
        "null" => None,
        _ if json.starts_with('"') => Cursor::new(json).string().ok().map(Quoted::text),
        _ => Some(Cow::Borrowed(json)),
    })
}

/// A JSON text without the blanks around it.
fn sound(json: &str) -> Result<&str, String> {
    let mut cursor = Cursor::new(json);
    let is_sound = cursor.skip(LEVELS).is_ok() && cursor.peek().is_none();
    is_sound.then(|| json.trim_ascii()).ok_or_else(|| format!("`{}` is no JSON", clip(json)))
}
