use pretty_assertions::assert_eq;

use crate::{SAMPLE, covered, findings, names};
use caveat::diagnostic::Code;
use caveat::source::FileId;
use caveat::syntax::parse;

/// The declarations that were read, and the lines at which something is wrong.
fn outcome(text: &str) -> String {
    let (file, findings) = parse(FileId(0), text);
    let line = |at: u32| text[..at as usize].matches('\n').count() + 1;
    let lines: Vec<String> = findings.iter().map(|finding| format!("{}: {}", line(finding.span().start), finding.message)).collect();
    format!("{} / {}", names(&file.items), lines.join(" / "))
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(outcome(text), *expected, "{text}");
    }
}

const UNCLOSED: &str = "this `{` is not closed";

#[test]
fn a_broken_declaration_hides_no_other() {
    let text = "rule a { forbid }\nactor b\nparam c = \ndefine d = x\nenum e { , }\nrule f { forbid g }\nduty h { }\nactor i";
    assert_eq!(
        outcome(text),
        "b d f i / 1: expected a name / 3: expected an expression / 5: expected a name / 7: a duty says whose it is: `of target`"
    );
}

#[test]
fn an_unclosed_brace_hides_no_other() {
    let unclosed = |line: usize| format!("{line}: {UNCLOSED}");
    check(&[
        ("rule a {\n  forbid b\nrule c { forbid d }\nactor e", &format!("c e / {}", unclosed(1))),
        ("rule a {\n  forbid b\n\nrule c {\n  forbid d\n}\n}\nactor e", "c e / 1: this `{` is not closed / 7: this `}` closes nothing"),
        ("rule a { forbid b", &format!(" / {}", unclosed(1))),
        ("actor a\nrule b { forbid c } }\nactor d", "a b d / 2: this `}` closes nothing"),
        ("given a {\n  rule b { forbid c }\n", &format!("(b) / {}", unclosed(1))),
        ("given a {\n  rule b { forbid c }\nrule d { forbid e }\n", &format!("(b) d / {}", unclosed(1))),
        ("given a {\n  rule b {\n    forbid c\n  rule d { forbid e }\n}\nrule f { forbid g }", &format!("(d) f / {}", unclosed(2))),
        ("given a {\n  rule b {\n    forbid c\n}\nrule d { forbid e }", &format!("() d / {}", unclosed(2))),
        ("rule a {\n  when b in {c, d\n  cite e\n}\nactor f", &format!("f / {}", unclosed(1))),
        ("message a {\n  en \"b\n}\nactor c", "c / 2: the text is not closed"),
        ("message a { en \"b }\nactor c", "c / 1: the text is not closed"),
        ("\u{FEFF}rule a {\n  forbid b\n}\nrule c {\n", &format!("a / {}", unclosed(4))),
        ("param a = {b, c\nparam d = 1", &format!("d / {}", unclosed(1))),
    ]);
}

#[test]
fn clauses_that_look_like_declarations_are_none() {
    check(&[
        ("rule a {\nforbid b\ngiven c\nremedy impossible\nsuggest d\n}\nrecord e {\nrule text\n}", "a e / "),
        ("rule a for b in {c, d} {\n forbid e\n given f in {g}\n}\nparam h = {i} cite j\nparam k = 1", "a h k / "),
        ("optional\nentity a { }", "a / "),
        ("given a in {b, c} and d { rule e { forbid f } rule g { forbid h } }", "(e g) / "),
        ("given a { given b in {c} {\nrule d { forbid e }\n} }\nfacts f { rule = 1\ntable { x = 2 } }", "((d)) f / "),
    ]);
}

#[test]
fn text_that_belongs_to_no_declaration_is_an_error() {
    let expected = "expected a declaration such as `rule`";
    check(&[
        ("hello\nactor a", &format!("a / 1: {expected}")),
        ("rule a { forbid b }\ncite c\nruel d { forbid e\n given f }\nactor g", &format!("a g / 2: {expected}")),
        ("ruel d {\n forbid e\n given f\n}\nactor g", &format!("g / 1: {expected}")),
        ("entity a of b en \"c\"\nruel d { forbid e }\nactor g", &format!("a g / 2: {expected}")),
        ("given a {\n hello\n actor b\n}", &format!("(b) / 2: {expected}")),
        (") actor b", &format!(" / 1: {expected}")),
    ]);
}

#[test]
fn a_given_keeps_its_declarations() {
    check(&[
        ("given a b {\n rule c { forbid d }\n}", "(c) / 1: expected an operator or `{`"),
        ("given {\n rule c { forbid d }\n}", "(c) / 1: expected an expression"),
        ("given a is\n {\n rule c { forbid d }\n}", " / 1: a `given` between declarations has declarations in braces: `given … { … }`"),
        ("given （a） {\n rule c { forbid d }\n}", "(c) / 1: `（` is not a mark of the language"),
        ("given a\nrule c { forbid d }", "c / 1: a `given` between declarations has declarations in braces: `given … { … }`"),
        ("given a {\n rule b { forbid }\n rule c { forbid d }\n}", "(c) / 2: expected a name"),
    ]);
}

#[test]
fn every_block_of_the_sample_may_break_alone() {
    let blocks: Vec<&str> = SAMPLE.split("\n\n").collect();
    let balanced = |block: &str| block.matches('{').count() == block.matches('}').count();
    for broken in (1..blocks.len()).filter(|at| balanced(blocks[*at])) {
        let mut texts: Vec<String> = blocks.iter().map(|block| (*block).to_owned()).collect();
        if let Some(at) = texts[broken].rfind('}') {
            texts[broken].replace_range(at..=at, "");
        }
        let found = findings(&texts.join("\n\n"));
        assert!(found.len() <= 2, "{}: {found:?}", texts[broken]);
        texts[broken] = "rule broken { forbid x when }".to_owned();
        let text = texts.join("\n\n");
        let found = findings(&text);
        let said: Vec<_> = found.iter().map(|finding| (finding.code, covered(&text, finding.span()))).collect();
        assert_eq!(said, [(Code::Syntax, "}")], "{}", blocks[broken]);
    }
}
