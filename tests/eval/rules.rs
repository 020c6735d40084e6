//! §7 rules: statuses, exceptions, instances.

use caveat::eval::answer::{Answer, Status, Verdict};
use caveat::model::policy::Policy;
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{answered, asked, at, name, policy, record};

/// Every instance with its status: `r(p) applies`.
fn statuses(policy: &Policy, answer: &Answer<'_, '_>) -> Vec<String> {
    let lists = [
        &answer.forbidden_by,
        &answer.permitted_by,
        &answer.undetermined,
        &answer.excepted,
        &answer.others,
        &answer.warnings,
        &answer.duties,
        &answer.effects,
        &answer.suggestions,
    ];
    let all = lists.into_iter().flatten();
    all.map(|found| format!("{} {}", name(policy, found.subject, found.instance), word(found.status))).collect()
}

fn word(status: Status) -> &'static str {
    match status {
        Status::NotInForce => "not in force",
        Status::OutOfScope => "out of scope",
        Status::Clear => "clear",
        Status::Excepted => "excepted",
        Status::Applies => "applies",
        Status::Unknown => "unknown",
    }
}

/// All combinations of scope, when and excused against the table of §7; `null` stands for unknown.
#[test]
fn the_table_of_statuses() {
    let policy = policy(
        "decision go { default permit }
rule r { forbid go  given x.a  when x.b  unless x.c  because en \"R.\"  cite d.c }",
    );
    let truths = [Some(false), None, Some(true)];
    for scope in truths {
        for when in truths {
            for excused in truths {
                let expected = match (scope, when, excused) {
                    (Some(false), _, _) => "out of scope",
                    (_, Some(false), _) => "clear",
                    (_, _, Some(true)) => "excepted",
                    (Some(true), Some(true), Some(false)) => "applies",
                    _ => "unknown",
                };
                let mut facts = json!({"x": {}});
                for (key, truth) in [("a", scope), ("b", when), ("c", excused)] {
                    if let Some(truth) = truth {
                        facts["x"][key] = json!(truth);
                    }
                }
                let record = record(&policy, &facts);
                let answer = answered(&policy, "go", &record, at(0));
                assert_eq!(statuses(&policy, &answer), [format!("r {expected}")], "{facts}");
            }
        }
    }
}

#[test]
fn in_force_from_and_through() {
    let policy = policy(
        "decision go { default permit }
rule r { forbid go  when x.a  because en \"R.\"  effective from 2024-01-02 through 2024-01-03  cite d.c }
exception e to r { when x.b  because en \"E.\"  effective from 2024-01-03  cite d.c }",
    );
    let record = record(&policy, &json!({"x": {"a": true, "b": true}}));
    let midnight = |day: i64| at((day - 1) * 86_400 - 8 * 3600);
    let rows = [
        (midnight(2) - 1, "r not in force"),
        (midnight(2), "r applies"),
        (midnight(3) - 1, "r applies"),
        (midnight(3), "r excepted"),
        (midnight(4) - 1, "r excepted"),
        (midnight(4), "r not in force"),
    ];
    for (now, expected) in rows {
        assert_eq!(statuses(&policy, &answered(&policy, "go", &record, now)), [expected], "{now}");
    }
}

#[test]
fn exceptions_have_conditions_of_their_own() {
    let policy = policy(
        "decision go { default permit }
rule r { forbid go  when x.a  because en \"R.\"  cite d.c }
exception one to r { given x.b  when x.e is red  because en \"E.\"  cite d.c }
exception two to r { when x.c  unless x.n > 5  because en \"E.\"  cite d.c }",
    );
    let rows = [
        (json!({"b": false, "c": false}), "r applies", 0, ""),
        (json!({"b": true, "e": "red"}), "r excepted", 1, ""),
        (json!({"b": true, "c": true, "e": "red", "n": 0}), "r excepted", 2, ""),
        (json!({"b": true, "c": false}), "r unknown", 0, "x.e"),
        (json!({"b": false, "c": true}), "r unknown", 0, "x.n"),
        (json!({"b": false, "c": true, "n": 6}), "r applies", 0, ""),
    ];
    for (mut facts, expected, excused, needs) in rows {
        facts["a"] = json!(true);
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        assert_eq!(statuses(&policy, &answer), [expected], "{facts}");
        assert_eq!(answer.excepted.first().map_or(0, |found| found.exceptions.len()), excused, "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), needs, "{facts}");
    }
}

#[test]
fn instances_of_entities_and_lists() {
    let policy = policy(
        "decision go { default permit }
rule party for who in {p, q} { forbid go  when not who.ok  because en \"R.\"  cite d.c }
rule disk for d in x.disks { forbid go  given x.a  when d.hot  because en \"R.\"  cite d.c }",
    );
    let rows = [
        (json!({"x": {"a": true, "disks": []}}), vec!["party(p) unknown", "party(q) unknown", "disk clear"], "p.ok q.ok"),
        (
            json!({"p": {"ok": false}, "q": {"ok": true}, "x": {"a": false, "disks": []}}),
            vec!["party(p) applies", "party(q) clear", "disk out of scope"],
            "",
        ),
        (
            json!({"p": {"ok": true}, "q": {"ok": true}, "x": {"a": true, "disks": [{"hot": true}, {}, {"hot": false}]}}),
            vec!["disk(#1) applies", "disk(#2) unknown", "party(p) clear", "party(q) clear", "disk(#3) clear"],
            "",
        ),
        (
            json!({"p": {"ok": true}, "q": {"ok": true}, "x": {"a": true, "disks": {"members": [{}]}}}),
            vec!["disk(#1) unknown", "disk(...) unknown", "party(p) clear", "party(q) clear"],
            "x.disks(#1).hot x.disks x.disks(...).hot",
        ),
        (
            json!({"p": {"ok": true}, "q": {"ok": true}}),
            vec!["disk(...) unknown", "party(p) clear", "party(q) clear"],
            "x.disks x.a x.disks(...).hot",
        ),
        (
            json!({"p": {"ok": true}, "q": {"ok": true}, "x": {"a": false}}),
            vec!["party(p) clear", "party(q) clear", "disk(...) out of scope"],
            "",
        ),
    ];
    for (facts, expected, needs) in rows {
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        assert_eq!(statuses(&policy, &answer), expected, "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), needs, "{facts}");
    }
}

#[test]
fn instances_of_sets() {
    let policy = policy(
        "decision go { default permit }
rule each for c in x.s { forbid go  when c in {red, blue} and x.b  because en \"R.\"  cite d.c }",
    );
    let rows = [
        (json!({"s": ["red", "green"], "b": true}), vec!["each(red) applies", "each(green) clear"], ""),
        (json!({"s": [], "b": true}), vec!["each clear"], ""),
        (
            json!({"s": {"yes": ["green"], "no": ["red"], "open": true}, "b": true}),
            vec!["each(...) unknown", "each(green) clear"],
            "x.s(blue)",
        ),
        (json!({"s": {"yes": ["green"], "no": ["red", "blue"], "open": true}, "b": true}), vec!["each(green) clear"], ""),
        (json!({"b": true}), vec!["each(...) unknown"], "x.s"),
        (json!({}), vec!["each(...) unknown"], "x.s x.b"),
        (json!({"b": false}), vec!["each(...) clear"], ""),
    ];
    for (facts, expected, needs) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        assert_eq!(statuses(&policy, &answer), expected, "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), needs, "{facts}");
    }
}

#[test]
fn what_moves_nothing() {
    let policy = policy(
        "decision go { default permit }
given x.a {
  rule nope { forbid go  when x.b  because en \"R.\"  remedy impossible suggest named  cite d.c }
  rule hint { warn go  when x.c  because en \"W.\"  cite d.c }
}
duty do_it for d in x.disks { of p  after go  when d.hot  says en \"Do.\"  cite d.c }
effect so { after go  unless x.c  says en \"So.\"  cite d.c }
suggest named { when x.n < 5  says en \"Named.\"  cite d.c }
suggest instead { instead of go  says en \"Instead.\"  cite d.c }
suggest alone { when x.a  says en \"Alone.\"  cite d.c }",
    );
    let rows = [
        (
            json!({"a": true, "b": true, "c": true, "n": 1, "disks": [{"hot": true}]}),
            Verdict::Forbidden,
            vec!["nope applies", "hint applies", "do_it(#1) applies", "named applies", "instead applies"],
        ),
        (
            json!({"a": true, "b": true, "disks": []}),
            Verdict::Forbidden,
            vec!["nope applies", "hint unknown", "so unknown", "named unknown", "instead applies"],
        ),
        (
            json!({"a": true, "c": false, "n": 1, "disks": {"members": []}}),
            Verdict::Undetermined,
            vec!["nope unknown", "hint clear", "do_it(...) unknown", "so applies", "named unknown", "instead unknown"],
        ),
        (json!({"a": false, "c": true, "disks": []}), Verdict::Permitted, vec!["nope out of scope", "hint out of scope"]),
        (
            json!({"b": true, "c": true, "n": 9, "disks": []}),
            Verdict::Undetermined,
            vec!["nope unknown", "hint unknown", "instead unknown"],
        ),
    ];
    for (facts, verdict, expected) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        assert_eq!(
            (answer.verdict, statuses(&policy, &answer)),
            (Some(verdict), expected.iter().map(ToString::to_string).collect()),
            "{facts}"
        );
    }
}
