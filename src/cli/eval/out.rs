//! Where answers are written: to the terminal, or to a file, packed if its name says so.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::batch::cell::Cell;
use crate::batch::column::Held;

#[cfg(feature = "parquet")]
use crate::batch::parquet::Table;

use super::super::stop::Stop;
use super::super::terminal::output;
use super::super::write::NewFile;

pub enum Out {
    Terminal(Box<dyn Write>),
    File(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
    /// until it is finished
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet is written so"))]
    Rows(Option<Box<dyn Rows>>),
}

/// A file of cells, a row a record.
pub trait Rows {
    fn row(&mut self, row: Vec<Cell<'static>>) -> io::Result<()>;
    fn finish(self: Box<Self>) -> io::Result<()>;
}

#[cfg(feature = "parquet")]
impl Rows for Table<File> {
    fn row(&mut self, row: Vec<Cell<'static>>) -> io::Result<()> {
        self.write(row)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Self::finish(*self).map(drop)
    }
}

/// A file that is to be made, if one is wanted.
pub fn begin(path: Option<&Path>) -> Result<Option<NewFile>, Stop> {
    let Some(path) = path else { return Ok(None) };
    if ends_in(path, "zst") {
        return Err(Stop::helping("answers cannot be packed by zstd", "name a file that ends in `.gz`, or pack what is printed"));
    }
    NewFile::begin(path).map(Some).map_err(|error| Stop::at(path, "write", &error))
}

/// The name without the ending that says how the file is packed.
pub fn unpacked(path: &Path) -> &Path {
    if ends_in(path, "gz") { path.file_stem().map_or(path, Path::new) } else { path }
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(end))
}

impl Out {
    pub fn new(file: Option<(&NewFile, &Path)>) -> io::Result<Self> {
        let Some((file, path)) = file else { return Ok(Self::Terminal(Box::new(output()))) };
        let plain = BufWriter::with_capacity(1 << 16, file.writer()?);
        Ok(if ends_in(path, "gz") { Self::Gzip(Box::new(GzEncoder::new(plain, Compression::fast()))) } else { Self::File(plain) })
    }

    /// A file of columns with their names, and what stands in them.
    #[cfg(feature = "parquet")]
    pub fn columns(file: &NewFile, columns: Vec<(String, Held)>) -> io::Result<Self> {
        Ok(Self::Rows(Some(Box::new(Table::new(file.writer()?, &columns)?))))
    }

    #[cfg(not(feature = "parquet"))]
    pub fn columns(_: &NewFile, _: Vec<(String, Held)>) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Writes cells, a row a record.
    pub fn rows(&mut self, rows: Vec<Vec<Cell<'static>>>) -> io::Result<()> {
        match self {
            Self::Rows(Some(file)) => rows.into_iter().try_for_each(|row| file.row(row)),
            _ => Ok(()),
        }
    }

    /// Writes what is still to be written. Nothing may follow.
    pub fn finish(&mut self) -> io::Result<()> {
        if let Self::Gzip(packed) = self {
            packed.try_finish()?;
            return packed.get_mut().flush();
        }
        if let Self::Rows(rows) = self {
            return rows.take().map_or(Ok(()), Rows::finish);
        }
        self.flush()
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Terminal(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
            Self::Gzip(out) => out.write(bytes),
            Self::Rows(_) => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Terminal(out) => out.flush(),
            Self::File(out) => out.flush(),
            Self::Gzip(out) => out.flush(),
            Self::Rows(_) => Ok(()),
        }
    }
}
