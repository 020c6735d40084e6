//! Rows of named columns as a Parquet file, a row group at a time: whatever their number, only one group is kept.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};

use crate::value::calendar::{self, Moment};

use super::cell::Cell;
use super::column::Held;

/// So many rows are a group.
const GROUP: usize = 1 << 16;
/// So many rows are turned into columns at a time.
const STEP: usize = 4_096;

/// Writes a file.
pub struct Table<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    kinds: Vec<Held>,
    rows: Vec<Vec<Cell<'static>>>,
}

impl<W: Write + Send> Table<W> {
    /// Begins a file with these columns.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(out: W, columns: &[(String, Held)]) -> io::Result<Self> {
        let fields: Vec<_> = columns.iter().map(|(name, kind)| Field::new(name, data_type(*kind), true)).collect();
        let schema = Arc::new(Schema::new(fields));
        let level = ZstdLevel::try_new(3).map_err(error)?;
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(level)).set_max_row_group_row_count(Some(GROUP)).build();
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties)).map_err(error)?;
        Ok(Self { writer, schema, kinds: columns.iter().map(|(_, kind)| *kind).collect(), rows: Vec::new() })
    }

    /// Writes a row; cells that are missing at its end are null.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&mut self, row: Vec<Cell<'static>>) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < STEP { Ok(()) } else { self.step() }
    }

    /// Writes what is left, and the index that ends the file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.step()?;
        self.writer.into_inner().map_err(error)
    }

    fn step(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let columns = self.kinds.iter().enumerate().map(|(place, kind)| column(*kind, &self.rows, place)).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(|error| io::Error::other(error.to_string()))?;
        self.rows.clear();
        self.writer.write(&batch).map_err(error)
    }
}

fn data_type(kind: Held) -> DataType {
    match kind {
        Held::Text => DataType::Utf8,
        Held::Truth => DataType::Boolean,
        Held::Whole => DataType::Int64,
        Held::Time => DataType::Timestamp(TimeUnit::Millisecond, Some(Arc::from("UTC"))),
    }
}

/// A column of cells; one that is missing, or of another kind than the column, is null.
fn column(kind: Held, rows: &[Vec<Cell<'static>>], place: usize) -> ArrayRef {
    let cells = rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Unknown));
    match kind {
        Held::Text => Arc::new(cells.map(text).collect::<StringArray>()),
        Held::Truth => Arc::new(cells.map(|cell| if let Cell::Truth(yes) = cell { Some(*yes) } else { None }).collect::<BooleanArray>()),
        Held::Whole => Arc::new(cells.map(|cell| if let Cell::Whole(whole) = cell { Some(*whole) } else { None }).collect::<Int64Array>()),
        Held::Time => Arc::new(cells.map(milliseconds).collect::<TimestampMillisecondArray>().with_timezone("UTC")),
    }
}

fn text<'c>(cell: &'c Cell<'static>) -> Option<Cow<'c, str>> {
    match cell {
        Cell::Unknown | Cell::Empty | Cell::None => None,
        cell => Some(cell.plain("")),
    }
}

/// Milliseconds since 1970.
fn milliseconds(cell: &Cell<'static>) -> Option<i64> {
    let Cell::Exact(text) = cell else { return None };
    match calendar::parse(text) {
        Ok(Moment::Instant { seconds }) => seconds.checked_mul(1_000),
        _ => None,
    }
}

fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}
