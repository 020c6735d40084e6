//! The laws of the layout, over random policies, the shipped ones, and the examples of the pages:
//! parse . format = parse; format . format = format; comments stay in their order; blanks do not matter.
//!
//! `CASES=1000 cargo test --test format` tries more random policies.

#[expect(dead_code, reason = "records are not needed here")]
mod support {
    pub mod generate;
}

use std::fs;
use std::path::{Path, PathBuf};

use caveat::defaults;
use caveat::source::FileId;
use caveat::syntax::format::Refusal;
use caveat::syntax::{ast, format, parse};
use pretty_assertions::assert_eq;
use support::generate::{self, dice::Dice};

/// A text is laid out, and its layout says the same and is its own layout.
#[test]
fn a_layout_says_the_same_and_stays() {
    for text in texts() {
        let once = laid_out(&text);
        assert!(tree(&once) == tree(&text), "{text}\nsays something else than\n{once}");
        assert_eq!(laid_out(&once), once);
    }
}

/// Clauses in the order of the language keep all comments in their order, wherever they stand.
#[test]
fn comments_stay_in_their_order() {
    let mut dice = Dice::new(1);
    for text in texts() {
        let text = laid_out(&text);
        for chance in [2, 20, 100] {
            let (commented, count) = with_comments(&text, chance, &mut dice);
            assert_eq!(numbers(&commented), (0..count).collect::<Vec<_>>());
            let formatted = laid_out(&commented);
            assert_eq!(numbers(&formatted), (0..count).collect::<Vec<_>>(), "{commented}\n{formatted}");
        }
    }
}

/// The shipped policies are in the canonical layout, and find back to it from any other.
#[test]
fn blanks_do_not_matter() {
    let mut dice = Dice::new(2);
    for text in shipped() {
        assert_eq!(laid_out(&text), text);
        for _ in 0..3 {
            let mangled = mangled(&text, &mut dice);
            assert_eq!(laid_out(&mangled), text, "{mangled}");
        }
    }
}

/// Whatever is no policy is refused, and nothing panics.
#[test]
fn a_broken_text_is_refused() {
    let mut dice = Dice::new(3);
    for text in texts().into_iter().take(60) {
        for _ in 0..20 {
            let broken = with_a_hole(&text, &mut dice);
            match format(FileId(0), &broken) {
                Ok(formatted) => assert!(tree(&formatted) == tree(&broken), "{broken}"),
                Err(refusal) => assert!(matches!(refusal, Refusal::Mistakes(_)), "{refusal:?}\n{broken}"),
            }
        }
    }
}

fn laid_out(text: &str) -> String {
    format(FileId(0), text).unwrap_or_else(|refusal| panic!("{refusal:?}\n{text}"))
}

fn tree(text: &str) -> ast::File {
    let (file, mistakes) = parse(FileId(0), text);
    assert!(mistakes.is_empty(), "{mistakes:?}\n{text}");
    file.without_places()
}

/// Random policies, the shipped ones, and those of the pages that can be read.
fn texts() -> Vec<String> {
    let cases = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    let random = (0..cases).flat_map(|seed| generate::policy(seed).files);
    let mut texts: Vec<String> = random.chain(shipped()).collect();
    texts.push(include_str!("syntax/sample.policy").to_owned());
    texts.extend(written().into_iter().filter(|text| parse(FileId(0), text).1.is_empty()));
    texts
}

fn shipped() -> Vec<String> {
    let files = defaults::files().into_iter().filter(|file| file.path.ends_with(".policy"));
    files.map(|file| String::from_utf8_lossy(file.contents).into_owned()).collect()
}

/// The policies of the cases and the language reference.
fn written() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("grammar/README.md")];
    collect(&root.join("tests/cases"), &mut pages);
    pages.iter().flat_map(|page| blocks(&fs::read_to_string(page).expect("a page"))).collect()
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { collect(&path, pages) } else { pages.push(path) }
    }
}

fn blocks(page: &str) -> Vec<String> {
    let blocks = page.split("```policy").skip(1).filter_map(|rest| rest.split_once('\n'));
    blocks.map(|(_, rest)| rest.split("```").next().unwrap_or("").to_owned()).collect()
}

/// A text with numbered comments at some of its blanks.
fn with_comments(text: &str, chance: u8, dice: &mut Dice) -> (String, usize) {
    let (mut commented, mut count) = (String::new(), 0);
    let mut comment = |dice: &mut Dice| {
        count += 1;
        let own_line = if dice.percent(50) { "\n" } else { " " };
        format!("{own_line}// c{}\n", count - 1)
    };
    for line in text.lines() {
        let (is_comment, is_row) = (line.trim_start().starts_with("//"), line.trim_start().starts_with('|'));
        let mut rest = line;
        while let Some(gap) = gap(rest).filter(|_| !is_comment && !is_row) {
            commented.push_str(&rest[..gap]);
            commented.push_str(&if dice.percent(chance) { comment(dice) } else { " ".to_owned() });
            rest = rest[gap..].trim_start();
        }
        commented.push_str(rest);
        let behind = if dice.percent(chance) && !is_comment { comment(dice) } else { "\n".to_owned() };
        commented.push_str(&behind);
    }
    (commented, count)
}

/// The next blank outside of texts at which a line may be broken: not between a number and its unit, nor before `=`.
fn gap(line: &str) -> Option<usize> {
    let (mut quoted, mut escaped, mut before) = (false, false, ' ');
    for (at, c) in line.char_indices() {
        let next = line[at..].trim_start().chars().next().unwrap_or(' ');
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ' ' if !quoted && before != ' ' && next != '=' && !(before.is_ascii_digit() && next.is_ascii_alphabetic()) => return Some(at),
            '/' if !quoted && before == '/' => return None,
            _ => {}
        }
        before = c;
    }
    None
}

/// The numbers of the comments, in their order.
fn numbers(text: &str) -> Vec<usize> {
    text.split("// c").skip(1).filter_map(|rest| rest.split_whitespace().next()?.parse().ok()).collect()
}

/// Other blanks and other line breaks, where they mean nothing: not between facts, behind a brace, between declarations or in tables.
fn mangled(text: &str, dice: &mut Dice) -> String {
    let mut mangled = String::new();
    let (mut in_facts, mut joins) = (false, false);
    for line in text.lines() {
        let trimmed = line.trim_start();
        in_facts = if line.starts_with("facts") { true } else { in_facts && (line.is_empty() || line.starts_with([' ', '}'])) };
        let is_fixed = trimmed.is_empty() || trimmed.starts_with("//") || trimmed.starts_with('|') || in_facts;
        if joins && !is_fixed && line.starts_with(' ') && dice.percent(30) {
            mangled.pop();
        }
        mangled.push_str(&" ".repeat(if trimmed.is_empty() { 0 } else { dice.number(0, 9) }));
        mangled.push_str(&if is_comment(trimmed) { trimmed.to_owned() } else { other_blanks(trimmed, is_fixed, dice) });
        mangled.push('\n');
        joins = !is_fixed && !trimmed.ends_with(['{', '}']);
        if joins && mangled.ends_with('\n') {
            mangled.insert(mangled.len() - 1, ' ');
        }
    }
    mangled
}

fn is_comment(line: &str) -> bool {
    line.starts_with("//")
}

fn other_blanks(line: &str, is_fixed: bool, dice: &mut Dice) -> String {
    let (mut other, mut rest) = (String::new(), line);
    while let Some(gap) = gap(rest) {
        let is_brace = rest[..gap].ends_with('{');
        let blank = dice.pick(&[" ", "  ", "\t", "     ", "\n   "]);
        other.push_str(&rest[..gap]);
        other.push_str(if is_fixed || is_brace { blank.trim_matches('\n') } else { blank });
        rest = rest[gap..].trim_start();
    }
    other + rest
}

/// A text without some stretch of it.
fn with_a_hole(text: &str, dice: &mut Dice) -> String {
    let characters: Vec<char> = text.chars().collect();
    let start = dice.number(0, characters.len());
    let end = (start + dice.number(1, 12)).min(characters.len());
    characters[..start].iter().chain(&characters[end..]).collect()
}
