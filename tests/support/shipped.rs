//! The policies of this repository, loaded as a user would load them.

use std::fs;
use std::path::{Path, PathBuf};

use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::source::{SourceFile, Sources};

/// The shipped set; it has no findings.
pub fn policy() -> Policy {
    let mut files = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/policies")), &mut files);
    files.sort();
    let mut sources = Sources::default();
    for path in files {
        sources.add(SourceFile::new(path.to_string_lossy(), fs::read_to_string(&path).unwrap()));
    }
    let (policy, found) = load(&mut sources, &[]);
    assert!(found.is_empty(), "{found:?}");
    policy
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|end| end == "policy") {
            files.push(path);
        }
    }
}
