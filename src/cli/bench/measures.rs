//! Where the time goes from the text of policies and facts to an answer.

use std::hint::black_box;

use crate::batch::judge::Judge;
use crate::eval::{self, Decider};
use crate::facts::{self, BlockReader, Record};

use super::super::inputs::Files;
use super::super::policies;
use super::super::question::Question;
use super::held::Held;
use super::rounds::{Limits, Work, measure};
use super::sheet::{Measure, Of};

/// How many records are read before they are decided, as `caveat eval` does it.
pub const AT_ONCE: usize = 64;

/// Full answers take many times as long as deciding: of these so many records are enough.
const ANSWERED: usize = 1_000;

/// Measures all that is done with the records.
pub fn all(judge: &Judge<'_>, held: &Held, (files, question): (Files<'_>, &Question), limits: Limits) -> Vec<Measure> {
    let (of_policies, of_records) = (Of::Policies, Of::Record);
    let named = [
        ("load", of_policies, None, load(question)),
        ("prepare", of_policies, None, prepare(judge, held)),
        ("read", of_records, held.bytes, read(judge, held, files)),
        ("decide", of_records, None, decide(judge, held)),
        ("decide_one", of_records, None, decide_one(judge, held)),
        ("read_and_decide", of_records, held.bytes, read_and_decide(judge, held, files)),
        ("answer", of_records, None, answer(judge, held)),
        ("tell", of_records, None, tell(judge, held)),
    ];
    let (heads, mut works): (Vec<_>, Vec<_>) = named.into_iter().map(|(name, of, bytes, work)| ((name, of, bytes), work)).unzip();
    measure(&mut works, limits);
    heads.into_iter().zip(works).map(|((name, of, bytes), work)| Measure::new(name, (of, work.items()), bytes, work.spread())).collect()
}

/// Policies read from their files and checked.
fn load(question: &Question) -> Work<'_> {
    Work::new(1, || drop(black_box(policies::load_to_ask(question.policies.as_slice(), &question.set))))
}

/// What is found out about the rules before the first record is decided.
fn prepare<'a>(judge: &'a Judge<'_>, held: &'a Held) -> Work<'a> {
    Work::new(1, || {
        let (mut decider, mut found) = (Decider::new(judge.policy), Vec::new());
        for (record, at) in held.records.iter().take(1) {
            black_box(decider.decide(judge.decision, record, *at, &mut found));
        }
    })
}

fn read<'a>(judge: &'a Judge<'a>, held: &'a Held, files: Files<'a>) -> Work<'a> {
    let mut again = Again::new(judge, held, files);
    Work::new(held.read_in_all(), move || again.read(&mut |records| _ = black_box(records)))
}

/// Records in blocks, their facts ready.
fn decide<'a>(judge: &'a Judge<'a>, held: &'a Held) -> Work<'a> {
    let mut decider = Decider::new(judge.policy);
    Work::new(held.records.len(), move || block(&mut decider, judge, &held.records))
}

/// Decides blocks of records; nothing is made of what is found.
pub fn block(decider: &mut Decider<'_>, judge: &Judge<'_>, records: &[(Record, i64)]) {
    decider.decide_block(judge.decision, records, &mut |_, ruling, found| _ = black_box((ruling, found.len())));
}

fn decide_one<'a>(judge: &'a Judge<'a>, held: &'a Held) -> Work<'a> {
    let (mut decider, mut found) = (Decider::new(judge.policy), Vec::new());
    Work::new(held.records.len(), move || {
        for (record, at) in &held.records {
            black_box(decider.decide(judge.decision, record, *at, &mut found));
        }
    })
}

fn read_and_decide<'a>(judge: &'a Judge<'a>, held: &'a Held, files: Files<'a>) -> Work<'a> {
    let (mut again, mut decider) = (Again::new(judge, held, files), Decider::new(judge.policy));
    Work::new(held.read_in_all(), move || again.read(&mut |records| block(&mut decider, judge, records)))
}

/// All rules that decide, with their proofs.
fn answer<'a>(judge: &'a Judge<'a>, held: &'a Held) -> Work<'a> {
    let records = held.records.get(..ANSWERED).unwrap_or(&held.records);
    Work::new(records.len(), move || {
        for (record, at) in records {
            black_box(eval::answer(judge.policy, judge.decision, record, *at));
        }
    })
}

/// The same in words, as JSON.
fn tell<'a>(judge: &'a Judge<'a>, held: &'a Held) -> Work<'a> {
    let records = held.records.get(..ANSWERED).unwrap_or(&held.records);
    Work::new(records.len(), move || {
        for ((record, at), beside) in records.iter().zip(&held.beside) {
            let told = judge.tell(record, *at, &beside.assumed, beside.place.clone());
            _ = black_box(serde_json::to_vec(&told));
        }
    })
}

/// Takes a few records, each with the instant that it is judged at.
type Each<'e> = &'e mut dyn FnMut(&[(Record, i64)]);

/// Reads the records that are held again from their files, into memory that is used again.
struct Again<'a> {
    judge: &'a Judge<'a>,
    files: Files<'a>,
    reader: BlockReader<'a>,
    records: Vec<(Record, i64)>,
    /// how many are read in all
    wanted: usize,
}

impl<'a> Again<'a> {
    fn new(judge: &'a Judge<'a>, held: &Held, files: Files<'a>) -> Self {
        let records = (0..AT_ONCE).map(|_| (Record::new(files.vocabulary), 0)).collect();
        Self { judge, files, reader: files.reader(), records, wanted: held.read_in_all() }
    }

    /// Hands out a few at a time.
    fn read(&mut self, each: Each<'_>) {
        let mut left = self.wanted;
        for block in self.files.blocks() {
            match block {
                Ok(block) => self.reader.begin(block),
                Err(_) => left = left.saturating_sub(1),
            }
            while left > 0 {
                let (good, read) = self.gather(left);
                left -= read;
                each(self.records.get(..good).unwrap_or_default());
                if good < AT_ONCE {
                    break;
                }
            }
            if left == 0 {
                break;
            }
        }
    }

    /// Fills some records; says how many, and how many were read with those that cannot be. Fewer than all places end the block.
    fn gather(&mut self, most: usize) -> (usize, usize) {
        let Self { judge, files, reader, records, .. } = self;
        let (mut good, mut read) = (0, 0);
        while read < most
            && let Some((record, at)) = records.get_mut(good)
            && let Some(next) = reader.next(record)
        {
            read += 1;
            if next.is_ok() {
                if judge.assume {
                    facts::presume(files.vocabulary, record);
                }
                *at = judge.instant(record);
                good += 1;
            }
        }
        (good, read)
    }
}
