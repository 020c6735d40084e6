//! The fields of an entity or a record, and the members of an enum: one a line, in columns.

use super::clauses::is_language;
use super::columns::align;
use super::phrase::{flat, run, split};
use super::words::Word;
use super::writer::{Gap, STEP, Writer};

/// Writes fields; `starts` are the places at which they begin.
pub fn write_fields(writer: &mut Writer, inside: &[Word<'_>], starts: &[usize], indent: usize) {
    let fields = at_starts(inside, starts);
    let cells = fields.iter().map(|field| field_cells(field)).collect();
    write_aligned(writer, &fields, cells, 4, indent);
}

/// `id text  encrypted yes_no assume no`: fields on one line; nothing where a comment stands among them.
pub fn inline_fields(inside: &[Word<'_>], starts: &[usize]) -> Option<String> {
    let inline = |field: Vec<String>| field.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
    let fields: Option<Vec<String>> = at_starts(inside, starts).into_iter().map(|field| field_cells(field).map(inline)).collect();
    Some(fields?.join("  "))
}

/// Writes the members of an enum, a comma behind each.
pub fn write_members(writer: &mut Writer, inside: &[Word<'_>], indent: usize) {
    let members = members(inside);
    let cells = members.iter().map(|member| member_cells(member)).collect();
    write_aligned(writer, &members, cells, 1, indent);
}

/// `book en "book", film en "film"`: members on one line; nothing where a comment stands among them.
pub fn inline_members(inside: &[Word<'_>]) -> Option<String> {
    let members: Option<Vec<String>> = members(inside).into_iter().map(|member| flat(without_comma(member))).collect();
    Some(members?.join(", "))
}

/// Cuts words at the places where parts begin.
pub fn at_starts<'w, 't>(words: &'w [Word<'t>], starts: &[usize]) -> Vec<&'w [Word<'t>]> {
    split(words, |words, at| words.get(at).is_some_and(|word| starts.binary_search(&word.start).is_ok()))
}

/// Name, type, `assume`, `changed by`, then the texts; nothing where a comment stands between them.
fn field_cells(field: &[Word<'_>]) -> Option<Vec<String>> {
    flat(field)?;
    let (name, rest) = field.split_first()?;
    let (ty, rest) = rest.split_at_checked(type_length(rest))?;
    let mut cells = vec![name.text.to_string(), flat(ty)?, String::new(), String::new()];
    for part in split(rest, begins_part) {
        let text = flat(part)?;
        let column = if part.first()?.is("assume") { 2 } else { 3 };
        match cells.get_mut(column) {
            Some(_) if is_language(part, 0) => cells.push(text),
            Some(cell) if cell.is_empty() => *cell = text,
            Some(cell) => *cell = format!("{cell} {text}"),
            None => {}
        }
    }
    Some(cells)
}

/// `set of service`, `money CNY`, `text?`
fn type_length(words: &[Word<'_>]) -> usize {
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word: &Word<'_>| word.is(text));
    let is_currency = words.get(1).is_some_and(|word| word.text.starts_with(|c: char| c.is_ascii_uppercase()));
    let length = match () {
        () if (is(0, "set") || is(0, "list")) && is(1, "of") => 3,
        () if is(0, "money") && is_currency => 2,
        () => 1,
    };
    length + usize::from(is(length, "?"))
}

/// Whether `assume`, `changed by` or a text begins; what stands directly behind `assume` is its value.
fn begins_part(words: &[Word<'_>], at: usize) -> bool {
    let is = |at: usize, text: &str| words.get(at).is_some_and(|word| word.is(text));
    let is_value = at.checked_sub(1).is_some_and(|before| is(before, "assume"));
    !is_value && (is(at, "assume") || is(at, "changed") && is(at + 1, "by") || is_language(words, at))
}

fn members<'w, 't>(inside: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    split(inside, |words, at| at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.is(",")))
}

fn without_comma<'w, 't>(member: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match member.split_last() {
        Some((comma, member)) if comma.is(",") => member,
        _ => member,
    }
}

/// Name, then the texts, then a comma.
fn member_cells(member: &[Word<'_>]) -> Option<Vec<String>> {
    flat(member)?;
    let mut cells: Option<Vec<String>> = split(without_comma(member), is_language).into_iter().map(flat).collect();
    if let Some(last) = cells.as_mut().and_then(|cells| cells.last_mut()) {
        last.push(',');
    }
    cells
}

/// Writes lines whose cells stand below each other, from the column `texts` on texts; those with a comment inside are written as they are.
fn write_aligned(writer: &mut Writer, lines: &[&[Word<'_>]], cells: Vec<Option<Vec<String>>>, texts: usize, indent: usize) {
    let regular: Vec<Vec<String>> = cells.iter().flatten().cloned().collect();
    let gaps: Vec<usize> = (0..regular.iter().map(Vec::len).max().unwrap_or(0)).map(|column| if column == 0 { 0 } else { 2 }).collect();
    let mut aligned = align(&regular, &gaps, texts, indent).into_iter();
    for (index, (line, cells)) in lines.iter().zip(cells).enumerate() {
        let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
        writer.begin(first, indent, Gap::of(index));
        writer.margin = indent + STEP;
        match cells.and_then(|_| aligned.next()) {
            Some(text) => writer.text(&text, last.behind),
            None => run_below(writer, line),
        }
    }
}

/// A line with comments inside; what stands above it has been written.
fn run_below(writer: &mut Writer, line: &[Word<'_>]) {
    let mut line = line.to_vec();
    if let Some(first) = line.first_mut() {
        first.above.clear();
    }
    run(writer, &line);
}
