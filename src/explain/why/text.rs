//! An explanation as a text: the verdict, then each rule with its status, and the steps that settled it.

use super::super::case::{Judged, Lasts};
use super::super::json::{ProofTree, Status, StepKind};
use super::super::page::{Entry, Page, Paint, Section};
use super::super::text::{cure, wanted};
use super::super::words::{Language, Word};
use super::json::{Kind, Rule, Told};

/// Lays out an explanation. What did not decide stands there without what it rests on.
#[must_use]
pub fn render(told: &Told, page: &Page) -> String {
    let writer = Writer { told, page };
    let proofs: Vec<Option<ProofTree>> =
        told.rules.iter().map(|rule| rule.proof.as_ref().map(|proof| brief(proof, page.language))).collect();
    let entries = |decides: bool| {
        let rules = told.rules.iter().zip(&proofs).filter(|(rule, _)| rule.decides == decides);
        rules.map(|(rule, proof)| writer.entry(rule, proof.as_ref())).collect::<Vec<_>>()
    };
    let sections = [
        Section { title: writer.word(Word::Decides).to_owned(), entries: entries(true) },
        Section { title: writer.word(Word::DecidesNothing).to_owned(), entries: entries(false) },
        Section { title: writer.word(Word::Assumed).to_owned(), entries: writer.assumed() },
    ];
    let judged = Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings };
    let mut text = page.head(&judged, told.verdict, &told.aside.value);
    page.print(&sections, &mut text);
    text
}

/// The same proof without what stands below steps that did not decide; of a row that was excluded, the cell that excluded it is left.
fn brief(tree: &ProofTree, language: Language) -> ProofTree {
    let mut parts = Vec::new();
    for part in &tree.parts {
        parts.push(match (part.decides, part.kind) {
            (true, _) => brief(part, language),
            (false, StepKind::Row) => excluded(part, language),
            (false, _) => ProofTree { parts: Vec::new(), ..part.clone() },
        });
    }
    ProofTree { parts, ..tree.clone() }
}

/// `row 2: no (car.kind | van)`
fn excluded(row: &ProofTree, language: Language) -> ProofTree {
    let cell = row.parts.iter().find(|part| part.decides && part.kind == StepKind::Cell);
    let answer = cell.map_or_else(|| row.answer.clone(), |cell| language.with_aside(&row.answer, &cell.step));
    ProofTree { answer, parts: Vec::new(), ..row.clone() }
}

struct Writer<'t> {
    told: &'t Told,
    page: &'t Page,
}

impl Writer<'_> {
    fn word(&self, word: Word) -> &'static str {
        word.text(self.page.language)
    }

    fn entry<'p>(&self, rule: &Rule, proof: Option<&'p ProofTree>) -> Entry<'p> {
        let language = self.page.language;
        let (mark, paint) = sign(rule);
        let kind = self.word(Word::of_kind(rule.kind));
        let status = language.with_aside(self.word(Word::of_status(rule.status)), kind);
        let mut lines = vec![(paint, status)];
        lines.extend(rule.lasts.as_ref().and_then(|lasts| self.lasts(lasts)).map(|lasts| (Paint::Faint, lasts)));
        lines.extend(rule.because.iter().map(|because| (Paint::Plain, because.clone())));
        lines.extend(rule.needs.iter().map(|needed| (Paint::Plain, wanted(needed, language))));
        for exception in &rule.excepted_by {
            let because = exception.because.as_deref().unwrap_or("");
            lines.push((Paint::Plain, language.with_colon(&exception.exception, because)));
        }
        lines.extend(rule.remedies.iter().map(|remedy| (Paint::Plain, format!("-> {}", cure(remedy, language)))));
        let clauses = rule.clauses.iter().map(|clause| (clause.name.as_str(), clause.at.as_deref()));
        lines.extend(language.rows_and_clauses(&rule.rows, clauses).map(|said| (Paint::Faint, said)));
        Entry { mark, paint, name: rule.head.title.clone(), lines, proof }
    }

    fn lasts(&self, lasts: &Lasts) -> Option<String> {
        lasts.in_words(self.told.case.zone, self.page.language)
    }

    fn assumed(&self) -> Vec<Entry<'static>> {
        self.told.assumed.iter().map(|fact| Entry::plain(&fact.fact, &fact.text)).collect()
    }
}

/// How a rule is marked: what forbids, what permits, what is open, what was let through; nothing for what does not apply.
fn sign(rule: &Rule) -> (&'static str, Paint) {
    match (rule.status, rule.kind) {
        (Status::Applies, Kind::Forbid) => ("x", Paint::Bad),
        (Status::Applies, Kind::Permit) => ("+", Paint::Good),
        (Status::Applies, Kind::Value) => ("=", Paint::Good),
        (Status::Applies, Kind::Warn) => ("!", Paint::Open),
        (Status::Applies, _) => ("-", Paint::Plain),
        (Status::Unknown, _) => ("?", Paint::Open),
        (Status::Excepted, _) => ("~", Paint::Good),
        (Status::NotInForce | Status::OutOfScope | Status::Clear, _) => (" ", Paint::Faint),
    }
}
