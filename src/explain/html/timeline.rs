//! A timeline as a picture, and in words below it: the higher a stretch, the nearer it is to permission.

use maud::{Markup, html};

use crate::explain::json::Verdict;
use crate::explain::when::bar::{Piece, cell, cells, pieces};
use crate::explain::when::json::{Change, Interval, Told};
use crate::explain::when::text;
use crate::explain::words::Word as Common;
use crate::value::calendar;

use super::articles::{class, sign};
use super::cards::Cards;
use super::parts::section;
use super::words::Word;

/// The picture's width is divided into so many parts, of which each stretch gets at least one.
const CELLS: usize = 250;
/// Pixels: the picture without the line of dates below it.
const HEIGHT: usize = 44;
/// Stretches of fewer parts than these have no room for a sign.
const ROOM_FOR_SIGN: usize = 8;
/// So many parts a date takes.
const ROOM_FOR_DATE: usize = 70;
/// More rows than these nobody reads; the object has them all.
const MOST_ROWS: usize = 100;

/// When it is permitted, the picture, and what changes at each edge.
pub fn timeline(cards: Cards<'_>, told: &Told) -> Markup {
    let language = cards.language;
    section(
        Word::Timeline.text(language),
        &html! {
            @if let Some(next) = text::next(told, language) { p { strong { (next) } } "\n" }
            (picture(cards, told))
            (rows(cards, told))
        },
    )
}

fn picture(cards: Cards<'_>, told: &Told) -> Markup {
    let (aside, language) = (&told.aside, cards.language);
    let pieces = pieces(told.intervals.iter().enumerate().map(|(place, interval)| (interval.lasts.during.until, place)), aside.until);
    let readable = |instant| told.case.readable(instant);
    let counts = cells(aside.from, &pieces, CELLS);
    let starts = counts.iter().scan(0, |used, count| Some(std::mem::replace(used, *used + count)));
    let since = std::iter::once(aside.from).chain(pieces.iter().map(|piece| piece.until));
    html! {
        svg.timeline role="img" width="100%" height=(HEIGHT + 22) aria-label=(language.between(&readable(aside.from), &readable(aside.until))) {
            "\n"
            @for ((interval, since), (start, count)) in told.intervals.iter().zip(since).zip(starts.zip(&counts)).filter(|(_, (_, count))| **count > 0) {
                (stretch(interval.verdict, (start, *count), &language.with_colon(&readable(since), &interval.answer))) "\n"
            }
            line x1="0" x2="100%" y1=(HEIGHT) y2=(HEIGHT) {}
            @if let Some(at) = cell(aside.from, &pieces, CELLS, told.case.instant) {
                line.now x1=(percent(at)) x2=(percent(at)) y1="0" y2=(HEIGHT) { title { (language.judged_at(&readable(told.case.instant))) } }
            }
            (dates(told, &pieces, &counts))
        } "\n"
    }
}

/// A stretch with its sign, as far as there is room.
fn stretch(verdict: Option<Verdict>, (start, count): (usize, usize), says: &str) -> Markup {
    let height = match verdict {
        Some(Verdict::Permitted) => HEIGHT - 2,
        Some(Verdict::Undetermined) => 30,
        Some(Verdict::Forbidden) => 18,
        None => 24,
    };
    let (class, sign) = verdict.map_or(("plain", "="), |verdict| (class(verdict), sign(verdict)));
    html! {
        rect class=(class) x=(percent(start)) width=(percent(count)) y=(HEIGHT - height) height=(height) { title { (says) } }
        @if count >= ROOM_FOR_SIGN {
            text.on x=(format!("{}%", middle(start, count))) y=(HEIGHT - 5) text-anchor="middle" { (sign) }
        }
    }
}

/// The first day and the last, and those of the edges between them that have room.
fn dates(told: &Told, pieces: &[Piece<usize>], counts: &[usize]) -> Markup {
    let day = |instant: i64| calendar::date(instant, told.case.zone);
    let (mut used, mut taken) = (0, ROOM_FOR_DATE);
    let mut edges = Vec::new();
    for (piece, count) in pieces.iter().zip(counts) {
        used += count;
        if used >= taken && used + ROOM_FOR_DATE <= CELLS {
            edges.push((used, piece.until));
            taken = used + ROOM_FOR_DATE;
        }
    }
    let y = HEIGHT + 16;
    html! {
        text.date x="0" y=(y) { (day(told.aside.from)) }
        @for (at, instant) in edges { text.date x=(percent(at)) y=(y) text-anchor="middle" { (day(instant)) } }
        text.date x="100%" y=(y) text-anchor="end" { (day(told.aside.until)) }
    }
}

/// So many parts of the width, exactly.
fn percent(cells: usize) -> String {
    let tenths = cells * 1000 / CELLS;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn middle(start: usize, count: usize) -> usize {
    (2 * start + count) * 50 / CELLS
}

/// A row an interval: when it begins, what it comes to, and what changes.
fn rows(cards: Cards<'_>, told: &Told) -> Markup {
    let word = |word: Word| word.text(cards.language);
    html! {
        table.intervals {
            "\n" thead { tr { th scope="col" { (word(Word::From)) } th scope="col" { (word(Word::Verdict)) } th scope="col" { (word(Word::Changes)) } } } "\n"
            tbody { "\n" @for (place, interval) in told.intervals.iter().take(MOST_ROWS).enumerate() { (row(cards, told, (place, interval))) "\n" } }
        } "\n"
        @if told.intervals.len() > MOST_ROWS { p { (word(Word::MoreIntervals)) } "\n" }
    }
}

fn row(cards: Cards<'_>, told: &Told, (place, interval): (usize, &Interval)) -> Markup {
    let language = cards.language;
    let since = interval.lasts.during.since.map(|since| told.case.readable(since));
    let by: Vec<&str> = interval.deciding().iter().map(|head| head.title.as_str()).collect();
    let missing: Vec<&str> = interval.missing.iter().map(|wanted| wanted.path.as_str()).collect();
    let class = interval.verdict.map_or("plain", class);
    html! {
        tr {
            th scope="row" { (since.as_deref().unwrap_or(Common::Always.text(language))) }
            td { span class={ "verdict " (class) } { (interval.answer) } }
            td {
                @if place == 0 { div { @for title in &by { code { (title) } " " } } }
                @if !missing.is_empty() { div { (language.with_colon(Common::NotKnown.text(language), &missing.join(language.comma()))) } }
                @for (change, begins) in text::changes(interval) { (self::change(cards, change, begins)) }
            }
        }
    }
}

fn change(cards: Cards<'_>, change: &Change, begins: bool) -> Markup {
    html! {
        div {
            (text::change(change, begins, cards.language))
            @for cause in &change.causes { div.faint { "← " code { (cause) } } }
            @if !change.clauses.is_empty() { div.faint { @for clause in &change.clauses { (cards.clause_name(clause)) " " } } }
        }
    }
}
