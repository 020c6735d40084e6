//! Texts read as the file keeps them: where it has each different text once, they are not written out row by row.

use std::sync::Arc;

use ::parquet::basic::Encoding;
use ::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use arrow_schema::{DataType, FieldRef, Fields, Schema, SchemaRef};

use super::json;

/// The columns of a file, with dictionaries for the texts that it keeps so throughout.
pub fn schema(file: &ParquetMetaData, schema: &SchemaRef) -> SchemaRef {
    let mut columns = (0..).map(|column| file.row_groups().iter().all(|group| group.columns().get(column).is_some_and(is_dictionary)));
    Arc::new(Schema::new(fields(schema.fields(), &mut columns)))
}

/// `columns`: whether the next one is kept so, of those that hold values.
fn fields(all: &Fields, columns: &mut impl Iterator<Item = bool>) -> Fields {
    all.iter().map(|of| field(of, columns)).collect()
}

fn field(of: &FieldRef, columns: &mut impl Iterator<Item = bool>) -> FieldRef {
    let kind = match of.data_type() {
        DataType::Struct(parts) => DataType::Struct(fields(parts, columns)),
        DataType::List(item) => DataType::List(field(item, columns)),
        DataType::Map(entries, sorted) => DataType::Map(field(entries, columns), *sorted),
        DataType::Utf8 if columns.next() == Some(true) => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        DataType::Utf8 => return Arc::clone(of),
        _ => {
            columns.next();
            return Arc::clone(of);
        }
    };
    Arc::new(of.as_ref().clone().with_data_type(kind))
}

/// Whether all pages of a column refer to a dictionary; the mask of their encodings is exact, but not every file has one. One of JSON
/// would be of bytes.
fn is_dictionary(column: &ColumnChunkMetaData) -> bool {
    if json::is_json(column.column_descr()) {
        return false;
    }
    let refers = |encoding| matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY);
    if let Some(pages) = column.page_encoding_stats_mask() {
        return pages.encodings().all(refers);
    }
    // levels are listed as well
    let others = |encoding| !refers(encoding) && encoding != Encoding::RLE;
    column.encodings().any(refers) && !column.encodings().any(others)
}
