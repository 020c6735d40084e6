//! Decision tables and scenario outlines: columns as wide as their widest cell, full-width characters counted as two.

use unicode_width::UnicodeWidthStr;

use super::phrase::{flat, split};
use super::words::Word;
use super::writer::{Gap, Writer};

/// Writes the rows of a table; `gap` is about the first one.
pub fn write(writer: &mut Writer, rows: &[&[Word<'_>]], indent: usize, gap: Gap) {
    let mut cells: Vec<Vec<String>> = rows.iter().map(|row| row_cells(row)).collect();
    clear_conditions(&mut cells);
    let widths = widths(&cells);
    for (index, (row, cells)) in rows.iter().zip(&cells).enumerate() {
        let (Some(begin), Some(end)) = (row.first(), row.last()) else { continue };
        let line = if index == 1 { dashes(&widths) } else { line(cells, &widths) };
        writer.begin(begin, indent, if index == 0 { gap } else { Gap::Kept });
        writer.text(&line, end.behind);
    }
}

/// The texts between the marks of a row.
fn row_cells(row: &[Word<'_>]) -> Vec<String> {
    let parts = split(row, |words, at| words.get(at).is_some_and(|word| word.is("|")));
    // behind the last mark stands nothing
    let cells = parts.len().saturating_sub(1);
    parts.iter().take(cells).map(|part| flat(part.get(1..).unwrap_or(&[])).unwrap_or_default()).collect()
}

/// A row `else` leaves its conditions empty.
fn clear_conditions(rows: &mut [Vec<String>]) {
    let Some((header, rows)) = rows.split_first_mut() else { return };
    for row in rows.iter_mut().filter(|row| row.first().is_some_and(|cell| cell == "else")) {
        let conditions = row.iter_mut().zip(header.iter()).filter(|(_, head)| is_condition(head));
        conditions.filter(|(cell, _)| *cell == "-").for_each(|(cell, _)| cell.clear());
    }
}

fn is_condition(head: &str) -> bool {
    !head.starts_with("=>") && !matches!(head, "because" | "cite")
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let written = || rows.iter().enumerate().filter(|(index, _)| *index != 1).map(|(_, row)| row);
    (0..columns).map(|column| written().filter_map(|row| row.get(column)).map(|cell| cell.width()).fold(3, usize::max)).collect()
}

fn dashes(widths: &[usize]) -> String {
    widths.iter().fold("|".to_owned(), |line, width| line + " " + &"-".repeat(*width) + " |")
}

fn line(cells: &[String], widths: &[usize]) -> String {
    cells.iter().zip(widths).fold("|".to_owned(), |line, (cell, width)| {
        let blanks = " ".repeat(width.saturating_sub(cell.width()));
        line + " " + cell + &blanks + " |"
    })
}
