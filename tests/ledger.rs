//! Nothing of the documents is lost: every statement has its clause, every clause is cited or marked, and what answers are checked by
//! keeps its name. The lists stand in `tests/ledger`.

#[path = "support/shipped.rs"]
mod shipped;

use std::collections::BTreeSet;

use caveat::model::policy::{Policy, Standing};

/// The lines of a list, without its head.
fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn every_clause_is_cited_or_marked() {
    let policy = shipped::policy();
    let cited = cited(&policy);
    for (index, clause) in policy.clauses.values().enumerate() {
        let marked = clause.standing != Standing::Binding;
        assert_ne!(cited.contains(&index), marked, "{} is neither cited nor marked, or both", clause.name);
    }
}

#[test]
fn every_rule_cites_an_official_clause() {
    let policy = shipped::policy();
    let official = |clause: &caveat::model::policy::ClauseId| policy.documents[&policy.clauses[clause.index()].document].official;
    for rule in &policy.rules {
        let warns = rule.verb == caveat::model::policy::Verb::Warn;
        assert!(warns || rule.cite.iter().any(official), "{} cites no official clause", rule.name);
    }
    for table in &policy.tables {
        assert!(table.cite.iter().chain(table.rows.iter().flat_map(|row| &row.cite)).any(official), "{}", table.name);
    }
}

#[test]
fn every_statement_of_the_documents_has_its_clause() {
    let policy = shipped::policy();
    let places: BTreeSet<String> =
        policy.clauses.values().filter_map(|clause| clause.at.as_ref().map(|at| format!("{}:{at}", clause.document))).collect();
    let missing: Vec<&str> = lines(include_str!("ledger/statements.txt")).filter(|id| !places.contains(*id)).collect();
    assert!(missing.is_empty(), "no clause for {missing:?}");
}

#[test]
fn every_name_of_the_ledger_is_declared() {
    let policy = shipped::policy();
    let declared: BTreeSet<&str> = policy
        .rules
        .iter()
        .map(|rule| rule.name.as_str())
        .chain(policy.tables.iter().map(|table| table.name.as_str()))
        .chain(policy.notices.iter().map(|notice| notice.name.as_str()))
        .collect();
    let missing: Vec<&str> = lines(include_str!("ledger/names.txt")).filter(|name| !declared.contains(name)).collect();
    assert!(missing.is_empty(), "nothing is called {missing:?}");
}

/// The clauses that something cites, by their places.
fn cited(policy: &Policy) -> BTreeSet<usize> {
    let rules = policy.rules.iter().map(|rule| &rule.cite);
    let exceptions = policy.exceptions.iter().map(|exception| &exception.cite);
    let notices = policy.notices.iter().map(|notice| &notice.cite);
    let tables = policy.tables.iter().flat_map(|table| table.rows.iter().map(|row| &row.cite).chain([&table.cite]));
    let params = policy.params.values().flat_map(|param| param.versions.iter().map(|version| &version.cite));
    rules.chain(exceptions).chain(notices).chain(tables).chain(params).flatten().map(|clause| clause.index()).collect()
}
