use caveat::syntax::ast::ItemKind;
use pretty_assertions::assert_eq;

use crate::compact::compact;
use crate::read;

/// The body of a definition.
fn expression(text: &str) -> String {
    let file = read(&format!("define x = {text}"));
    match &file.items[0].kind {
        ItemKind::Define(define) => compact(&define.body),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_form_is_read() {
    for (text, tree) in [
        ("a", "a"),
        ("a.b.in", "a.b.in"),
        ("yes", "Truth(true)"),
        ("no", "Truth(false)"),
        ("none", "None"),
        ("now", "Now"),
        ("nothing", "nothing"),
        ("notes", "notes"),
        ("within", "within"),
        ("a and b and c", "And([a, b, c])"),
        ("a or (b and c)", "Or([a, And([b, c])])"),
        ("not not a", "Not(Not(a))"),
        ("not a is b", "Not(Is { left: a, right: b })"),
        ("a is not b", "Is { left: a, right: b, negated: true }"),
        ("a is none", "IsNone { item: a }"),
        ("a is not none", "IsNone { item: a, negated: true }"),
        ("a is empty", "IsEmpty { set: a }"),
        ("a is not empty", "IsEmpty { set: a, negated: true }"),
        ("a < b", "Order { order: Less, left: a, right: b }"),
        ("a <= b", "Order { order: AtMost, left: a, right: b }"),
        ("a > b", "Order { order: Greater, left: a, right: b }"),
        ("a >= b", "Order { order: AtLeast, left: a, right: b }"),
        ("a in {b, c}", "In { item: a, set: Set { members: [b, c], more: false } }"),
        ("a not in s", "In { item: a, set: s, negated: true }"),
        ("a in b .. c", "InRange { item: a, from: b, to: c }"),
        ("a not in b..c + d", "InRange { item: a, from: b, to: Add(c, d), negated: true }"),
        ("a in 1..2", "InRange { item: a, from: Amount(1, One), to: Amount(2, One) }"),
        ("s has a", "Has { set: s, item: a }"),
        ("s has any of t", "HasOf { set: s, members: t, all: false }"),
        ("s has all of {a}", "HasOf { set: s, members: Set { members: [a], more: false }, all: true }"),
        ("a + b - c", "Subtract(Add(a, b), c)"),
        ("a - (b - c)", "Subtract(a, Subtract(b, c))"),
        ("a -1", "Subtract(a, Amount(1, One))"),
        ("a - -1", "Subtract(a, Amount(-1, One))"),
        ("2 * a + b", "Add(Multiply(Amount(2, One), a), b)"),
        ("some d in i.disks (d.x)", "Quantifier { every: false, member: d, list: i.disks, condition: d.x }"),
        ("every d in l (not d.x)", "Quantifier { every: true, member: d, list: l, condition: Not(d.x) }"),
        (
            "count d in l (d.x) > 1",
            "Order { order: Greater, left: Count { member: Some(d), list: l, condition: Some(d.x) }, right: Amount(1, One) }",
        ),
        ("count of i.disks", "Count { member: None, list: i.disks, condition: None }"),
        ("if (a) then b else if (c) then d else e", "If { condition: a, then: b, otherwise: If { condition: c, then: d, otherwise: e } }"),
        ("a is \"b\" \"c\"", "Is { left: a, right: Text([Words(\"bc\")]) }"),
        ("a is \"\"", "Is { left: a, right: Text([]) }"),
    ] {
        assert_eq!(expression(text), tree, "{text}");
    }
}

#[test]
fn amounts_have_units() {
    for (text, tree) in [
        ("1_000", "Amount(1000, One)"),
        ("-0.5", "Amount(-0.5, One)"),
        ("100 CNY", "Amount(100, Currency(\"CNY\"))"),
        ("1 second", "Amount(1, Seconds(1))"),
        ("90 minutes", "Amount(90, Seconds(60))"),
        ("72 hours", "Amount(72, Seconds(3600))"),
        ("1.5 days", "Amount(1.5, Seconds(86400))"),
        ("2 weeks", "Amount(2, Seconds(604800))"),
        ("6 months", "Amount(6, Months(1))"),
        ("1 year", "Amount(1, Months(12))"),
        ("0.5 years", "Amount(0.5, Months(12))"),
        ("2024-08-01", "Time(Date { days: 19936 })"),
        ("2024-08-01T10:00+08:00", "Time(Instant { seconds: 1722477600 })"),
        ("2024-08-01T02:00Z", "Time(Instant { seconds: 1722477600 })"),
    ] {
        assert_eq!(expression(text), tree, "{text}");
    }
}

#[test]
fn texts_have_holes_and_escapes() {
    let message = |text: &str| match &read(&format!("message m {{ en {text} }}")).items[0].kind {
        ItemKind::Message(message) => compact(&message.texts.by_language[0].1),
        other => panic!("{other:?}"),
    };
    for (text, tree) in [
        (r#""plain""#, r#"[Words("plain")]"#),
        (r#""a {b.c} d""#, r#"[Words("a "), Hole(b.c), Words(" d")]"#),
        (r#""{a}{b}""#, "[Hole(a), Hole(b)]"),
        (r#""\"\\\{\}\n""#, r#"[Words("\"\\{}\n")]"#),
        (r#""one " "two {x} " "three""#, r#"[Words("one two "), Hole(x), Words(" three")]"#),
        (r#""{ x among {a, b} }""#, "[Hole(Among { set: x, of: Set { members: [a, b], more: false } })]"),
        (r#""{x among s}""#, "[Hole(Among { set: x, of: s })]"),
        (r#""{now - a} 前""#, r#"[Hole(Subtract(Now, a)), Words(" 前")]"#),
    ] {
        assert_eq!(message(text), tree, "{text}");
    }
}
