//! Deep and heavy files are refused in so many words; nothing overflows and nothing takes long.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use caveat::facts::{Format, Options};
use pretty_assertions::assert_eq;

use super::support::{read_with, told};

const DEEP: usize = 100_000;

fn deep(format: Format, text: &str) {
    let start = Instant::now();
    let read = told(format, text);
    assert!(read.iter().any(|line| line.contains("too-deep: lists and objects are nested more than 64 levels deep")), "{read:.300?}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_hundred_thousand_brackets() {
    for text in ["[".repeat(DEEP) + &"]".repeat(DEEP), "{\"instance\":".repeat(DEEP) + "1" + &"}".repeat(DEEP)] {
        deep(Format::Json, &text);
        deep(Format::JsonLines, &text);
    }
    for text in ["[".repeat(DEEP), "{a: ".repeat(DEEP), "- ".repeat(DEEP), "[\n".repeat(DEEP)] {
        deep(Format::Yaml, &text);
    }
    assert_eq!(told(Format::Yaml, "? ".repeat(DEEP)), ["1:3 fact-syntax: a key must be a name [: ]"]);
    let dotted = vec!["a"; DEEP].join(".");
    for text in ["x=".to_owned() + &"[".repeat(DEEP), "x=".to_owned() + &"{x=".repeat(DEEP), format!("{dotted}=1"), format!("[{dotted}]")] {
        deep(Format::Toml, &text);
    }
}

#[test]
fn sixty_four_levels() {
    // The record, `x` or an entity, and as many as still fit.
    for (levels, fits) in [(63, true), (64, false)] {
        let json = format!(r#"{{"x": {}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        let toml = format!("x = {}{}", "[".repeat(levels), "]".repeat(levels));
        for (format, text) in [(Format::Json, &json), (Format::JsonLines, &json), (Format::Yaml, &json), (Format::Toml, &toml)] {
            let read = read_with(Options { ignore_unknown: true, ..Options::default() }, format, text);
            assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [fits], "{format:?} {levels} {read:?}");
        }
    }
}

#[test]
fn a_deep_record_leaves_the_others_alone() {
    let deep = "[".repeat(100) + &"]".repeat(100);
    for (format, text) in [
        (Format::Json, format!("[{{}}, {{\"request\": {deep}}}, {{}}]")),
        (Format::JsonLines, format!("{{}}\n{{\"request\": {deep}}}\n{{}}")),
        (Format::Yaml, format!("- {{}}\n- {{request: {deep}}}\n- {{}}\n")),
    ] {
        let read = told(format, &text);
        assert_eq!((read.len(), read[0].as_str(), read[2].as_str()), (3, "ok", "ok"), "{read:?}");
        assert!(read[1].contains("too-deep"), "{read:?}");
    }
}

/// Aliases that stand for aliases that stand for aliases.
#[test]
fn a_billion_laughs() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let before = vec![format!("*a{}", n - 1); 10].join(", ");
        writeln!(text, "a{n}: &a{n} [{before}]").unwrap();
    }
    let read = told(Format::Yaml, &text);
    assert_eq!(read.len(), 1);
    assert!(read[0].contains("the aliases stand for more than 64 MB"), "{read:?}");
    let long = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(1 << 20), vec!["*a"; 100].join(", "));
    assert!(told(Format::Yaml, &long)[0].contains("64 MB"));
}

/// Aliases are counted with the levels that they stand in.
#[test]
fn deep_by_aliases() {
    let text = format!("a: &a {}{}\nb: {}*a{}\n", "[".repeat(40), "]".repeat(40), "[".repeat(40), "]".repeat(40));
    assert!(told(Format::Yaml, &text)[0].contains("too-deep"));
}
