//! How files are changed: shown first, or written whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;
use tempfile::NamedTempFile;

/// What would change in a file, as a unified diff.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(name, &format!("{name}, changed")).to_string()
}

/// Writes a file as a whole or not at all: a new file beside it takes its place. Behind a link the file itself is written.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".caveat-").suffix(".tmp").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    Ok(())
}

/// A file that is written.
#[derive(Debug)]
pub enum NewFile {
    /// It appears once it is whole: until then it stands beside its place under another name, and where something goes wrong it is taken
    /// away.
    Whole { file: NamedTempFile, place: PathBuf },
    /// A pipe or a device that is there: what is written goes there at once.
    AtOnce(File),
}

impl NewFile {
    /// Begins a file. Behind a link the file itself is replaced.
    pub fn begin(place: &Path) -> io::Result<Self> {
        if is_open(place) || fs::metadata(place).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            // behind what others have written there
            return Ok(Self::AtOnce(File::options().append(true).open(place)?));
        }
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        if place.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        let file = with_usual_rights(builder.prefix(".caveat-").suffix(".tmp")).tempfile_in(folder)?;
        Ok(Self::Whole { file, place })
    }

    /// Where it stands until it is whole.
    pub fn unfinished(&self) -> Option<&Path> {
        match self {
            Self::Whole { file, .. } => Some(file.path()),
            Self::AtOnce(_) => None,
        }
    }

    /// Another handle to write by.
    pub fn writer(&self) -> io::Result<File> {
        match self {
            Self::Whole { file, .. } => file.as_file().try_clone(),
            Self::AtOnce(file) => file.try_clone(),
        }
    }

    /// Puts it in its place; the rights of a file that is there stay.
    pub fn finish(self) -> io::Result<()> {
        let Self::Whole { file, place } = self else { return Ok(()) };
        if let Ok(old) = fs::metadata(&place) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.as_file().sync_all()?;
        file.persist(&place)?;
        Ok(())
    }
}

/// Whether it is a name for something that a program has open, be it a file.
fn is_open(place: &Path) -> bool {
    ["/dev/stdout", "/dev/stderr"].iter().any(|name| place == Path::new(name))
        || ["/dev/fd", "/proc/self/fd"].iter().any(|folder| place.starts_with(folder))
}

/// Gives the file the rights of any new one, as the user's mask has it: temporary ones are for their owner alone.
#[cfg(unix)]
fn with_usual_rights<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_usual_rights<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    builder
}
