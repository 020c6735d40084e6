//! From texts to a policy that may be evaluated: everything that can be said before a fact is known.

mod lost;

use crate::analysis::tables;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::check::{Module, Settings, check};
use crate::model::policy::Policy;
use crate::scenario;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::syntax::ast;
use crate::syntax::parse::parse;

pub use lost::may_miss_a_file;

/// A set of policies as it was written and as it is meant, with what is wrong with it.
#[derive(Debug, Default)]
pub struct Set {
    /// one for each file
    pub modules: Vec<Module>,
    pub policy: Policy,
    pub found: Vec<Diagnostic>,
}

impl Set {
    /// Whether the policy may be evaluated: nothing that was found is an error.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.found.iter().any(Diagnostic::is_error)
    }
}

/// Parses and checks all files of a set; the policy may be evaluated only if no diagnostic is an error.
#[must_use]
pub fn load(sources: &mut Sources, overrides: &[(String, String)]) -> (Policy, Vec<Diagnostic>) {
    let set = load_set(sources, overrides);
    (set.policy, set.found)
}

/// Parses and checks all files of a set, in their order; `overrides` is the text of `--set` as params.
#[must_use]
pub fn load_set(sources: &mut Sources, overrides: &[(String, String)]) -> Set {
    let mut found = Vec::new();
    let mut modules = Vec::new();
    for (id, file) in sources.iter() {
        let (parsed, mistakes) = parse(id, &file.text);
        found.extend(mistakes);
        modules.push(Module { name: stem(&file.name).to_owned(), file: parsed });
    }
    let settings = settings(sources, overrides, &mut found);
    let (policy, mistakes) = check(&modules, &settings);
    found.extend(mistakes);
    if !found.iter().any(Diagnostic::is_error) {
        found.extend(gaps_and_overlaps(&policy));
        found.extend(scenario::check(&policy));
    }
    let consequences = lost::Consequences::of(&modules, &found);
    found.retain(|diagnostic| !consequences.explain(diagnostic, sources));
    found.sort_by_key(Diagnostic::span);
    Set { modules, policy, found }
}

/// Every table of a policy that holds together must have exactly one answer for all facts.
fn gaps_and_overlaps(policy: &Policy) -> Vec<Diagnostic> {
    let problems = |table| tables::examine(policy, table).into_iter().map(move |problem| tables::diagnostic(policy, table, &problem));
    policy.tables.iter().flat_map(problems).collect()
}

/// The name of a file without its folder and ending: what its rules say they belong to.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

fn settings(sources: &mut Sources, overrides: &[(String, String)], found: &mut Vec<Diagnostic>) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in overrides {
        let text = format!("param {name} = {value}");
        let id = sources.add(SourceFile::new("--set", text.clone()));
        let (file, mistakes) = parse(id, &text);
        found.extend(mistakes);
        let mut items = file.items.into_iter().map(|item| item.kind);
        match (items.next(), items.next()) {
            (Some(ast::ItemKind::Param(param)), None) => settings.overrides.push(param),
            _ => found.push(not_a_setting(id, &text)),
        }
    }
    settings
}

fn not_a_setting(file: FileId, text: &str) -> Diagnostic {
    Diagnostic::error(Code::Syntax, Span::new(file, 0..text.len()), "`--set` takes a param and its value")
        .help("for example `--set minimum_age=\"7 days\"`")
}
