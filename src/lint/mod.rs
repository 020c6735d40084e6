//! What is sound, but suspicious. One file a lint; the lines at its head are its manual page, which `caveat explain` prints.
//!
//! A lint is added by its file, and by its line in the list below; its cases stand in `tests/cases/lints`.

mod allowed;
mod parts;
mod places;
mod remove;
mod rows;
mod subject;
mod succession;
mod times;
mod unused;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

pub use subject::Subject;

/// Looks for one kind of thing.
#[derive(Debug)]
pub struct Lint {
    /// named for the bad thing: `unused-param`
    pub name: &'static str,
    /// how bad it is, where nobody says otherwise
    pub level: Severity,
    /// the text of its file
    source: &'static str,
    find: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

macro_rules! lints {
    ($($level:ident $name:literal $module:ident,)+) => {
        $(mod $module;)+

        /// Every lint, in the order of `caveat lints`.
        pub const ALL: &[Lint] = &[$(Lint {
            name: $name,
            level: Severity::$level,
            source: include_str!(concat!(stringify!($module), ".rs")),
            find: $module::find,
        },)+];
    };
}

lints! {
    Warning "unused-param" unused_param,
    Warning "unused-definition" unused_definition,
    Warning "unused-table" unused_table,
    Warning "unused-message" unused_message,
    Warning "unused-enum" unused_enum,
    Hint "unused-member" unused_member,
    Warning "unused-record" unused_record,
    Hint "unused-fact" unused_fact,
    Warning "unused-actor" unused_actor,
    Warning "unused-facts" unused_facts,
    Warning "unused-document" unused_document,
    Warning "uncited-clause" uncited_clause,
    Warning "superseded-citation" superseded_citation,
    Warning "informative-only" informative_only,
    Warning "third-party-only" third_party_only,
    Warning "rule-without-citation" rule_without_citation,
    Warning "rule-without-reason" rule_without_reason,
    Hint "rule-without-remedy" rule_without_remedy,
    Hint "rule-without-scenario" rule_without_scenario,
    Warning "duplicate-rule" duplicate_rule,
    Hint "same-reason" same_reason,
    Warning "hole-in-effect" hole_in_effect,
    Warning "overlap-in-effect" overlap_in_effect,
    Hint "ended-rule" ended_rule,
    Hint "ended-exception" ended_exception,
    Hint "past-version" past_version,
    Warning "same-version" same_version,
    Warning "missing-language" missing_language,
    Hint "missing-label" missing_label,
    Hint "odd-name" odd_name,
    Hint "negative-name" negative_name,
    Warning "confusable-character" confusable_character,
    Warning "hidden-character" hidden_character,
    Warning "secret-fact" secret_fact,
    Hint "expectation-without-rules" expectation_without_rules,
    Warning "duplicate-scenario" duplicate_scenario,
    // what conditions, tables and remedies say
    Warning "always-decided" always_decided,
    Warning "contradicted-condition" contradicted_condition,
    Warning "repeated-condition" repeated_condition,
    Warning "repeated-given" repeated_given,
    Hint "double-negation" double_negation,
    Hint "compared-with-yes" compared_with_yes,
    Hint "negated-unless" negated_unless,
    Warning "integer-with-fraction" integer_with_fraction,
    Warning "day-without-end" day_without_end,
    Hint "uncompared-time" uncompared_time,
    Hint "magic-number" magic_number,
    Warning "unreachable-row" unreachable_row,
    Warning "duplicate-row" duplicate_row,
    Hint "shadowed-else" shadowed_else,
    Hint "idle-column" idle_column,
    Hint "same-answer" same_answer,
    Warning "remedy-without-effect" remedy_without_effect,
    Warning "remedy-that-forbids" remedy_that_forbids,
    Warning "wait-without-time" wait_without_time,
    Hint "missing-wait" missing_wait,
    Warning "presumption-that-forbids" presumption_that_forbids,
    Warning "contradictory-rules" contradictory_rules,
    Hint "shadowed-permit" shadowed_permit,
    Hint "unknown-hole" unknown_hole,
    // the last, when all others have used what allows them
    Warning "unused-allow" unused_allow,
}

impl Lint {
    /// The lint of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|lint| lint.name == name)
    }

    /// What it finds, in a line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.lines().next().unwrap_or("")
    }

    /// Its manual page: what it finds, why that is bad, an example, and a better one.
    #[must_use]
    pub fn page(&self) -> String {
        self.lines().flat_map(|line| [line, "\n"]).collect()
    }

    fn lines(&self) -> impl Iterator<Item = &'static str> {
        self.source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line))
    }
}

/// How bad things are for one run, as the user says; what is not named keeps its own level.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// none: not looked for
    pub of: IndexMap<&'static str, Option<Severity>>,
}

impl Levels {
    /// Sets the level of a lint, or of `all`. Answers no where there is no such lint.
    pub fn set(&mut self, name: &str, level: Option<Severity>) -> bool {
        let meant: Vec<&Lint> = ALL.iter().filter(|lint| name == "all" || lint.name == name).collect();
        self.of.extend(meant.iter().map(|lint| (lint.name, level)));
        !meant.is_empty()
    }

    /// Leaves out all lints but some. Answers no where one of them is unknown.
    pub fn only(&mut self, names: &[String]) -> bool {
        self.of.extend(ALL.iter().filter(|lint| !names.iter().any(|name| name == lint.name)).map(|lint| (lint.name, None)));
        names.iter().all(|name| Lint::named(name).is_some())
    }

    fn level(&self, lint: &Lint) -> Option<Severity> {
        self.of.get(lint.name).copied().unwrap_or(Some(lint.level))
    }
}

/// Everything suspicious in a sound set, without what its files allow, in the order of the files.
#[must_use]
pub fn run(on: &Subject<'_>, levels: &Levels) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lint in ALL {
        let Some(level) = levels.level(lint) else {
            on.leave_out(lint.name);
            continue;
        };
        let mut own = Vec::new();
        (lint.find)(on, &mut own);
        own.retain(|diagnostic| !on.allows(lint.name, diagnostic.span()));
        found.extend(own.into_iter().map(|diagnostic| Diagnostic { code: Code::Lint(lint.name), severity: level, ..diagnostic }));
    }
    found.sort_by_key(|diagnostic| (diagnostic.span(), diagnostic.code));
    // a rule for each of several entities is looked at several times
    found.dedup_by(|later, earlier| later.span() == earlier.span() && later.code == earlier.code && later.message == earlier.message);
    found
}

/// A finding; its name and level are set by [`run`].
fn finding(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Hint, Code::Lint(""), span, message)
}
