//! A Parquet file as batches of rows.

use std::sync::Arc;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::file::reader::ChunkReader;
use arrow_array::ArrayRef;

use super::super::excerpt::{BadRecord, Mark, Start, Text};
use super::super::table::columns::Known;
use super::bind::{self, Binding, Bound};
use super::dictionaries;
use super::json;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// So many rows are read at a time.
const ROWS: usize = 2_048;

/// Some rows of a file, and where their facts stand.
#[derive(Debug, Clone)]
pub struct Batch {
    pub bindings: Arc<[Binding]>,
    pub columns: Vec<ArrayRef>,
    pub count: usize,
    /// what null is where none is allowed
    pub null_is_none: bool,
}

/// The batches of a file.
pub struct Batches {
    bindings: Arc<[Binding]>,
    /// [`json::of`] the columns
    is_json: Vec<bool>,
    null_is_none: bool,
    reader: Option<ParquetRecordBatchReader>,
    /// the row that comes next, from 1
    row: usize,
}

impl Batches {
    /// Opens a file.
    ///
    /// # Errors
    /// Where it is no Parquet, or its columns are not those of the vocabulary.
    pub fn open(known: &Known, null_is_none: bool, name: &str, file: impl ChunkReader + 'static) -> Result<Self, BadRecord> {
        let broken = |error: &dyn std::fmt::Display| unreadable(name, 1, error);
        let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, plain.clone()).map_err(|error| broken(&error))?;
        let columns = metadata.parquet_schema();
        let Bound { bindings, roots } = bind::bind(known, &json::schema(metadata.schema(), &json::of(columns, |_| true)))
            .map_err(|(text, problems)| Text { name, whole: &text }.bad(&mut Mark::new(Start { line: 1, column: 1 }), 1, 0..0, problems))?;
        let mask = ProjectionMask::roots(columns, roots);
        let is_json = json::of(columns, |leaf| mask.leaf_included(leaf));
        let schema = dictionaries::schema(metadata.metadata(), metadata.schema());
        let metadata = ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), plain.with_schema(schema));
        let metadata = metadata.map_err(|error| broken(&error))?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
        let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|error| broken(&error))?;
        Ok(Self { bindings: bindings.into(), is_json, null_is_none, reader: Some(reader), row: 1 })
    }

    /// The next batch, and its first row.
    pub fn next(&mut self, name: &str) -> Option<Result<(usize, Batch), BadRecord>> {
        let rows = self.reader.as_mut()?.next()?;
        let rows = rows.map_err(|error| error.to_string());
        match rows.and_then(|rows| Ok((rows.num_rows(), json::read(&rows, &self.is_json)?))) {
            Ok((count, columns)) => {
                let first = self.row;
                self.row += count;
                let bindings = Arc::clone(&self.bindings);
                Some(Ok((first, Batch { bindings, columns, count, null_is_none: self.null_is_none })))
            }
            Err(error) => {
                self.reader = None;
                Some(Err(unreadable(name, self.row, &error)))
            }
        }
    }
}

/// The library names what it was built without.
fn plain(error: &dyn std::fmt::Display) -> String {
    let error = error.to_string();
    match error.rsplit_once("Disabled feature at compile time: ") {
        Some((_, packing)) => format!("its columns are packed by {packing}, and those that are read by snappy, zstd, lz4 or gzip"),
        None => error,
    }
}

fn unreadable(name: &str, row: usize, error: &dyn std::fmt::Display) -> BadRecord {
    let problem = Diagnostic::error(Code::FactSyntax, Span::default(), format!("the Parquet file cannot be read: {}", plain(error)));
    Text { name, whole: "" }.bad(&mut Mark::new(Start { line: row, column: 1 }), 1, 0..0, vec![problem])
}

#[cfg(test)]
mod tests {
    use ::parquet::errors::ParquetError;

    use super::plain;

    #[test]
    fn a_packing_that_is_not_read_is_named() {
        let refused = ParquetError::General("Disabled feature at compile time: brotli".to_owned());
        let said = plain(&ParquetError::External(Box::new(refused)));
        assert_eq!(said, "its columns are packed by brotli, and those that are read by snappy, zstd, lz4 or gzip");
        assert_eq!(plain(&"its end is missing"), "its end is missing");
    }
}
