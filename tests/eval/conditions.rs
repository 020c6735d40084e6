//! §2 truth, §3 terms, §4 comparisons, §5 sets and lists.

use caveat::value::Truth::{self, No, Unknown, Yes};
use pretty_assertions::assert_eq;
use serde_json::{Value as Json, json};

use crate::support::{truth, value};

fn hold(rows: &[(&str, Json, Truth)]) {
    for (condition, facts, expected) in rows {
        assert_eq!(truth(condition, facts), *expected, "{condition} for {facts}");
    }
}

#[test]
fn connectives() {
    let (yes, no) = (json!({"x": {"a": true}}), json!({"x": {"a": false}}));
    hold(&[
        ("x.a and x.b", yes.clone(), Unknown),
        ("x.a and x.b", no.clone(), No),
        ("x.b and x.a", no.clone(), No),
        ("x.a or x.b", yes.clone(), Yes),
        ("x.b or x.a", yes.clone(), Yes),
        ("x.a or x.b", no.clone(), Unknown),
        ("not x.a", no, Yes),
        ("not x.b", yes.clone(), Unknown),
        ("x.a", yes, Yes),
        ("x.a and yes", json!({}), Unknown),
    ]);
}

#[test]
fn comparisons() {
    let f = |f: Json, m: Json| json!({"x": {"f": f, "m": m, "mm": null}});
    hold(&[
        ("x.n is 5", json!({"x": {"n": 5}}), Yes),
        ("x.n is not 5", json!({"x": {"n": 5.0}}), No),
        ("x.n is x.k", json!({"x": {"n": 5}}), Unknown),
        ("x.n is x.n", json!({}), Unknown),
        ("x.w is \"A\"", json!({"x": {"w": "a"}}), No),
        ("x.f is red", f(json!(null), json!(1)), No),
        ("x.f is red", f(json!("red"), json!(1)), Yes),
        ("x.f is none", f(json!(null), json!(1)), Yes),
        ("x.f is none", f(json!("red"), json!(1)), No),
        ("x.f is none", json!({}), Unknown),
        ("x.f is not none", json!({}), Unknown),
        ("x.m is x.mm", f(json!(null), json!(null)), Yes),
        ("x.m is x.mm", f(json!(null), json!(1)), No),
        ("x.m is x.mm", json!({"x": {"mm": null}}), Unknown),
        ("x.m < x.mm", json!({"x": {"mm": null}}), No),
        ("x.m >= x.mm", f(json!(null), json!(null)), No),
        ("x.m < 5", json!({"x": {"m": null}}), No),
        ("x.m is not none and not (x.m < 5)", json!({"x": {"m": null}}), No),
        ("x.n < 5", json!({"x": {"n": 4.999}}), Yes),
        ("x.n <= 5", json!({"x": {"n": 5}}), Yes),
        ("x.n > 5", json!({"x": {"n": 5}}), No),
        ("x.n >= x.k", json!({"x": {"n": 5}}), Unknown),
        ("x.e in {red, blue}", json!({"x": {"e": "blue"}}), Yes),
        ("x.e in {red, blue}", json!({"x": {"e": "green"}}), No),
        ("x.e not in {red, blue}", json!({"x": {"e": "green"}}), Yes),
        ("x.e in {red, blue}", json!({}), Unknown),
        ("x.f in {red, blue}", json!({"x": {"f": null}}), No),
        ("x.n in {x.k, 5}", json!({"x": {"n": 5}}), Yes),
        ("x.n in {x.k, 5}", json!({"x": {"n": 6}}), Unknown),
        ("x.n in 5 .. 10", json!({"x": {"n": 10}}), Yes),
        ("x.n in 5 .. 10", json!({"x": {"n": 10.01}}), No),
        ("x.t in 2024-01-01 .. 2024-01-02", json!({"x": {"t": 0}}), Yes),
        ("x.t in 2024-01-01 .. 2024-01-02", json!({"x": {"t": 40 * 3600 - 1}}), Yes),
        ("x.t in 2024-01-01 .. 2024-01-02", json!({"x": {"t": 40 * 3600}}), No),
        ("x.t in 2024-01-01 .. 2024-01-02", json!({"x": {"t": -8 * 3600 - 1}}), No),
        ("now >= x.t", json!({"x": {"t": 0}}), Yes),
        ("now > x.t", json!({"x": {"t": 0}}), No),
        ("now - x.t >= 5 seconds", json!({"x": {"t": -5}}), Yes),
        ("now < x.t + x.du", json!({"x": {"t": -5, "du": 5}}), No),
        ("now < x.t + x.du", json!({"x": {"t": -5, "du": 6}}), Yes),
        ("now < x.t + x.du", json!({"x": {"t": -5}}), Unknown),
        ("x.u < now", json!({"x": {"u": null}}), No),
        ("g is none", json!({}), Unknown),
        ("g is none", json!({"g": null}), Yes),
        ("g is none", json!({"g": {}}), No),
        ("g is not none and g.n < 5", json!({"g": {}}), Unknown),
        ("g is not none and g.n < 5", json!({"g": null}), No),
    ]);
}

#[test]
fn terms() {
    let rows = [
        ("number?", "x.n + x.m", json!({"x": {"n": 5, "m": null}}), "none"),
        ("number?", "x.n + x.m", json!({"x": {"m": null}}), "none"),
        ("number?", "x.n + x.m", json!({"x": {"m": 1}}), "?"),
        ("number", "x.n - 2 * x.k", json!({"x": {"n": 0.3, "k": 0.1}}), "0.1"),
        ("duration", "x.t - x.t", json!({"x": {"t": 7}}), "0 s"),
        ("duration", "2 * x.du", json!({"x": {"du": -30}}), "-60 s"),
        ("time", "x.t + 1 month", json!({"x": {"t": 30 * 86400}}), "2024-02-29T08:00:00+08:00"),
        ("time", "x.t - 1 month", json!({"x": {"t": 90 * 86400}}), "2024-02-29T08:00:00+08:00"),
        ("time?", "x.u + 1 year", json!({"x": {"u": null}}), "none"),
        ("time", "x.t + 1 year", json!({}), "?"),
        ("number", "if (x.a) then x.n else 2", json!({"x": {"a": true}}), "?"),
        ("number", "if (x.a) then x.n else 2", json!({"x": {"a": false}}), "2"),
        ("number", "if (x.a) then x.n else 2", json!({"x": {"n": 2.0}}), "2"),
        ("number", "if (x.a) then x.n else 2", json!({"x": {"n": 3}}), "?"),
        ("number", "if (x.a) then x.n else x.k", json!({}), "?"),
        ("number?", "if (x.a) then x.m else x.mm", json!({"x": {"m": null, "mm": null}}), "none"),
        ("text", "if (x.a) then x.w else \"b\"", json!({"x": {"w": "b"}}), "b"),
    ];
    for (ty, term, facts, expected) in rows {
        assert_eq!(value(ty, term, &facts), expected, "{term} for {facts}");
    }
}

#[test]
fn sets() {
    let closed = json!({"x": {"s": ["red"], "words": ["Ä", "b"]}});
    let empty = json!({"x": {"s": [], "words": []}});
    let partly = json!({"x": {"s": {"yes": ["red"], "no": ["green"], "open": true}, "words": {"no": ["b"], "open": true}}});
    let all_said = json!({"x": {"s": {"no": ["red", "green", "blue"], "open": true}}});
    let missing = json!({});
    hold(&[
        ("x.s has red", closed.clone(), Yes),
        ("x.s has blue", closed.clone(), No),
        ("x.s has blue", partly.clone(), Unknown),
        ("x.s has green", partly.clone(), No),
        ("x.s has red", missing.clone(), Unknown),
        ("x.s has x.e", closed.clone(), Unknown),
        ("x.s has x.e", empty.clone(), No),
        ("x.s has x.e", all_said.clone(), No),
        ("x.s has x.f", json!({"x": {"f": null}}), No),
        ("x.e in x.s", json!({"x": {"e": "red", "s": ["red"]}}), Yes),
        ("x.words has \"Ä\"", closed.clone(), Yes),
        ("x.words has \"ä\"", closed.clone(), No),
        ("x.words has \"b\"", partly.clone(), No),
        ("x.words has \"c\"", partly.clone(), Unknown),
        ("x.s has any of {red, blue}", closed.clone(), Yes),
        ("x.s has any of {green, blue}", closed.clone(), No),
        ("x.s has any of {green, blue}", partly.clone(), Unknown),
        ("x.s has any of {green}", partly.clone(), No),
        ("x.s has all of {red, blue}", closed.clone(), No),
        ("x.s has all of {red, blue}", partly.clone(), Unknown),
        ("x.s has all of {red, green}", partly.clone(), No),
        ("x.s has all of {red}", partly.clone(), Yes),
        ("x.s is empty", empty.clone(), Yes),
        ("x.s is empty", closed, No),
        ("x.s is empty", partly.clone(), No),
        ("x.s is empty", all_said, Yes),
        ("x.words is empty", partly, Unknown),
        ("x.words is empty", empty, Yes),
        ("x.s is empty", missing, Unknown),
        ("g.s is empty", json!({"g": null}), Yes),
        ("g.s has red", json!({"g": null}), No),
        ("g.s has red", json!({"g": {}}), Unknown),
    ]);
}

#[test]
fn lists() {
    let list = |hot: &[Option<bool>], open: bool| {
        let members: Vec<Json> = hot.iter().map(|hot| hot.map_or_else(|| json!({}), |hot| json!({"hot": hot}))).collect();
        let disks = if open { json!({"members": members}) } else { json!(members) };
        json!({"x": {"disks": disks}})
    };
    let (y, n, u) = (Some(true), Some(false), None);
    let some = "some d in x.disks (d.hot)";
    let every = "every d in x.disks (d.hot)";
    let count = "count d in x.disks (d.hot)";
    hold(&[
        (some, list(&[], false), No),
        (some, list(&[n, u], false), Unknown),
        (some, list(&[u, y], false), Yes),
        (some, list(&[n], true), Unknown),
        (some, list(&[y], true), Yes),
        (some, json!({}), Unknown),
        ("some d in x.disks (d.hot and x.a)", json!({"x": {"a": false}}), No),
        (every, list(&[], false), Yes),
        (every, list(&[y, u], false), Unknown),
        (every, list(&[u, n], false), No),
        (every, list(&[y], true), Unknown),
        (every, list(&[n], true), No),
        ("every d in x.disks (d.hot or x.a)", json!({"x": {"a": true}}), Yes),
        ("some d in g.disks (d.hot)", json!({"g": null}), No),
        ("every d in g.disks (d.hot)", json!({"g": null}), Yes),
        ("some d in x.disks (d.tags has red)", json!({"x": {"disks": [{"tags": ["red"]}]}}), Yes),
        ("some d in x.disks (d.tags has red)", json!({"x": {"disks": [{}]}}), Unknown),
        (&format!("{count} > 1"), list(&[y, y, u], false), Yes),
        (&format!("{count} > 2"), list(&[y, y, u], false), Unknown),
        (&format!("{count} > 3"), list(&[y, y, u], false), No),
        (&format!("{count} < 2"), list(&[y, y, u], false), No),
        (&format!("{count} < 4"), list(&[y, y, u], false), Yes),
        (&format!("{count} < 4"), list(&[y, y, u], true), Unknown),
        (&format!("{count} >= 2"), list(&[y, y], true), Yes),
        (&format!("{count} is 2"), list(&[y, y, n], false), Yes),
        (&format!("{count} is 2"), list(&[y, u, n], false), Unknown),
        (&format!("{count} is 3"), list(&[y, u, n], false), No),
        (&format!("{count} is 0"), list(&[y], true), No),
        (&format!("{count} is not 0"), list(&[], false), No),
        ("count d in x.disks (d.hot and x.a) is 0", json!({"x": {"a": false}}), Yes),
        ("count of x.disks < 1", list(&[u], false), No),
        ("count of x.disks < 2", list(&[u], false), Yes),
        ("count of x.disks < 2", list(&[u], true), Unknown),
        ("count of x.disks < 1", list(&[u], true), No),
        ("count of x.disks <= 0", json!({"g": null}), Unknown),
        ("count of x.disks + count d in x.disks (d.hot) >= 3", list(&[y, u], false), Yes),
        ("count of x.disks + count d in x.disks (d.hot) >= 4", list(&[y, u], false), Unknown),
        ("count of x.disks + count d in x.disks (d.hot) >= 5", list(&[y, u], false), No),
        ("2 < count of x.disks", list(&[y, u, n], false), Yes),
    ]);
}
