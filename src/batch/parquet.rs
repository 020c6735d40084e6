//! Rows of named columns as a Parquet file, a row group at a time: whatever their number, only one group is kept.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Truth,
    Whole,
    /// seconds since 1970, kept in milliseconds as UTC
    Time,
}

/// What stands in a row; a cell of another kind than its column's is written as null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Null,
    Text(String),
    Truth(bool),
    Whole(i64),
    /// seconds since 1970
    Time(i64),
}

/// So many rows are a group.
const GROUP: usize = 1 << 16;
/// So many rows are turned into columns at a time.
const STEP: usize = 4_096;

/// Writes a file.
pub struct Table<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    kinds: Vec<Kind>,
    rows: Vec<Vec<Cell>>,
}

impl<W: Write + Send> Table<W> {
    /// Begins a file with these columns.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(out: W, columns: &[(String, Kind)]) -> io::Result<Self> {
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
    pub fn write(&mut self, row: Vec<Cell>) -> io::Result<()> {
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

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Truth => DataType::Boolean,
        Kind::Whole => DataType::Int64,
        Kind::Time => DataType::Timestamp(TimeUnit::Millisecond, Some(Arc::from("UTC"))),
    }
}

fn column(kind: Kind, rows: &[Vec<Cell>], place: usize) -> ArrayRef {
    let cells = rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Null));
    match kind {
        Kind::Text => Arc::new(cells.map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }).collect::<StringArray>()),
        Kind::Truth => Arc::new(cells.map(|cell| if let Cell::Truth(yes) = cell { Some(*yes) } else { None }).collect::<BooleanArray>()),
        Kind::Whole => Arc::new(cells.map(|cell| if let Cell::Whole(whole) = cell { Some(*whole) } else { None }).collect::<Int64Array>()),
        Kind::Time => {
            let milliseconds = cells.map(|cell| if let Cell::Time(seconds) = cell { seconds.checked_mul(1_000) } else { None });
            Arc::new(milliseconds.collect::<TimestampMillisecondArray>().with_timezone("UTC"))
        }
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
