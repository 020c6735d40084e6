//! The laws of plans: each is carried out and permitted, nothing can be left out of it, and on small policies they are all that there are.

#[path = "support/shipped.rs"]
mod shipped;

#[path = "support/transfer/mod.rs"]
mod transfer;

#[path = "support/plans"]
mod support {
    pub mod brute;
    pub mod small;
}

use std::collections::{BTreeMap, BTreeSet};

use caveat::advise::forecast::Forecaster;
use caveat::advise::plan::{Bounds, Change, Holder, Item, Place, Plan, Planner, Plans};
use caveat::eval::answer::{Instance, Ruling, Verdict};
use caveat::eval::ask::Asker;
use caveat::eval::{Scratch, answer, decide};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::expression::Condition;
use caveat::model::policy::{Policy, RemedyKind};
use caveat::model::vocabulary::{Constant, FactId, FieldId, Kind};
use caveat::source::{SourceFile, Sources};
use caveat::value::ops::compare;
use caveat::value::{State, Truth, Value};
use fastrand::Rng;
use pretty_assertions::assert_eq;
use support::small::{self, NOW};
use support::{brute, small::Small};
use transfer::generate::{self, Completeness};

fn parsed(text: &str) -> Option<Policy> {
    let mut sources = Sources::default();
    sources.add(SourceFile::new("small.policy", text));
    let (policy, found) = load(&mut sources, &[]);
    let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
    assert!(errors.iter().all(|error| ["none-unsaid", "cut-whole"].contains(&error.code.name())), "{text}\n{errors:#?}");
    errors.is_empty().then_some(policy)
}

fn plans(policy: &Policy, decision: &str, record: &Record, now: i64) -> Plans {
    let id = policy.decision(Some(decision)).unwrap();
    let forecaster = Forecaster::new(policy, id);
    Planner::new(policy, id, &forecaster, Bounds::default()).plans(record, now)
}

fn is_permitted(policy: &Policy, decision: &str, record: &Record, at: i64) -> bool {
    let id = policy.decision(Some(decision)).unwrap();
    decide(policy, id, record, at, &mut Scratch::default(), &mut Vec::new()) == Ruling::Verdict(Verdict::Permitted)
}

/// What a plan sets, as the reference names it.
fn named(policy: &Policy, record: &Record, plan: &Plan) -> brute::Plan {
    let set = plan.changes().map(|change| (place_name(policy, record, &change.place), value_name(policy, record, change)));
    (set.collect::<BTreeMap<_, _>>(), plan.at)
}

fn short(policy: &Policy, fact: FactId) -> &str {
    policy.vocabulary.facts[fact.index()].path.strip_prefix("thing.").unwrap()
}

fn place_name(policy: &Policy, record: &Record, place: &Place) -> String {
    let member = |list: FactId, index: u32| {
        let id = Place::Value(Holder::Field { list, index, field: FieldId(0) });
        let State::Known(Value::Text(id)) = id.state(record) else { panic!("a part has an id") };
        format!("{}.{id}", short(policy, list))
    };
    match place {
        Place::Value(Holder::Fact(fact)) => short(policy, *fact).to_owned(),
        Place::Value(Holder::Field { list, index, .. }) | Place::Listed { list, index } => member(*list, *index),
        Place::InSet(Holder::Fact(fact), Item::Member(colour)) => format!("{}.{}", short(policy, *fact), small::COLOURS[*colour as usize]),
        other => panic!("{other:?}"),
    }
}

fn value_name(policy: &Policy, record: &Record, Change { place, to, .. }: &Change) -> String {
    match (place, to, place.state(record)) {
        (Place::Listed { .. }, ..) => "gone".to_owned(),
        (_, Constant::Truth(yes), _) => yes.to_string(),
        (_, Constant::None, _) => "null".to_owned(),
        (Place::Value(Holder::Fact(fact)), Constant::Member(member), _) => {
            let Kind::Scalar { scalar, .. } = policy.vocabulary.facts[fact.index()].kind else { panic!() };
            let caveat::model::vocabulary::Scalar::Enum(id) = scalar else { panic!() };
            format!("{:?}", policy.vocabulary.member_name(id, *member))
        }
        (_, _, State::Unknown) => "known".to_owned(),
        (_, to, State::Known(own)) => {
            let up = compare(to.state().known().unwrap(), own).is_some_and(std::cmp::Ordering::is_gt);
            if up { "up" } else { "down" }.to_owned()
        }
        other => panic!("{other:?}"),
    }
}

/// Whatever can be done in a small world is found, and nothing else.
#[test]
fn they_are_all_that_there_are() {
    let mut rng = Rng::with_seed(number("SEED").unwrap_or(1));
    let (mut exhaustive, mut found, mut tried) = (0, 0, 0_usize);
    let cases = usize::try_from(number("CASES").unwrap_or(3_000)).unwrap();
    while tried < cases {
        let seed = rng.u64(..);
        let mut own = Rng::with_seed(seed);
        let small: Small = small::policy(&mut own);
        let Some(policy) = parsed(&small.text) else { continue };
        for _ in 0..4 {
            let facts = small::record(&mut own, &small);
            let record = brute::read(&policy, &facts);
            let plans = plans(&policy, "move", &record, NOW);
            let own: BTreeSet<brute::Plan> = plans.plans.iter().map(|plan| named(&policy, &record, plan)).collect();
            let mut all: BTreeSet<brute::Plan> = brute::plans(&policy, &small, &facts).into_iter().collect();
            all.retain(|(set, at)| !(set.is_empty() && *at == NOW));
            tried += 1;
            found += all.len();
            if plans.limits.is_empty() {
                exhaustive += 1;
                assert_eq!(own, all, "{}\n{facts}\n{plans:#?}", small.text);
            } else {
                assert!(own.is_subset(&all), "{}\n{facts}\n{own:?}\n{all:?}", small.text);
            }
        }
    }
    println!("{tried} records, {exhaustive} of them searched whole, {found} plans");
    assert!(exhaustive * 100 > tried * 90 && found > tried / 2, "{tried} records, {exhaustive} searched whole, {found} plans");
}

/// Remedies that ask for more than clears their rules: each part of them is a plan, or clearing another rule does it as well.
const MORE_THAN_NEEDED: [&str; 3] = ["expires_too_soon", "network_placement_mismatch", "region_or_zone_change"];

/// Whatever a rule calls its remedy, one of the plans does: what the remedy makes is so behind it.
#[test]
fn they_do_what_remedies_make() {
    let policy = shipped::policy();
    let mut made: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for value in generate::records(number("SEED").unwrap_or(47), Completeness::Complete).take(6_000) {
        let text = value.to_string();
        let (record, now) = read(&policy, &text);
        let plans = plans(&policy, "transfer", &record, now);
        if plans.plans.is_empty() || !plans.limits.is_empty() {
            continue;
        }
        let done: Vec<(Record, i64)> = plans.plans.iter().map(|plan| (plan.carried_out(&policy, &record), plan.at)).collect();
        for (name, makes, instance) in remedies(&policy, &record, now) {
            let asker = |(record, at)| Asker { policy: &policy, record, now: at, instance };
            let is_made = done.iter().any(|(record, at)| asker((record, *at)).condition(makes) == Truth::Yes);
            assert!(is_made || MORE_THAN_NEEDED.contains(&name), "no plan does what the remedy of {name} makes: {plans:#?}\n{text}");
            let (yes, no) = made.entry(name).or_default();
            *if is_made { yes } else { no } += 1;
        }
    }
    println!("{made:?}");
    let rarely: Vec<_> = made.iter().filter(|(_, (yes, no))| yes < no).collect();
    assert!(made.len() > 20 && rarely.is_empty(), "{rarely:?}, {made:?}");
}

/// What the remedies of the rules that forbid a record make, each with its rule's name and instance.
fn remedies<'p: 'r, 'r>(policy: &'p Policy, record: &'r Record, now: i64) -> Vec<(&'p str, &'p Condition, Instance<'r>)> {
    let mut found = Vec::new();
    for finding in answer(policy, policy.decision(Some("transfer")).unwrap(), record, now).forbidden_by {
        for remedy in finding.remedies(policy) {
            if let RemedyKind::By { makes: Some(makes), .. } = &remedy.kind {
                found.push((finding.subject.name(policy), makes, finding.instance));
            }
        }
    }
    found
}

/// A record and the instant that it is judged at.
fn read(policy: &Policy, text: &str) -> (Record, i64) {
    let mut record = Record::new(&policy.vocabulary);
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "random", text.as_bytes());
    assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
    let now = record.now.unwrap();
    (record, now)
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

/// Each plan for a random record is permitted once it is carried out, at its instant and not before, and no part of it is enough.
#[test]
fn they_hold_and_nothing_can_be_left_out() {
    let policy = shipped::policy();
    let (mut records, mut found, mut longest) = (0, 0, 0);
    for (kind, count) in [(Completeness::Complete, 7_000), (Completeness::FewMissing, 3_000)] {
        for value in generate::records(number("SEED").unwrap_or(31), kind).take(count) {
            let text = value.to_string();
            let (record, now) = read(&policy, &text);
            records += 1;
            let plans = plans(&policy, "transfer", &record, now);
            for plan in &plans.plans {
                found += 1;
                longest = longest.max(plan.changes().count());
                holds(&policy, &record, now, plan, &text);
            }
        }
    }
    println!("{records} records, {found} plans, the longest of {longest} changes");
    assert!(found > 1_000 && longest > 3, "{found} plans, the longest of {longest} changes");
}

fn holds(policy: &Policy, record: &Record, now: i64, plan: &Plan, text: &str) {
    let done = plan.carried_out(policy, record);
    assert!(is_permitted(policy, "transfer", &done, plan.at), "{plan:#?}\n{text}");
    let until = plan.window.until.unwrap_or(plan.at + 1);
    assert!(is_permitted(policy, "transfer", &done, until - 1), "{plan:#?}\n{text}");
    assert!(plan.window.until.is_none_or(|until| !is_permitted(policy, "transfer", &done, until)), "{plan:#?}\n{text}");
    let changes: Vec<&Change> = plan.changes().collect();
    let subsets = if changes.len() <= 6 { 1_u32 << changes.len() } else { 0 };
    let parts = (0..subsets).map(|bits| (0..changes.len()).filter(|place| bits >> place & 1 == 1).collect::<Vec<_>>());
    let less_one = (0..changes.len()).map(|without| (0..changes.len()).filter(|place| *place != without).collect::<Vec<_>>());
    let forecaster = Forecaster::new(policy, policy.decision(Some("transfer")).unwrap());
    for part in parts.chain(less_one).filter(|part| part.len() < changes.len()) {
        let set = part.iter().map(|place| (&changes[*place].place, &changes[*place].to));
        let less = caveat::advise::plan::carry::carried_out(&policy.vocabulary, record, set);
        let next = forecaster.timeline(&less).next_permitted(now).map(|window| window.since.unwrap_or(now).max(now));
        assert!(next.is_none_or(|next| next > plan.at), "without some of it, {part:?} is enough: {plan:#?}\n{text}");
    }
}
