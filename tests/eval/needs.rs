//! §9 needs.

use pretty_assertions::assert_eq;
use serde_json::{Value as Json, json};

use crate::support::{answered, asked, at, policy, record};

fn needs(condition: &str, facts: &Json) -> String {
    let policy =
        policy(&format!("decision go {{ default permit }}\nrule r {{ forbid go  when {condition}  because en \"R.\"  cite d.c }}"));
    let record = record(&policy, facts);
    let answer = answered(&policy, "go", &record, at(0));
    asked(&policy, &answer.missing).join(" ")
}

#[test]
fn of_conditions() {
    let partly = json!({"x": {"s": {"yes": ["red"], "no": ["green"], "open": true}, "words": {"yes": ["a"], "no": [], "open": true}}});
    let perhaps_empty = json!({"x": {"s": {"yes": [], "no": ["green"], "open": true}}});
    let rows = [
        ("x.a and x.b", json!({}), "x.a x.b"),
        ("x.a and x.b", json!({"x": {"a": true}}), "x.b"),
        ("x.a and x.b", json!({"x": {"a": false}}), ""),
        ("x.b and (x.a or x.b)", json!({}), "x.b x.a"),
        ("x.n + x.k < 5", json!({"x": {"n": 1}}), "x.k"),
        ("x.m < x.mm", json!({"x": {"m": null}}), ""),
        ("x.m is x.mm", json!({"x": {"m": null}}), "x.mm"),
        ("(if (x.a) then x.n else x.k) is 1", json!({"x": {"a": true}}), "x.n"),
        ("(if (x.a) then x.n else x.k) is 1", json!({"x": {"k": 1}}), "x.a x.n"),
        ("(if (x.a) then x.n else 2) is 1", json!({"x": {"n": 3}}), "x.a"),
        ("g is none", json!({}), "g is none"),
        ("g is not none and g.n is 1", json!({}), "g is none g.n"),
        ("x.s has red", json!({}), "x.s"),
        ("x.s has blue", partly.clone(), "x.s(blue)"),
        ("x.s has any of {green, blue}", partly.clone(), "x.s(blue)"),
        ("x.s has any of {green, blue}", json!({}), "x.s"),
        ("x.s has x.e", json!({"x": {"s": ["red"]}}), "x.e"),
        ("x.s has x.e", partly.clone(), "x.e"),
        ("x.s has x.e", perhaps_empty.clone(), "x.e x.s(red) x.s(blue)"),
        ("x.s has x.e", json!({}), "x.e x.s"),
        ("x.s has x.e", json!({"x": {"e": "red"}}), "x.s"),
        ("x.s is empty", perhaps_empty, "x.s(red) x.s(blue)"),
        ("x.words has \"b\"", partly.clone(), "x.words(b)"),
        ("x.words is not empty", json!({"x": {"words": {"yes": [], "no": ["a"], "open": true}}}), "x.words"),
        ("x.n in {x.k, 1}", json!({"x": {"n": 2}}), "x.k"),
    ];
    for (condition, facts, expected) in rows {
        assert_eq!(needs(condition, &facts), expected, "{condition} for {facts}");
    }
}

#[test]
fn of_lists() {
    let closed = json!({"x": {"disks": [{"hot": false}, {}]}});
    let open = json!({"x": {"disks": {"members": [{"hot": false}, {}]}}});
    let rows = [
        ("some d in x.disks (d.hot)", closed.clone(), "x.disks(#2).hot"),
        ("some d in x.disks (d.hot)", open.clone(), "x.disks(#2).hot x.disks x.disks(...).hot"),
        ("some d in x.disks (d.hot or x.a)", json!({}), "x.disks x.disks(...).hot x.a"),
        ("some d in x.disks (x.a)", json!({"x": {"a": true}}), "x.disks"),
        ("some d in x.disks (x.a)", json!({"x": {"a": false}}), ""),
        ("every d in x.disks (x.a)", json!({"x": {"a": true}}), ""),
        ("every d in x.disks (x.a)", json!({"x": {"a": false}}), "x.disks"),
        ("every d in x.disks (d.hot)", open.clone(), ""),
        ("count d in x.disks (d.hot) < 1", closed, "x.disks(#2).hot"),
        ("count d in x.disks (d.hot) < 1", open.clone(), "x.disks(#2).hot x.disks x.disks(...).hot"),
        ("count of x.disks > 2", open, "x.disks"),
        ("some d in x.disks (d.tags has red)", json!({"x": {"disks": [{}]}}), "x.disks(#1).tags"),
        (
            "some d in x.disks (d.tags has red)",
            json!({"x": {"disks": [{"tags": {"yes": [], "no": [], "open": true}}]}}),
            "x.disks(#1).tags(red)",
        ),
    ];
    for (condition, facts, expected) in rows {
        assert_eq!(needs(condition, &facts), expected, "{condition} for {facts}");
    }
}
