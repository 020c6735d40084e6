//! A value of a param that was replaced more than five years ago.
//!
//! It is still right for questions about that time (`--at`); where nobody asks them, it only makes the param longer to read.
//!
//! ```policy
//! param loan_limit = 5
//!   then 8  from 1999-01-01
//!   then 10 from 2004-01-01
//! ```
//!
//! Better: `param loan_limit = 10`.

use crate::diagnostic::Diagnostic;
use crate::model::policy::Param;
use crate::value::calendar::{DAY, date};

use super::{Subject, finding};

const LONG: i64 = 5 * 365 * DAY;

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    on.without_now("past-version");
    let Some(now) = on.now else { return };
    found.extend(on.policy.params.values().flat_map(|param| past(on, param, now)));
}

fn past(on: &Subject<'_>, param: &Param, now: i64) -> Vec<Diagnostic> {
    let pairs = param.versions.iter().zip(param.versions.iter().skip(1));
    let replaced = pairs.filter_map(|(version, next)| Some((version.span, next.from.filter(|from| *from < now - LONG)?)));
    let message = |since| format!("this value of `{}` was replaced on {}", param.name, date(since, on.policy.zone()));
    replaced.map(|(span, since)| finding(span, message(since))).collect()
}
