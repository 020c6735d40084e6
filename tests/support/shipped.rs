//! The policies that the program carries, loaded as it loads them.

use caveat::defaults;
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::source::{SourceFile, Sources};

/// The shipped set; it has no findings.
pub fn policy() -> Policy {
    let mut sources = Sources::default();
    for file in defaults::files().into_iter().filter(|file| file.path.ends_with(".policy")) {
        sources.add(SourceFile::new(file.path, String::from_utf8_lossy(file.contents)));
    }
    let (policy, found) = load(&mut sources, &[]);
    assert!(found.is_empty(), "{found:?}");
    policy
}
