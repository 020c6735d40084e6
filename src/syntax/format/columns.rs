//! Lines whose cells stand below each other, by the width that is seen.

use unicode_width::UnicodeWidthStr;

use super::writer::WIDTH;

/// Aligns the cells of lines; an empty cell takes no place, so that the one before it may reach into its column.
///
/// `gaps` are the least blanks before each column. Where the lines would get too long, those with the widest texts (the columns from `texts`
/// on) are let out of line.
pub fn align(rows: &[Vec<String>], gaps: &[usize], texts: usize, indent: usize) -> Vec<String> {
    let measured: Vec<Vec<usize>> = rows.iter().map(|row| row.iter().map(|cell| cell.width()).collect()).collect();
    let starts = starts(&measured, gaps, texts, WIDTH.saturating_sub(indent));
    rows.iter().zip(&measured).map(|(row, widths)| line(row, &places(widths, gaps, &starts))).collect()
}

/// Where the columns begin.
fn starts(rows: &[Vec<usize>], gaps: &[usize], texts: usize, limit: usize) -> Vec<usize> {
    let mut regular: Vec<&Vec<usize>> = rows.iter().collect();
    let all = tightest(&regular, gaps);
    while regular.len() * 2 > rows.len() {
        let starts = tightest(&regular, gaps);
        let is_long = |row: &&Vec<usize>| end(row, &places(row, gaps, &starts)) > limit;
        if !regular.iter().any(is_long) {
            return starts;
        }
        let Some(widest) = regular.iter().filter_map(|row| widest_text(row, texts)).max() else { return all };
        regular.retain(|row| widest_text(row, texts) != Some(widest));
    }
    all
}

/// The widest text with something behind it.
fn widest_text(row: &[usize], texts: usize) -> Option<usize> {
    let last = row.iter().rposition(|width| *width > 0)?;
    row.get(texts..last)?.iter().max().copied()
}

/// The columns as far to the left as the cells before them allow.
fn tightest(rows: &[&Vec<usize>], gaps: &[usize]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut ends = vec![None; rows.len()];
    for (column, gap) in gaps.iter().enumerate() {
        let width = |row: &[usize]| row.get(column).copied().filter(|width| *width > 0);
        let reached = rows.iter().zip(&ends).filter(|(row, _)| width(row).is_some()).map(|(_, end)| end.map_or(0, |end: usize| end + gap));
        let start = reached.max().unwrap_or(0);
        for (row, end) in rows.iter().zip(&mut ends) {
            *end = width(row).map_or(*end, |width| Some(start + width));
        }
        starts.push(start);
    }
    starts
}

/// Where the cells of a row begin: in their columns, or behind a cell that reaches further.
fn places(row: &[usize], gaps: &[usize], starts: &[usize]) -> Vec<usize> {
    let mut end: Option<usize> = None;
    let place = |((width, gap), start): ((&usize, &usize), &usize)| {
        let place = end.map_or(0, |end| end + gap).max(*start);
        end = if *width > 0 { Some(place + width) } else { end };
        place
    };
    row.iter().zip(gaps).zip(starts).map(place).collect()
}

fn end(row: &[usize], places: &[usize]) -> usize {
    row.iter().zip(places).filter(|(width, _)| **width > 0).map(|(width, place)| width + place).max().unwrap_or(0)
}

fn line(cells: &[String], places: &[usize]) -> String {
    let (mut line, mut reached) = (String::new(), 0);
    for (cell, place) in cells.iter().zip(places).filter(|(cell, _)| !cell.is_empty()) {
        line.extend(std::iter::repeat_n(' ', place.saturating_sub(reached)));
        line.push_str(cell);
        reached = place + cell.width();
    }
    line
}
