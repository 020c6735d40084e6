//! Questions as they are put to people.

use crate::explain::page::{Entry, Page, Paint, Section};
use crate::explain::plan::json::Ruled;
use crate::explain::words::{Language, Word};

use super::json::{Kind, Next, Question};
use super::words::{self, Phrase, phrase};

/// A question with its number, what may be answered, and how.
#[must_use]
pub fn question(asked: &Question, number: usize, page: &Page) -> String {
    let language = page.language;
    let mut lines = vec![format!("{number}. {}", page.paint(Paint::Strong, &title(asked, language)))];
    lines.extend(asked.doc.iter().map(|doc| format!("   {}", page.paint(Paint::Faint, doc.trim()))));
    lines.extend(asked.choices.iter().enumerate().map(|(place, choice)| {
        let said = if choice.label == choice.value { choice.value.clone() } else { language.with_aside(&choice.value, &choice.label) };
        format!("   {}  {said}", place + 1)
    }));
    let hint = hint(asked, language);
    lines.extend((!hint.is_empty()).then(|| format!("   {hint}")));
    lines.join("\n") + "\n"
}

/// `instance.disks (disks): how many are there?`
fn title(asked: &Question, language: Language) -> String {
    let named = asked.label.as_ref().map_or(asked.fact.clone(), |label| language.with_aside(&asked.fact, label));
    match asked.kind {
        Kind::Count => language.with_colon(&named, phrase(Phrase::HowMany, language)),
        Kind::Presence => language.with_colon(&named, phrase(Phrase::IsThere, language)),
        Kind::Value | Kind::Set => named,
    }
}

fn hint(asked: &Question, language: Language) -> String {
    let mut parts = Vec::new();
    if asked.kind == Kind::Set && !asked.choices.is_empty() {
        parts.push(phrase(Phrase::AnyOf, language).to_owned());
    }
    if !asked.example.is_empty() {
        parts.push(asked.example.clone());
    }
    if asked.optional {
        parts.push(phrase(Phrase::OrNone, language).to_owned());
    }
    if let Some(assume) = &asked.assume {
        parts.push(language.with_colon(phrase(Phrase::Presumes, language), assume));
    }
    parts.join(language.semicolon())
}

/// The rules that hang on a question, with their clauses.
#[must_use]
pub fn hanging(asked: &Question, page: &Page) -> String {
    let entries = asked.rules.iter().map(|rule| entry(rule, page.language)).collect();
    let mut out = String::new();
    page.print(&[Section { title: phrase(Phrase::Hanging, page.language).to_owned(), entries }], &mut out);
    out
}

fn entry<'t>(rule: &Ruled, language: Language) -> Entry<'t> {
    let mut lines: Vec<(Paint, String)> = rule.because.iter().map(|because| (Paint::Plain, because.clone())).collect();
    for clause in &rule.clauses {
        let name = clause.at.as_ref().map_or(clause.name.clone(), |at| language.with_aside(&clause.name, at));
        lines.push((Paint::Plain, clause.text.as_ref().map_or(name.clone(), |text| language.with_colon(&name, text))));
    }
    Entry { mark: "?", paint: Paint::Open, name: rule.head.title.clone(), lines, proof: None }
}

/// The ranked questions as a list.
#[must_use]
pub fn next(told: &Next, page: &Page) -> String {
    let language = page.language;
    let entries = told.questions.iter().map(|asked| {
        let rules: Vec<String> = asked.rules.iter().map(|rule| rule.head.title.clone()).collect();
        let mut lines: Vec<(Paint, String)> = asked.label.iter().map(|label| (Paint::Plain, label.clone())).collect();
        lines.push((Paint::Faint, words::settles(language, asked.settles)));
        lines.push((Paint::Faint, language.with_colon(phrase(Phrase::Hanging, language), &rules.join(language.comma()))));
        Entry { mark: "?", paint: Paint::Open, name: asked.fact.clone(), lines, proof: None }
    });
    let verdict = told.verdict.map_or("", |verdict| Word::of_verdict(verdict).text(language));
    let mut out = format!("{}   {verdict}\n", told.case.decision);
    if told.questions.is_empty() {
        out.extend([phrase(Phrase::NothingToAsk, language), "\n"]);
    }
    page.print(&[Section { title: phrase(Phrase::Questions, language).to_owned(), entries: entries.collect() }], &mut out);
    out
}
