//! The tree as a short text: its debug form without places and without the wrappers around names and expressions.

use std::fmt::Debug;

pub fn compact(node: &impl Debug) -> String {
    let mut text = format!("{node:?}");
    for (begin, end) in [(", span: Span {", "}"), ("Span { file", "}")] {
        text = unwrap(&text, begin, end, |_| String::new());
    }
    text = unwrap(&text, "Name { text: \"", "\" }", str::to_owned);
    text = unwrap(&text, "Path { segments: [", "] }", |inside| inside.replace(", ", "."));
    for wrapper in ["Expression { kind: ", "Texts { by_language: ", "Text { pieces: "] {
        text = unwrap(&text, wrapper, " }", str::to_owned);
    }
    text = unwrap(&text, "Path(", ")", str::to_owned);
    for (long, short) in [
        ("TimeLiteral { moment: ", "Time {"),
        (", negated: false", ""),
        ("Conditions { given: None, when: None, unless: None, reading: None, effective: None, cite: [] }", "Conditions"),
    ] {
        text = text.replace(long, short);
    }
    text
}

/// Replaces what stands from `begin` to the `end` that closes it.
fn unwrap(text: &str, begin: &str, end: &str, replace: impl Fn(&str) -> String + Copy) -> String {
    let Some(at) = text.find(begin) else { return text.to_owned() };
    let (before, rest) = (&text[..at], &text[at + begin.len()..]);
    let close = closing(rest, end);
    let inside = unwrap(&rest[..close], begin, end, replace);
    format!("{before}{}{}", replace(&inside), unwrap(&rest[close + end.len()..], begin, end, replace))
}

/// Where `end` stands outside of brackets and quotes.
fn closing(rest: &str, end: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in rest.bytes().enumerate() {
        if depth == 0 && !escaped && (!quoted || end.starts_with('"')) && rest[at..].starts_with(end) {
            return at;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'(' | b'[' if !quoted => depth += 1,
            b'}' | b')' | b']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    rest.len() - end.len()
}
