//! Marks of other scripts, as they slip in with a Chinese keyboard, and how the language writes them.

/// What to write instead of a mark.
pub fn translate(mark: char) -> Option<&'static str> {
    Some(match mark {
        '，' | '、' => ",",
        '（' => "(",
        '）' => ")",
        '｛' => "{",
        '｝' => "}",
        '［' | '【' => "[",
        '］' | '】' => "]",
        '：' => ":",
        '；' => "a new line",
        '。' | '．' => ".",
        '“' | '”' | '＂' | '「' | '」' => "\"",
        '｜' | '│' => "|",
        '＝' => "=",
        '＋' => "+",
        '－' | '—' | '–' | '−' => "-",
        '＊' | '×' => "*",
        '＜' => "<",
        '＞' => ">",
        '≤' | '≦' => "<=",
        '≥' | '≧' => ">=",
        '≠' => "is not",
        '…' => "...",
        '？' => "?",
        '！' => "not",
        '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}' | '\u{2009}' | '\u{200B}' => "an ordinary blank",
        _ => return None,
    })
}

/// What stands in place of a mark, or of a whole text in quotes of another script; nothing where that is not clear.
pub fn replacement(written: &str) -> Option<String> {
    let mark = written.chars().next()?;
    let inside = written.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    match (inside, translate(mark)?) {
        (Some(inside), _) => Some(format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\""))),
        (None, "a new line" | "\"") => None,
        (None, "an ordinary blank") => Some(" ".to_owned()),
        (None, word @ ("is not" | "not")) => Some(format!(" {word} ")),
        (None, instead) => Some(instead.to_owned()),
    }
}

/// What to call a mark in a message.
pub fn name(mark: char) -> String {
    match mark {
        '\u{3000}' => "a full-width blank".to_owned(),
        '\u{200B}' => "an invisible blank".to_owned(),
        _ if mark.is_whitespace() => "a special blank".to_owned(),
        _ => format!("`{mark}`"),
    }
}

/// How long a mark is at the beginning of `rest`; `“…”` is one mark, so that what it holds is not looked at.
pub fn length(rest: &str, mark: char) -> usize {
    let line = rest.find('\n').and_then(|end| rest.get(..end)).unwrap_or(rest);
    let quoted = if mark == '“' { line.find('”').map(|end| end + '”'.len_utf8()) } else { None };
    quoted.unwrap_or(mark.len_utf8())
}
