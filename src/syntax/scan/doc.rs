//! `///` lines.

/// The `///` lines directly above the first thing of a line.
pub fn doc_above(text: &str, at: usize) -> Option<String> {
    let above = text.get(..at)?.trim_end_matches([' ', '\t']);
    if !above.ends_with('\n') {
        return None;
    }
    let mut lines: Vec<&str> = above.lines().rev().map_while(doc_line).collect();
    lines.reverse();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn doc_line(line: &str) -> Option<&str> {
    let doc = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').strip_prefix("///")?;
    (!doc.starts_with('/')).then(|| doc.strip_prefix(' ').unwrap_or(doc))
}
