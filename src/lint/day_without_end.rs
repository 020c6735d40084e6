//! A time that has to be at most a date, so that the day itself is left out.
//!
//! A date by itself is its first second: `now <= 2026-10-07` ends as that day begins. Most people who write it mean the whole day.
//!
//! ```policy
//! rule too_late { permit order when now <= 2026-10-07 because en "Orders are taken until 7 October." }
//! ```
//!
//! Better: `now < 2026-10-07 + 1 day`, or `now in 2026-10-01 .. 2026-10-07`, which holds the last day as a whole.

use crate::diagnostic::Diagnostic;
use crate::model::expression::{Condition, ConditionKind, Term};
use crate::model::vocabulary::Scalar;
use crate::value::ops::Order;

use super::times::scalar;
use super::{Subject, finding, places};

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    places::conditions(on.policy, &mut |condition, _| {
        let Some((time, date)) = at_most(condition) else { return };
        if ends_with_date(on, time, date) {
            let message = format!("this ends as the day `{}` begins", on.text(date.span));
            let diagnostic = finding(condition.span, message).help("a date by itself is its first second: to take in the whole day write `< …` and the next day");
            found.push(diagnostic);
        }
    });
}

/// What has to be at most what.
fn at_most(condition: &Condition) -> Option<(&Term, &Term)> {
    match &condition.kind {
        ConditionKind::Order(Order::AtMost, time, date) | ConditionKind::Order(Order::AtLeast, date, time) => Some((time, date)),
        _ => None,
    }
}

fn ends_with_date(on: &Subject<'_>, time: &Term, date: &Term) -> bool {
    scalar(on, date) == Some(Scalar::Date) && scalar(on, time) == Some(Scalar::Time)
}
