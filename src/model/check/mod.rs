//! Text that parses into a policy that cannot fail: names resolved, types and units held together, every guarantee of the language given.
//!
//! A pass answers what it could make and what it found. Only a policy without errors may be evaluated.

mod bounds;
mod choices;
mod comparisons;
mod conditions;
mod constants;
mod counts;
mod cycles;
mod decisions;
mod declare;
mod definitions;
mod depth;
mod documents;
mod facts;
mod header;
mod labels;
mod names;
mod none;
mod notices;
mod params;
mod placement;
mod presumptions;
mod rules;
mod scope;
mod tables;
mod terms;
mod texts;
mod types;
mod vocabulary;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast;

use super::policy::Policy;
use super::vocabulary::{EnumId, Vocabulary};

use declare::Declarations;

/// The declarations of one file; rules are said to belong to it by its name.
#[derive(Debug, Clone)]
pub struct Module {
    /// the file's stem: `accounts`
    pub name: String,
    pub file: ast::File,
}

/// What the user changes for one run.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// `--set minimum_age="7 days"`, read as params of their own; each replaces all versions of the param of its name
    pub overrides: Vec<ast::Param>,
}

/// Checks a set of policies.
///
/// The policy may be evaluated only if no diagnostic is an error.
#[must_use]
pub fn check(modules: &[Module], settings: &Settings) -> (Policy, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let declarations = declare::collect(modules, &mut found);
    let mut checker = Checker::new(&declarations, settings, found);
    checker.run();
    let mut found = checker.found;
    found.sort_by_key(|diagnostic| (diagnostic.span(), diagnostic.code));
    found.dedup_by(|later, earlier| later.span() == earlier.span() && later.code == earlier.code && later.message == earlier.message);
    (checker.policy, found)
}

/// How far a definition is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Progress {
    Waiting,
    Busy,
    Done,
    Broken,
}

struct Checker<'a> {
    policy: Policy,
    found: Vec<Diagnostic>,
    declarations: &'a Declarations<'a>,
    settings: &'a Settings,
    /// one for each of `policy.definitions`
    progress: Vec<Progress>,
    /// the definitions that are being resolved, the innermost last
    busy: Vec<usize>,
}

impl<'a> Checker<'a> {
    fn new(declarations: &'a Declarations<'a>, settings: &'a Settings, found: Vec<Diagnostic>) -> Self {
        Self { policy: Policy::default(), found, declarations, settings, progress: Vec::new(), busy: Vec::new() }
    }

    /// The stages, each standing on the ones before.
    fn run(&mut self) {
        self.header();
        self.vocabulary();
        self.documents();
        self.params();
        self.declare_decisions();
        self.declare_tables();
        self.declare_definitions();
        if let Some(too_deep) = depth::examine(self.declarations) {
            self.report(too_deep);
            return;
        }
        self.definitions();
        self.messages();
        self.tables();
        self.exceptions();
        self.rules();
        self.notices();
        self.answer_decisions();
        self.keep_scenarios();
        self.cycles();
        self.guarantees();
    }

    /// What can be said only of the whole: expressions that grow, conditions that hold because of none, tables.
    fn guarantees(&mut self) {
        if self.found.iter().any(|diagnostic| diagnostic.code == Code::Cycle) {
            return;
        }
        self.found.extend(placement::examine(&self.policy));
        self.found.extend(bounds::examine(&self.policy));
        self.found.extend(none::examine(&self.policy));
    }

    fn keep_scenarios(&mut self) {
        for (name, placed) in &self.declarations.facts {
            self.policy.facts.insert((*name).to_owned(), placed.node.clone());
        }
        self.policy.scenarios = self.declarations.scenarios.iter().map(|scenario| (*scenario).clone()).collect();
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.found.push(Diagnostic::error(code, span, message));
    }
}

/// A name that is no member of the enum that is wanted.
pub(crate) fn unknown_member(vocabulary: &Vocabulary, id: EnumId, name: &ast::Name) -> Option<Diagnostic> {
    let of = vocabulary.enumeration(id)?;
    let members: Vec<&str> = of.members.keys().map(String::as_str).collect();
    let message = format!("`{}` is not a member of `{}`", name.text, of.name);
    let found = Diagnostic::error(Code::UnknownMember, name.span, message).suggesting(&name.text, members.iter().copied());
    Some(found.help(format!("its members are {}", members.join(", "))))
}
