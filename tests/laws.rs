//! The laws of the formal definition (§12), tried on random policies and random records, partial and complete.
//!
//! `CASES=1000 cargo test --test laws` tries more policies; `SEED=17 cargo test --test laws` tries the policy of a failure again.

mod support {
    pub mod answer;
    pub mod generate;
    pub mod hostile;
    pub mod naive;
    pub mod names;
    pub mod recount;
    pub mod standing;
    pub mod timelines;
    pub mod trial;
    pub mod waiting;
}

use std::collections::BTreeSet;

use caveat::model::vocabulary::{FactId, FieldId, RecordId};
use pretty_assertions::assert_eq;
use support::answer::{Answer, Status};
use support::generate::facts::{self, Gap};
use support::hostile;
use support::recount::Run;
use support::trial::{Question, Trial, seeds, trials};
use support::{standing, timelines, waiting};

/// `check` accepts what keeps to its guarantees (but for numbers with too many digits, which the generator does not count)
#[test]
fn policies_that_keep_to_the_guarantees_are_accepted() {
    let tried = seeds().count();
    assert!(trials().len() * 100 >= tried * 95, "only {} of {tried} policies are accepted", trials().len());
}

/// eval = naive
#[test]
fn the_evaluator_agrees_with_the_reference() {
    for question in trials().iter().flat_map(|trial| trial.questions(8)) {
        assert_eq!(question.answer(), question.reference(), "{question}");
    }
}

/// `--set` = the value written into the policy
#[test]
fn a_setting_is_as_good_as_an_edit() {
    for trial in trials().iter().filter_map(Trial::overridden) {
        for question in trial.questions(2) {
            assert_eq!(question.answer(), question.reference(), "{question}");
        }
    }
}

/// facts that a decision cannot ask for change nothing
#[test]
fn what_nothing_asks_for_need_not_be_read() {
    let (mut unread, mut fields) = (0, 0);
    for question in trials().iter().flat_map(|trial| trial.questions(8)) {
        let reads = question.reads();
        assert_eq!(question.answer_of(&reads), question.answer(), "{question}");
        let vocabulary = &question.trial.policy.vocabulary;
        unread += (0..).map(FactId).take(vocabulary.facts.len()).filter(|fact| !reads.has(*fact)).count();
        let all = (0..)
            .map(RecordId)
            .zip(&vocabulary.records)
            .flat_map(|(id, record)| (0..).map(move |field| (id, FieldId(field))).take(record.fields.len()));
        fields += all.filter(|(record, field)| !reads.has_field(*record, *field)).count();
    }
    assert!(unread > 10_000 && fields > 1_000, "{unread} facts and {fields} fields were not read");
}

/// a silent run decides as a run with a proof does, whatever it decided before
#[test]
fn silence_changes_nothing() {
    for trial in trials() {
        let questions = trial.questions(6);
        for (question, decided) in questions.iter().zip(trial.decided_in_bulk(&questions)) {
            assert_eq!(decided, question.decided(), "{question}");
        }
    }
}

/// monotone: if facts grow, what is definite stays; `forbidden_by` only grows; the rules in `undetermined` only get fewer
#[test]
fn learning_never_changes_a_definite_answer() {
    for trial in trials() {
        let mut dice = trial.dice();
        for mut question in trial.questions(2) {
            for _ in 0..6 {
                let Some(gap) = dice.find(&question.gaps()) else { break };
                let mut more = question.facts.clone();
                facts::learn(&trial.generated.vocabulary, &mut dice, &mut more, &gap, false);
                let next = question.with(more);
                stays(&question.answer_by_place(), &next.answer_by_place(), &format!("{question}after learning {}\n{next}", gap.name()));
                question = next;
            }
        }
    }
}

fn stays(before: &Answer, after: &Answer, place: &str) {
    if before.is_definite() {
        assert_eq!((before.verdict, &before.value), (after.verdict, &after.value), "{place}");
    }
    assert!(before.forbidden_by.is_subset(&after.forbidden_by), "{place}{:?} {:?}", before.forbidden_by, after.forbidden_by);
    let rules = |answer: &Answer| answer.undetermined.keys().map(|(rule, _)| rule.clone()).collect::<BTreeSet<String>>();
    assert!(rules(after).is_subset(&rules(before)), "{place}{:?} {:?}", rules(before), rules(after));
    for ((rule, member), status) in &after.statuses {
        // a member that was not known before was one of the rest
        let earlier = before.statuses.get(&(rule.clone(), member.clone())).or_else(|| before.statuses.get(&(rule.clone(), None)));
        let kept = earlier.is_none_or(|earlier| *earlier == Status::Unknown || applies(*earlier) == applies(*status));
        assert!(kept, "{place}{rule} {member:?}: {earlier:?} became {status:?}");
    }
}

fn applies(status: Status) -> Option<bool> {
    match status {
        Status::Unknown => None,
        status => Some(status == Status::Applies),
    }
}

/// complete: with no `?` and every list complete, every answer is definite
#[test]
fn whoever_knows_all_is_told_all() {
    for trial in trials() {
        let mut dice = trial.dice();
        for question in trial.questions(3) {
            let complete = question.with(facts::complete(&trial.generated.vocabulary, &mut dice, &question.facts));
            let answer = complete.answer();
            assert!(answer.is_definite() || answer.value.as_deref() == Some("undetermined"), "{complete}{answer:#?}");
            let unknown = answer.undetermined.len() + answer.missing.len();
            assert!(unknown == 0 && answer.statuses.values().all(|status| *status != Status::Unknown), "{complete}{answer:#?}");
        }
    }
}

/// needs: an unknown answer has needs, and while nothing in them is learned it stays as it is
#[test]
fn nothing_else_than_the_needs_is_needed() {
    for trial in trials() {
        let mut dice = trial.dice();
        for question in trial.questions(3) {
            let before = question.answer_by_place();
            has_needs(&before, &question);
            for gap in dice.some(&question.gaps(), 1, 5) {
                unmoved(trial, &question, &gap, &before);
            }
        }
    }
}

fn has_needs(answer: &Answer, question: &Question<'_>) {
    let told = answer.is_definite() || answer.value.as_deref() == Some("undetermined");
    assert!(told == answer.missing.is_empty(), "{question}{answer:#?}");
    assert!(answer.undetermined.values().all(|needs| !needs.is_empty()), "{question}{answer:#?}");
}

/// Whatever does not need what is learned stays as it is.
fn unmoved(trial: &Trial, question: &Question<'_>, gap: &Gap, before: &Answer) {
    let mut more = question.facts.clone();
    let learned = facts::learn(&trial.generated.vocabulary, &mut trial.dice(), &mut more, gap, false);
    let next = question.with(more);
    let after = next.answer_by_place();
    if before.missing.iter().all(|need| !learned.touches(need)) {
        assert_eq!((before.verdict, &before.value), (after.verdict, &after.value), "{question}{next}");
    }
    for (key, needs) in &before.undetermined {
        let touched = needs.iter().any(|need| learned.touches(need));
        assert!(touched || after.undetermined.contains_key(key), "{question}{key:?} needs {needs:?}\n{next}{after:#?}");
    }
}

/// presumed: where eval is definite, `eval --assume` agrees
#[test]
fn presumptions_change_no_definite_answer() {
    for question in trials().iter().flat_map(|trial| trial.questions(4)) {
        let (plain, presuming) = (question.answer(), question.presuming().answer());
        assert_eq!(presuming, question.presuming().reference(), "{question}");
        if plain.is_definite() {
            assert_eq!((plain.verdict, plain.value), (presuming.verdict, presuming.value), "{question}");
        }
    }
}

/// `remedy wait` = the first instant found by stepping over all at which something may change
#[test]
fn waiting_ends_when_stepping_says() {
    for question in trials().iter().flat_map(|trial| trial.questions(4)) {
        for (key, until) in waiting::claimed(&question) {
            assert_eq!(until, waiting::stepped(&question, &key), "{key:?} {question}");
        }
    }
}

/// throughout the stretch of a verdict the verdict is the same
#[test]
fn a_verdict_holds_for_its_stretch() {
    for trial in trials() {
        let mut dice = trial.dice();
        for question in trial.questions(3) {
            let before = question.reference();
            for instant in waiting::within_stretch(&question, &mut dice) {
                let then = question.at(instant).reference();
                assert_eq!((before.verdict, before.value.clone()), (then.verdict, then.value), "at {instant}: {question}");
            }
        }
    }
}

/// the timeline of a decision says at every instant what is answered at that instant
#[test]
fn a_timeline_is_the_answer_at_every_instant() {
    timelines::it_says_what_the_reference_answers_at_every_instant();
}

/// since when, until when and when next permitted = read off the timeline
#[test]
fn windows_are_those_of_the_timeline() {
    timelines::windows_and_permissions_agree_with_it();
}

/// every change at an edge has a cause
#[test]
fn nothing_changes_without_a_cause() {
    timelines::every_change_has_a_cause();
}

/// since when and until when a rule has its status = read off the reference, instant after instant
#[test]
fn a_status_stands_as_long_as_it_is_said_to() {
    standing::it_is_read_off_the_reference();
}

/// `remedy wait` = the first interval of the timeline without the instance
#[test]
fn waiting_ends_when_the_timeline_says() {
    timelines::waiting_agrees_with_it();
}

/// a summary = a recount from full answers
#[test]
fn summaries_count_what_full_answers_say() {
    for trial in trials() {
        let questions = trial.questions(12);
        for decision in &trial.generated.decisions {
            let own = questions.iter().filter(|question| question.decision == decision);
            let records: Vec<_> = own.clone().map(|question| (question.record(), question.now)).collect();
            let run =
                Run { policy: &trial.policy, decision: trial.policy.decision(Some(decision)).unwrap(), groups: &[], records: &records };
            run.holds(&format!("{trial:?} {decision}"));
        }
    }
}

/// no text makes the parser or the checker panic, and a policy that is accepted never faults
#[test]
fn no_policy_text_is_fatal() {
    for seed in seeds() {
        hostile::policy(seed);
    }
}

/// no fact file makes the reader panic, and what is read is answered
#[test]
fn no_fact_file_is_fatal() {
    for trial in trials() {
        hostile::facts(trial);
    }
}
