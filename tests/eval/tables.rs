//! §6 tables.

use caveat::eval::answer::{Status, Verdict};
use caveat::value::State;
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{answered, asked, at, names, policy, record, shown};

const VERDICT: &str = r#"
decision go { default permit }
message nope { en "No." }
table matrix for go {
  unless x.c
  | x.a | x.e         | => | because |
  | --- | ----------- | -- | ------- |
  | yes | red         | permit |     |
  | yes | green, blue | forbid | nope  |
  | no  | not red     | forbid | nope  |
  | no  | red         | permit |     |
}
"#;

#[test]
fn possible_rows_decide() {
    let policy = policy(VERDICT);
    let rows = [
        (json!({"a": true, "e": "red"}), Verdict::Permitted, vec![0], ""),
        (json!({"a": true, "e": "blue", "c": false}), Verdict::Forbidden, vec![1], ""),
        (json!({"e": "blue", "c": false}), Verdict::Forbidden, vec![1, 2], ""),
        (json!({"e": "blue"}), Verdict::Undetermined, vec![1, 2], "x.a x.c"),
        (json!({"a": false, "e": "blue"}), Verdict::Undetermined, vec![2], "x.c"),
        (json!({"e": "red"}), Verdict::Permitted, vec![0, 3], ""),
        (json!({"a": true, "c": false}), Verdict::Undetermined, vec![0, 1], "x.e"),
        (json!({"a": true}), Verdict::Undetermined, vec![0, 1], "x.e x.c"),
        (json!({}), Verdict::Undetermined, vec![0, 1, 2, 3], "x.a x.e x.c"),
    ];
    for (facts, verdict, deciding, missing) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        let findings: Vec<_> = answer.forbidden_by.iter().chain(&answer.permitted_by).chain(&answer.undetermined).collect();
        assert_eq!((answer.verdict, findings.len()), (Some(verdict), 1), "{facts}");
        assert_eq!(findings[0].rows, deciding, "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), missing, "{facts}");
    }
    let excused = record(&policy, &json!({"x": {"a": true, "e": "blue", "c": true}}));
    let answer = answered(&policy, "go", &excused, at(0));
    assert_eq!((answer.verdict, names(&policy, &answer.excepted)), (Some(Verdict::Permitted), vec!["matrix".to_owned()]));
}

#[test]
fn cells() {
    let policy = policy(
        "decision v : number\ntable v first {
  | x.n     | x.m      | x.t          | => |
  | --- | --- | --- | --- |
  | < 0     | -        | -            | 1  |
  | 0 .. 1  | -        | -            | 2  |
  | 1 ..< 2 | none     | -            | 3  |
  | 1 ..< 2 | not none | < 2024-01-02 | 4  |
  | 2, 3    | not 7    | -            | 5  |
  | else    |          |              | 6  |
}",
    );
    let rows = [
        (json!({"n": -1}), "1"),
        (json!({"n": 1}), "2"),
        (json!({"n": 1.5, "m": null}), "3"),
        (json!({"n": 1.5, "m": 0, "t": 0}), "4"),
        (json!({"n": 1.5, "m": 0, "t": 86400}), "6"),
        (json!({"n": 1.5}), "?"),
        (json!({"n": 2, "m": 7}), "6"),
        (json!({"n": 2, "m": 8}), "5"),
        (json!({"n": 3, "m": null}), "5"),
        (json!({"n": 4}), "6"),
        (json!({"m": null}), "?"),
    ];
    for (facts, expected) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        assert_eq!(shown(answered(&policy, "v", &record, at(0)).value.unwrap()), expected, "{facts}");
    }
}

const VALUED: &str = r#"
decision v : number?
message why { en "Nobody says." }
table v first {
  given x.b
  | x.a | x.e  | => | because |
  | --- | --- | --- | --- |
  | yes | -    | x.n |   |
  | no  | red  | 5 |     |
  | no  | blue | undetermined | why |
  | else |     | none |  |
}
"#;

#[test]
fn values() {
    let policy = policy(VALUED);
    let rows = [
        (json!({"b": true, "a": true, "n": 7}), "7", vec![0], "", Status::Applies),
        (json!({"b": true, "a": true}), "?", vec![0], "x.n", Status::Unknown),
        (json!({"b": true, "e": "red", "n": 5}), "?", vec![0, 1, 3], "x.a", Status::Unknown),
        (json!({"b": true, "e": "red"}), "?", vec![0, 1, 3], "x.a x.n", Status::Unknown),
        (json!({"b": true, "a": false, "e": "blue"}), "?", vec![2], "", Status::Applies),
        (json!({"b": true, "a": false}), "?", vec![1, 2, 3], "x.e", Status::Unknown),
        (json!({"b": true, "a": false, "e": "green"}), "none", vec![3], "", Status::Applies),
        (json!({"b": false}), "none", vec![], "", Status::OutOfScope),
        (json!({"a": false, "e": "green"}), "none", vec![3], "", Status::Applies),
        (json!({"a": false, "e": "red"}), "?", vec![1], "x.b", Status::Unknown),
        (json!({"a": false, "e": "blue"}), "?", vec![2], "x.b", Status::Unknown),
    ];
    for (facts, value, deciding, missing, status) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "v", &record, at(0));
        let table = answer.valued_by.unwrap();
        assert_eq!((shown(answer.value.unwrap()).as_str(), table.rows, table.status), (value, deciding, status), "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), missing, "{facts}");
        assert_eq!(answer.verdict, (answer.value == Some(State::Unknown)).then_some(Verdict::Undetermined));
    }
}

#[test]
fn collect() {
    let policy = policy(
        r#"
decision go { default forbid }
message nope { en "No." }
table each for go collect {
  given x.k is 1
  | x.a | x.b | x.c | => | because |
  | --- | --- | --- | --- | --- |
  | yes | -   | -   | permit |     |
  | -   | yes | -   | permit |     |
  | -   | -   | yes | forbid | nope  |
  | no  | no  | no  | forbid | nope  |
}
"#,
    );
    let rows = [
        (json!({"k": 1, "a": true, "c": false}), Verdict::Permitted, "", "each[0]", "", ""),
        (json!({"k": 1, "a": true}), Verdict::Undetermined, "", "each[0]", "each[2]", "x.c"),
        (json!({"k": 1, "c": true}), Verdict::Forbidden, "each[2]", "", "each[0, 1]", ""),
        (json!({"k": 1, "c": false}), Verdict::Undetermined, "", "", "each[0, 1, 3]", "x.a x.b"),
        (json!({"k": 2}), Verdict::Forbidden, "", "", "", ""),
        (json!({"a": true, "b": true, "c": false}), Verdict::Undetermined, "", "", "each[0, 1]", "x.k"),
    ];
    for (facts, verdict, forbids, permits, unknown, missing) in rows {
        let facts = json!({ "x": facts });
        let record = record(&policy, &facts);
        let answer = answered(&policy, "go", &record, at(0));
        let show = |found: &[caveat::eval::answer::Finding<'_>]| {
            found.iter().map(|found| format!("each{:?}", found.rows)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(answer.verdict, Some(verdict), "{facts}");
        let lists = [show(&answer.forbidden_by), show(&answer.permitted_by), show(&answer.undetermined)];
        assert_eq!(lists, [forbids, permits, unknown], "{facts}");
        assert_eq!(asked(&policy, &answer.missing).join(" "), missing, "{facts}");
    }
}
