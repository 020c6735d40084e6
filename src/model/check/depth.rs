//! How deep a set is once every name is written out: what is deeper than [`LEVELS`], or grows past [`SIZE`], is refused before anything
//! follows the names, so that no later stage runs out of stack or time.

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Expression, ExpressionKind as Kind, TableTarget};

use super::declare::Declarations;

/// The levels that are allowed where the names are written out.
const LEVELS: usize = 1_000;
/// The parts that a value may have where the names are written out.
const SIZE: u64 = 10_000_000;

/// What names stand for: definitions, valued tables, decisions.
type Meanings<'a> = IndexMap<&'a str, Meaning<'a>>;

#[derive(Default)]
struct Meaning<'a> {
    span: Span,
    expressions: Vec<&'a Expression>,
    /// what it asks is asked once, so that nothing is written out: a condition, a decision
    is_shared: bool,
}

/// A name's size where all names in it are written out.
#[derive(Clone, Copy, Default)]
struct Written {
    levels: usize,
    parts: u64,
}

/// A name on the way of the search.
struct Step<'a> {
    name: &'a str,
    span: Span,
    is_shared: bool,
    asks: Vec<&'a str>,
    at: usize,
    own: Written,
    below: Written,
}

/// The first name that is too deep or too large, if there is one. Circles are left to their own stage.
pub(super) fn examine(declarations: &Declarations<'_>) -> Option<Diagnostic> {
    let meanings = meanings(declarations);
    let mut done: IndexMap<&str, Option<Written>> = IndexMap::new();
    for name in meanings.keys() {
        if let Some(step) = search(&meanings, name, &mut done) {
            return Some(too_deep(step));
        }
    }
    None
}

/// Follows the names from one on, without recursion.
fn search<'a>(meanings: &Meanings<'a>, start: &'a str, done: &mut IndexMap<&'a str, Option<Written>>) -> Option<(&'a str, Span, bool)> {
    let mut way: Vec<Step<'a>> = Vec::new();
    way.extend(enter(meanings, start, done));
    while let Some(step) = way.last_mut() {
        if let Some(name) = step.asks.get(step.at).copied() {
            step.at += 1;
            match done.get(name) {
                Some(written) => step.stands_on(written.unwrap_or_default()),
                None => way.extend(enter(meanings, name, done)),
            }
        } else {
            let written = Written { levels: step.own.levels + step.below.levels, parts: step.own.parts.saturating_add(step.below.parts) };
            if written.levels > LEVELS || written.parts > SIZE {
                return Some((step.name, step.span, written.levels > LEVELS));
            }
            done.insert(step.name, Some(written));
            way.pop();
            if let Some(step) = way.last_mut() {
                step.stands_on(written);
            }
        }
        if way.len() > LEVELS {
            return way.last().map(|step| (step.name, step.span, true));
        }
    }
    None
}

/// A name that is met for the first time; until it is left it counts as nothing.
fn enter<'a>(meanings: &Meanings<'a>, name: &'a str, done: &mut IndexMap<&'a str, Option<Written>>) -> Option<Step<'a>> {
    let meaning = meanings.get(name).filter(|_| !done.contains_key(name))?;
    done.insert(name, None);
    let mut asks = Vec::new();
    let mut own = Written::default();
    for expression in &meaning.expressions {
        let mut parts = 0;
        expression.each(&mut |part| {
            parts += 1;
            asks.extend(
                part.path()
                    .and_then(|path| path.segments.first())
                    .map(|first| first.text.as_str())
                    .filter(|name| meanings.contains_key(name)),
            );
        });
        own.levels = own.levels.max(levels(expression));
        own.parts = if meaning.is_shared { own.parts.max(parts) } else { own.parts.saturating_add(parts) };
    }
    Some(Step { name, span: meaning.span, is_shared: meaning.is_shared, asks, at: 0, own, below: Written::default() })
}

impl Step<'_> {
    fn stands_on(&mut self, other: Written) {
        self.below.levels = self.below.levels.max(other.levels);
        if !self.is_shared {
            self.below.parts = self.below.parts.saturating_add(other.parts);
        }
    }
}

fn levels(expression: &Expression) -> usize {
    1 + expression.parts().into_iter().map(levels).max().unwrap_or(0)
}

fn too_deep((name, span, deep): (&str, Span, bool)) -> Diagnostic {
    let message = if deep {
        format!("`{name}` stands on names that stand on names, more than 1,000 levels deep")
    } else {
        format!("`{name}` has more than 10,000,000 parts where every name in it is written out")
    };
    Diagnostic::error(Code::TooDeep, span, message)
}

fn meanings<'a>(declarations: &Declarations<'a>) -> Meanings<'a> {
    let mut meanings = Meanings::new();
    for (name, placed) in &declarations.defines {
        add(&mut meanings, name, placed.node.name.span, &placed.node.body);
        if let Some(meaning) = meanings.get_mut(name) {
            meaning.is_shared = is_condition(&placed.node.body);
        }
    }
    for (name, placed) in &declarations.decisions {
        meanings.insert(name, Meaning { span: placed.node.name.span, is_shared: true, ..Meaning::default() });
    }
    for (name, placed) in &declarations.tables {
        let asked = match &placed.node.target {
            TableTarget::For(decision) => decision.text.as_str(),
            TableTarget::Own | TableTarget::Valued(_) => name,
        };
        let given = declarations.givens_around(placed.given);
        placed.node.expressions().into_iter().chain(given).for_each(|e| add(&mut meanings, asked, placed.node.name.span, e));
    }
    for placed in declarations.rules.values() {
        let given = declarations.givens_around(placed.given);
        let expressions = placed.node.conditions.expressions().chain(given);
        expressions.for_each(|e| add(&mut meanings, &placed.node.decision.text, placed.node.name.span, e));
    }
    for placed in declarations.exceptions.values() {
        for decision in
            placed.node.to.iter().filter_map(|rule| declarations.rules.get(rule.text.as_str())).map(|rule| &rule.node.decision.text)
        {
            placed.node.conditions.expressions().for_each(|e| add(&mut meanings, decision, placed.node.name.span, e));
        }
    }
    meanings
}

fn add<'a>(meanings: &mut Meanings<'a>, name: &'a str, span: Span, expression: &'a Expression) {
    let meaning = meanings.entry(name).or_default();
    if meaning.expressions.is_empty() && meaning.span == Span::default() {
        meaning.span = span;
    }
    meaning.expressions.push(expression);
}

fn is_condition(body: &Expression) -> bool {
    !matches!(body.kind, Kind::Path(_) | Kind::Add(..) | Kind::Subtract(..) | Kind::Multiply(..) | Kind::If { .. } | Kind::Amount(..))
}
