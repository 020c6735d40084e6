//! Sets of policies: read from folders and files, or taken from the program itself.

use std::fs;
use std::path::{Path, PathBuf};

use termcolor::NoColor;

use crate::defaults::{self, DefaultFile};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::{self, Levels};
use crate::load;
use crate::model::check::Module;
use crate::model::policy::Policy;
use crate::source::{FileId, SourceFile, Sources, Span};

use super::report;
use super::stop::Stop;
use super::terminal::{Terminal, clock};

/// A set that was read, sound or not.
pub struct Loaded {
    pub sources: Sources,
    pub policy: Policy,
    pub modules: Vec<Module>,
    pub found: Vec<Diagnostic>,
    /// how many files it is made of
    pub files: usize,
}

impl Loaded {
    /// `2 errors`; none of a sound set.
    pub fn errors(&self) -> Option<String> {
        self.count(Severity::Error)
    }

    /// `2 warnings`, if there are any.
    pub fn count(&self, severity: Severity) -> Option<String> {
        let name = report::level(severity);
        match self.found.iter().filter(|diagnostic| diagnostic.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {name}")),
            count => Some(format!("{count} {name}s")),
        }
    }

    /// Looks for what is suspicious, if the set is sound.
    pub fn lint(&mut self, levels: &Levels) {
        if self.errors().is_none() {
            let now = Some(clock());
            self.found.extend(lint::run(&lint::Subject::new(&self.modules, &self.policy, &self.sources, now), levels));
        }
    }

    /// The set, or the end of the command where something is wrong with it.
    pub fn sound(self, terminal: &Terminal) -> Result<Self, Stop> {
        let Some(errors) = self.errors() else { return Ok(self) };
        self.report(terminal)?;
        Err(Stop::because(format!("{errors} in the policies, so they are not used")))
    }

    /// What was found as a text without colours.
    pub fn plain_report(&self) -> Result<String, Stop> {
        let mut out = NoColor::new(Vec::new());
        report::print(&self.found, &self.sources, &mut out)?;
        Ok(String::from_utf8_lossy(&out.into_inner()).into_owned())
    }

    /// Prints what was found.
    pub fn report(&self, terminal: &Terminal) -> Result<(), Stop> {
        Ok(report::print(&self.found, &self.sources, &mut terminal.errors())?)
    }
}

/// Reads and checks a set: folders and files, or without any the set that the program carries. A change is `minimum_age=7 days`.
pub fn load(paths: &[PathBuf], changes: &[String]) -> Result<Loaded, Stop> {
    load_some(paths, changes, |_| true)
}

/// The same for whoever only asks: the scenarios of the set that the program carries take half of the time to read, answer nothing, and
/// are known to be sound.
pub fn load_to_ask(paths: &[PathBuf], changes: &[String]) -> Result<Loaded, Stop> {
    load_some(paths, changes, |file| !file.path.starts_with("scenarios/"))
}

/// `wanted`: which files of the set that the program carries.
fn load_some(paths: &[PathBuf], changes: &[String], wanted: impl Fn(&DefaultFile) -> bool) -> Result<Loaded, Stop> {
    let raw = if paths.is_empty() { built_in(wanted) } else { from_paths(paths)? };
    let changes = changes.iter().map(|change| setting(change)).collect::<Result<Vec<_>, _>>()?;
    let files = raw.len();
    let (texts, others): (Vec<_>, Vec<_>) = raw.into_iter().map(|raw| text(&raw.name, raw.bytes)).partition(Result::is_ok);
    let mut sources = Sources::default();
    for file in texts.into_iter().flatten() {
        sources.add(file);
    }
    let load::Set { modules, policy, mut found } = load::load_set(&mut sources, &changes);
    if !others.is_empty() {
        found.retain(|diagnostic| !load::may_miss_a_file(diagnostic));
    }
    for (file, mut mistake) in others.into_iter().filter_map(Result::err).map(|other| *other) {
        let file = sources.add(file);
        mistake.labels.iter_mut().for_each(|label| label.span.file = file);
        found.push(mistake);
    }
    Ok(Loaded { sources, policy, modules, found, files })
}

/// Cuts `minimum_age=7 days`.
fn setting(change: &str) -> Result<(String, String), Stop> {
    let cut = change.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    let help = "write the name of a param, `=` and a value: --set minimum_age=\"7 days\"";
    cut.ok_or_else(|| Stop::helping(format!("`--set {change}` sets nothing"), help))
}

/// A file before it is read as a policy.
struct Raw {
    name: String,
    bytes: Vec<u8>,
}

/// A file's text; of one that is no text what can be shown of it, and what is wrong with it, as if it were the first file.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Box<(SourceFile, Diagnostic)>> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(SourceFile::new(name, text)),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let mistake = Diagnostic::error(Code::NotText, Span::new(FileId::default(), at..at + 1), "the file is not UTF-8 text");
    Err(Box::new((SourceFile::new(name, String::from_utf8_lossy(error.as_bytes())), mistake.help("save it as UTF-8"))))
}

fn built_in(wanted: impl Fn(&DefaultFile) -> bool) -> Vec<Raw> {
    let policies = defaults::files().into_iter().filter(|file| is_policy(Path::new(file.path)) && wanted(file));
    policies.map(|file| Raw { name: format!("policies/{}", file.path), bytes: file.contents.to_vec() }).collect()
}

fn from_paths(paths: &[PathBuf]) -> Result<Vec<Raw>, Stop> {
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).map_err(|error| Stop::at(&path, "read", &error))?;
        Ok(Raw { name: path.display().to_string(), bytes })
    };
    files(paths)?.into_iter().map(read).collect()
}

/// The policies that paths stand for, each of them once.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect(path, &mut files).map_err(|(path, error)| Stop::at(&path, "read", &error))?;
        if files.len() == before {
            return Err(Stop::because(format!("there is no `.policy` file in `{}`", path.display())));
        }
    }
    let mut seen: Vec<PathBuf> = Vec::new();
    files.retain(|path| {
        let same = path.canonicalize().unwrap_or_else(|_| path.clone());
        let is_new = !seen.contains(&same);
        seen.extend(is_new.then_some(same));
        is_new
    });
    Ok(files)
}

/// A file itself; of a folder all policies below it, in the order of their paths.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, std::io::Error)> {
    let at = |error| (path.to_owned(), error);
    if !fs::metadata(path).map_err(at)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(at)?.collect::<Result<Vec<_>, _>>().map_err(at)?;
    let mut entries: Vec<_> = entries.into_iter().map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()))).collect();
    entries.sort();
    for (path, is_folder) in entries {
        if is_folder {
            collect(&path, files)?;
        } else if is_policy(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_policy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "policy")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenarios_of_the_shipped_set_declare_nothing_else() {
        let names = |loaded: Result<Loaded, Stop>| {
            let Loaded { policy, .. } = loaded.map_err(|stop| format!("{stop:?}"))?;
            let rules = policy.rules.into_iter().map(|rule| rule.name);
            let tables = policy.tables.into_iter().map(|table| table.name);
            let notices = policy.notices.into_iter().map(|notice| notice.name);
            let exceptions = policy.exceptions.into_iter().map(|exception| exception.name);
            let facts = policy.vocabulary.facts.into_iter().map(|fact| fact.path);
            let clauses = policy.clauses.into_keys().chain(policy.documents.into_keys()).chain(policy.decisions.into_keys());
            let names = rules.chain(tables).chain(notices).chain(exceptions).chain(facts).chain(clauses);
            Ok::<_, String>((names.collect::<Vec<_>>(), policy.definitions.len(), policy.params.len()))
        };
        assert!(names(load(&[], &[])).is_ok_and(|(names, ..)| names.len() > 300));
        assert_eq!(names(load_to_ask(&[], &[])), names(load(&[], &[])));
    }
}
