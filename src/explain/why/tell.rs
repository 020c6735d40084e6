//! From the parts of an answer, with their proofs, to rules in the order in which one asks why.

use crate::model::policy::{NoticeKind, Output, Policy, Table, Verb};

use super::super::case::{Case, Lasts};
use super::super::json::{self, Applies, Excepted, Head, Noted, Open, Other, Reason, Status, Verdict};
use super::json::{Kind, Rule, SCHEMA, Told};

/// Puts an answer, told with its proofs, in the order of [`Told`]. Without names, all rules and tables of the decision are told of;
/// duties, effects and suggestions only by their names.
#[must_use]
pub fn tell(policy: &Policy, told: json::Told, names: &[String]) -> Told {
    let teller = Teller { policy, verdict: told.verdict, by_default: told.forbidden_by.is_empty() && told.aside.forbids_by_default };
    let asked = |rule: &Rule| if names.is_empty() { rule.kind.is_rule() } else { names.contains(&rule.head.rule) };
    let mut rules: Vec<Rule> = Vec::new();
    rules.extend(told.valued_by.into_iter().map(|reason| teller.reason(reason, Kind::Value)));
    rules.extend(told.forbidden_by.into_iter().map(|reason| teller.reason(reason, Kind::Forbid)));
    rules.extend(told.permitted_by.into_iter().map(|reason| teller.reason(reason, Kind::Permit)));
    rules.extend(told.undetermined.into_iter().map(|open| teller.open(open)));
    rules.extend(told.excepted.into_iter().map(|excepted| teller.excepted(excepted)));
    rules.extend(told.others.into_iter().flatten().map(|other| teller.other(other)));
    let noted = [told.warnings, told.duties, told.effects, told.suggestions];
    rules.extend(noted.into_iter().flatten().map(|noted| teller.noted(noted)));
    rules.retain(asked);
    rules.sort_by_key(|rule| !rule.decides);
    Told {
        case: Case { schema: SCHEMA, ..told.case },
        verdict: told.verdict,
        value: told.value,
        lasts: told.lasts,
        rules,
        missing: told.missing,
        settings: told.settings,
        assumed: told.assumed,
        aside: told.aside,
    }
}

struct Teller<'p> {
    policy: &'p Policy,
    verdict: Option<Verdict>,
    /// whether it is forbidden because nothing permits it
    by_default: bool,
}

impl Teller<'_> {
    /// A rule of which no more is known than its head.
    fn bare(&self, head: Head, kind: Kind, (status, lasts): (Status, Option<Lasts>), policy: json::Place) -> Rule {
        Rule {
            kind,
            status,
            lasts,
            decides: self.decides(kind, status),
            rows: Vec::new(),
            because: None,
            needs: Vec::new(),
            excepted_by: Vec::new(),
            remedies: Vec::new(),
            clauses: Vec::new(),
            policy,
            proof: None,
            head,
        }
    }

    fn reason(&self, reason: Reason, kind: Kind) -> Rule {
        let Reason { head, lasts, rows, because, clauses, remedies, policy, proof, .. } = reason;
        Rule { rows, because, remedies, clauses, proof, ..self.bare(head, kind, (Status::Applies, Some(lasts)), policy) }
    }

    fn open(&self, open: Open) -> Rule {
        let Open { head, lasts, rows, because, needs, clauses, policy, proof } = open;
        let kind = self.kind(&head.rule);
        Rule { rows, because, needs, clauses, proof, ..self.bare(head, kind, (Status::Unknown, Some(lasts)), policy) }
    }

    fn excepted(&self, excepted: Excepted) -> Rule {
        let Excepted { head, lasts, by, policy, proof } = excepted;
        let kind = self.kind(&head.rule);
        Rule { excepted_by: by, proof, ..self.bare(head, kind, (Status::Excepted, Some(lasts)), policy) }
    }

    fn other(&self, other: Other) -> Rule {
        let Other { head, lasts, status, policy, proof } = other;
        let kind = self.kind(&head.rule);
        Rule { proof, ..self.bare(head, kind, (status, Some(lasts)), policy) }
    }

    fn noted(&self, noted: Noted) -> Rule {
        let Noted { head, lasts, applies, says, clauses, remedies, needs, policy, proof, .. } = noted;
        let status = if applies == Applies::Yes { Status::Applies } else { Status::Unknown };
        let kind = self.kind(&head.rule);
        Rule { because: says, needs, remedies, clauses, proof, ..self.bare(head, kind, (status, lasts), policy) }
    }

    /// Whether the verdict rests on what has this status: on what forbids it, or else on everything that does not.
    fn decides(&self, kind: Kind, status: Status) -> bool {
        match (self.verdict, kind) {
            (_, Kind::Warn | Kind::Duty | Kind::Effect | Kind::Suggestion) => false,
            (None, _) => kind == Kind::Value,
            (Some(Verdict::Undetermined), _) => status == Status::Unknown,
            (Some(Verdict::Forbidden), Kind::Permit) => self.by_default,
            (Some(Verdict::Forbidden), _) => status == Status::Applies,
            (Some(Verdict::Permitted), Kind::Permit) => status == Status::Applies,
            (Some(Verdict::Permitted), _) => true,
        }
    }

    /// What bears a name; rules and tables have names of their own.
    fn kind(&self, name: &str) -> Kind {
        let rule = self.policy.rules.iter().find(|rule| rule.name == name).map(|rule| Kind::of_verb(rule.verb));
        let table = || self.policy.tables.iter().find(|table| table.name == name).map(of_table);
        let notice = || self.policy.notices.iter().find(|notice| notice.name == name).map(|notice| of_notice(&notice.kind));
        // what else gives an answer is the definition of a value
        rule.or_else(table).or_else(notice).unwrap_or(Kind::Value)
    }
}

/// A table that forbids nothing permits.
fn of_table(table: &Table) -> Kind {
    let forbids = table.rows.iter().any(|row| matches!(row.output, Output::Forbid));
    match (table.is_valued(), forbids) {
        (true, _) => Kind::Value,
        (false, true) => Kind::Forbid,
        (false, false) => Kind::Permit,
    }
}

fn of_notice(kind: &NoticeKind) -> Kind {
    match kind {
        NoticeKind::Duty { .. } => Kind::Duty,
        NoticeKind::Effect { .. } => Kind::Effect,
        NoticeKind::Suggestion { .. } => Kind::Suggestion,
    }
}

impl Kind {
    fn of_verb(verb: Verb) -> Self {
        match verb {
            Verb::Forbid => Self::Forbid,
            Verb::Permit => Self::Permit,
            Verb::Warn => Self::Warn,
        }
    }

    /// Whether it is a rule or a table.
    fn is_rule(self) -> bool {
        matches!(self, Self::Forbid | Self::Permit | Self::Warn | Self::Value)
    }
}
