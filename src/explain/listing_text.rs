//! The list of rules for people: a section a module, an entry a rule.

use super::json::{Cited, CureKind};
use super::listing::{Kind, Listed, ListedCure, ListedRow};
use super::page::{Entry, Page, Paint, Section};
use super::words::Word;

/// Lays out a list of rules.
#[must_use]
pub fn render(listed: &[Listed], page: &Page) -> String {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for rule in listed {
        let entry = entry(rule, page);
        match sections.last_mut().filter(|section| section.title == rule.module) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section { title: rule.module.clone(), entries: vec![entry] }),
        }
    }
    let mut text = String::new();
    page.print(&sections, &mut text);
    text.trim_start().to_owned()
}

fn entry<'t>(rule: &Listed, page: &Page) -> Entry<'t> {
    let mut lines = vec![(Paint::Strong, head(rule, page))];
    lines.extend(rule.because.iter().map(|because| (Paint::Plain, because.clone())));
    lines.extend(rule.remedies.iter().map(|remedy| (Paint::Plain, cure(remedy, page))));
    lines.extend(clauses(&rule.clauses, page));
    for row in &rule.rows {
        lines.push((Paint::Plain, self::row(row, page)));
        lines.extend(row.remedies.iter().map(|remedy| (Paint::Plain, cure(remedy, page))));
        lines.extend(clauses(&row.clauses, page));
    }
    let (mark, paint) = match rule.kind {
        Kind::Forbid => ("x", Paint::Bad),
        Kind::Permit => ("+", Paint::Good),
        Kind::Warn => ("!", Paint::Open),
        Kind::Table | Kind::ValuedTable => ("|", Paint::Plain),
    };
    Entry { mark, paint, name: rule.rule.clone(), lines, proof: None }
}

/// `forbid transfer, for source, target, from 2026-01-01 through 2026-06-30`
fn head(rule: &Listed, page: &Page) -> String {
    let verb = match rule.kind {
        Kind::Forbid => "forbid",
        Kind::Permit => "permit",
        Kind::Warn => "warn",
        Kind::Table | Kind::ValuedTable => "table",
    };
    let mut parts = vec![format!("{verb} {}", rule.decision.as_deref().unwrap_or("")).trim_end().to_owned()];
    if !rule.members.is_empty() {
        parts.push(format!("for {}", rule.members.join(", ")));
    }
    parts.extend(rule.from.iter().map(|from| format!("from {from}")));
    parts.extend(rule.through.iter().map(|through| format!("through {through}")));
    parts.push(format!("{}:{}", rule.policy.file, rule.policy.line));
    parts.join(page.language.clause_comma())
}

fn row(row: &ListedRow, page: &Page) -> String {
    let what = format!("{} {}", page.language.rows(&[u32::try_from(row.row).unwrap_or(u32::MAX)]), row.says);
    match &row.because {
        Some(because) => page.language.with_colon(&what, because),
        None => what,
    }
}

fn cure(cure: &ListedCure, page: &Page) -> String {
    let language = page.language;
    let text = cure.text.as_deref().unwrap_or("");
    let said = match cure.kind {
        CureKind::By => language.with_colon(&cure.actors.join(language.comma()), text),
        CureKind::Wait if text.is_empty() => Word::Wait.text(language).to_owned(),
        CureKind::Wait => language.wait_for(text),
        CureKind::Impossible => language.impossible(text, &cure.suggest),
    };
    format!("-> {said}")
}

fn clauses(clauses: &[Cited], page: &Page) -> Option<(Paint, String)> {
    (!clauses.is_empty())
        .then(|| (Paint::Faint, page.language.cited(clauses.iter().map(|clause| (clause.name.as_str(), clause.at.as_deref())))))
}
