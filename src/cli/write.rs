//! How files are changed: shown first, or written whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

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
