//! A timeline as a text: the verdict and the next permission, a bar, and what begins and ends at each edge.

use indexmap::IndexSet;

use crate::value::calendar;

use super::super::case::Judged;
use super::super::json::{Applies, Cited, Verdict};
use super::super::layout::{pad, width};
use super::super::page::{Entry, Page, Paint, Section};
use super::super::values::duration;
use super::super::words::{Language, Word};
use super::bar::{Piece, cell, cells, pieces};
use super::json::{Change, Interval, Says, Told};

/// A bar fits a page that is printed.
const WIDEST_BAR: usize = 76;
/// What stands for the values of a valued decision, one after the other.
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// Lays out a timeline.
#[must_use]
pub fn render(told: &Told, page: &Page) -> String {
    let writer = Writer { told, page, marks: marks(told) };
    let judged = Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings };
    let mut text = page.head(&judged, told.verdict, &told.aside.answer);
    text.extend(next(told, page.language).map(|next| next + "\n"));
    text.push_str(&writer.bar());
    let documents = told.aside.documents.iter().map(|(name, title)| Entry::plain(name, title));
    let sections = [
        Section { title: writer.shown(), entries: writer.entries() },
        Section { title: Word::Documents.text(page.language).to_owned(), entries: documents.collect() },
    ];
    page.print(&sections, &mut text);
    text
}

/// When it is permitted next; a valued decision permits nothing.
#[must_use]
pub fn next(told: &Told, language: Language) -> Option<String> {
    let verdict = told.verdict?;
    let readable = |instant| told.case.readable(instant);
    let window = told.next_permitted.as_ref().map(|next| (next.during.since.map(readable), next.during.until.map(readable)));
    Some(match (verdict, window, &told.retry_after) {
        (Verdict::Permitted, ..) => return None,
        (_, Some((Some(since), until)), Some(after)) => {
            language.permitted_from(&since, until.as_deref(), &duration(after.seconds, language))
        }
        _ => Word::NeverByWaiting.text(language).to_owned(),
    })
}

/// What begins, or ends, with the reason as it reads then.
#[must_use]
pub fn change(change: &Change, begins: bool, language: Language) -> String {
    let word = match (change.applies, change.says, begins) {
        (Applies::Unknown, _, true) => Word::BecomesUnknown,
        (Applies::Unknown, _, false) => Word::UnknownNoLonger,
        (_, Says::Forbid, true) => Word::Forbids,
        (_, Says::Forbid, false) => Word::ForbidsNoLonger,
        (_, Says::Permit, true) => Word::Permits,
        (_, Says::Permit, false) => Word::PermitsNoLonger,
        (_, Says::Value, _) => Word::GivesTheValue,
    };
    let said = format!("{} {}", change.head.title, word.text(language));
    change.because.as_ref().map_or(said.clone(), |because| language.with_colon(&said, because))
}

/// What ends with an interval's beginning and does not go on otherwise; then what begins.
pub fn changes(interval: &Interval) -> impl Iterator<Item = (&Change, bool)> {
    let goes_on = |ended: &&Change| !interval.begins.iter().any(|begun| begun.head.title == ended.head.title);
    let ends = interval.ends.iter().filter(goes_on).map(|change| (change, false));
    ends.chain(interval.begins.iter().map(|change| (change, true)))
}

/// What stands for each interval.
fn marks(told: &Told) -> Vec<(&'static str, Paint)> {
    let values: IndexSet<&str> =
        told.intervals.iter().filter(|interval| interval.verdict.is_none()).map(|interval| interval.answer.as_str()).collect();
    let letter = |value: &str| values.get_index_of(value).and_then(|place| LETTERS.get(place % LETTERS.len())).copied().unwrap_or("=");
    let mark = |interval: &Interval| match interval.verdict {
        Some(verdict) => (sign(verdict), Paint::of_verdict(verdict)),
        None => (letter(interval.answer.as_str()), Paint::Good),
    };
    told.intervals.iter().map(mark).collect()
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "+",
        Verdict::Forbidden => "x",
        Verdict::Undetermined => "?",
    }
}

struct Writer<'t> {
    told: &'t Told,
    page: &'t Page,
    marks: Vec<(&'static str, Paint)>,
}

impl Writer<'_> {
    fn language(&self) -> Language {
        self.page.language
    }

    fn readable(&self, instant: i64) -> String {
        self.told.case.readable(instant)
    }

    fn shown(&self) -> String {
        self.language().between(&self.readable(self.told.aside.from), &self.readable(self.told.aside.until))
    }

    /// The bar, below it the instant of the question, and the days on which it begins and ends.
    fn bar(&self) -> String {
        let aside = &self.told.aside;
        let pieces = self.pieces();
        let room = self.page.width.saturating_sub(4).min(WIDEST_BAR);
        let mut text = String::from("\n  ");
        for (piece, count) in pieces.iter().zip(cells(aside.from, &pieces, room)) {
            text.push_str(&self.page.paint(piece.mark.1, &piece.mark.0.repeat(count)));
        }
        text.push('\n');
        if let Some(at) = cell(aside.from, &pieces, room, self.told.case.instant) {
            text.extend(["  ", &" ".repeat(at), "^\n"]);
        }
        let day = |instant| calendar::date(instant, self.told.case.zone);
        let (first, last) = (day(aside.from), day(aside.until));
        text.extend(["  ", &pad(&first, room.saturating_sub(width(&last))), &last, "\n"]);
        text
    }

    /// The intervals as they are drawn: neighbours that come to the same as one.
    fn pieces(&self) -> Vec<Piece<(&'static str, Paint)>> {
        let marked = self.told.intervals.iter().zip(&self.marks).map(|(interval, mark)| (interval.lasts.during.until, *mark));
        pieces(marked, self.told.aside.until)
    }

    fn entries(&self) -> Vec<Entry<'static>> {
        let all = self.told.intervals.iter().zip(&self.marks).enumerate();
        all.map(|(index, (interval, (mark, paint)))| {
            let since = interval.lasts.during.since.map(|since| self.readable(since));
            Entry {
                mark,
                paint: *paint,
                name: since.unwrap_or_else(|| Word::Always.text(self.language()).to_owned()),
                lines: self.lines(index, interval, *paint),
                proof: None,
            }
        })
        .collect()
    }

    /// The verdict with what decides it, and how that came about.
    fn lines(&self, index: usize, interval: &Interval, paint: Paint) -> Vec<(Paint, String)> {
        let language = self.language();
        let by: Vec<String> = interval.deciding().iter().map(|head| head.title.clone()).collect();
        let answer = if by.is_empty() || index > 0 {
            interval.answer.clone()
        } else {
            language.with_colon(&interval.answer, &by.join(language.comma()))
        };
        let mut lines = vec![(paint, answer)];
        if interval.verdict == Some(Verdict::Undetermined) && !interval.missing.is_empty() {
            let missing: Vec<String> = interval.missing.iter().map(|wanted| wanted.path.clone()).collect();
            lines.push((Paint::Plain, language.with_colon(Word::NotKnown.text(language), &missing.join(language.comma()))));
        }
        lines.extend(changes(interval).flat_map(|(change, begins)| self.change(change, begins)));
        lines
    }

    fn change(&self, change: &Change, begins: bool) -> Vec<(Paint, String)> {
        let said = self::change(change, begins, self.language());
        let mut lines = vec![(Paint::Plain, said)];
        lines.extend(change.causes.iter().map(|cause| (Paint::Plain, format!("<- {cause}"))));
        lines.extend(self.clauses(&change.rows, &change.clauses));
        lines
    }

    fn clauses(&self, rows: &[u32], clauses: &[Cited]) -> Option<(Paint, String)> {
        let said = self.language().rows_and_clauses(rows, clauses.iter().map(|clause| (clause.name.as_str(), clause.at.as_deref())));
        said.map(|said| (Paint::Faint, said))
    }
}
