use caveat::diagnostic::Code;
use caveat::source::FileId;
use caveat::syntax::parse;

use crate::{SAMPLE, findings};

const MUTATIONS: usize = 20_000;

/// Parts that are likely to hurt.
const SPLICES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "\\",
    "|",
    "\n",
    "//",
    "///",
    ",",
    "=",
    "not ",
    "if (",
    " else ",
    "given a {",
    "rule r {",
    "“",
    "，",
    "\u{3000}",
    "停",
    "\u{FEFF}",
    "\r",
    "-",
    "2024-8-1",
    "99999999999999999999",
    "5 dayz",
    "\0",
    "e\u{301}",
    "😀",
    "..",
    "=>",
    "else",
    "table t {",
    "\"{",
    "\\{",
];

fn mutate(random: &mut fastrand::Rng, text: &mut String) {
    let boundary = |random: &mut fastrand::Rng, text: &str| {
        let at = random.usize(..=text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let (a, b) = (boundary(random, text), boundary(random, text));
    let (start, end) = (a.min(b), a.max(b).min(a.min(b) + 30));
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    match random.u8(..4) {
        0 => text.replace_range(start..end, ""),
        1 => text.insert_str(start, SPLICES[random.usize(..SPLICES.len())]),
        2 => text.replace_range(start..end, SPLICES[random.usize(..SPLICES.len())]),
        _ => {
            let copied = text[start..end].to_owned();
            let at = boundary(random, text);
            text.insert_str(at, &copied);
        }
    }
}

/// A stretch of the sample: some declarations.
fn stretch(random: &mut fastrand::Rng, blocks: &[&str]) -> String {
    let first = random.usize(..blocks.len());
    blocks.iter().skip(first).take(2).copied().collect::<Vec<_>>().join("\n\n")
}

#[test]
fn nothing_panics_and_every_place_is_in_the_text() {
    let mut random = fastrand::Rng::with_seed(1);
    let blocks: Vec<&str> = SAMPLE.split("\n\n").collect();
    for _ in 0..MUTATIONS {
        let mut text = stretch(&mut random, &blocks);
        for _ in 0..random.usize(1..=4) {
            mutate(&mut random, &mut text);
        }
        let (_, findings) = parse(FileId(0), &text);
        for finding in &findings {
            assert!(text.get(finding.span().range()).is_some(), "{finding:?}\n{text}");
            assert!(
                !finding.message.is_empty() && !finding.message.contains("k_") && !finding.message.contains("cannot be read"),
                "{finding:?}\n{text}"
            );
        }
        assert!(findings.is_sorted_by_key(caveat::diagnostic::Diagnostic::span), "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let many = |part: &str| part.repeat(100_000);
    let texts = [
        format!("define x = {}a{}", many("("), many(")")),
        format!("define x = {}a", many("(")),
        format!("define x = {}a", many("not ")),
        format!("define x = {}", many("if (a) then b else ")),
        format!("define x = {}", many("if (a) then ")),
        format!("define x = {}a", many("a + ")),
        format!("define x = {}a", many("a * ")),
        format!("define x = {}a", many("a - ")),
        format!("define x = {}a", many("not (")),
        format!("define x = {}a", many("a + if (b) then c else ")),
        format!("define x = {}a", many("if (b) then c else d <= ")),
        format!("define x = {}a", many("a in {")),
        format!("param x = {}a", many("[ { b = ")),
        format!("facts f {{ {} }}", many("a { ")),
        format!("facts f {{ {} {} }}", many("a { "), many("}")),
        format!("message m {{ en \"{{{}a}}\" }}", many("(")),
        format!("message m {{ en \"{{{}a}}\" }}", many("not ")),
        format!("table t {{\n| a | => |\n| - | - |\n| {}a | b |\n}}", many("(")),
        many("given a { "),
        format!("{}{}", many("given a {\n"), many("}\n")),
    ];
    for text in &texts {
        let found = findings(text);
        assert!(found.iter().any(|finding| finding.code == Code::TooDeep), "{}: {found:?}", &text[..60]);
    }
    for text in [many("}"), many("{"), many(")"), many("{ }"), many("]("), many("\""), many("\\"), many("rule"), many("rule "), many("\n|")]
    {
        assert!(!findings(&text).is_empty());
    }
}

#[test]
fn what_is_just_deep_enough_is_read() {
    for text in [
        format!("define x = {}a{}", "(".repeat(128), ")".repeat(128)),
        format!("define x = {}a", "not ".repeat(128)),
        format!("define x = {}e", "if (a) then b else ".repeat(127)),
        format!("define x = {}a", "a + ".repeat(128)),
        format!("define x = {}a{}", "not (".repeat(64), ")".repeat(64)),
    ] {
        assert!(findings(&text).is_empty(), "{:?}", findings(&text));
        let deeper = text.replacen("= ", "= not ", 1);
        assert_eq!(findings(&deeper).first().map(|finding| finding.code), Some(Code::TooDeep), "{deeper}");
    }
}

#[test]
fn a_file_of_mistakes_has_a_thousand_findings() {
    for text in ["}a".repeat(20_000), "rule r { forbid }\n".repeat(2000), "，".repeat(2000), "x }\n".repeat(2000)] {
        assert!((1..=1000).contains(&findings(&text).len()));
    }
}

#[test]
fn long_is_not_deep() {
    let terms = vec!["not a is -1"; 1000].join(" and ");
    let rows = "| not a, -1 | if (a) then b else c |\n".repeat(1000);
    for text in [
        format!("define x = {terms}"),
        format!("table t {{\n| a | => |\n| - | {} |\n{rows}}}", "-".repeat(1000)),
        format!("record r {{ {} }}", "a integer assume -1 ".repeat(1000)),
        format!("define x = a in {{{}}}", "-1, ".repeat(1000)),
        format!("facts f {{ {} }}", "a = -1 ".repeat(1000)),
        "rule r { forbid d when not (a - b > 5) cite c }\n".repeat(1000),
        "param p = 5 - 4 - 3\n".repeat(1000),
    ] {
        assert!(findings(&text).is_empty(), "{:?}", findings(&text).first());
    }
}
