//! The set of policies that the program carries with it: the folder `policies/`, word for word.

use include_dir::{Dir, include_dir};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");

/// A file of the set.
#[derive(Debug, Clone, Copy)]
pub struct DefaultFile {
    /// `documents/lease.policy`
    pub path: &'static str,
    pub contents: &'static [u8],
}

/// All files, policies and pages, in the order of their paths.
#[must_use]
pub fn files() -> Vec<DefaultFile> {
    let mut files = Vec::new();
    collect(&FOLDER, &mut files);
    files.sort_by_key(|file| file.path);
    files
}

fn collect(folder: &'static Dir<'_>, files: &mut Vec<DefaultFile>) {
    for file in folder.files() {
        if let Some(path) = file.path().to_str() {
            files.push(DefaultFile { path, contents: file.contents() });
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
