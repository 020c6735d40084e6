//! §10 time: until when to wait, and how long a proof stays as it is.

use caveat::advise::edges::{Stretch, stretch};
use caveat::advise::wait::{Wait, wait};
use caveat::eval::answer::{Instance, Subject};
use caveat::eval::ask::Asker;
use caveat::model::policy::{Policy, RuleId, TableId};
use pretty_assertions::assert_eq;
use serde_json::{Value as Json, json};

use crate::support::{answered, at, policy, record};

const DAY: i64 = 86_400;

fn until(policy: &Policy, subject: Subject, facts: &Json, now: i64) -> Wait {
    let record = record(policy, facts);
    wait(Asker { policy, record: &record, now, instance: Instance::Only }, subject)
}

fn wait_for(declarations: &str, condition: &str, facts: &Json) -> Wait {
    let policy = policy(&format!(
        "decision go {{ default permit }}\nrule r {{ forbid go  when {condition}  because en \"R.\"  cite d.c }}\n{declarations}"
    ));
    until(&policy, Subject::Rule(RuleId(0)), facts, at(0))
}

#[test]
fn of_comparisons() {
    let open_end = json!({"x": {"a": true, "t": 10, "du": 5}});
    let rows = [
        ("now < x.t", open_end.clone(), Wait::Until(at(10))),
        ("now <= x.t", open_end.clone(), Wait::Until(at(11))),
        ("now is not x.t", open_end.clone(), Wait::Until(at(10))),
        ("x.t > now", open_end.clone(), Wait::Until(at(10))),
        ("now < x.t + x.du", open_end.clone(), Wait::Until(at(15))),
        ("now - x.t < x.du", open_end.clone(), Wait::Until(at(15))),
        ("now - x.t <= 1 minute", open_end.clone(), Wait::Until(at(71))),
        ("x.t - now > x.du", open_end.clone(), Wait::Until(at(5))),
        ("(now - x.t) + (now - x.t) < x.du", open_end.clone(), Wait::Until(at(13))),
        ("now < x.t + 1 month", open_end.clone(), Wait::Until(at(31 * DAY + 10))),
        ("now >= x.t - 10 seconds", open_end.clone(), Wait::Never),
        ("x.a", open_end.clone(), Wait::Never),
        ("now < x.t or x.a", open_end.clone(), Wait::Never),
        ("now < x.t or now is x.t + 5 seconds", open_end.clone(), Wait::Until(at(10))),
        ("not (now in {x.t, x.t + 2 seconds})", open_end.clone(), Wait::Until(at(10))),
        ("now in 2024-01-01 .. 2024-01-02", open_end.clone(), Wait::Until(at(40 * 3600))),
        ("now < x.t or (now < 2024-01-02 and x.b)", open_end.clone(), Wait::Unknown),
        ("(now < x.t and x.a) or now < x.t - 5 seconds", open_end.clone(), Wait::Until(at(10))),
        ("now < (if (now < 2024-01-01T00:00:05Z) then x.t else x.t + 1 day)", open_end.clone(), Wait::Until(at(DAY + 10))),
        ("now < x.t", json!({"x": {}}), Wait::Unknown),
        ("now < x.t", json!({"x": {"t": -1}}), Wait::Until(at(0))),
        ("now - (if (x.b) then x.t else x.t + x.du) < 1 day or now < x.t", open_end, Wait::Unknown),
    ];
    for (condition, facts, expected) in rows {
        assert_eq!(wait_for("", condition, &facts), expected, "{condition}");
    }
}

#[test]
fn of_params_definitions_tables_and_decisions() {
    let facts = json!({"x": {"t": 0, "a": true, "e": "red"}});
    let later = "param age = 5 days then 7 days from 2024-01-04 then 1 day from 2024-01-07\n";
    let midnight = |day: i64| at((day - 1) * DAY - 8 * 3600);
    let table = "table level : number first {\n | now - x.t | => |\n | --- | --- |\n | < 2 days | 1 |\n | 2 days ..< 3 days | 2 |\n | else | 3 |\n}\n";
    let rows = [
        (later, "now < x.t + age", Wait::Until(midnight(7))),
        ("define old = now - x.t\n", "old < 3 days", Wait::Until(at(3 * DAY))),
        (table, "level < 3", Wait::Until(at(3 * DAY))),
        (table, "level is 1", Wait::Until(at(2 * DAY))),
        (
            "decision other { default permit }\nrule s { forbid other  when now < x.t + 1 day  because en \"R.\"  cite d.c }\n",
            "other is forbidden",
            Wait::Until(at(DAY)),
        ),
        ("exception e to r { when now >= x.t + 2 days  because en \"E.\"  cite d.c }\n", "x.a", Wait::Until(at(2 * DAY))),
        ("exception e to r { when x.a  because en \"E.\"  effective from 2024-01-05  cite d.c }\n", "x.a", Wait::Until(midnight(5))),
        ("param bad : set of color = {red} then {blue} from 2024-01-05\n", "x.e in bad", Wait::Until(midnight(5))),
    ];
    for (declarations, condition, expected) in rows {
        assert_eq!(wait_for(declarations, condition, &facts), expected, "{declarations}{condition}");
    }
}

#[test]
fn of_what_is_in_force_and_of_tables() {
    let midnight = |day: i64| at((day - 1) * DAY - 8 * 3600);
    let policy = policy(
        "decision go { default permit }
rule r { forbid go  when x.a  because en \"R.\"  effective through 2024-01-02  cite d.c }
message nope { en \"No.\" }
table t for go {
  | x.a | now                     | => | because |
  | --- | --- | --- | --- |
  | yes | < 2024-01-04            | forbid | nope |
  | yes | 2024-01-04 ..< 2024-01-06 | forbid | nope |
  | yes | >= 2024-01-06           | permit | |
  | no  | -                       | permit | |
}",
    );
    let facts = json!({"x": {"a": true}});
    assert_eq!(until(&policy, Subject::Rule(RuleId(0)), &facts, at(0)), Wait::Until(midnight(3)));
    assert_eq!(until(&policy, Subject::Table(TableId(0)), &facts, at(0)), Wait::Until(midnight(6)));
}

#[test]
fn a_stretch_has_two_ends() {
    let policy = policy(
        "decision go { default permit }
rule r { forbid go  when now > x.t and now < x.t + 1 day  because en \"R.\"  cite d.c }",
    );
    let record = record(&policy, &json!({"x": {"t": 0}}));
    // an instant at which a comparison holds with equality is a stretch of its own
    let rows = [
        (-5, None, Some(0)),
        (0, Some(0), Some(1)),
        (1, Some(1), Some(DAY)),
        (DAY - 1, Some(1), Some(DAY)),
        (DAY, Some(DAY), Some(DAY + 1)),
        (DAY + 1, Some(DAY + 1), None),
    ];
    for (now, since, until) in rows {
        let answer = answered(&policy, "go", &record, at(now));
        let expected = Stretch { since: since.map(at), until: until.map(at) };
        assert_eq!(stretch(&policy, &answer.proof, &[answer.root], at(now)), expected, "{now}");
    }
}
