//! Lines whose cells stand below each other, by the width that is seen.

use unicode_width::UnicodeWidthStr;

use super::writer::WIDTH;

/// Cells of lines below each other; an empty cell is blank, and a column without a cell takes no place. `gaps` are the blanks before
/// each column.
///
/// Where the lines would get too long, those with the widest cells are let out of line.
pub fn align(rows: &[Vec<String>], gaps: &[usize], indent: usize) -> Vec<String> {
    let measured: Vec<Vec<usize>> = rows.iter().map(|row| row.iter().map(|cell| cell.width()).collect()).collect();
    let widths = widths(&measured, gaps, indent);
    rows.iter().map(|row| line(row, gaps, &widths)).collect()
}

fn widths(rows: &[Vec<usize>], gaps: &[usize], indent: usize) -> Vec<usize> {
    let all = widest(rows.iter().collect(), gaps.len());
    let mut regular: Vec<&Vec<usize>> = rows.iter().collect();
    while regular.len() * 2 > rows.len() {
        let widths = widest(regular.clone(), gaps.len());
        let longest = regular.iter().map(|row| indent + length(row, gaps, &widths)).max();
        if longest.is_none_or(|longest| longest <= WIDTH) {
            return widths;
        }
        let Some((column, width)) = most_outstanding(&regular, &widths) else { return all };
        regular.retain(|row| row.get(column) != Some(&width));
    }
    all
}

fn widest(rows: Vec<&Vec<usize>>, columns: usize) -> Vec<usize> {
    (0..columns).map(|column| rows.iter().filter_map(|row| row.get(column)).max().copied().unwrap_or(0)).collect()
}

/// How long a line gets.
fn length(row: &[usize], gaps: &[usize], widths: &[usize]) -> usize {
    let last = row.iter().rposition(|cell| *cell > 0).unwrap_or(0);
    let columns = gaps.iter().zip(widths).zip(row).enumerate().take(last + 1);
    columns.map(|(at, ((gap, width), cell))| if at == last { gap + cell } else { taken(*gap, *width) }).sum()
}

fn taken(gap: usize, width: usize) -> usize {
    if width == 0 { 0 } else { gap + width }
}

/// The column in which the widest cell is wider than the next by most, and that cell's width; the last column does not matter.
fn most_outstanding(rows: &[&Vec<usize>], widths: &[usize]) -> Option<(usize, usize)> {
    let last = widths.iter().rposition(|width| *width > 0)?;
    let lead = |column: usize, width: usize| {
        let next = rows.iter().filter_map(|row| row.get(column)).filter(|cell| **cell < width).max();
        next.map(|next| width - next)
    };
    let columns = widths.iter().enumerate().take(last);
    let (_, column, width) = columns.filter_map(|(column, width)| Some((lead(column, *width)?, column, *width))).max()?;
    Some((column, width))
}

fn line(row: &[String], gaps: &[usize], widths: &[usize]) -> String {
    let (mut line, mut column, mut reached) = (String::new(), 0, 0);
    for ((cell, gap), width) in row.iter().zip(gaps).zip(widths) {
        if !cell.is_empty() {
            let start = (column + gap).max(if reached == 0 { 0 } else { reached + gap });
            line.extend(std::iter::repeat_n(' ', start - reached));
            line.push_str(cell);
            reached = start + cell.width();
        }
        column += taken(*gap, *width);
    }
    line
}
