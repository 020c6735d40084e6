//! §8 decisions.

use caveat::eval::Decider;
use caveat::eval::answer::Verdict::{Forbidden, Permitted, Undetermined};
use caveat::value::Truth::{No, Unknown, Yes};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{answered, asked, at, names, policy, record, verdict_truth};

/// Both tables of §8, with `x.a` for F and `x.b` for P; `null` stands for unknown.
#[test]
fn verdicts() {
    let rules = "rule f { forbid go  when x.a  because en \"F.\"  cite d.c }
rule p { permit go  when x.b  cite d.c }";
    let permit = policy(&format!("decision go {{ default permit }}\n{rules}"));
    let forbid = policy(&format!("decision go {{ default forbid }}\n{rules}"));
    let (y, n, u) = (Some(true), Some(false), None);
    let rows = [
        (n, n, Permitted, "", Forbidden, ""),
        (u, n, Undetermined, "x.a", Forbidden, ""),
        (y, n, Forbidden, "", Forbidden, ""),
        (n, u, Permitted, "", Undetermined, "x.b"),
        (u, u, Undetermined, "x.a", Undetermined, "x.a x.b"),
        (y, u, Forbidden, "", Forbidden, ""),
        (n, y, Permitted, "", Permitted, ""),
        (u, y, Undetermined, "x.a", Undetermined, "x.a"),
        (y, y, Forbidden, "", Forbidden, ""),
    ];
    for (f, p, if_permit, missing_permit, if_forbid, missing_forbid) in rows {
        let mut facts = json!({"x": {}});
        for (key, truth) in [("a", f), ("b", p)] {
            if let Some(truth) = truth {
                facts["x"][key] = json!(truth);
            }
        }
        for (policy, verdict, missing) in [(&permit, if_permit, missing_permit), (&forbid, if_forbid, missing_forbid)] {
            let record = record(policy, &facts);
            let answer = answered(policy, "go", &record, at(0));
            assert_eq!((answer.verdict, asked(policy, &answer.missing).join(" ")), (Some(verdict), missing.to_owned()), "{facts}");
            assert_eq!(answer.forbidden_by.len(), usize::from(f == y));
            assert_eq!(answer.permitted_by.len(), usize::from(p == y));
            assert_eq!(answer.undetermined.len(), usize::from(f.is_none()) + usize::from(p.is_none()));
        }
    }
}

#[test]
fn a_decision_asks_another() {
    let policy = policy(
        "decision inner { default forbid }
rule yes_if { permit inner  when x.b  cite d.c }
rule no_if { forbid inner  when x.c  because en \"F.\"  cite d.c }
decision go { default permit }
rule f { forbid go  when inner is forbidden  because en \"F.\"  cite d.c }
rule g { forbid go  when inner is permitted and x.a  because en \"F.\"  cite d.c }",
    );
    let rows = [
        (json!({"b": false}), vec!["f"], vec![], ""),
        (json!({"b": true, "c": false, "a": true}), vec!["g"], vec![], ""),
        (json!({"b": true, "a": false}), vec![], vec!["f"], "x.c"),
        (json!({"a": true}), vec![], vec!["f", "g"], "x.b x.c"),
        (json!({"c": true}), vec!["f"], vec![], ""),
    ];
    for (facts, forbidden_by, undetermined, missing) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        assert_eq!(names(&policy, &answer.forbidden_by), forbidden_by, "{facts}");
        assert_eq!(names(&policy, &answer.undetermined), undetermined, "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), missing, "{facts}");
    }
}

#[test]
fn a_value_is_asked_by_a_condition() {
    let policy = policy(
        "decision fee : number
table fee first {
  | x.a | => |
  | --- | --- |
  | yes | x.n |
  | else | 0 |
}
decision go { default permit }
rule f { forbid go  when fee > 5  because en \"F.\"  cite d.c }",
    );
    for (facts, expected) in
        [(json!({"a": true, "n": 6}), Yes), (json!({"a": false}), No), (json!({"n": 6}), Unknown), (json!({"n": 0}), No)]
    {
        assert_eq!(verdict_truth(&policy, &json!({ "x": facts })), expected);
    }
}

/// A hundred definitions, each asking the one before twice: answered once each, and proven once each.
#[test]
fn definitions_are_answered_once() {
    let text = (1..40).map(|n| format!("define d{n} = (d{0} and x.b) or (d{0} and x.c)\n", n - 1)).collect::<Vec<_>>().concat();
    let policy = policy(&format!(
        "define d0 = x.a\n{text}decision go {{ default permit }}\nrule f {{ forbid go  when d39  because en \"F.\"  cite d.c }}"
    ));
    let unknown = record(&policy, &json!({"x": {"a": true}}));
    let answer = answered(&policy, "go", &unknown, at(0));
    assert_eq!(asked(&policy, &answer.missing), ["x.b", "x.c"]);
    assert!(answer.proof.steps.len() < 40 * 12, "{}", answer.proof.steps.len());
}

/// More rules than a word has bits, and more than are told beforehand; records one by one, and all at once.
#[test]
fn many_rules() {
    let conditions =
        ["x.a and x.n > {}", "(x.e is red and x.n < {}) or (x.b and x.k > {})", "x.n is not x.k", "x.b and not (x.c or x.k < {})"];
    let facts = [
        json!({"x": {}}),
        json!({"x": {"a": true, "b": true, "c": false, "n": 150, "k": 150, "e": "red"}}),
        json!({"x": {"a": true, "b": false, "n": 70, "k": 71, "e": "red"}}),
        json!({"x": {"b": true, "c": false, "n": 599, "k": 600, "e": "blue"}}),
        json!({"x": {"a": false, "b": true, "c": true, "n": 3, "k": 3}}),
    ];
    for rules in [60_usize, 100, 150, 700] {
        let rule = |index: usize| {
            let when = conditions[index % conditions.len()].replace("{}", &index.to_string());
            format!("rule r{index} {{ forbid go  when {when}  because en \"F.\"  cite d.c }}\n")
        };
        let policy = policy(&format!("decision go {{ default permit }}\n{}", (0..rules).map(rule).collect::<String>()));
        let go = policy.decision(Some("go")).unwrap();
        let records: Vec<_> = facts.iter().map(|facts| (record(&policy, facts), at(0))).collect();
        let (mut decider, mut together) = (Decider::new(&policy), Vec::new());
        decider.decide_block(go, &records, &mut |_, ruling, found| together.push((ruling, found.to_vec())));
        for ((record, now), together) in records.iter().zip(together) {
            answered(&policy, "go", record, *now);
            let mut found = Vec::new();
            assert_eq!((decider.decide(go, record, *now, &mut found), found), together);
        }
    }
}
