//! Text in columns: widths as a terminal shows them, lines broken between words and between Chinese characters.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Whether each byte is a character that takes a column, as in nearly all texts.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text, with blanks up to a width.
#[must_use]
pub fn pad(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// A text in which nothing steers the terminal: control characters and those that turn the direction of writing stand as their numbers.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .fold(String::new(), |mut shown, c| {
            if steers(c) {
                shown.extend(c.escape_unicode());
            } else {
                shown.push(c);
            }
            shown
        })
        .into()
}

/// Whether a character does something to the terminal beside taking a place, or is none, so that no page may have it; the end of a line
/// is meant.
#[must_use]
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// Breaks a text into lines of at most `limit` columns; a word that is longer stands alone and whole.
#[must_use]
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut taken) = (String::new(), 0);
    for piece in pieces(text) {
        if !line.is_empty() && taken + width(piece.trim_end()) > limit {
            lines.push(line.trim_end().to_owned());
            line.clear();
            taken = 0;
        }
        let piece = if line.is_empty() { piece.trim_start() } else { piece };
        line.push_str(piece);
        taken += width(piece);
    }
    line.truncate(line.trim_end().len());
    lines.push(line);
    lines
}

/// What may not be torn apart: a word with the blank behind it, a wide character with the punctuation behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(text.get(start..at).unwrap_or(""));
            start = at;
        }
        before = Some(c);
    }
    pieces.push(text.get(start..).unwrap_or(""));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if before == ' ' {
        return after != ' ';
    }
    let wide = |c: char| c.width() == Some(2);
    after != ' ' && (wide(before) || wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// May not begin a line.
const CLOSING: &str = "，。、；：！？）」』》”’,.;:!?)";
/// May not end a line.
const OPENING: &str = "（「『《“‘(";

#[cfg(test)]
mod tests {
    use super::{pad, visible, width, wrap};

    #[test]
    fn breaks_between_words_and_between_wide_characters() {
        assert_eq!(wrap("It was created 3 days ago.", 14), ["It was created", "3 days ago."]);
        assert_eq!(wrap("云盘 d-1 正在挂载，请等待。", 12), ["云盘 d-1 正", "在挂载，请等", "待。"]);
        assert_eq!(wrap("averyverylongword b", 4), ["averyverylongword", "b"]);
        assert_eq!(wrap("  ab  cd  ", 4), ["ab", "cd"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn widths() {
        for (text, columns) in [("", 0), ("a b~", 4), ("源", 2), ("e\u{301}", 1), ("a源b", 4)] {
            assert_eq!(width(text), columns, "{text:?}");
        }
        let lines = wrap(&"word 源 ".repeat(50), 20);
        assert!(lines.iter().all(|line| width(line) <= 20) && lines.iter().rev().skip(1).all(|line| width(line) > 12), "{lines:?}");
    }

    #[test]
    fn a_closing_mark_stays_with_its_word() {
        assert_eq!(wrap("已经停止。", 8), ["已经停", "止。"]);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31m\tb\u{202e}\n"), "a\\u{1b}[31m\\u{9}b\\u{202e}\n");
        assert_eq!(visible("a\u{7f}"), "a\\u{7f}");
        assert_eq!(visible("源"), "源");
    }

    #[test]
    fn pads_by_what_is_seen() {
        assert_eq!(pad("源", 4), "源  ");
    }
}
