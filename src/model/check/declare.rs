//! Every declaration under its name, and every name that is declared twice.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast;

use super::Module;

/// Something declared, with the file and the `given` blocks that it stands in.
#[derive(Debug)]
pub(super) struct Placed<'a, T> {
    pub node: &'a T,
    pub module: &'a str,
    /// the innermost `given` block around it, by its place in [`Declarations::givens`]
    pub given: Option<usize>,
    pub span: Span,
    pub doc: Option<&'a str>,
}

/// A `given` block, with the block around it.
#[derive(Debug)]
pub(super) struct Given<'a> {
    pub condition: &'a ast::Expression,
    pub around: Option<usize>,
}

type Named<'a, T> = IndexMap<&'a str, Placed<'a, T>>;

/// All declarations of a set.
#[derive(Debug, Default)]
pub(super) struct Declarations<'a> {
    pub policy: Option<&'a ast::Policy>,
    pub documents: Named<'a, ast::Document>,
    pub actors: Named<'a, ast::Actor>,
    pub enums: Named<'a, ast::Enum>,
    pub records: Named<'a, ast::Record>,
    pub entities: Named<'a, ast::Entity>,
    pub decisions: Named<'a, ast::Decision>,
    pub params: Named<'a, ast::Param>,
    pub defines: Named<'a, ast::Define>,
    pub messages: Named<'a, ast::Message>,
    pub tables: Named<'a, ast::Table>,
    pub rules: Named<'a, ast::Rule>,
    pub exceptions: Named<'a, ast::Exception>,
    pub duties: Named<'a, ast::Notice>,
    pub effects: Named<'a, ast::Notice>,
    pub suggestions: Named<'a, ast::Notice>,
    pub givens: Vec<Given<'a>>,
    pub facts: Named<'a, ast::Facts>,
    pub scenarios: Vec<&'a ast::Scenario>,
}

impl<'a> Declarations<'a> {
    /// The conditions of a `given` block and of those around it, the innermost first.
    pub fn givens_around(&self, innermost: Option<usize>) -> impl Iterator<Item = &'a ast::Expression> {
        let given = |index: Option<usize>| index.and_then(|index| self.givens.get(index));
        std::iter::successors(given(innermost), move |inner| given(inner.around)).map(|given| given.condition)
    }
}

/// Collects the declarations of all files.
pub(super) fn collect<'a>(modules: &'a [Module], found: &mut Vec<Diagnostic>) -> Declarations<'a> {
    let mut collector = Collector { declarations: Declarations::default(), found, module: "" };
    for module in modules {
        collector.module = &module.name;
        collector.items(&module.file.items, None);
    }
    collector.across_kinds();
    collector.declarations
}

struct Collector<'a, 'f> {
    declarations: Declarations<'a>,
    found: &'f mut Vec<Diagnostic>,
    module: &'a str,
}

impl<'a> Collector<'a, '_> {
    fn items(&mut self, items: &'a [ast::Item], given: Option<usize>) {
        for item in items {
            self.item(item, given);
        }
    }

    fn item(&mut self, item: &'a ast::Item, given: Option<usize>) {
        use ast::{ItemKind as Kind, NoticeKind};
        let to = &mut self.declarations;
        match &item.kind {
            Kind::Allow(_) => {}
            Kind::Policy(node) => self.policy(node),
            Kind::Given(node) => self.given(node, given),
            Kind::Scenario(node) => to.scenarios.push(node),
            Kind::Document(node) => add(&mut to.documents, self.found, "document", &node.name, placed(node, self.module, given, item)),
            Kind::Actor(node) => add(&mut to.actors, self.found, "actor", &node.name, placed(node, self.module, given, item)),
            Kind::Enum(node) => add(&mut to.enums, self.found, "enum", &node.name, placed(node, self.module, given, item)),
            Kind::Record(node) => add(&mut to.records, self.found, "record", &node.name, placed(node, self.module, given, item)),
            Kind::Entity(node) => add(&mut to.entities, self.found, "entity", &node.name, placed(node, self.module, given, item)),
            Kind::Decision(node) => add(&mut to.decisions, self.found, "decision", &node.name, placed(node, self.module, given, item)),
            Kind::Param(node) => add(&mut to.params, self.found, "param", &node.name, placed(node, self.module, given, item)),
            Kind::Define(node) => add(&mut to.defines, self.found, "definition", &node.name, placed(node, self.module, given, item)),
            Kind::Message(node) => add(&mut to.messages, self.found, "message", &node.name, placed(node, self.module, given, item)),
            Kind::Table(node) => add(&mut to.tables, self.found, "table", &node.name, placed(node, self.module, given, item)),
            Kind::Rule(node) => add(&mut to.rules, self.found, "rule", &node.name, placed(node, self.module, given, item)),
            Kind::Exception(node) => add(&mut to.exceptions, self.found, "exception", &node.name, placed(node, self.module, given, item)),
            Kind::Facts(node) => add(&mut to.facts, self.found, "facts block", &node.name, placed(node, self.module, given, item)),
            Kind::Notice(node) => {
                let (names, kind) = match node.kind {
                    NoticeKind::Duty { .. } => (&mut to.duties, "duty"),
                    NoticeKind::Effect { .. } => (&mut to.effects, "effect"),
                    NoticeKind::Suggestion { .. } => (&mut to.suggestions, "suggestion"),
                };
                add(names, self.found, kind, &node.name, placed(node, self.module, given, item));
            }
        }
    }

    fn policy(&mut self, node: &'a ast::Policy) {
        match self.declarations.policy {
            None => self.declarations.policy = Some(node),
            Some(first) => self.found.push(
                Diagnostic::error(Code::DuplicateName, node.name.span, "the set has two `policy` headers")
                    .and(first.name.span, "the first one"),
            ),
        }
    }

    fn given(&mut self, node: &'a ast::Given, around: Option<usize>) {
        self.declarations.givens.push(Given { condition: &node.condition, around });
        let given = self.declarations.givens.len() - 1;
        self.items(&node.items, Some(given));
    }

    /// Kinds that share a namespace: rules with tables, params with definitions and valued tables.
    fn across_kinds(&mut self) {
        let all = &self.declarations;
        let rules = all.rules.values().map(|placed| &placed.node.name);
        clashes(&all.tables.values().map(|placed| &placed.node.name).collect::<Vec<_>>(), rules, self.found);
        let params: Vec<_> = all.params.values().map(|placed| &placed.node.name).collect();
        clashes(&params, all.defines.values().map(|placed| &placed.node.name), self.found);
        let defined: Vec<_> = params.iter().copied().chain(all.defines.values().map(|placed| &placed.node.name)).collect();
        let valued = all.tables.values().filter(|placed| matches!(placed.node.target, ast::TableTarget::Valued(_)));
        clashes(&defined, valued.map(|placed| &placed.node.name), self.found);
        clashes(&defined, all.entities.values().map(|placed| &placed.node.name), self.found);
    }
}

fn placed<'a, T>(node: &'a T, module: &'a str, given: Option<usize>, item: &'a ast::Item) -> Placed<'a, T> {
    Placed { node, module, given, span: item.span, doc: item.doc.as_deref() }
}

fn add<'a, T>(names: &mut Named<'a, T>, found: &mut Vec<Diagnostic>, kind: &str, name: &'a ast::Name, placed: Placed<'a, T>) {
    if let Some(first) = names.get(name.text.as_str()) {
        found.push(duplicate(kind, name, first.span));
        return;
    }
    names.insert(&name.text, placed);
}

fn duplicate(kind: &str, name: &ast::Name, first: Span) -> Diagnostic {
    Diagnostic::error(
        Code::DuplicateName,
        name.span,
        format!("there are two {kind}s called `{}`", name.text).replace("ys called", "ies called"),
    )
    .and(first, "the first one")
}

fn clashes<'a>(ones: &[&ast::Name], others: impl Iterator<Item = &'a ast::Name>, found: &mut Vec<Diagnostic>) {
    let ones: IndexMap<&str, &ast::Name> = ones.iter().rev().map(|one| (one.text.as_str(), *one)).collect();
    for other in others {
        if let Some(one) = ones.get(other.text.as_str()) {
            found.push(
                Diagnostic::error(Code::DuplicateName, other.span, format!("`{}` is declared twice", other.text))
                    .and(one.span, "also here"),
            );
        }
    }
}
