//! The figures for people.

use std::fmt::Write;

use crate::explain::layout::{pad, visible};

use super::measures::AT_ONCE;
use super::sheet::{Kind, Measure, Of, Sheet, Spread};

/// How many rules and tables are shown; JSON tells all.
const SHOWN: usize = 10;

/// How wide the names and the times stand.
const NAME: usize = 32;
const TIME: usize = 9;

pub fn text(sheet: &Sheet) -> String {
    let mut text = head(sheet);
    text += "\nTimes are medians; half of the rounds lie between the two times behind them.\n";
    for (of, title) in [(Of::Policies, "once a run"), (Of::Record, "for each record")] {
        line(&mut text, &format!("\n{title}"));
        sheet.measures.iter().filter(|measure| measure.of == of).for_each(|measure| line(&mut text, &figure(measure)));
    }
    parts(&mut text, sheet);
    text
}

fn line(text: &mut String, line: &str) {
    // a text takes everything
    let _ = writeln!(text, "{}", line.trim_end());
}

/// What was measured.
fn head(sheet: &Sheet) -> String {
    let (policies, records) = (&sheet.policies, &sheet.records);
    let mut text = format!(
        "{}, by policies of {} and {} in {}, {}\n",
        sheet.decision,
        counted(policies.rules, "rule"),
        counted(policies.tables, "table"),
        counted(policies.files, "file"),
        size(policies.bytes as u64),
    );
    let which = if records.all { "" } else { "the first " };
    let bytes = records.bytes.map(|bytes| format!(", {}", size(bytes))).unwrap_or_default();
    line(&mut text, &format!("{which}{} in {}{bytes}", counted(records.held, "record"), counted(records.files, "file")));
    if records.unreadable > 0 {
        line(&mut text, &format!("{} could not be read: left out, but for the time of reading", counted(records.unreadable, "record")));
    }
    if records.held < AT_ONCE {
        line(&mut text, &format!("fewer than {AT_ONCE} records do not fill a block: of many, each takes less"));
    }
    text
}

fn figure(measure: &Measure) -> String {
    let rate = match (measure.of, measure.bytes_per_second) {
        (Of::Policies, _) => String::new(),
        (Of::Record, None) => format!("  {} a second", amount(measure.per_second)),
        (Of::Record, Some(bytes)) => format!("  {} a second, {}", amount(measure.per_second), rate(bytes)),
    };
    row(title(measure.name), &measure.nanoseconds) + &rate
}

fn row(title: &str, spread: &Spread) -> String {
    let Spread { median, lower_quartile, upper_quartile, .. } = *spread;
    let between = format!("{} to {}", time(lower_quartile), time(upper_quartile));
    format!("  {}{:>TIME$}   {between:<22}", pad(&visible(title), NAME), time(median))
}

fn title(name: &str) -> &str {
    match name {
        "load" => "load and check the policies",
        "prepare" => "prepare to decide",
        "read" => "read the facts",
        "decide" => "decide, 64 at once",
        "decide_one" => "decide, one by one",
        "read_and_decide" => "read and decide, 64 at once",
        "answer" => "answer in full, with the proof",
        "tell" => "... and in words, as JSON",
        other => other,
    }
}

/// The rules and tables that add most.
fn parts(text: &mut String, sheet: &Sheet) {
    if sheet.parts.is_empty() {
        return;
    }
    line(text, "\nwhat each rule adds to deciding a record, if it were the only one");
    for part in sheet.parts.iter().take(SHOWN) {
        let name = match part.kind {
            Kind::Rule => part.name.clone(),
            Kind::Table => format!("{} (table)", part.name),
        };
        line(text, &row(&name, &part.nanoseconds));
    }
    match sheet.parts.len().saturating_sub(SHOWN) {
        0 => {}
        others => line(text, &format!("  and {others} that add less (--format json tells all)")),
    }
}

/// `1 rule`, `3 rules`
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Three digits of nanoseconds, in a unit that fits: `18.2 ms`. What comes out below nothing is too little to be told.
fn time(nanoseconds: f64) -> String {
    let nanoseconds = nanoseconds.max(0.0);
    let (count, unit) = match nanoseconds {
        ..1e3 => (nanoseconds, "ns"),
        ..1e6 => (nanoseconds / 1e3, "µs"),
        ..1e9 => (nanoseconds / 1e6, "ms"),
        _ => (nanoseconds / 1e9, "s"),
    };
    format!("{} {unit}", digits(count))
}

/// `1.23 million`
fn amount(count: f64) -> String {
    match count {
        ..1e4 => digits(count),
        ..1e6 => format!("{} thousand", digits(count / 1e3)),
        _ => format!("{} million", digits(count / 1e6)),
    }
}

/// `520 MB a second`
fn rate(bytes: f64) -> String {
    if bytes < 1e6 { format!("{} KB a second", digits(bytes / 1e3)) } else { format!("{} MB a second", digits(bytes / 1e6)) }
}

/// `12.3 KB`
#[expect(clippy::cast_precision_loss, reason = "it is rounded anyway")]
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    match bytes {
        ..1e3 => format!("{bytes:.0} bytes"),
        ..1e6 => format!("{} KB", digits(bytes / 1e3)),
        _ => format!("{} MB", digits(bytes / 1e6)),
    }
}

/// Three digits.
fn digits(count: f64) -> String {
    match count {
        ..10.0 => format!("{count:.2}"),
        ..100.0 => format!("{count:.1}"),
        _ => format!("{count:.0}"),
    }
}
