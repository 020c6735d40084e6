//! The shipped policies against the same rules written by hand: on every random record the same verdict, the same rules that forbid,
//! with their members, and the same rules that are undetermined.

#[path = "support/transfer/mod.rs"]
mod transfer;

#[path = "support/shipped.rs"]
mod shipped;

use caveat::eval::answer::{Decided, Ruling, Subject, Verdict};
use caveat::eval::proof::{Instance, MemberPlace};
use caveat::eval::{Scratch, decide};
use caveat::facts::{Format, Options, Reader, Record, name_member};
use caveat::model::policy::{DecisionId, DecisionKind, Policy, TermType, Verb};
use caveat::model::vocabulary::Scalar;
use caveat::value::{State, Value};
use pretty_assertions::assert_eq;
use serde::Deserialize as _;
use transfer::generate::{self, Completeness};
use transfer::{Facts, Judgement, judge};

/// How many records of each kind; together more than 20,000.
const RECORDS: usize = 5_100;

type Named = (String, Option<String>);

/// What an answer comes to: the verdict or the value, what forbids, what is undetermined.
#[derive(Debug, PartialEq, Default)]
struct Outcome {
    verdict: String,
    forbidding: Vec<Named>,
    undetermined: Vec<Named>,
}

#[test]
fn every_random_record_is_answered_as_by_hand() {
    let policy = shipped::policy();
    let mut ours = Ours::new(&policy);
    let mut seen = [0; 3];
    for kind in Completeness::ALL {
        for (index, value) in generate::records(7, kind).take(RECORDS).enumerate() {
            let text = value.to_string();
            let facts = Facts::deserialize(&value).unwrap_or_else(|error| panic!("{error}: {text}"));
            ours.read(&text);
            let by_hand = by_hand(&facts);
            seen[["permitted", "forbidden", "undetermined"].iter().position(|word| *word == by_hand.verdict).unwrap()] += 1;
            assert_eq!(ours.outcome("transfer"), by_hand, "{kind:?} {index}: {text}");
            for decision in ["order_action", "operation"] {
                assert_eq!(ours.outcome(decision), table_by_hand(decision, &facts), "{decision}, {kind:?} {index}: {text}");
            }
            let state = transfer::next_state(&facts, now(&facts)).map(|state| serde_json::to_value(state).unwrap());
            assert_eq!(ours.value("next_state"), state.map(|word| word.as_str().unwrap().to_owned()), "{kind:?} {index}: {text}");
            let refund = ours.value("refund").map(|money| transfer::Money::parse(&money).unwrap());
            assert_eq!(refund, transfer::refund(&facts), "{kind:?} {index}: {text}");
        }
    }
    assert!(seen.iter().all(|count| *count > 1_000), "a verdict is hardly ever given: {seen:?}");
}

struct Ours<'p> {
    policy: &'p Policy,
    record: Record,
    scratch: Scratch,
}

impl<'p> Ours<'p> {
    fn new(policy: &'p Policy) -> Self {
        Self { policy, record: Record::new(&policy.vocabulary), scratch: Scratch::default() }
    }

    fn read(&mut self, text: &str) {
        let mut reader = Reader::new(&self.policy.vocabulary, Options::default(), Format::JsonLines, "random", text.as_bytes());
        match reader.next(&mut self.record) {
            Some(Ok(_)) => {}
            other => panic!("{other:?}: {text}"),
        }
    }

    fn id(&self, decision: &str) -> DecisionId {
        self.policy.decision(Some(decision)).unwrap()
    }

    fn outcome(&mut self, decision: &str) -> Outcome {
        let mut decided = Vec::new();
        let (id, now) = (self.id(decision), self.record.now.unwrap());
        let ruling = decide(self.policy, id, &self.record, now, &mut self.scratch, &mut decided);
        let Ruling::Verdict(verdict) = ruling else { panic!("{ruling:?}") };
        let verdict = match verdict {
            Verdict::Permitted => "permitted",
            Verdict::Forbidden => "forbidden",
            Verdict::Undetermined => "undetermined",
        };
        let named = |wanted: &dyn Fn(&Decided<'_>) -> bool| {
            let mut found: Vec<Named> = decided.iter().filter(|one| wanted(one)).map(|one| self.named(one)).collect();
            found.sort();
            found
        };
        Outcome {
            verdict: verdict.to_owned(),
            forbidding: named(&|one| one.certain && one.verb == Verb::Forbid),
            undetermined: named(&|one| !one.certain),
        }
    }

    fn named(&self, decided: &Decided<'_>) -> Named {
        let name = match decided.subject {
            Subject::Rule(id) => self.policy.rules[id.index()].name.clone(),
            Subject::Table(id) => self.policy.tables[id.index()].name.clone(),
            Subject::Notice(id) => panic!("{id:?}"),
        };
        let vocabulary = &self.policy.vocabulary;
        let member = match decided.instance {
            Instance::Only | Instance::Member { member: MemberPlace::Rest, .. } => None,
            Instance::Entity(entity) => vocabulary.entity(entity).map(|entity| entity.name.clone()),
            Instance::Member { list, member: MemberPlace::Known(index) } => {
                Some(name_member(vocabulary, &self.record, list, index).to_string())
            }
            Instance::SetMember(state) => panic!("{state:?}"),
        };
        (name, member)
    }

    /// A valued decision's answer as a word; none while it is undetermined.
    fn value(&mut self, decision: &str) -> Option<String> {
        let (id, now) = (self.id(decision), self.record.now.unwrap());
        let ruling = decide(self.policy, id, &self.record, now, &mut self.scratch, &mut Vec::new());
        let DecisionKind::Valued { ty: TermType::Scalar(scalar), .. } = self.policy.decisions[decision].kind else { panic!("{decision}") };
        match (ruling, scalar) {
            (Ruling::Verdict(Verdict::Undetermined), _) => None,
            (Ruling::Value(State::Known(Value::Member(member))), Scalar::Enum(id)) => {
                Some(self.policy.vocabulary.member_name(id, member).to_owned())
            }
            (Ruling::Value(State::Known(Value::Number(number))), Scalar::Money(currency)) => Some(format!("{number} {}", currency.code())),
            (other, _) => panic!("{other:?}"),
        }
    }
}

fn now(facts: &Facts<'_>) -> i64 {
    facts.now.known().unwrap().0
}

fn by_hand(facts: &Facts<'_>) -> Outcome {
    let mut judgement = Judgement::default();
    judge(facts, now(facts), &mut judgement);
    let sorted = |names: &mut dyn Iterator<Item = (&'static str, Option<String>)>| {
        let mut found: Vec<Named> = names.map(|(rule, member)| (rule.to_owned(), member)).collect();
        found.sort();
        found
    };
    Outcome {
        verdict: judgement.verdict.name().to_owned(),
        forbidding: sorted(&mut judgement.forbidding_names(facts)),
        undetermined: sorted(&mut judgement.undetermined_names(facts)),
    }
}

fn table_by_hand(decision: &str, facts: &Facts<'_>) -> Outcome {
    let answer = if decision == "operation" { transfer::operation(facts) } else { transfer::order_action(facts, now(facts)) };
    let named = |rule: Option<&str>| rule.map(|rule| (rule.to_owned(), None)).into_iter().collect();
    Outcome { verdict: answer.verdict.name().to_owned(), forbidding: named(answer.forbidding), undetermined: named(answer.undetermined) }
}
