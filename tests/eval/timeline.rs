//! §10 time: what a decision comes to at every instant.

use caveat::advise::edges::Stretch;
use caveat::advise::forecast::{Outlook, timeline};
use caveat::advise::timeline::Timeline;
use caveat::eval::answer::{Decided, Ruling, Subject, Verdict};
use caveat::eval::decide;
use caveat::facts::record::Record;
use caveat::model::policy::Policy;
use caveat::value::{State, Value};
use pretty_assertions::assert_eq;
use serde_json::json;

use crate::support::{at, policy, record};

const DAY: i64 = 86_400;

/// Since when it comes to what, as `P`, `F`, `U` or a value, with the names of the rules that decide it.
fn told(policy: &Policy, timeline: &Timeline<'_>) -> Vec<(Option<i64>, String)> {
    let name = |one: &Decided<'_>| format!(" {}{}", one.subject.name(policy), if one.certain { "" } else { "?" });
    let intervals = timeline.intervals.iter().map(|interval| {
        let ruling = match interval.ruling {
            Ruling::Verdict(Verdict::Permitted) => "P".to_owned(),
            Ruling::Verdict(Verdict::Forbidden) => "F".to_owned(),
            Ruling::Verdict(Verdict::Undetermined) => "U".to_owned(),
            Ruling::Value(State::Known(Value::Number(number))) => number.to_string(),
            other => panic!("{other:?}"),
        };
        let names: String = interval.deciding.iter().map(name).collect::<Vec<_>>().concat();
        (interval.during.since.map(|since| since - at(0)), ruling + &names)
    });
    intervals.collect()
}

fn of(policy: &Policy, decision: &str, record: &Record) -> Vec<(Option<i64>, String)> {
    told(policy, &timeline(policy, policy.decision(Some(decision)).unwrap(), record))
}

fn line(parts: &[(Option<i64>, &str)]) -> Vec<(Option<i64>, String)> {
    parts.iter().map(|(since, what)| (*since, (*what).to_owned())).collect()
}

const GO: &str = "decision go { default permit }\n";

fn rule(name: &str, condition: &str) -> String {
    format!("rule {name} {{ forbid go  when {condition}  because en \"R.\"  cite d.c }}\n")
}

#[test]
fn every_interval_says_what_decides_it() {
    let policy = policy(&format!("{GO}{}{}", rule("early", "now < x.t"), rule("late", "now > x.t - 5 seconds")));
    let record = record(&policy, &json!({"x": {"t": 10}}));
    let timeline = timeline(&policy, policy.decision(None).unwrap(), &record);
    assert_eq!(told(&policy, &timeline), line(&[(None, "F early"), (Some(6), "F early late"), (Some(10), "F late")]));
    assert_eq!(timeline.window(at(7)), Stretch::default());
    assert_eq!((timeline.next_permitted(at(0)), timeline.retry_after(at(0))), (None, None));
    assert_eq!(timeline.between(at(0), at(6)).count(), 1);
    assert_eq!(timeline.between(at(0), at(7)).count(), 2);
    assert_eq!(timeline.between(at(7), at(7)).count(), 0);
    let change = timeline.change(2);
    let names = |some: &[Decided<'_>]| some.iter().map(|one| one.subject.name(&policy).to_owned()).collect::<Vec<_>>();
    assert_eq!((names(&change.ended), names(&change.begun)), (vec!["early".to_owned()], vec![]));
    assert_eq!(timeline.change(0), caveat::advise::timeline::Change::default());
}

#[test]
fn unknown_facts_make_it_undetermined_for_a_while() {
    let policy = policy(&format!("{GO}{}", rule("r", "x.b and now >= x.t and now - x.t < 1 day")));
    let record = record(&policy, &json!({"x": {"t": 10}}));
    let timeline = timeline(&policy, policy.decision(None).unwrap(), &record);
    assert_eq!(told(&policy, &timeline), line(&[(None, "P"), (Some(10), "U r?"), (Some(DAY + 10), "P")]));
    assert_eq!(timeline.window(at(20)), Stretch { since: Some(at(10)), until: Some(at(DAY + 10)) });
    assert_eq!(timeline.next_permitted(at(20)), Some(Stretch { since: Some(at(DAY + 10)), until: None }));
    assert_eq!((timeline.retry_after(at(20)), timeline.retry_after(at(0))), (Some(DAY - 10), Some(0)));
}

#[test]
fn lists_tables_params_and_other_decisions() {
    let midnight = |day: i64| (day - 1) * DAY - 8 * 3600;
    let facts = json!({"x": {"t": 0, "u": 5 * DAY, "n": 1}});
    let rows = [
        (
            "param age = 5 days then 7 days from 2024-01-04 then 1 day from 2024-01-07\n",
            "now < x.t + age",
            "go",
            vec![(None, "F r"), (Some(midnight(7)), "P")],
        ),
        (
            "define end = if (now < 2024-01-02) then x.t else x.u\n",
            "now < end",
            "go",
            vec![(None, "F r"), (Some(0), "P"), (Some(midnight(2)), "F r"), (Some(5 * DAY), "P")],
        ),
        (
            "decision level : number\ntable level : number first {\n | now - x.t | => |\n | --- | --- |\n | < 2 days | 1 |\n | 2 days ..< 3 days | 2 |\n | else | 3 |\n}\n",
            "x.a",
            "level",
            vec![(None, "1"), (Some(2 * DAY), "2"), (Some(3 * DAY), "3")],
        ),
        (
            "decision other { default permit }\nrule s { forbid other  when now < x.u  because en \"S.\"  cite d.c }\n",
            "other is permitted and now < x.u + 1 day",
            "go",
            vec![(None, "P"), (Some(5 * DAY), "F r"), (Some(6 * DAY), "P")],
        ),
    ];
    for (declarations, condition, decision, expected) in rows {
        let policy = policy(&format!("{GO}{}{declarations}", rule("r", condition)));
        let found = of(&policy, decision, &record(&policy, &facts));
        assert_eq!(found, line(&expected), "{declarations}{condition}");
    }
}

/// Where a term may come to more values than are told apart, the edges are read off proofs, one after the other.
#[test]
fn too_many_values_are_no_harm() {
    let parts: Vec<String> =
        (0..16).map(|bit| format!("(if (now < x.t + {bit} seconds) then {} seconds else 0 seconds)", 1 << bit)).collect();
    let policy = policy(&format!("{GO}define sum = {}\n{}", parts.join(" + "), rule("r", "now < x.t + sum")));
    let record = record(&policy, &json!({"x": {"t": 0}}));
    let id = policy.decision(None).unwrap();
    let timeline = timeline(&policy, id, &record);
    for second in -3..70_000 {
        let mut found = Vec::new();
        let ruling = decide(&policy, id, &record, at(second), &mut caveat::eval::Scratch::default(), &mut found);
        let interval = timeline.at(at(second)).unwrap();
        assert_eq!((interval.ruling, &interval.deciding), (ruling, &found), "{second}");
    }
    let mut found = Vec::new();
    decide(&policy, id, &record, at(0), &mut caveat::eval::Scratch::default(), &mut found);
    let next = Outlook::new(&policy, id).next_permitted_within(&record, (at(0), at(DAY)), &found);
    assert_eq!(next, timeline.next_permitted(at(0)).and_then(|window| window.since));
    assert!(next.is_some());
}

/// As deep as a set may be, on the small stack of a thread.
#[test]
fn depth_is_no_harm() {
    let chain: String = (1..450).map(|n| format!("define d{n} = d{} + 1 second\n", n - 1)).collect::<Vec<_>>().concat();
    let policy = policy(&format!("{GO}define d0 = x.t\n{chain}{}", rule("r", "now < d449")));
    let record = record(&policy, &json!({"x": {"t": 0}}));
    assert_eq!(of(&policy, "go", &record), line(&[(None, "F r"), (Some(449), "P")]));
}

/// What forbids whatever time it is, forbids for ever; nothing else is looked at.
#[test]
fn what_does_not_hang_on_time_never_ends() {
    let policy = policy(&format!("{GO}{}{}", rule("always", "x.a"), rule("early", "now < x.t")));
    let record = record(&policy, &json!({"x": {"a": true, "t": 10}}));
    let id = policy.decision(None).unwrap();
    let forecaster = caveat::advise::forecast::Forecaster::new(&policy, id);
    let always = policy.rules.iter().position(|rule| rule.name == "always").unwrap();
    let always = Subject::Rule(caveat::model::policy::RuleId(u32::try_from(always).unwrap()));
    assert_eq!(forecaster.window(&record, at(0), [always]), Stretch::default());
    assert_eq!(forecaster.timeline(&record).window(at(0)), Stretch::default());
}
