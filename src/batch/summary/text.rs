//! A summary as a text: a section a table, a line a row, with bars.

use crate::explain::layout::{pad, visible};
use crate::explain::page::{Entry, Page, Paint, Section};

use super::sheets::{Bar, Row, Sheet, sheets};
use super::told::Told;
use super::words::{records, share};

/// How long a bar is that stands for all records.
const BAR: u64 = 24;

/// Lays out a summary.
#[must_use]
pub fn render(told: &Told, page: &Page) -> String {
    let question = visible(told.question.as_deref().unwrap_or(""));
    let head = format!("{}   {question}", page.paint(Paint::Strong, &records(page.language, told.records)));
    let mut text = format!("{}\n{}\n", head.trim_end(), told.decision);
    let sections: Vec<Section<'_>> = sheets(told, page.language).iter().map(|sheet| section(sheet, page)).collect();
    page.print(&sections, &mut text);
    text
}

fn section<'t>(sheet: &Sheet, page: &Page) -> Section<'t> {
    let widest = sheet.rows.iter().flat_map(|row| &row.numbers).map(|number| number.to_string().len()).max().unwrap_or(1);
    let entries = sheet.rows.iter().map(|row| entry(row, sheet, widest, page)).collect();
    Section { title: sheet.title.clone(), entries }
}

/// `12   25.0 %  ######`, and what the other columns count: `Only reason: 3`.
fn entry<'t>(row: &Row, sheet: &Sheet, widest: usize, page: &Page) -> Entry<'t> {
    let mut numbers = row.numbers.iter().zip(sheet.columns.iter().skip(1));
    let first = numbers.next().map_or(0, |(number, _)| *number);
    let line = format!("{first:>widest$}  {:>7}  {}", share(first, sheet.whole), bar(row.bar, sheet.whole));
    let mut lines = vec![(Paint::Plain, line.trim_end().to_owned())];
    let others: Vec<String> = numbers.map(|(number, column)| page.language.with_colon(column, &number.to_string())).collect();
    if !others.is_empty() {
        lines.push((Paint::Plain, others.join(page.language.semicolon())));
    }
    lines.extend(row.says.iter().map(|says| (Paint::Faint, says.clone())));
    Entry { mark: " ", paint: Paint::Plain, name: pad(&row.name, 0), lines, proof: None }
}

fn bar(bar: Bar, whole: u64) -> String {
    let length = (u128::from(bar.all()) * u128::from(BAR)).div_ceil(u128::from(whole.max(1)));
    "#".repeat(usize::try_from(length).unwrap_or(0))
}
