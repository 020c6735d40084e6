//! A reason that shows a fact for which the rule does not ask.
//!
//! The rule applies whether or not the fact is known, and where it is not, the reason has a gap in its most important sentence. Texts are
//! left out of this: they are mostly names.
//!
//! ```policy
//! rule on_loan { forbid lend when item.on_loan because en "It is due on {item.due_on}." }
//! ```
//!
//! Better: `because en "It is on loan."`, or a condition that asks for what the reason shows.

use indexmap::IndexSet;

use crate::diagnostic::Diagnostic;
use crate::model::expression::Place;
use crate::model::mentions::Mentions;
use crate::model::policy::{Piece, Rule};
use crate::model::vocabulary::{Fact, Kind, Scalar};
use crate::model::walk::Node;
use crate::source::Span;

use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (rule, body) in places::rules(on.policy) {
        let Some(because) = &body.because else { continue };
        let conditions: Vec<_> = [&body.scope.given, &body.scope.when, &body.scope.unless].into_iter().flatten().collect();
        let mut known = Mentions::of(on.policy, &conditions).places;
        for piece in because.by_language.values().flatten() {
            found.extend(gap(on, rule, piece, &mut known));
        }
    }
}

/// A fact in a hole that nothing has asked for so far.
fn gap(on: &Subject<'_>, rule: &Rule, piece: &Piece, known: &mut IndexSet<Place>) -> Option<Diagnostic> {
    let (asked, span) = shown(on, piece)?;
    let place = *asked.iter().find(|place| !known.contains(*place))?;
    known.extend(asked);
    let fact = fact(on, place)?;
    let is_text = matches!(fact.kind, Kind::Scalar { scalar: Scalar::Text, .. });
    let message = format!("`{}` applies also where `{}` is unknown", rule.name, fact.path);
    (!is_text).then(|| finding(span, message).help("the reason then has a gap"))
}

/// The facts that a hole shows, and where it stands.
fn shown(on: &Subject<'_>, piece: &Piece) -> Option<(IndexSet<Place>, Span)> {
    match piece {
        Piece::Value(term, _) => {
            let mut asked = Mentions::default();
            asked.add(on.policy, Node::Term(term));
            Some((asked.places, term.span))
        }
        Piece::Set(set, _) => Some((IndexSet::from([set.place]), set.span)),
        _ => None,
    }
}

fn fact<'m>(on: &Subject<'m>, place: Place) -> Option<&'m Fact> {
    match place {
        Place::Fact(id) => on.policy.vocabulary.fact(id),
        Place::Field(record, id) => on.policy.vocabulary.record(record)?.field(id),
    }
}
