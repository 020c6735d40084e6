//! The language reference, `grammar/README.md`, is a test: its examples are read, checked and run, and its mistakes are refused.
//!
//! | a block that begins with | is |
//! | --- | --- |
//! | `policy preamble` | what the others stand on |
//! | `policy` | checked together with the preamble |
//! | `policy continues` | … and with the block before it |
//! | `policy complete` | checked alone |
//! | `policy wrong CODE` | refused with exactly this code; the quotation below it is the message |
//! | `json`, `yaml`, …, also with `wrong CODE` | a fact file of the world of the preamble |
//! | `console` | a session: `tests/cases.rs` runs it |
//!
//! `BLESS=1 cargo test --test reference` rewrites the quotations and the sessions.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "reference/page.rs"]
mod page;
#[path = "reference/productions.rs"]
mod productions;

use std::collections::BTreeSet;
use std::ops::Range;

use caveat::diagnostic::{Code, Diagnostic};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::policy::Policy;
use caveat::scenario;
use caveat::source::{FileId, SourceFile, Sources};
use caveat::syntax::{ast, parse};

use page::{Block, blocks};

const FACTS: &[&str] = &["json", "jsonl", "yaml", "toml"];

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/README.md");

fn read_page() -> String {
    std::fs::read_to_string(PATH).expect("grammar/README.md can be read")
}

/// What became of some blocks that are checked together.
struct Checked {
    policy: Policy,
    found: Vec<Diagnostic>,
    sources: Sources,
}

fn check_blocks(blocks: &[&Block<'_>]) -> Checked {
    let mut sources = Sources::default();
    for block in blocks {
        sources.add(SourceFile::new("grammar/README.md", block.text).starting_at_line(block.line));
    }
    let (policy, found) = load(&mut sources, &[]);
    Checked { policy, found, sources }
}

/// The blocks that an example is checked with, itself the last.
fn together<'b, 'p>(all: &'b [Block<'p>], index: usize) -> Vec<&'b Block<'p>> {
    let block = &all[index];
    if block.is("complete") || block.is("preamble") {
        return vec![block];
    }
    let mut found: Vec<_> = if block.is("continues") {
        let before = (0..index).rev().find(|before| all[*before].kind() == "policy" && all[*before].wrong().is_none());
        together(all, before.expect("a block before it"))
    } else {
        all.iter().filter(|block| block.is("preamble")).collect()
    };
    found.push(block);
    found
}

/// The policies that are sound, with the block that each ends with.
fn policies<'b, 'p>(all: &'b [Block<'p>]) -> Vec<(&'b Block<'p>, Checked)> {
    let sound = (0..all.len()).filter(|index| all[*index].kind() == "policy" && all[*index].wrong().is_none());
    sound.map(|index| (&all[index], check_blocks(&together(all, index)))).collect()
}

/// `message (label). Help: …`
fn told(found: &Diagnostic) -> String {
    let label = found.labels.first().map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    let message = label.map_or_else(|| found.message.clone(), |label| format!("{} ({label})", found.message));
    let help = found.help.iter().map(|help| format!("Help: {help}"));
    let stopped = |sentence: String| if sentence.ends_with('?') { sentence } else { sentence + "." };
    std::iter::once(message).chain(help).map(stopped).collect::<Vec<_>>().join(" ")
}

fn shown(checked: &Checked) -> String {
    let line = |found: &Diagnostic| {
        let place = checked.sources.position(found.span());
        format!("  line {}: {}: {}\n    {}", place.line, found.code.name(), told(found), checked.sources.text(found.span()))
    };
    checked.found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn examples_are_sound() {
    let page = read_page();
    let all = blocks(&page);
    let mut failures = Vec::new();
    for (block, checked) in policies(&all) {
        if checked.found.iter().any(Diagnostic::is_error) {
            failures.push(format!("the example at line {} is refused:\n{}", block.line, shown(&checked)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The facts of a block, as the world of the page has them: how many records, and what is wrong with them.
fn read_facts(policy: &Policy, block: &Block<'_>) -> (usize, Vec<Diagnostic>) {
    let format = Format::from_name(block.kind()).expect("a format of facts");
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), format, "grammar/README.md", block.text.as_bytes());
    let mut record = Record::new(&policy.vocabulary);
    let (mut good, mut found) = (0, Vec::new());
    while let Some(next) = reader.next(&mut record) {
        match next {
            Ok(_) => good += 1,
            Err(bad) => found.extend(bad.diagnostics),
        }
    }
    (good, found)
}

#[test]
fn fact_files_are_read() {
    let page = read_page();
    let all = blocks(&page);
    let world = check_blocks(&all.iter().filter(|block| block.is("preamble")).collect::<Vec<_>>());
    for block in all.iter().filter(|block| FACTS.contains(&block.kind()) && block.wrong().is_none() && block.file().is_none()) {
        let (good, found) = read_facts(&world.policy, block);
        assert!(good > 0 && found.is_empty(), "the facts at line {}: {found:#?}", block.line);
    }
}

#[test]
fn scenarios_pass() {
    let page = read_page();
    let all = blocks(&page);
    let mut failures = Vec::new();
    for (block, checked) in policies(&all) {
        let mistakes = scenario::check(&checked.policy);
        failures.extend(mistakes.iter().map(|found| format!("in the block at line {}: {}", block.line, told(found))));
        let outcomes = scenario::run(&checked.policy, &|_, _, _| None);
        assert!(outcomes.len() >= block.text.matches("\nscenario ").count(), "scenarios at line {} are not run", block.line);
        for outcome in outcomes.into_iter().filter(|outcome| !outcome.passed()) {
            let line = checked.sources.position(outcome.span).line;
            failures.push(format!("line {line}: {}: {:#?} {:#?}", outcome.title, outcome.mismatches, outcome.found));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn mistakes_read_as_the_page_says() {
    let page = read_page();
    let all = blocks(&page);
    let world = check_blocks(&all.iter().filter(|block| block.is("preamble")).collect::<Vec<_>>());
    let mut failures = Vec::new();
    let mut said: Vec<Said> = Vec::new();
    for (index, block) in all.iter().enumerate() {
        let Some(code) = block.wrong() else { continue };
        let found =
            if FACTS.contains(&block.kind()) { read_facts(&world.policy, block).1 } else { check_blocks(&together(&all, index)).found };
        let codes: BTreeSet<&str> = found.iter().filter(|found| found.is_error()).map(|found| found.code.name()).collect();
        if codes != BTreeSet::from([code]) {
            let shown: Vec<String> = found.iter().map(|found| format!("  {}: {}", found.code.name(), told(found))).collect();
            failures.push(format!("the block at line {} has to be refused with {code} alone:\n{}", block.line, shown.join("\n")));
        }
        let quote = block.quote.clone().unwrap_or_else(|| panic!("no quotation follows the block at line {}", block.line));
        said.push((quote, found.first().map(told).unwrap_or_default()));
    }
    compare(&page, said);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What the tool says, and where the page has it.
type Said = (Range<usize>, String);

/// The page says what the tool says.
fn compare(page: &str, mut said: Vec<Said>) {
    said.sort_by_key(|(at, _)| at.start);
    let mut blessed = page.to_owned();
    for (at, words) in said.into_iter().rev() {
        blessed.replace_range(at, &words);
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PATH, blessed).expect("grammar/README.md can be written");
    } else {
        pretty_assertions::assert_str_eq!(page, blessed, "BLESS=1 rewrites the page");
    }
}

#[test]
fn every_production_of_the_grammar_has_an_example() {
    let page = read_page();
    let all = blocks(&page);
    let mut used = BTreeSet::new();
    for block in all.iter().filter(|block| block.kind() == "policy" && block.wrong().is_none()) {
        let (file, _) = parse(FileId::default(), block.text);
        declarations(&file.items, block.text, &mut used);
    }
    let missing: Vec<String> = productions::all().difference(&used).cloned().collect();
    assert!(missing.is_empty(), "no example uses {}", missing.join(", "));
}

fn declarations(items: &[ast::Item], text: &str, used: &mut BTreeSet<String>) {
    for item in items {
        if let ast::ItemKind::Given(given) = &item.kind {
            productions::collect(&format!("given {}", &text[given.condition.span.range()]), used);
            declarations(&given.items, text, used);
        } else {
            productions::collect(&text[item.span.range()], used);
        }
    }
}

#[test]
fn every_code_is_in_the_table() {
    let page = read_page();
    let table = page.split("### All codes").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the section on codes");
    let named: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    pretty_assertions::assert_eq!(named, known);
}

#[test]
fn reserved_words_are_those_of_the_grammar() {
    let page = read_page();
    let all = blocks(&page);
    let named: BTreeSet<&str> = all.iter().filter(|block| block.is("reserved")).flat_map(|block| block.text.split_whitespace()).collect();
    let grammar = include_str!("../grammar/caveat.pest");
    let rule = grammar.split("reserved = @{").nth(1).and_then(|rest| rest.split("word_end").next()).expect("the rule `reserved`");
    let known: BTreeSet<&str> = rule.split('"').skip(1).step_by(2).collect();
    pretty_assertions::assert_eq!(named, known);
}

#[test]
fn links_lead_somewhere() {
    let page = read_page();
    let anchor = |heading: &str| {
        let kept = heading.trim().to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    let mut fenced = false;
    let mut anchors = BTreeSet::<String>::new();
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        anchors.extend(line.strip_prefix('#').filter(|_| !fenced).map(|rest| anchor(rest.trim_start_matches('#'))));
    }
    let links: BTreeSet<String> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect();
    let broken: Vec<&String> = links.difference(&anchors).collect();
    assert!(broken.is_empty(), "{broken:?} lead nowhere");
}
