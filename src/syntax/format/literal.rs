//! How far literals and marks reach, as the grammar has them, and how they are written.

use std::borrow::Cow;

/// How many bytes it takes, and how it is written.
type Found<'t> = Option<(usize, Cow<'t, str>)>;

const UNITS: &[&str] =
    &["second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];

const MARKS: &[&str] = &["...", "..<", "..", "=>", "<=", ">="];

/// `2024-08-01T10:00Z`, `5 days`, `0.01 CNY`
pub fn amount(rest: &str) -> Found<'_> {
    match time(rest) {
        Some(length) => Some((length, rest.get(..length)?.into())),
        None => measure(rest),
    }
}

/// `5 days`, `0.01 CNY`
fn measure(rest: &str) -> Found<'_> {
    let number = number(rest)?;
    let (digits, behind) = rest.split_at_checked(number)?;
    let blank = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let word = word(behind.get(blank..)?);
    if !is_unit(word, behind.get(blank + word.len()..)?) {
        return Some((number, digits.into()));
    }
    Some((number + blank + word.len(), format!("{digits} {word}").into()))
}

/// `-5 days`
pub fn signed(rest: &str) -> Found<'_> {
    let number = rest.strip_prefix('-').filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))?;
    measure(number).map(|(length, text)| (length + 1, format!("-{text}").into()))
}

/// `magic-number`
pub fn lint(rest: &str) -> Found<'_> {
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    Some((length, rest.get(..length)?.into()))
}

/// `>=`, `...`, `#2`, `.encrypted`
pub fn mark(rest: &str) -> Found<'_> {
    let length = match MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        Some(mark) => mark.len(),
        None => member(rest)?,
    };
    Some((length, rest.get(..length)?.into()))
}

/// `#2`, `.disk.encrypted`
fn member(rest: &str) -> Option<usize> {
    let more = |allowed: fn(char) -> bool| rest.chars().skip(1).take_while(|c| allowed(*c)).count();
    let length = match rest.chars().next()? {
        '#' => more(|c| c.is_ascii_digit()),
        '.' => more(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.'),
        _ => 0,
    };
    (length > 0).then_some(length + 1)
}

/// `2024-08-01`, with whatever is written as its time.
fn time(rest: &str) -> Option<usize> {
    let year = digits(rest);
    let month = digits(rest.get(year..)?.strip_prefix('-')?);
    let day = digits(rest.get(year + 1 + month..)?.strip_prefix('-')?);
    let date = year + month + day + 2;
    let is_date = year == 4 && month > 0 && day > 0;
    let clock = rest.get(date..)?.strip_prefix('T').map_or(0, |clock| 1 + clock_length(clock));
    is_date.then_some(date + clock)
}

fn clock_length(clock: &str) -> usize {
    let follows = |at: usize| clock.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    let goes_on = |at: usize, byte: u8| byte.is_ascii_alphanumeric() || byte == b':' || matches!(byte, b'.' | b'+' | b'-') && follows(at);
    clock.bytes().enumerate().take_while(|(at, byte)| goes_on(*at, *byte)).count()
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

/// `1_000`, `0.5`
fn number(rest: &str) -> Option<usize> {
    let run = |text: &str| text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'_').count();
    let whole = run(rest);
    let fraction = rest.get(whole..)?.strip_prefix('.').filter(|fraction| fraction.starts_with(|c: char| c.is_ascii_digit()));
    Some(whole + fraction.map_or(0, |fraction| 1 + run(fraction)))
}

fn word(rest: &str) -> &str {
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    rest.get(..length).unwrap_or("")
}

/// Whether a word behind a number is its unit or its currency; before `=` or `{` a unit's word is a name.
fn is_unit(word: &str, behind: &str) -> bool {
    let next = behind.trim_start_matches([' ', '\t']);
    let is_name = next.starts_with('{') || next.starts_with('=') && !next.starts_with("==");
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) || UNITS.contains(&word) && !is_name
}
