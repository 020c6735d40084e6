//! Where YAML documents end: at `---` and `...` in the first column, which YAML allows nowhere else. Of a document that is a long sequence,
//! where its elements do.

use memchr::{memchr, memchr_iter};

/// Where the document ends that begins at a place, or the element of its sequence, if another one may follow it. The last line is looked at
/// only where the text has ended.
#[must_use]
pub fn next(bytes: &[u8], from: usize, ended: bool) -> Option<usize> {
    let mut at = from;
    let mut has_begun = false;
    let mut root = Root::Unseen;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = match memchr(b'\n', rest) {
            Some(newline) => newline + 1,
            None if ended && !rest.is_empty() => rest.len(),
            None => return None,
        };
        let line = rest.get(..length).unwrap_or_default();
        if is_marker(line, b"...") {
            return Some(at + length);
        }
        if is_marker(line, b"---") && has_begun {
            return Some(at);
        }
        if matches!(root, Root::Sequence) && is_marker(line, b"-") {
            if !may_name(bytes.get(from..at).unwrap_or_default()) {
                return Some(at);
            }
            root = Root::Other;
        }
        if matches!(root, Root::Unseen) {
            root = Root::of(line);
        }
        has_begun = has_begun || !matches!(line.trim_ascii_start().first(), None | Some(b'#' | b'%'));
        at += length;
    }
}

/// What a document is, as far as it has been seen.
enum Root {
    Unseen,
    /// A sequence with its dashes in the first column: YAML lets nothing else have one there, so that its elements can be told apart (a
    /// text in quotes has to be indented where it goes on). Each is a sequence of one when it is read by itself.
    Sequence,
    Other,
}

impl Root {
    /// By a line before which nothing of it stands.
    fn of(line: &[u8]) -> Self {
        let rest = if is_marker(line, b"---") { line.get(3..).unwrap_or_default() } else { line };
        match rest.trim_ascii_start().first() {
            None | Some(b'#') => Self::Unseen,
            Some(_) if is_marker(line, b"-") => Self::Sequence,
            // a directive as well: it says something of all elements
            Some(_) => Self::Other,
        }
    }
}

/// Whether an alias further on may refer to something in this text: rather once too often, since within quotes a `&` is only a letter.
fn may_name(text: &[u8]) -> bool {
    memchr_iter(b'&', text).any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let begins = before.is_none_or(|before| before.is_ascii_whitespace() || b"[{,:".contains(before));
        begins && text.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
    })
}

fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
}
