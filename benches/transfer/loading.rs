//! How long it takes until the shipped set may be evaluated.

use std::hint::black_box;

use caveat::analysis::tables;
use caveat::defaults;
use caveat::load::{load, stem};
use caveat::model::check::{Module, Settings, check};
use caveat::model::policy::Policy;
use caveat::source::{SourceFile, Sources};
use caveat::syntax::parse::parse;

use super::rounds::{median, nanoseconds};

/// The set that the program carries.
pub fn shipped() -> Policy {
    let (policy, found) = load(&mut sources(), &[]);
    assert!(found.is_empty(), "{found:?}");
    policy
}

/// Measures loading and its parts.
pub fn report(rounds: usize) {
    let sources = sources();
    let (modules, policy) = (parsed(&sources), shipped());
    let bytes: usize = sources.iter().map(|(_, file)| file.text.len()).sum();
    println!("load, {} KB in {} files       {}", bytes / 1024, modules.len(), time(rounds, || drop(black_box(shipped()))));
    println!("  parse                       {}", time(rounds, || drop(black_box(parsed(&sources)))));
    println!("  check                       {}", time(rounds, || drop(black_box(check(&modules, &Settings::default())))));
    println!("  gaps and overlaps           {}", time(rounds, || policy.tables.iter().for_each(|table| examine(&policy, table))));
}

fn examine(policy: &Policy, table: &caveat::model::policy::Table) {
    black_box(tables::examine(policy, table));
}

fn time(rounds: usize, mut run: impl FnMut()) -> String {
    format!("{:>6.2} ms", median((0..rounds).map(|_| nanoseconds(&mut run))) / 1e6)
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    for file in defaults::files().into_iter().filter(|file| file.path.ends_with(".policy")) {
        sources.add(SourceFile::new(file.path, String::from_utf8_lossy(file.contents)));
    }
    sources
}

fn parsed(sources: &Sources) -> Vec<Module> {
    let module = |(id, file): (_, &SourceFile)| Module { name: stem(&file.name).to_owned(), file: parse(id, &file.text).0 };
    sources.iter().map(module).collect()
}
