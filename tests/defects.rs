//! What authors get wrong, each slip put into a copy of the shipped policies: it is found at its place, and nothing else is.

#[path = "defects/names.rs"]
mod names;
#[path = "defects/slips.rs"]
mod slips;
#[path = "defects/suspicious.rs"]
mod suspicious;
#[path = "defects/types.rs"]
mod types;

use std::fmt::Write as _;
use std::thread;

use caveat::defaults;
use caveat::diagnostic::{Diagnostic, Severity};
use caveat::lint::{self, Levels, Lint, Subject};
use caveat::load::load_set;
use caveat::source::{SourceFile, Sources};

/// The day on which the lints look, 2026-10-01: what has ended by then is found.
const NOW: i64 = 1_790_812_800;

/// One slip, and what has to be said of it.
pub struct Defect {
    name: &'static str,
    /// the path below `policies/`, without `.policy`
    file: &'static str,
    /// what stands there exactly once
    find: &'static str,
    write: &'static str,
    code: &'static str,
    /// the text under the primary place
    place: &'static str,
    /// a part of what the author reads
    says: &'static str,
    /// how many errors there may be in all
    errors: usize,
}

/// A slip that is found with one error, or by one lint.
pub const fn defect(name: &'static str, [file, find, write]: [&'static str; 3], [code, place]: [&'static str; 2]) -> Defect {
    Defect { name, file, find, write, code, place, says: "", errors: 1 }
}

impl Defect {
    /// A part of the message, of what stands under the place, or of the help.
    pub const fn says(mut self, part: &'static str) -> Self {
        self.says = part;
        self
    }

    /// Several errors, where one slip is really several mistakes.
    pub const fn errors(mut self, most: usize) -> Self {
        self.errors = most;
        self
    }

    /// What is wrong with how it is found, or nothing.
    fn complaint(&self) -> Option<String> {
        let mut sources = match self.seeded() {
            Ok(sources) => sources,
            Err(complaint) => return Some(complaint),
        };
        let found = self.found(&mut sources);
        let fits = |diagnostic: &Diagnostic| {
            diagnostic.code.name() == self.code && sources.text(diagnostic.span()) == self.place && told(diagnostic).contains(self.says)
        };
        let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        let most = if Lint::named(self.code).is_some() { 0 } else { self.errors };
        let verdict = match found.iter().any(fits) {
            false => "it is not found there",
            true if errors > most => "there are more errors than one slip makes",
            true => return None,
        };
        Some(format!("{verdict}; expected {} at `{}` {}; found{}", self.code, self.place, self.says, listing(&found, &sources)))
    }

    /// The shipped set with the slip in it.
    fn seeded(&self) -> Result<Sources, String> {
        let path = format!("{}.policy", self.file);
        let mut sources = Sources::default();
        let mut hits = 0;
        for file in defaults::files().into_iter().filter(|file| file.path.ends_with(".policy")) {
            let text = std::str::from_utf8(file.contents).map_err(|error| error.to_string())?;
            if file.path == path {
                hits = text.matches(self.find).count();
                sources.add(SourceFile::new(file.path, text.replacen(self.find, self.write, 1)));
            } else {
                sources.add(SourceFile::new(file.path, text));
            }
        }
        if hits == 1 { Ok(sources) } else { Err(format!("`{}` stands {hits} times in {path}", self.find)) }
    }

    /// The errors; of a sound set what the lint finds that is meant.
    fn found(&self, sources: &mut Sources) -> Vec<Diagnostic> {
        let set = load_set(sources, &[]);
        let mut levels = Levels::default();
        if self.code != "unused-allow" {
            levels.only(&[self.code.to_owned()]);
        }
        let mut found = set.found;
        if !found.iter().any(Diagnostic::is_error) {
            found.extend(lint::run(&Subject::new(&set.modules, &set.policy, sources, Some(NOW)), &levels));
        }
        found
    }
}

/// All that the author reads of a finding.
fn told(diagnostic: &Diagnostic) -> String {
    let labels = diagnostic.labels.iter().map(|label| label.text.as_str());
    let texts: Vec<&str> =
        [diagnostic.message.as_str()].into_iter().chain(labels).chain(diagnostic.help.iter().map(String::as_str)).collect();
    texts.join(" | ")
}

fn listing(found: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = String::new();
    for diagnostic in found {
        let _ = write!(lines, "\n    {} at `{}`: {}", diagnostic.code.name(), sources.text(diagnostic.span()), told(diagnostic));
    }
    if lines.is_empty() { " nothing".to_owned() } else { lines }
}

#[test]
fn what_authors_get_wrong_is_found_at_its_place() {
    let defects: Vec<Defect> = [slips::list(), names::list(), types::list(), suspicious::list()].into_iter().flatten().collect();
    assert!(defects.len() >= 60, "{} defects", defects.len());
    let half = defects.len().div_ceil(2);
    let judge = |part: &[Defect]| -> Vec<String> {
        part.iter().filter_map(|defect| Some(format!("{}: {}", defect.name, defect.complaint()?))).collect()
    };
    let complaints: Vec<String> = thread::scope(|scope| {
        let parts: Vec<_> = defects.chunks(half).map(|part| scope.spawn(move || judge(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|_| vec!["a check ended in a panic".to_owned()])).collect()
    });
    if std::env::var("SHOW").is_ok() {
        defects.iter().for_each(show);
    }
    assert!(complaints.is_empty(), "{} of {} defects:\n\n{}\n", complaints.len(), defects.len(), complaints.join("\n\n"));
}

fn show(defect: &Defect) {
    let Ok(mut sources) = defect.seeded() else { return };
    let found = defect.found(&mut sources);
    println!("{}{}\n", defect.name, listing(&found, &sources));
}
