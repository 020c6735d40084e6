use pretty_assertions::assert_eq;

use crate::compact::compact;
use crate::{SAMPLE, findings, names, read};

/// The one declaration of a text.
fn item(text: &str) -> String {
    compact(&read(text).items[0].kind)
}

#[test]
fn the_sample_is_read() {
    let file = read(SAMPLE);
    assert_eq!(
        names(&file.items),
        "transfer ecs provider nobody instance_status disk instance source security_group transfer refund order_action \
         minimum_age blocking fee budget same_identity long not_now account_matrix region_quota (created_too_recently each other) \
         pilot choose_security_group private_ip_changes shared_image all_kinds ready_vpc ready_classic \
         \"just \\\"under\\\" the age\" \"account matrix\""
    );
}

#[test]
fn docs_stand_directly_above() {
    let file = read("/// not this\n\n/// one\n  /// two \nactor a\n//// a line\nactor b\n\nactor c /// not this\nactor d");
    let docs: Vec<Option<&str>> = file.items.iter().map(|item| item.doc.as_deref()).collect();
    assert_eq!(docs, [Some("one\ntwo"), None, None, None]);
    for text in ["record r {\n  /// here\n  id text }", "enum e {\n/// here\n a }", "document d {\n\t/// here\r\n\tclause a en \"x\" }"] {
        assert!(item(text).contains("doc: Some(\"here\")"), "{text}");
    }
}

#[test]
fn the_set_and_its_documents() {
    for (text, tree) in [
        ("policy p { }", "Policy(Policy { name: p, title: None, time_zone: None, languages: [], named_by: [], allows: [] })"),
        (
            "policy p { title en \"T\" time_zone \"+08:00\" records named by a.b, c languages en, zh }",
            "Policy(Policy { name: p, title: Some([(en, [Words(\"T\")])]), time_zone: Some(+08:00), languages: [en, zh], named_by: [a.b, c], allows: [] })",
        ),
        (
            "document d { edition 2024-08-01 title en \"t\" address \"https://x\" authority official clause a.b at \"L1\" en \"x\" read as en \"y\" clause c en \"z\" informative }",
            "Document(Document { name: d, title: Some([(en, [Words(\"t\")])]), address: Some(https://x), edition: Some(Time {Date { days: 19936 } }), authority: Some(official), clauses: [\
             Clause { name: a.b, at: Some(L1), texts: [(en, [Words(\"x\")])], mark: Some(ReadAs([(en, [Words(\"y\")])])), doc: None }, \
             Clause { name: c, at: None, texts: [(en, [Words(\"z\")])], mark: Some(Informative(None)), doc: None }] })",
        ),
        (
            "document d { clause c en \"z\" superseded zh \"y\" }",
            "Document(Document { name: d, title: None, address: None, edition: None, authority: None, clauses: [\
             Clause { name: c, at: None, texts: [(en, [Words(\"z\")])], mark: Some(Superseded([(zh, [Words(\"y\")])])), doc: None }] })",
        ),
        ("actor a en \"A\"", "Actor(Actor { name: a, label: [(en, [Words(\"A\")])] })"),
    ] {
        assert_eq!(item(text), tree, "{text}");
    }
}

#[test]
fn the_vocabulary() {
    for (text, tree) in [
        (
            "enum e { a en \"A\", now, }",
            "Enum(Enum { name: e, members: [Member { name: a, label: [(en, [Words(\"A\")])], doc: None }, Member { name: now, label: [], doc: None }] })",
        ),
        (
            "record r by id { id text? from money CNY by list of disk }",
            "Record(Record { name: r, by: Some(id), fields: [\
             Field { name: id, ty: Type { kind: Named(text), optional: true }, assume: None, changed_by: [], label: [], doc: None }, \
             Field { name: from, ty: Type { kind: Money(CNY), optional: false }, assume: None, changed_by: [], label: [], doc: None }, \
             Field { name: by, ty: Type { kind: List(disk), optional: false }, assume: None, changed_by: [], label: [], doc: None }] })",
        ),
        (
            "entity e { s set of x assume {} changed by a changed by b en \"S\" }",
            "Entity(Entity { name: e, optional: false, label: [], shape: Fields([Field { name: s, ty: Type { kind: Set(x), optional: false }, \
             assume: Some(Set { members: [], more: false }), changed_by: [a, b], label: [(en, [Words(\"S\")])], doc: None }]) })",
        ),
        ("optional entity e of r en \"E\"", "Entity(Entity { name: e, optional: true, label: [(en, [Words(\"E\")])], shape: Of(r) })"),
        ("decision d", "Decision(Decision { name: d, ty: None, question: [], default: None })"),
        (
            "decision d : money CNY en \"?\" { default forbid }",
            "Decision(Decision { name: d, ty: Some(Type { kind: Money(CNY), optional: false }), question: [(en, [Words(\"?\")])], default: Some(Forbid) })",
        ),
        (
            "param p : set of x en \"P\" = {a, ...} cite a.b, c then 5 days from 2027-01-01 cite d",
            "Param(Param { name: p, ty: Some(Type { kind: Set(x), optional: false }), label: [(en, [Words(\"P\")])], \
             value: Set { members: [a], more: true }, cite: [a.b, c], \
             later: [Later { value: Amount(5, Seconds(86400)), from: Time {Date { days: 20819 } }, cite: [d] }] })",
        ),
        (
            "message m { en \"M\" remedy wait remedy by a en \"B\" makes x is y remedy impossible en \"I\" suggest s, t }",
            "Message(Message { name: m, texts: [(en, [Words(\"M\")])], remedies: [Remedy { kind: Wait { texts: [] } }, \
             Remedy { kind: By { actor: a, texts: [(en, [Words(\"B\")])], makes: Some(Is { left: x, right: y }) } }, \
             Remedy { kind: Impossible { texts: [(en, [Words(\"I\")])], suggest: [s, t] } }] })",
        ),
    ] {
        assert_eq!(item(text), tree, "{text}");
    }
}

#[test]
fn a_field_called_like_a_unit_follows_a_number() {
    let tree = item("record r { a integer assume 5\n days integer }\n");
    assert!(tree.contains("Amount(5, One)") && tree.contains("name: days"), "{tree}");
    let tree = item("facts f { retries = 5 days = 3 }");
    assert!(tree.contains("Amount(5, One)") && tree.contains("name: days"), "{tree}");
}

#[test]
fn rules_exceptions_and_notices() {
    for (text, tree) in [
        (
            "rule r for p in {a, b} { cite c because m warn d given g when w unless u reading en \"R\" effective from 2024-08-01 remedy wait }",
            "Rule(Rule { name: r, instances: Some(Instances { name: p, over: Entities([a, b]) }), verb: Warn, decision: d, \
             conditions: Conditions { given: Some(g), when: Some(w), unless: Some(u), reading: Some([(en, [Words(\"R\")])]), \
             effective: Some(Effective { from: Some(Time {Date { days: 19936 } }), through: None }), cite: [c] }, \
             because: Some(Message(m)), remedies: [Remedy { kind: Wait { texts: [] } }] })",
        ),
        (
            "rule r for d in i.disks { permit x because en \"B\" }",
            "Rule(Rule { name: r, instances: Some(Instances { name: d, over: i.disks }), verb: Permit, decision: x, conditions: Conditions, \
             because: Some(Texts([(en, [Words(\"B\")])])), remedies: [] })",
        ),
        (
            "exception e to a, b { effective through 2024-08-01 }",
            "Exception(Exception { name: e, to: [a, b], conditions: Conditions { given: None, when: None, unless: None, reading: None, \
             effective: Some(Effective { from: None, through: Some(Time {Date { days: 19936 } }) }), cite: [] }, because: None })",
        ),
        (
            "duty d { of a, b during x says en \"D\" }",
            "Notice(Notice { name: d, kind: Duty { of: [a, b], phase: During, decision: x }, instances: None, conditions: Conditions, says: [(en, [Words(\"D\")])] })",
        ),
        (
            "effect f { before x says en \"D\" }",
            "Notice(Notice { name: f, kind: Effect { phase: Before, decision: x }, instances: None, conditions: Conditions, says: [(en, [Words(\"D\")])] })",
        ),
        (
            "suggest s { says en \"D\" instead of x }",
            "Notice(Notice { name: s, kind: Suggestion { instead_of: Some(x) }, instances: None, conditions: Conditions, says: [(en, [Words(\"D\")])] })",
        ),
        (
            "given a in {b} { actor c\n given d { } }",
            "Given(Given { condition: In { item: a, set: Set { members: [b], more: false } }, items: [\
          Item { kind: Actor(Actor { name: c, label: [] }), doc: None }, Item { kind: Given(Given { condition: d, items: [] }), doc: None }] })",
        ),
    ] {
        assert_eq!(item(text), tree, "{text}");
    }
}

#[test]
fn tables() {
    let table = "table t for d collect {\n | a.b | => d | because | cite |\n |---|:-:|---|---|\n | - | permit | m | a, b.c |\n | else | x + 1 | | |\n}";
    assert_eq!(
        item(table),
        "Table(Table { name: t, target: For(d), hit: Collect, conditions: Conditions, remedies: [], \
         columns: [Column { kind: Condition(a.b) }, Column { kind: Output(Some(d)) }, Column { kind: Because }, Column { kind: Cite }], \
         rows: [Row { cells: [Cell { kind: Test(Any) }, Cell { kind: Output(Permit) }, Cell { kind: Because(Some(m)) }, Cell { kind: Cite([a, b.c]) }], is_else: false }, \
         Row { cells: [Cell { kind: Test(Any) }, Cell { kind: Output(Value(Add(x, Amount(1, One)))) }, Cell { kind: Because(None) }, Cell { kind: Cite([]) }], is_else: true }] })"
    );
}

#[test]
fn cells() {
    let cell = |text: &str| {
        let tree = item(&format!("table t {{\n | a | => |\n | - | - |\n | {text} | forbid |\n}}"));
        let (_, rest) = tree.split_once("rows: [Row { cells: [Cell { kind: Test(").unwrap();
        rest.split_once(") }, Cell { kind: Output(Forbid)").unwrap().0.to_owned()
    };
    for (text, tree) in [
        ("-", "Any"),
        ("a", "AnyOf([a])"),
        ("-5", "AnyOf([Amount(-5, One)])"),
        ("a, 5 days", "AnyOf([a, Amount(5, Seconds(86400))])"),
        ("\"a | b\"", "AnyOf([Text([Words(\"a | b\")])])"),
        ("not a, b", "NotAnyOf([a, b])"),
        ("in s", "In(s)"),
        ("in {a, b}", "In(Set { members: [a, b], more: false })"),
        (">= 5", "Order(AtLeast, Amount(5, One))"),
        ("5 .. 10", "Span { from: Amount(5, One), to: Amount(10, One), open: false }"),
        ("a ..< b + 1", "Span { from: a, to: Add(b, Amount(1, One)), open: true }"),
        ("none", "None"),
        ("not none", "NotNone"),
        ("none, a", "AnyOf([None, a])"),
        ("nothing", "AnyOf([nothing])"),
    ] {
        assert_eq!(cell(text), tree, "{text}");
    }
}

#[test]
fn facts_and_scenarios() {
    for (text, tree) in [
        (
            "facts f from g { a { b = c d { e = 1 } } l = [ {x = \"1\"}, {} ... ] s = {a, b} n = none }",
            "Facts(Facts { name: f, from: Some(g), assignments: [Assignment { name: a, value: Block([Assignment { name: b, value: Value(c) }, \
             Assignment { name: d, value: Block([Assignment { name: e, value: Value(Amount(1, One)) }]) }]) }, \
             Assignment { name: l, value: Value(List { elements: [[Assignment { name: x, value: Value(Text([Words(\"1\")])) }], []], more: true }) }, \
             Assignment { name: s, value: Value(Set { members: [a, b], more: false }) }, Assignment { name: n, value: Value(None) }] })",
        ),
        (
            "scenario \"a \\\"b\\\"\" for d { from f at 2024-08-01 with a.b = 1, c = {} with e = x without f, g.h expect permitted }",
            "Scenario(Scenario { title: a \\\"b\\\", decision: d, from: Some(f), at: Some(Time {Date { days: 19936 } }), \
             with: [Setting { path: a.b, value: Amount(1, One) }, Setting { path: c, value: Set { members: [], more: false } }, Setting { path: e, value: x }], \
             without: [f, g.h], expect: [Expectation { kind: Permitted }], outline: None })",
        ),
        (
            "scenario outline \"o\" for d {\n | a.b | at | expect |\n | - | - | - |\n | ? | 2024-08-01 | forbidden |\n | {x} | - | warning w |\n}",
            "Scenario(Scenario { title: o, decision: d, from: None, at: None, with: [], without: [], expect: [], outline: Some(Outline { \
             columns: [Fact(a.b), At(), Expect()], rows: [OutlineRow { cells: [Unknown, Value(Time(Date { days: 19936 })), Expect(Expectation { kind: Forbidden([]) })] }, \
             OutlineRow { cells: [Value(Set { members: [x], more: false }), Keep, \
             Expect(Expectation { kind: Noted { noted: Told, kind: Warning, reference: Reference { name: w, member: None } } })] }] }) })",
        ),
    ] {
        assert_eq!(item(text), tree, "{text}");
    }
}

#[test]
fn expectations() {
    let expectation = |text: &str| {
        let tree = item(&format!("scenario \"s\" for d {{ expect {text} }}"));
        let (_, rest) = tree.split_once("expect: [Expectation { kind: ").unwrap();
        rest.split_once(" }], outline: None").unwrap().0.to_owned()
    };
    for (text, tree) in [
        ("permitted", "Permitted"),
        (
            "forbidden by a, b(\"d-1\"), c(source), d(#2)",
            "Forbidden([Reference { name: a, member: None }, Reference { name: b, member: Some(\"d-1\") }, \
             Reference { name: c, member: Some(\"source\") }, Reference { name: d, member: Some(\"#2\") }])",
        ),
        ("undetermined", "Undetermined([])"),
        (
            "undetermined needing a.b, a.c(\"d-1\").e.f, s(#1)",
            "Undetermined([Needed { path: a.b, member: None, after: None }, Needed { path: a.c, member: Some(\"d-1\"), after: Some(\".e.f\") }, \
             Needed { path: s, member: Some(\"#1\"), after: None }])",
        ),
        ("remedy impossible", "Remedy(Impossible)"),
        ("remedy wait", "Remedy(Wait(None))"),
        ("remedy wait until 2024-08-01", "Remedy(Wait(Some(Time {Date { days: 19936 } })))"),
        ("remedy by source", "Remedy(By(source))"),
        ("no duty a", "Noted { noted: Absent, kind: Duty, reference: Reference { name: a, member: None } }"),
        ("effect a(b)", "Noted { noted: Told, kind: Effect, reference: Reference { name: a, member: Some(\"b\") } }"),
        ("suggestion a", "Noted { noted: Told, kind: Suggestion, reference: Reference { name: a, member: None } }"),
        ("refund = 38.50 CNY", "Value { decision: refund, value: Amount(38.5, Currency(\"CNY\")) }"),
    ] {
        assert_eq!(expectation(text), tree, "{text}");
    }
}

#[test]
fn blanks_and_comments_may_stand_anywhere() {
    let plain = "rule r { forbid d when a is b and ( c or d ) cite e . f }";
    let spaced = plain.replace(" . ", ".").replace(' ', " // }{\"|\n\t");
    assert_eq!(item(&spaced), item(&plain.replace(" . ", ".")));
    assert!(findings("\u{FEFF}// nothing\r\n\r\n").is_empty());
    assert!(findings("").is_empty());
    assert_eq!(item("\u{FEFF}actor a"), "Actor(Actor { name: a, label: [] })");
}
