//! Sets of policies: read from folders and files, or taken from the program itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::defaults;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::check::{self, Module, Settings};
use crate::model::policy::Policy;
use crate::source::{SourceFile, Sources, Span};
use crate::syntax::ast::{self, ItemKind};
use crate::syntax::parse::parse;

use super::broken;
use super::report;
use super::stop::Stop;
use super::terminal::Terminal;

/// A set that was read, sound or not.
pub struct Loaded {
    pub sources: Sources,
    pub policy: Policy,
    pub found: Vec<Diagnostic>,
    /// how many files it is made of
    pub files: usize,
}

impl Loaded {
    pub fn is_sound(&self) -> bool {
        !self.found.iter().any(Diagnostic::is_error)
    }

    /// Prints what was found.
    pub fn report(&self, terminal: &Terminal) -> Result<(), Stop> {
        Ok(report::print(&self.found, &self.sources, &mut terminal.errors())?)
    }
}

/// Reads and checks a set: folders and files, or without any the set that the program carries. A change is `minimum_age=7 days`.
pub fn load(paths: &[PathBuf], changes: &[String]) -> Result<Loaded, Stop> {
    let raw = if paths.is_empty() { built_in() } else { from_paths(paths)? };
    let mut reader = Reader::default();
    let modules: Vec<Module> = raw.into_iter().map(|file| reader.module(file)).collect();
    let overrides = changes.iter().map(|change| reader.change(change)).collect::<Result<Vec<_>, _>>()?;
    let settings = Settings { overrides: overrides.into_iter().flatten().collect() };
    let (policy, found) = check::check(&modules, &settings);
    let mut found = broken::without_consequences(found, &reader.found, &reader.sources);
    found.extend(reader.found);
    Ok(Loaded { sources: reader.sources, policy, found, files: modules.len() })
}

/// A file before it is read as a policy.
struct Raw {
    name: String,
    module: String,
    bytes: Vec<u8>,
}

fn built_in() -> Vec<Raw> {
    let policies = defaults::files().into_iter().filter(|file| is_policy(Path::new(file.path)));
    policies.map(|file| Raw { name: format!("policies/{}", file.path), module: stem(Path::new(file.path)), bytes: file.contents.to_vec() }).collect()
}

fn from_paths(paths: &[PathBuf]) -> Result<Vec<Raw>, Stop> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        collect(path, &mut files).map_err(|(path, error)| Stop::at(&path, "read", &error))?;
        if files.len() == before {
            return Err(Stop::because(format!("there is no `.policy` file in `{}`", path.display())));
        }
    }
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut raw = Vec::new();
    for path in files {
        // a file that is named twice is read once
        let same = path.canonicalize().unwrap_or_else(|_| path.clone());
        if !seen.contains(&same) {
            seen.push(same);
            let bytes = fs::read(&path).map_err(|error| Stop::at(&path, "read", &error))?;
            raw.push(Raw { name: path.display().to_string(), module: stem(&path), bytes });
        }
    }
    Ok(raw)
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

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    sources: Sources,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn module(&mut self, raw: Raw) -> Module {
        let file = match String::from_utf8(raw.bytes) {
            Ok(text) => self.parse(raw.name, text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let id = self.sources.add(SourceFile::new(raw.name, String::from_utf8_lossy(error.as_bytes())));
                let message = "the file is not UTF-8 text";
                self.found.push(Diagnostic::error(Code::NotText, Span::new(id, at..at + 1), message).help("save it as UTF-8"));
                ast::File { items: Vec::new() }
            }
        };
        Module { name: raw.module, file }
    }

    fn parse(&mut self, name: String, text: String) -> ast::File {
        let id = self.sources.add(SourceFile::new(name, text));
        let (file, found) = self.sources.get(id).map(|file| parse(id, &file.text)).unwrap_or((ast::File { items: Vec::new() }, Vec::new()));
        self.found.extend(found);
        file
    }

    /// Reads `minimum_age=7 days` as a param of its own; nothing where the value cannot be read, which is reported.
    fn change(&mut self, change: &str) -> Result<Option<ast::Param>, Stop> {
        let usage = "write the name of a param, `=` and a value: --set minimum_age=\"7 days\"";
        let (name, value) = change.split_once('=').ok_or_else(|| Stop::helping(format!("`--set {change}` sets nothing"), usage))?;
        let before = self.found.len();
        let mut items = self.parse("--set".to_owned(), format!("param {} = {}", name.trim(), value.trim())).items;
        match (items.pop().map(|item| item.kind), items.is_empty()) {
            (Some(ItemKind::Param(param)), true) => Ok(Some(param)),
            _ if self.found.len() > before => Ok(None),
            _ => Err(Stop::helping(format!("`--set {change}` is more than one value"), usage)),
        }
    }
}
