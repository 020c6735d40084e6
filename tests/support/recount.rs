//! A summary counted once more from full answers, one record after the other, and held against the summary of the crate.

use std::collections::{BTreeMap, BTreeSet};

use caveat::advise::forecast::timeline;
use caveat::batch::summary::told::Told;
use caveat::batch::summary::{HORIZONS, Summary};
use caveat::eval::answer::{Finding, Ruling, Subject, Verdict};
use caveat::eval::{Decider, Scratch, answer, decide};
use caveat::explain::Language;
use caveat::facts::{Record, value_text};
use caveat::model::policy::{DecisionId, DecisionKind, Policy, TermType, Verb};
use caveat::model::vocabulary::{FactId, Kind};
use caveat::source::Sources;
use caveat::value::State;
use pretty_assertions::assert_eq;

const DAY: i64 = 86_400;

/// Some records, the decision that they are asked, and the facts that they are grouped by.
pub struct Run<'r> {
    pub policy: &'r Policy,
    pub decision: DecisionId,
    pub groups: &'r [FactId],
    pub records: &'r [(Record, i64)],
}

/// By name: forbids, alone, permits, undetermined, cleared, and what ends within each horizon.
type OfRules = BTreeMap<String, [u64; 5 + HORIZONS.len()]>;
/// Records, permitted, forbidden, undetermined, valued.
type Tally = [u64; 5];
/// By state and value.
type Groups = BTreeMap<(String, Option<String>), Tally>;

#[derive(Debug, Default, PartialEq)]
pub struct Counted {
    pub all: Tally,
    pub values: BTreeMap<String, u64>,
    pub none: u64,
    pub rules: OfRules,
    pub combinations: BTreeMap<Vec<String>, u64>,
    pub by_itself: [u64; HORIZONS.len()],
    pub groups: Vec<Groups>,
}

impl<'r> Run<'r> {
    /// The summary of the records at some places.
    pub fn summary(&self, places: impl IntoIterator<Item = usize>) -> Summary<'r> {
        let mut summary = Summary::new(self.policy, self.decision, self.groups);
        let mut decider = Decider::new(self.policy);
        for place in places {
            let (record, at) = &self.records[place];
            let mut found = Vec::new();
            let ruling = decider.decide(self.decision, record, *at, &mut found);
            summary.count(record, *at, ruling, &found);
        }
        summary
    }

    pub fn told(&self) -> Told {
        self.summary(0..self.records.len()).told(&Sources::default(), Language::English)
    }

    /// The same from full answers.
    pub fn recount(&self) -> Counted {
        let mut counted = Counted { groups: vec![Groups::new(); self.groups.len()], ..Counted::default() };
        let mut without = Without { run: self, policies: BTreeMap::new() };
        for (record, at) in self.records {
            let full = answer(self.policy, self.decision, record, *at);
            let outcome = match full.verdict {
                Some(Verdict::Permitted) => 1,
                Some(Verdict::Forbidden) => 2,
                Some(Verdict::Undetermined) => 3,
                None => 4,
            };
            self.tally(&mut counted, record, outcome);
            match full.value {
                None => self.rules(&mut counted, &mut without, (record, *at), &full),
                Some(State::None) => counted.none += 1,
                Some(State::Known(value)) => *counted.values.entry(self.value(value)).or_default() += 1,
                Some(State::Unknown) => {}
            }
        }
        counted
    }

    fn value(&self, value: caveat::value::Value<'_>) -> String {
        match self.policy.decisions[self.decision.index()].kind {
            DecisionKind::Valued { ty: TermType::Scalar(scalar), .. } => value_text(&self.policy.vocabulary, scalar, value).into_owned(),
            _ => panic!("no scalar"),
        }
    }

    fn tally(&self, counted: &mut Counted, record: &Record, outcome: usize) {
        let add = |tally: &mut Tally| {
            tally[0] += 1;
            tally[outcome] += 1;
        };
        add(&mut counted.all);
        for (groups, fact) in counted.groups.iter_mut().zip(self.groups) {
            let Kind::Scalar { scalar, .. } = self.policy.vocabulary.facts[fact.index()].kind else { panic!("{fact:?}") };
            let key = match record.state(record.slot(*fact)) {
                State::Unknown => ("unknown".to_owned(), None),
                State::None => ("none".to_owned(), None),
                State::Known(value) => ("known".to_owned(), Some(value_text(&self.policy.vocabulary, scalar, value).into_owned())),
            };
            add(groups.entry(key).or_default());
        }
    }

    fn rules(
        &self,
        counted: &mut Counted,
        without: &mut Without<'_>,
        (record, at): (&Record, i64),
        full: &caveat::eval::answer::Answer<'_, '_>,
    ) {
        let subjects = |findings: &[Finding<'_>]| findings.iter().map(|finding| finding.subject).collect::<BTreeSet<Subject>>();
        let (forbids, permits, open) = (subjects(&full.forbidden_by), subjects(&full.permitted_by), subjects(&full.undetermined));
        let mut add = |subject: &Subject, place: usize| {
            counted.rules.entry(subject.name(self.policy).to_owned()).or_default()[place] += 1;
        };
        for subject in &forbids {
            add(subject, 0);
        }
        forbids.iter().filter(|_| forbids.len() == 1).for_each(|subject| add(subject, 1));
        for subject in &permits {
            add(subject, 2);
        }
        open.iter().filter(|subject| !forbids.contains(subject) && !permits.contains(subject)).for_each(|subject| add(subject, 3));
        if full.verdict == Some(Verdict::Permitted) {
            return;
        }
        for subject in forbids.union(&open).filter(|subject| without.permits(**subject, record, at)) {
            add(subject, 4);
        }
        let waited = timeline(self.policy, self.decision, record).retry_after(at);
        for (place, _) in HORIZONS.iter().enumerate().filter(|(_, days)| waited.is_some_and(|waited| waited <= *days * DAY)) {
            counted.by_itself[place] += 1;
            let mut found = Vec::new();
            decide(self.policy, self.decision, record, at, &mut Scratch::default(), &mut found);
            let against: BTreeSet<Subject> = found.iter().filter(|one| one.verb == Verb::Forbid).map(|one| one.subject).collect();
            for subject in &against {
                add(subject, 5 + place);
            }
        }
        if full.verdict == Some(Verdict::Forbidden) {
            let names = forbids.iter().map(|subject| subject.name(self.policy).to_owned()).collect();
            *counted.combinations.entry(names).or_default() += 1;
        }
    }

    /// Nothing is told that was not counted, and the other way round.
    pub fn holds(&self, place: &str) -> Told {
        let (told, counted) = (self.told(), self.recount());
        let of_rules = told.rules.iter().map(|rule| {
            let ends = rule.ends.iter().map(|soon| soon.records);
            let numbers: Vec<u64> =
                [rule.forbids, rule.alone, rule.permits, rule.undetermined, rule.cleared].into_iter().chain(ends).collect();
            (rule.rule.clone(), numbers.try_into().unwrap())
        });
        let rules: OfRules =
            of_rules.filter(|(_, numbers): &(_, [u64; 5 + HORIZONS.len()])| numbers.iter().any(|number| *number > 0)).collect();
        assert_eq!(rules, counted.rules, "{place}");
        let by_itself: Vec<u64> = told.by_itself.iter().map(|soon| soon.records).collect();
        assert_eq!(by_itself, counted.by_itself, "{place}");
        assert_eq!(told.records, counted.all[0], "{place}");
        match (&told.verdicts, &told.values) {
            (Some(verdicts), None) => {
                assert_eq!([verdicts.permitted, verdicts.forbidden, verdicts.undetermined], counted.all[1..4], "{place}");
            }
            (None, Some(values)) => {
                assert_eq!((values.undetermined, values.none, values.others), (counted.all[3], counted.none, 0), "{place}");
                let values: BTreeMap<String, u64> = values.counts.iter().map(|value| (value.value.clone(), value.records)).collect();
                assert_eq!(values, counted.values, "{place}");
            }
            other => panic!("{other:?}"),
        }
        for (grouped, counted) in told.groups.iter().zip(&counted.groups) {
            assert!(grouped.others.is_none());
            assert_eq!(groups(grouped), *counted, "{place}");
        }
        combinations(&told, &counted.combinations);
        told
    }
}

pub fn groups(grouped: &caveat::batch::summary::told::Grouped) -> Groups {
    let key = |group: &caveat::batch::summary::told::Group| {
        let state = serde_json::to_value(group.state).unwrap().as_str().unwrap().to_owned();
        let tally = group.tally;
        ((state, group.value.clone()), [tally.records, tally.permitted, tally.forbidden, tally.undetermined, tally.valued])
    };
    grouped.groups.iter().map(key).collect()
}

/// What is shown is the commonest; the others are the rest.
fn combinations(told: &Told, counted: &BTreeMap<Vec<String>, u64>) {
    let mut rest = counted.clone();
    let mut least = u64::MAX;
    for shown in &told.combinations.shown {
        assert_eq!(rest.remove(&shown.rules), Some(shown.records), "{shown:?}");
        assert!(shown.records <= least);
        least = shown.records;
    }
    assert!(rest.values().all(|records| *records <= least));
    let others = told.combinations.others;
    assert_eq!((others.combinations, others.more, others.records), (rest.len() as u64, false, rest.values().sum()));
}

/// The policy without one rule or table of the decision.
struct Without<'r> {
    run: &'r Run<'r>,
    policies: BTreeMap<Subject, Policy>,
}

impl Without<'_> {
    fn permits(&mut self, subject: Subject, record: &Record, at: i64) -> bool {
        let decision = self.run.decision;
        let policy = self.policies.entry(subject).or_insert_with(|| {
            let mut policy = self.run.policy.clone();
            let DecisionKind::Verdict { rules, tables, .. } = &mut policy.decisions[decision.index()].kind else { panic!("{decision:?}") };
            rules.retain(|id| Subject::Rule(*id) != subject);
            tables.retain(|id| Subject::Table(*id) != subject);
            policy
        });
        let ruling = decide(policy, decision, record, at, &mut Scratch::default(), &mut Vec::new());
        ruling == Ruling::Verdict(Verdict::Permitted)
    }
}
