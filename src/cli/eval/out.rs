//! Where answers are written: to the standard output, or to a file, packed if its name says so.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::batch::cell::Cell;
use crate::batch::column::Held;

#[cfg(feature = "parquet")]
use crate::batch::parquet::Table;

use super::super::stop::{Stop, plain};
use super::super::terminal::output;
use super::super::write::NewFile;

pub enum Out {
    Terminal(Box<dyn Write>),
    File(BufWriter<NamedFile>),
    Gzip(Box<GzEncoder<BufWriter<NamedFile>>>),
    /// until it is finished
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet is written so"))]
    Rows(Option<Box<dyn Rows>>),
}

/// A file whose errors name it.
pub struct NamedFile {
    file: File,
    path: PathBuf,
}

/// A file of cells, a row a record.
pub trait Rows {
    fn row(&mut self, row: Vec<Cell<'static>>) -> io::Result<()>;
    fn finish(self: Box<Self>) -> io::Result<()>;
}

#[cfg(feature = "parquet")]
impl Rows for Table<NamedFile> {
    fn row(&mut self, row: Vec<Cell<'static>>) -> io::Result<()> {
        self.write(row)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Self::finish(*self).map(drop)
    }
}

/// A file that is to be made, if one is wanted. It must not take the place of one of those that are read.
pub fn begin(path: Option<&Path>, read: impl FnOnce() -> Result<Vec<PathBuf>, Stop>) -> Result<Option<NewFile>, Stop> {
    let Some(path) = path else { return Ok(None) };
    if ends_in(path, "zst") {
        return Err(Stop::helping("answers cannot be packed by zstd", "name a file that ends in `.gz`, or pack what is printed"));
    }
    if path.exists() && is_one_of(path, &read()?) {
        let message = format!("`{}` is read, and the answers would take its place", path.display());
        return Err(Stop::helping(message, "name another file"));
    }
    NewFile::begin(path).map(Some).map_err(|error| Stop::at(path, "write", &error))
}

/// Whether a path leads to a file that one of the others leads to as well.
fn is_one_of(path: &Path, others: &[PathBuf]) -> bool {
    let Ok(there) = fs::metadata(path) else { return false };
    let alike =
        |other: &PathBuf| fs::metadata(other).is_ok_and(|other| other.file_type() == there.file_type() && other.len() == there.len());
    // what is typed and what is shown may be one terminal
    let may_be_both = path.starts_with("/dev") && !there.is_file();
    // to follow links takes longer
    !may_be_both && others.iter().any(|other| alike(other) && path.canonicalize().ok() == other.canonicalize().ok())
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
        let plain = BufWriter::with_capacity(1 << 16, NamedFile::new(file, path)?);
        Ok(if ends_in(path, "gz") { Self::Gzip(Box::new(GzEncoder::new(plain, Compression::fast()))) } else { Self::File(plain) })
    }

    /// A file of columns with their names, and what stands in them.
    #[cfg(feature = "parquet")]
    pub fn columns((file, path): (&NewFile, &Path), columns: Vec<(String, Held)>) -> io::Result<Self> {
        Ok(Self::Rows(Some(Box::new(Table::new(NamedFile::new(file, path)?, &columns)?))))
    }

    #[cfg(not(feature = "parquet"))]
    pub fn columns(_: (&NewFile, &Path), _: Vec<(String, Held)>) -> io::Result<Self> {
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

impl NamedFile {
    fn new(file: &NewFile, path: &Path) -> io::Result<Self> {
        Ok(Self { file: file.writer()?, path: path.to_owned() })
    }
}

impl Write for NamedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| match error.kind() {
            kind @ (io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted) => kind.into(),
            _ => io::Error::other(format!("`{}`: {}", self.path.display(), plain(&error))),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
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
