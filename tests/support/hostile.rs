//! Texts that nobody should write: policies and records with pieces cut out, doubled, swapped and made up.

use caveat::eval::{Scratch, answer, decide};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::{DecisionId, Policy};

use super::generate::dice::Dice;
use super::generate::{self, facts};
use super::trial::{Trial, load_files};

/// What is put in at random, one scrap a word.
const SCRAPS: &str = "{ } ( ) [ ] | \" \\ // /// \n \u{0} 京 \u{feff} \u{202e} \r ... .. - = => ? , : * none now not is and or in rule table \
    given else some null true 2024-02-30 9999-12-31 99999999999999999999 -0 1e999 0.5 days month {x}";

/// Loads a random policy with mistakes, and asks it if it is accepted all the same.
pub fn policy(seed: u64) {
    let mut dice = Dice::new(seed);
    let text = generate::policy(seed).files.join("\n");
    let items: Vec<&str> = text.split("\n\n").collect();
    for _ in 0..2 {
        // most of the vocabulary and some of the rest: a shorter text is sooner read
        let kept = dice.some(&items, 1, 12).join("\n\n");
        let broken = broken(&mut dice, &kept);
        let (policy, found) = load_files(&[broken]);
        if found.iter().all(|diagnostic| !diagnostic.is_error()) {
            ask_everything(&policy, &Record::new(&policy.vocabulary));
        }
    }
    let noise: Vec<u8> = (0..dice.number(0, 200)).map(|_| u8::try_from(dice.number(0, 255)).unwrap_or(0)).collect();
    _ = load_files(&[String::from_utf8_lossy(&noise).into_owned()]);
}

/// Reads random records with mistakes, in every format, and asks about those that are accepted all the same.
pub fn facts(trial: &Trial) {
    let mut dice = trial.dice();
    for format in [Format::Json, Format::Json, Format::JsonLines, Format::Yaml, Format::Toml] {
        let text = facts::record(&trial.generated.vocabulary, &mut dice).to_string();
        let broken = broken(&mut dice, &text);
        let mut reader = Reader::new(&trial.policy.vocabulary, Options::default(), format, "facts", broken.as_bytes());
        let mut record = Record::default();
        while let Some(read) = reader.next(&mut record) {
            if read.is_ok() {
                ask_everything(&trial.policy, &record);
            }
        }
    }
}

fn ask_everything(policy: &Policy, record: &Record) {
    for decision in (0..policy.decisions.len()).filter_map(|place| u32::try_from(place).ok()).map(DecisionId) {
        _ = answer(policy, decision, record, 0);
        decide(policy, decision, record, 0, &mut Scratch::default(), &mut Vec::new());
    }
}

/// The text with one to four mistakes in it.
fn broken(dice: &mut Dice, text: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..dice.number(1, 4) {
        let start = dice.number(0, text.len());
        let end = (start + dice.number(0, 12)).min(text.len());
        let piece: Vec<char> = text[start..end].to_vec();
        match dice.number(0, 3) {
            0 => _ = text.drain(start..end),
            1 => _ = text.splice(start..start, piece),
            2 => _ = text.splice(start..end, scrap(dice).chars()),
            _ => {
                text.drain(start..end);
                let place = dice.number(0, text.len());
                text.splice(place..place, piece);
            }
        }
    }
    text.into_iter().collect()
}

fn scrap(dice: &mut Dice) -> String {
    let scraps: Vec<&str> = SCRAPS.split(' ').collect();
    format!("{} ", dice.pick(&scraps))
}
