//! How files are changed: shown first, or written whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;

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

/// A file that appears once it is whole: until then it stands beside its place under another name, and where something goes wrong it is
/// taken away.
#[derive(Debug)]
pub struct NewFile {
    file: tempfile::NamedTempFile,
    place: PathBuf,
}

impl NewFile {
    /// Begins a file. Behind a link the file itself is replaced.
    pub fn begin(place: &Path) -> io::Result<Self> {
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        if place.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        let file = with_usual_rights(builder.prefix(".caveat-").suffix(".tmp")).tempfile_in(folder)?;
        Ok(Self { file, place })
    }

    /// Where it stands until it is whole.
    pub fn unfinished(&self) -> &Path {
        self.file.path()
    }

    /// Another handle to write by.
    pub fn writer(&self) -> io::Result<File> {
        self.file.as_file().try_clone()
    }

    /// Puts it in its place; the rights of a file that is there stay.
    pub fn finish(self) -> io::Result<()> {
        if let Ok(old) = fs::metadata(&self.place) {
            self.file.as_file().set_permissions(old.permissions())?;
        }
        self.file.as_file().sync_all()?;
        self.file.persist(&self.place)?;
        Ok(())
    }
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
