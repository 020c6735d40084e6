//! What a case expects, with its names looked up.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::policy::{DecisionId, DecisionKind, NotedKind, TermType};
use crate::model::vocabulary::{Changer, Constant};
use crate::source::Span;
use crate::syntax::ast::{self, Expectation, ExpectationKind, ExpectedRemedy, Expression, ExpressionKind, Noted};

use super::refer::{self, Wanted};
use super::values::Reader;

/// An expectation, where it stands.
#[derive(Debug, Clone)]
pub struct Expected {
    pub kind: ExpectedKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum ExpectedKind {
    Permitted,
    /// by exactly these; by whatever it is, if none is named
    Forbidden(Vec<Wanted>),
    /// needing exactly these; needing whatever it is, if none is named
    Undetermined(Vec<String>),
    /// of a valued decision
    Value(Constant, TermType),
    Noted {
        noted: Noted,
        kind: NotedKind,
        of: Wanted,
    },
    Remedy(Cure),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    Impossible,
    /// until an instant, if it is said
    Wait(Option<i64>),
    By(Changer),
}

/// Looks up an expectation's names; a mistake is reported.
pub fn resolve(reader: &mut Reader<'_>, decision: DecisionId, expectation: &Expectation) -> Option<Expected> {
    let span = expectation.span;
    let kind = match &expectation.kind {
        ExpectationKind::Permitted => verdict(reader, decision, span).then_some(ExpectedKind::Permitted),
        ExpectationKind::Forbidden(by) => {
            let by: Vec<Option<Wanted>> = verdict(reader, decision, span)
                .then(|| by.iter().map(|reference| refer::forbidding(reader, decision, reference)).collect())?;
            by.into_iter().collect::<Option<_>>().map(ExpectedKind::Forbidden)
        }
        ExpectationKind::Undetermined(needing) => {
            let needing: Vec<Option<String>> = needing.iter().map(|needed| refer::needed(reader, needed)).collect();
            needing.into_iter().collect::<Option<_>>().map(ExpectedKind::Undetermined)
        }
        ExpectationKind::Remedy(remedy) => {
            let cure = cure(reader, remedy);
            if verdict(reader, decision, span) { cure.map(ExpectedKind::Remedy) } else { None }
        }
        ExpectationKind::Noted { noted, kind, reference } => {
            let of = refer::noted(reader, decision, *kind, reference)?;
            Some(ExpectedKind::Noted { noted: *noted, kind: *kind, of })
        }
        ExpectationKind::Value { decision: name, value } => self::value(reader, decision, name, value),
    };
    Some(Expected { kind: kind?, span })
}

/// Whether the decision answers permitted or forbidden.
fn verdict(reader: &mut Reader<'_>, decision: DecisionId, span: Span) -> bool {
    match reader.policy.decisions.get_index(decision.index()) {
        Some((name, of)) if matches!(of.kind, DecisionKind::Valued { .. }) => {
            let diagnostic = Diagnostic::error(Code::TypeMismatch, span, format!("`{name}` is answered by a value"));
            reader.report(diagnostic.help(format!("write `{name} = …`, or `undetermined`")));
            false
        }
        found => found.is_some(),
    }
}

fn cure(reader: &mut Reader<'_>, remedy: &ExpectedRemedy) -> Option<Cure> {
    match remedy {
        ExpectedRemedy::Impossible => Some(Cure::Impossible),
        ExpectedRemedy::Wait(until) => Some(Cure::Wait(until.map(|until| until.moment.seconds(reader.policy.zone())))),
        ExpectedRemedy::By(name) => refer::changer(reader, name).map(Cure::By),
    }
}

/// `refund = 38.50 CNY`
fn value(reader: &mut Reader<'_>, decision: DecisionId, name: &ast::Name, value: &Expression) -> Option<ExpectedKind> {
    let (asked, of) = reader.policy.decisions.get_index(decision.index())?;
    if *asked != name.text {
        let diagnostic =
            Diagnostic::error(Code::UnknownName, name.span, format!("this scenario asks for `{asked}`, not for `{}`", name.text));
        reader.report(diagnostic.suggesting(&name.text, [asked.as_str()]));
        return None;
    }
    let DecisionKind::Valued { ty, optional, .. } = of.kind else {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, format!("`{asked}` is permitted, forbidden or undetermined"));
        reader.report(diagnostic.help("write `expect permitted`, `expect forbidden by …` or `expect undetermined needing …`"));
        return None;
    };
    if let ExpressionKind::Path(path) = &value.kind
        && path.text() == "undetermined"
    {
        let diagnostic = Diagnostic::error(Code::TypeMismatch, value.span, "`undetermined` is no value");
        reader.report(diagnostic.help("write `expect undetermined`"));
        return None;
    }
    reader.value(value, ty, optional, asked).map(|value| ExpectedKind::Value(value, ty))
}
