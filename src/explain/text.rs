//! The answer as a text for a mail: the verdict first, then each reason with its remedy and its clauses, what is still unknown and
//! whom to ask, what is to be done, what will change.

use super::case::Judged;
use super::json::{Applies, Cited, Cure, CureKind, Excepted, Noted, Open, Other, Phase, Reason, Told, Verdict, Wanted};
use super::page::{Entry, Page, Paint, Section};
use super::words::{Language, Word};

/// Lays out an answer.
#[must_use]
pub fn render(told: &Told, page: &Page) -> String {
    let writer = Writer { told, page };
    let judged = Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings };
    let mut text = page.head(&judged, told.verdict, &told.aside.value);
    page.print(&writer.sections(), &mut text);
    text
}

/// A remedy: who has to do what, or how long to wait.
#[must_use]
pub fn cure(cure: &Cure, language: Language) -> String {
    let text = cure.text.as_deref().unwrap_or("");
    match (cure.kind, &cure.when) {
        (CureKind::By, _) => language.with_colon(&cure.who, text),
        (CureKind::Wait, Some(when)) => language.wait_until(when),
        (CureKind::Wait, None) if text.is_empty() => Word::Wait.text(language).to_owned(),
        (CureKind::Wait, None) => language.wait_for(text),
        (CureKind::Impossible, _) => language.impossible(text, &cure.suggest),
    }
}

/// A fact that is missing, and whom to ask: `car.clean (clean): ask the owner`
#[must_use]
pub fn wanted(wanted: &Wanted, language: Language) -> String {
    let what = wanted.label.as_ref().map_or_else(|| wanted.path.clone(), |label| language.with_aside(&wanted.path, label));
    language.with_colon(&what, &language.ask(&wanted.ask))
}

/// When a duty or an effect is due.
#[must_use]
pub fn phase(phase: Phase, language: Language) -> &'static str {
    let word = match phase {
        Phase::Before => Word::Before,
        Phase::During => Word::During,
        Phase::After => Word::After,
    };
    word.text(language)
}

struct Writer<'t> {
    told: &'t Told,
    page: &'t Page,
}

impl<'t> Writer<'t> {
    fn word(&self, word: Word) -> &'static str {
        word.text(self.page.language)
    }

    fn sections(&self) -> Vec<Section<'t>> {
        let told = self.told;
        let section = |title: Word, entries: Vec<Entry<'t>>| Section { title: self.word(title).to_owned(), entries };
        vec![
            section(Word::WhyForbidden, self.why_forbidden()),
            section(Word::WhyPermitted, self.why_permitted()),
            section(Word::WhyValue, self.reasons(told.valued_by.as_slice(), "=", Paint::Good)),
            section(Word::NotKnown, told.undetermined.iter().map(|open| self.open(open)).collect()),
            section(Word::Excepted, told.excepted.iter().map(|excepted| self.excepted(excepted)).collect()),
            section(Word::Warnings, self.noted(&told.warnings, "!")),
            section(Word::Duties, self.noted(&told.duties, "-")),
            section(Word::Effects, self.noted(&told.effects, "-")),
            section(Word::Suggestions, self.noted(&told.suggestions, "-")),
            section(Word::Assumed, told.assumed.iter().map(|fact| Entry::plain(&fact.fact, &fact.text)).collect()),
            section(Word::Others, told.others.iter().flatten().map(|other| self.other(other)).collect()),
            section(Word::Documents, told.aside.documents.iter().map(|(name, title)| Entry::plain(name, title)).collect()),
        ]
    }

    fn why_forbidden(&self) -> Vec<Entry<'t>> {
        let mut entries = self.reasons(&self.told.forbidden_by, "x", Paint::Bad);
        if entries.is_empty() && self.told.verdict == Some(Verdict::Forbidden) {
            entries.push(sentence(self.word(Word::NothingPermits)));
        }
        entries
    }

    fn why_permitted(&self) -> Vec<Entry<'t>> {
        let permitted = self.told.verdict == Some(Verdict::Permitted);
        let mut entries = if permitted { self.reasons(&self.told.permitted_by, "+", Paint::Good) } else { Vec::new() };
        if entries.is_empty() && permitted {
            entries.push(sentence(self.word(Word::NothingForbids)));
        }
        entries
    }

    fn reasons(&self, reasons: &'t [Reason], mark: &'static str, paint: Paint) -> Vec<Entry<'t>> {
        reasons.iter().map(|reason| self.reason(reason, mark, paint)).collect()
    }

    fn reason(&self, reason: &'t Reason, mark: &'static str, paint: Paint) -> Entry<'t> {
        let mut lines: Vec<(Paint, String)> = reason.because.iter().map(|because| (Paint::Plain, because.clone())).collect();
        lines.extend(self.cures(&reason.remedies));
        lines.extend(self.reading(reason.reading.as_deref()));
        lines.extend(self.clauses(&reason.rows, &reason.clauses));
        Entry { mark, paint, name: reason.head.title.clone(), lines, proof: reason.proof.as_ref() }
    }

    /// What is missing, a line a fact, with whom to ask.
    fn open(&self, open: &'t Open) -> Entry<'t> {
        let mut lines: Vec<(Paint, String)> = open.because.iter().map(|because| (Paint::Plain, because.clone())).collect();
        lines.extend(open.needs.iter().map(|needed| (Paint::Plain, wanted(needed, self.page.language))));
        if open.needs.is_empty() {
            lines.extend(self.clauses(&open.rows, &open.clauses));
        }
        Entry { mark: "?", paint: Paint::Open, name: open.head.title.clone(), lines, proof: open.proof.as_ref() }
    }

    fn excepted(&self, excepted: &'t Excepted) -> Entry<'t> {
        let mut lines = Vec::new();
        for exception in &excepted.by {
            let because = exception.because.as_deref().unwrap_or("");
            lines.push((
                Paint::Plain,
                self.page.language.with_colon(&exception.exception, because).trim_end_matches([' ', ':', '：']).to_owned(),
            ));
            lines.extend(self.reading(exception.reading.as_deref()));
            lines.extend(self.clauses(&[], &exception.clauses));
        }
        Entry { mark: "~", paint: Paint::Good, name: excepted.head.title.clone(), lines, proof: excepted.proof.as_ref() }
    }

    /// What comes first in time stands first.
    fn noted(&self, noted: &'t [Noted], mark: &'static str) -> Vec<Entry<'t>> {
        let mut sorted: Vec<&Noted> = noted.iter().collect();
        sorted.sort_by_key(|noted| noted.phase);
        sorted.into_iter().map(|noted| self.note(noted, mark)).collect()
    }

    /// A warning stands under its name; duties and effects under when and for whom they are.
    fn note(&self, noted: &'t Noted, mark: &'static str) -> Entry<'t> {
        let says = noted.says.clone().unwrap_or_default();
        let unknown = noted.applies == Applies::Unknown;
        let says = if unknown { self.page.language.with_colon(self.word(Word::Perhaps), &says) } else { says };
        let mut lines = vec![(Paint::Plain, says)];
        lines.extend(self.cures(&noted.remedies));
        lines.extend(noted.needs.iter().map(|needed| (Paint::Plain, wanted(needed, self.page.language))));
        lines.extend(self.reading(noted.reading.as_deref()));
        lines.extend(self.clauses(&[], &noted.clauses));
        let name = match noted.phase {
            Some(phase) => self.page.language.phase(self::phase(phase, self.page.language), &noted.who),
            None => noted.head.title.clone(),
        };
        Entry {
            mark: if unknown { "?" } else { mark },
            paint: if mark == "!" || unknown { Paint::Open } else { Paint::Plain },
            name,
            lines,
            proof: noted.proof.as_ref(),
        }
    }

    fn other(&self, other: &'t Other) -> Entry<'t> {
        let status = self.word(Word::of_status(other.status));
        Entry {
            mark: " ",
            paint: Paint::Plain,
            name: other.head.title.clone(),
            lines: vec![(Paint::Faint, status.to_owned())],
            proof: other.proof.as_ref(),
        }
    }

    fn cures(&self, remedies: &[Cure]) -> Vec<(Paint, String)> {
        remedies.iter().map(|cure| (Paint::Plain, format!("-> {}", self::cure(cure, self.page.language)))).collect()
    }

    fn reading(&self, reading: Option<&str>) -> Option<(Paint, String)> {
        reading.map(|reading| (Paint::Plain, self.page.language.with_colon(self.word(Word::ReadSo), reading)))
    }

    fn clauses(&self, rows: &[u32], clauses: &[Cited]) -> Option<(Paint, String)> {
        let said = self.page.language.rows_and_clauses(rows, clauses.iter().map(|clause| (clause.name.as_str(), clause.at.as_deref())));
        said.map(|said| (Paint::Faint, said))
    }
}

fn sentence<'t>(text: &str) -> Entry<'t> {
    Entry { mark: " ", paint: Paint::Plain, name: text.to_owned(), lines: Vec::new(), proof: None }
}
