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
