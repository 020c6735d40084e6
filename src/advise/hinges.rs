//! What a decision says about time, collected once for a policy: the instants at which its answer may change for a record.
//!
//! These are the dates of params and of what is in force, and comparisons with `now`: such a one changes only where its two sides meet,
//! and a second later (§10 of the formal definition). All that the decision can ask is looked at, whether a record asks it or not: at
//! some of the edges nothing changes, between two of them nothing can.

use crate::eval::answer::Subject;
use crate::facts::record::{MemberRef, Record};
use crate::model::policy::{DecisionId, Policy};
use crate::model::vocabulary::FactId;
use crate::value::calendar::in_calendar;

use super::lines::{Lines, MOST_LINES, Side};
use super::survey;

/// Everything in a decision that hangs on time.
#[derive(Debug)]
pub(super) struct Hinges<'m> {
    pub policy: &'m Policy,
    /// sorted, each once
    pub dates: Vec<i64>,
    pub meetings: Vec<Meeting<'m>>,
    /// whether the status of a rule, and of a table, may change with time; none for those that the decision does not ask
    pub rules: Vec<Option<bool>>,
    pub tables: Vec<Option<bool>>,
    /// the same of duties, effects and suggestions
    pub notices: Vec<bool>,
}

/// Two sides that are compared, one of which runs with `now`; for each member of a list, if they speak of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting<'m> {
    pub list: Option<FactId>,
    pub left: Side<'m>,
    pub right: Side<'m>,
}

impl<'m> Hinges<'m> {
    pub fn new(policy: &'m Policy, decision: DecisionId) -> Self {
        let mut hinges = survey::of(policy, decision);
        hinges.dates.sort_unstable();
        hinges.dates.dedup();
        hinges
    }

    /// Whether the status of a rule or table may change with time, whatever the facts are.
    pub fn may_change(&self, subject: Subject) -> bool {
        let known = match subject {
            Subject::Rule(id) => self.rules.get(id.index()).copied().flatten(),
            Subject::Table(id) => self.tables.get(id.index()).copied().flatten(),
            Subject::Notice(id) => self.notices.get(id.index()).copied(),
        };
        known.unwrap_or(true)
    }

    /// Fills `edges` with the instants behind `after` and up to `last` at which something may change for a record, in order.
    /// Answers whether these are all: where a term may come to too many values they are not.
    pub fn edges(&self, record: &Record, (after, last): (i64, i64), edges: &mut Vec<i64>) -> bool {
        edges.clear();
        let mut note = |instant: i64| {
            if after < instant && instant <= last && in_calendar(instant) {
                edges.push(instant);
            }
        };
        self.dates.iter().for_each(|date| note(*date));
        let mut lines = Lines { policy: self.policy, record, member: None, stack: Vec::new(), spent: false };
        for meeting in &self.meetings {
            match meeting.list.map(|list| record.list(record.slot(list))) {
                None => meet(&mut lines, *meeting, &mut note),
                Some(None) => {}
                Some(Some(members)) => {
                    for index in 0..members.count {
                        lines.member = Some(MemberRef::Known { list: members, index });
                        meet(&mut lines, *meeting, &mut note);
                    }
                    lines.member = None;
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        !lines.spent
    }
}

/// Tells where the sides meet.
fn meet<'a>(lines: &mut Lines<'a>, meeting: Meeting<'a>, note: &mut impl FnMut(i64)) {
    lines.stack.clear();
    lines.side(meeting.left);
    let middle = lines.stack.len();
    lines.side(meeting.right);
    let (left, right) = lines.stack.split_at(middle);
    if left.len().saturating_mul(right.len()) > MOST_LINES {
        lines.spent = true;
        return;
    }
    for line in left {
        right.iter().flat_map(|other| line.meets(*other)).flatten().for_each(&mut *note);
    }
}
