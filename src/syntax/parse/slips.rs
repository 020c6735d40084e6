//! Slips that authors make often, each with what to write instead.

use pest::Parser;

use super::classes::{EXPRESSIONS, OPERATORS, keyword_names};
use super::errors::Failure;
use super::literals::UNITS;
use super::{Grammar, Rule};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::syntax::wording::quoted;

/// The slip that explains why a text could not be read.
pub fn find(failure: &Failure<'_>) -> Option<Diagnostic> {
    const SLIPS: &[fn(&Failure<'_>) -> Option<Diagnostic>] = &[
        anywhere,
        thousands,
        slashes,
        unit,
        clock,
        has_any,
        operator,
        beginning,
        language,
        verdict,
        clause,
        currency,
        reserved,
        capital,
        hyphen,
        members,
        quotes,
        comma,
        colon,
        expectation,
        misspelt,
    ];
    SLIPS.iter().find_map(|slip| slip(failure))
}

/// A spelling, and what to write or to say instead.
type Spelling = (&'static str, &'static str);

/// The spelling of a table that stands at the place.
fn spelt(failure: &Failure<'_>, table: &[Spelling]) -> Option<Spelling> {
    let whole_word = |written: &str| !written.ends_with(|c: char| c.is_ascii_alphabetic()) || failure.token() == written;
    table.iter().find(|(written, _)| failure.after.starts_with(written) && whole_word(written)).copied()
}

fn instead(failure: &Failure<'_>, table: &[Spelling]) -> Option<Diagnostic> {
    let (written, right) = spelt(failure, table)?;
    let found = failure.error(written.len(), format!("`{written}` is written `{right}`"));
    let is_word = right.ends_with(|c: char| c.is_ascii_alphabetic());
    let close_by = failure.after.get(written.len()..).is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    Some(found.instead(if is_word && close_by { format!("{right} ") } else { right.to_owned() }))
}

/// What fits nowhere.
const MISPLACED: &[Spelling] = &[
    ("'", "a text stands in double quotes: `\"…\"`"),
    ("`", "a text stands in double quotes: `\"…\"`"),
    (";", "nothing stands at the end of a clause: leave the `;` out"),
    ("/*", "a comment begins with `//` and ends with its line"),
    ("#", "a comment begins with `//` and ends with its line"),
];

/// `a is 'b'`
fn anywhere(failure: &Failure<'_>) -> Option<Diagnostic> {
    let (written, message) = spelt(failure, MISPLACED)?;
    Some(failure.error(written.len(), message))
}

/// Operators as other languages write them.
const OPERATORS_ELSEWHERE: &[Spelling] = &[
    ("===", "is"),
    ("==", "is"),
    ("!==", "is not"),
    ("!=", "is not"),
    ("=>", ">="),
    ("=<", "<="),
    ("=", "is"),
    ("&&", "and"),
    ("&", "and"),
    ("||", "or"),
    ("equals", "is"),
    ("contains", "has"),
    ("includes", "has"),
];

/// `a == b`
fn operator(failure: &Failure<'_>) -> Option<Diagnostic> {
    if !failure.expects(&[Rule::test, Rule::connective]) {
        return None;
    }
    if failure.after.starts_with('/') {
        return Some(failure.error(1, "there is no division").saying("multiply the other side instead"));
    }
    if failure.after.starts_with('%') {
        return Some(failure.error(1, "there is no `%`").saying("write `0.1` for ten per cent"));
    }
    if failure.token() == "between" {
        return Some(failure.error("between".len(), "there is no `between`").saying("write `in 1 .. 5`"));
    }
    instead(failure, OPERATORS_ELSEWHERE)
}

/// `1,000`
fn thousands(failure: &Failure<'_>) -> Option<Diagnostic> {
    let digit = |c: char| c.is_ascii_digit();
    let found = failure.before.ends_with(digit) && failure.after.strip_prefix(',').is_some_and(|rest| rest.starts_with(digit));
    found.then(|| failure.error(1, "a number has no `,`").saying("leave it out").instead(""))
}

/// `2024/08/01`
fn slashes(failure: &Failure<'_>) -> Option<Diagnostic> {
    let year = failure.before.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    let found = year.len() == 4 && failure.after.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    found.then(|| failure.error(1, "a date is written with `-`").saying("as in `2024-08-01`"))
}

/// `CNY 100`
fn currency(failure: &Failure<'_>) -> Option<Diagnostic> {
    let word = failure.token();
    let is_currency = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let number = failure.after.get(word.len()..)?.trim_ascii_start().starts_with(|c: char| c.is_ascii_digit());
    let found = is_currency && number && failure.expects(EXPRESSIONS);
    found.then(|| failure.error(word.len(), "a currency stands behind its number").saying(format!("as in `100 {word}`")))
}

/// Verdicts and clauses as other languages write them.
const CLAUSES_ELSEWHERE: &[Spelling] = &[("if", "when"), ("deny", "forbid"), ("allow", "permit")];

/// `| allow |` below `=> lend`
fn verdict(failure: &Failure<'_>) -> Option<Diagnostic> {
    let verdicts = CLAUSES_ELSEWHERE.get(1..)?;
    if failure.whole == Rule::output_cell && failure.before.trim().is_empty() { instead(failure, verdicts) } else { None }
}

/// `if reader.age < 12` in a rule
fn clause(failure: &Failure<'_>) -> Option<Diagnostic> {
    let (_, right) = spelt(failure, CLAUSES_ELSEWHERE)?;
    if keyword_names(&failure.expected).iter().any(|name| name == right) { instead(failure, CLAUSES_ELSEWHERE) } else { None }
}

/// The beginnings of expressions as other languages write them.
const WORDS_ELSEWHERE: &[Spelling] =
    &[("!", "not"), ("True", "yes"), ("TRUE", "yes"), ("False", "no"), ("FALSE", "no"), ("Yes", "yes"), ("No", "no"), ("NOT", "not")];

/// `!a`
fn beginning(failure: &Failure<'_>) -> Option<Diagnostic> {
    if !failure.expects(EXPRESSIONS) {
        return None;
    }
    if failure.before.ends_with('<') && failure.after.starts_with('>') {
        return Some(failure.error_before("<", "`<>` is written `is not`"));
    }
    if failure.after.starts_with('.') && failure.after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return Some(failure.error(1, "a number begins with a digit").saying("write `0.` before it"));
    }
    instead(failure, WORDS_ELSEWHERE)
}

/// `5 dayz`
fn unit(failure: &Failure<'_>) -> Option<Diagnostic> {
    let word = failure.token();
    let is_word = word.bytes().all(|b| b.is_ascii_alphabetic()) && !word.is_empty();
    if !failure.expects(&[Rule::unit]) || !is_word || is_reserved(word) {
        return None;
    }
    let mut suggestion = unit_for(word);
    if suggestion.is_none() && word.len() == 3 && nearest_keyword(failure).is_none() {
        suggestion = Some(word.to_ascii_uppercase());
    }
    let right = suggestion?;
    Some(failure.error(word.len(), format!("{} is not a unit", quoted(word))).saying(format!("did you mean `{right}`?")).instead(right))
}

/// The unit that was meant.
fn unit_for(word: &str) -> Option<String> {
    const SHORT: &[Spelling] = &[
        ("s", "seconds"),
        ("sec", "seconds"),
        ("secs", "seconds"),
        ("min", "minutes"),
        ("mins", "minutes"),
        ("h", "hours"),
        ("hr", "hours"),
        ("hrs", "hours"),
        ("d", "days"),
        ("w", "weeks"),
        ("mo", "months"),
        ("y", "years"),
        ("yr", "years"),
        ("yrs", "years"),
    ];
    if let Some((_, unit)) = SHORT.iter().find(|(short, _)| *short == word.to_ascii_lowercase()) {
        return Some((*unit).to_owned());
    }
    let plurals: Vec<String> = UNITS.iter().map(|(unit, _)| format!("{unit}s")).collect();
    nearest(word, plurals.iter().map(String::as_str).chain(UNITS.iter().map(|(unit, _)| *unit))).map(str::to_owned)
}

/// `2024-08-01 10:00`
fn clock(failure: &Failure<'_>) -> Option<Diagnostic> {
    let date = failure.before.trim_end().rsplit(char::is_whitespace).next()?;
    let clock = failure.after.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '+' | '-' | '.')).next()?;
    let is_date = Grammar::parse(Rule::time, date).is_ok_and(|mut pairs| pairs.as_str() == date && pairs.next().is_some());
    if !is_date || !clock.starts_with(|c: char| c.is_ascii_digit()) || !clock.contains(':') {
        return None;
    }
    Some(failure.error(clock.len(), "a `T` stands between a date and its hour").help("write a time as `2024-08-01T10:00+08:00`"))
}

/// `genres has any {crime}`
fn has_any(failure: &Failure<'_>) -> Option<Diagnostic> {
    let mut words = failure.before.split_ascii_whitespace().rev();
    let (last, before) = (words.next()?, words.next()?);
    let lacks_of = before == "has" && matches!(last, "any" | "all") && failure.expects(&[Rule::k_of]);
    lacks_of.then(|| failure.error(failure.token().len(), format!("expected `of`: `has {last} of …`")))
}

/// `because "…"`
fn language(failure: &Failure<'_>) -> Option<Diagnostic> {
    let lacks = failure.after.starts_with('"') && failure.expects(&[Rule::language]) && !failure.expects(&[Rule::quote]);
    lacks.then(|| failure.error(failure.token().len(), "a text says its language").saying("write `en` or another language before it"))
}

/// `rule from { … }`
fn reserved(failure: &Failure<'_>) -> Option<Diagnostic> {
    let word = failure.token();
    let name = failure.expects(&[Rule::name, Rule::path, Rule::r#type]);
    let fact = failure.expects(EXPRESSIONS) && is_compared(failure.after.get(word.len()..).unwrap_or(""));
    let found = (name || fact) && is_reserved(word);
    found.then(|| failure.error(word.len(), format!("`{word}` is a word of the language and cannot be a name")))
}

/// Whether what stands before this is compared with something.
fn is_compared(after: &str) -> bool {
    matches!(after.split_ascii_whitespace().next(), Some("is" | "in" | "has" | "<" | "<=" | ">" | ">="))
}

pub fn is_reserved(word: &str) -> bool {
    Grammar::parse(Rule::reserved, word).is_ok_and(|pairs| pairs.as_str() == word)
}

/// `rule TooYoung { … }`
fn capital(failure: &Failure<'_>) -> Option<Diagnostic> {
    let word = failure.token();
    let wanted = failure.expects(EXPRESSIONS) || failure.expects(&[Rule::name, Rule::word, Rule::path, Rule::dotted]);
    let found = wanted && !failure.expects(&[Rule::language]) && word.starts_with(|c: char| c.is_ascii_uppercase());
    found.then(|| failure.error(word.len(), "a name begins with a small letter").saying(format!("write {}", quoted(&snake_case(word)))))
}

/// `TooYoung` as `too_young`
fn snake_case(word: &str) -> String {
    let mut name = String::new();
    for c in word.chars() {
        if c.is_ascii_uppercase() && name.ends_with(|before: char| before.is_ascii_lowercase()) {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// `rule too-young { … }`
fn hyphen(failure: &Failure<'_>) -> Option<Diagnostic> {
    let within = failure.before.ends_with(|c: char| c.is_ascii_alphanumeric())
        && failure.after.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    (within && !failure.expects(OPERATORS)).then(|| failure.error(1, "a name has no `-`").saying("write `_`"))
}

/// `enum medium { book film }`
fn members(failure: &Failure<'_>) -> Option<Diagnostic> {
    let is_enum = failure.whole == Rule::item && failure.before.starts_with("enum ") && failure.before.contains('{');
    let found = is_enum && failure.expects(&[Rule::quote, Rule::comma]) && !failure.after.is_empty();
    found.then(|| failure.error(failure.token().len(), "expected a text in quotes or `,`").help("a comma stands between two members"))
}

/// `because en It is too young.`
fn quotes(failure: &Failure<'_>) -> Option<Diagnostic> {
    let text = failure.expects(&[Rule::quote, Rule::text]) && failure.after.starts_with(char::is_alphabetic);
    let foreign = failure.after.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
    if !text && !foreign {
        return None;
    }
    let length = failure.after.find(|c: char| !c.is_alphanumeric()).unwrap_or(failure.after.len());
    Some(failure.error(length, "expected a text in quotes").saying("put quotes around the text"))
}

/// `{ id text, name text }`
fn comma(failure: &Failure<'_>) -> Option<Diagnostic> {
    let found = failure.after.starts_with(',') && !failure.expects(&[Rule::comma]) && failure.expects(&[Rule::close]);
    found.then(|| failure.error(1, "no comma stands here").saying("leave it out").instead(""))
}

/// `because: en "…"`
fn colon(failure: &Failure<'_>) -> Option<Diagnostic> {
    let begins = failure.expects(EXPRESSIONS) || failure.expects(&[Rule::language, Rule::texts, Rule::name, Rule::dotted]);
    let found = begins && failure.after.starts_with(':') && !failure.expects(&[Rule::colon]);
    found.then(|| failure.error(1, "no `:` stands here").saying("leave it out").instead(""))
}

/// `expect permited`
fn expectation(failure: &Failure<'_>) -> Option<Diagnostic> {
    const EXPECTATIONS: &[&str] = &["permitted", "forbidden", "undetermined", "remedy", "warning", "duty", "effect", "suggestion"];
    let mut words = failure.before.split_ascii_whitespace().rev();
    let (word, before) = (words.next()?, words.next());
    let in_place = failure.whole == Rule::expect_cell && before.is_none() || before == Some("expect");
    if !in_place || !failure.expects(&[Rule::equals]) {
        return None;
    }
    let found = failure.error_before(word, format!("{} is not an expectation", quoted(word)));
    Some(match nearest(word, EXPECTATIONS.iter().copied()) {
        Some(right) => found.saying(format!("did you mean `{right}`?")),
        None => found.help("expect `permitted`, `forbidden`, `undetermined`, or a value as in `refund = 38.50 CNY`"),
    })
}

/// `whn a`
fn misspelt(failure: &Failure<'_>) -> Option<Diagnostic> {
    let right = nearest_keyword(failure)?;
    Some(failure.plain().saying(format!("did you mean `{right}`?")))
}

fn nearest_keyword(failure: &Failure<'_>) -> Option<String> {
    let mut names = keyword_names(&failure.expected);
    if failure.expects(&[Rule::connective]) {
        names.extend(["and", "or", "is", "in", "has", "not"].map(str::to_owned));
    }
    let word = failure.token();
    if word.len() < 2 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    nearest(word, names.iter().map(String::as_str)).filter(|name| *name != word).map(str::to_owned)
}
