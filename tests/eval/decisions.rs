//! §8 decisions.

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
