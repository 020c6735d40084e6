//! How long it takes until the shipped set may be evaluated, and until sets of many rules are checked.

use std::hint::black_box;

use caveat::analysis::tables;
use caveat::defaults;
use caveat::diagnostic::Diagnostic;
use caveat::lint::{Levels, Subject, run};
use caveat::load::{load, load_set, stem};
use caveat::model::check::{Module, Settings, check};
use caveat::model::policy::Policy;
use caveat::source::{SourceFile, Sources};
use caveat::syntax::parse::parse;

use super::rounds::{median, nanoseconds};

/// The set that the program carries.
pub fn shipped() -> Policy {
    shipped_with_sources().0
}

/// The same with its texts.
pub fn shipped_with_sources() -> (Policy, Sources) {
    let mut sources = sources();
    let (policy, found) = load(&mut sources, &[]);
    assert!(found.is_empty(), "{found:?}");
    (policy, sources)
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

/// Measures `check` with all lints, on the shipped set and on generated ones; the last figure is how much longer twice the rules take.
pub fn report_checks(rounds: usize) -> f64 {
    let shipped = sources();
    println!("check with lints, shipped     {}", time(rounds, || drop(black_box(linted(&shipped)))));
    let measured = [5_000, 10_000, 20_000].map(|rules| {
        let set = generated(rules);
        let nanoseconds = median((0..3).map(|_| nanoseconds(&mut || drop(black_box(linted(&set))))));
        println!("check with lints, {rules:>6} rules {:>6.0} ms", nanoseconds / 1e6);
        nanoseconds
    });
    let [_, ten, twenty] = measured;
    twenty / ten
}

/// What is found in a set, as `caveat check` finds it.
fn linted(sources: &Sources) -> Vec<Diagnostic> {
    let mut sources = sources.clone();
    let set = load_set(&mut sources, &[]);
    run(&Subject::new(&set.modules, &set.policy, &sources, None), &Levels::default())
}

/// So many rules over a few facts, with a param and a definition for every ten of them.
fn generated(rules: usize) -> Sources {
    let facts: String = (0..50).map(|n| format!("x{n} yes_no  y{n} integer  ")).collect();
    let mut text = format!("policy big {{ time_zone \"Z\"  languages en }}\nentity d {{ {facts} }}\ndecision e {{ default permit }}\n");
    let shared = rules / 10;
    for n in 0..shared {
        text += &format!("param p{n} = {}\ndefine c{n} = d.x{} and d.y{} < p{n}\n", n + 2, n % 50, (n + 7) % 50);
    }
    for n in 0..rules {
        let (fact, param, definition) = (n * 7 % 50, n % shared, n * 3 % shared);
        text += &format!("rule r{n} {{ forbid e when d.x{} and d.y{fact} > p{param} and not c{definition} ", n % 50);
        text += &format!("because en \"It is {n}: {{d.y{fact}}}.\" }}\n");
    }
    let mut sources = Sources::default();
    sources.add(SourceFile::new("big.policy", text));
    sources
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
