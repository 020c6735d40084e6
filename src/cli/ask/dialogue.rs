//! An interview: one question after the other, until the verdict is definite or nothing is left to ask.

use std::io::{BufRead, Write};

use crate::advise::interview::{Candidate, Topic, ranked};
use crate::batch::judge::Judge;
use crate::eval;
use crate::explain::ask::json::Question;
use crate::explain::ask::tell;
use crate::explain::ask::text;
use crate::explain::ask::words::{self, Phrase, phrase};
use crate::explain::page::Page;
use crate::facts::{Document, Format, Options, Reader, Record};

use super::super::stop::Stop;
use super::answers::Answers;
use super::reply::{Typed, value};

/// Where answers come from.
pub enum Source<'i> {
    /// somebody types them; whether what is typed has to be shown
    Lines(&'i mut dyn BufRead, bool),
    /// they are known; what is not among them nobody knows
    Known(Answers),
}

/// An interview under way.
pub struct Dialogue<'a, 'i> {
    pub judge: &'a Judge<'a>,
    pub at: i64,
    pub page: Page,
    pub source: Source<'i>,
    pub out: &'i mut dyn Write,
    /// how it stood before each answer, the present state last
    states: Vec<State>,
}

/// What is known, and what nobody knows.
#[derive(Clone)]
struct State {
    record: Record,
    skipped: Vec<Topic>,
    answered: usize,
}

/// What comes of an answer.
enum Move {
    On(Box<State>),
    Back,
    Quit,
    Again,
}

impl<'a, 'i> Dialogue<'a, 'i> {
    pub fn new(judge: &'a Judge<'a>, (record, at): (Record, i64), page: Page, source: Source<'i>, out: &'i mut dyn Write) -> Self {
        let states = vec![State { record, skipped: Vec::new(), answered: 0 }];
        Self { judge, at, page, source, out, states }
    }

    /// Asks until there is nothing more to ask, and gives the record with all that was answered.
    pub fn run(mut self) -> Result<Record, Stop> {
        writeln!(self.out, "{}", phrase(Phrase::Hints, self.page.language))?;
        while let Some(state) = self.states.last().cloned() {
            let Some((asked, candidate)) = self.next(&state) else {
                writeln!(self.out, "\n{}\n", words::asked(self.page.language, state.answered))?;
                return Ok(state.record);
            };
            write!(self.out, "\n{}", text::question(&asked, self.states.len(), &self.page))?;
            loop {
                match self.answer(&state, &asked, &candidate)? {
                    Move::On(next) => self.states.push(*next),
                    Move::Back if self.states.len() > 1 => _ = self.states.pop(),
                    Move::Quit => {
                        writeln!(self.out, "\n{}\n", phrase(Phrase::Stopped, self.page.language))?;
                        return Ok(state.record);
                    }
                    Move::Back => {
                        writeln!(self.out, "  ! {}", phrase(Phrase::NothingBefore, self.page.language))?;
                        continue;
                    }
                    Move::Again => continue,
                }
                break;
            }
        }
        Ok(Record::new(&self.judge.policy.vocabulary))
    }

    /// The best question that nobody has said he cannot answer.
    fn next(&self, state: &State) -> Option<(Question, Candidate)> {
        let scene = self.judge.scene(&state.record, self.at);
        let answer = eval::answer(self.judge.policy, self.judge.decision, &state.record, self.at);
        let mut all = ranked(self.judge.policy, self.judge.decision, &state.record, &answer);
        all.retain(|candidate| !state.skipped.contains(&candidate.topic));
        let first = all.into_iter().next()?;
        Some((tell::question(&scene, &answer, &first), first))
    }

    /// Reads one answer, and what it comes to.
    fn answer(&mut self, state: &State, asked: &Question, candidate: &Candidate) -> Result<Move, Stop> {
        let Some(line) = self.line(state, asked, candidate)? else { return Ok(Move::Quit) };
        let line = match Typed::of(&line) {
            Typed::Why => {
                writeln!(self.out, "{}", text::hanging(asked, &self.page))?;
                return Ok(Move::Again);
            }
            Typed::Unknown => {
                let mut next = state.clone();
                next.skipped.push(candidate.topic);
                return Ok(Move::On(Box::new(next)));
            }
            Typed::Back => return Ok(Move::Back),
            Typed::Quit => return Ok(Move::Quit),
            Typed::Answer(line) => line,
        };
        match self.learned(state, asked, candidate, &line) {
            Ok(record) => Ok(Move::On(Box::new(State { record, skipped: state.skipped.clone(), answered: state.answered + 1 }))),
            Err(why) if matches!(self.source, Source::Known(_)) => {
                Err(Stop::because(format!("the answer to `{}` does not fit: {}", asked.fact, why.join("; "))))
            }
            Err(why) => {
                for line in why {
                    writeln!(self.out, "  ! {line}")?;
                }
                Ok(Move::Again)
            }
        }
    }

    /// What is typed; nothing where the input has ended.
    fn line(&mut self, state: &State, asked: &Question, candidate: &Candidate) -> Result<Option<String>, Stop> {
        let by_place = self.by_place(state, candidate.topic);
        let (line, shown) = match &mut self.source {
            Source::Known(answers) => (answers.of([asked.fact.as_str(), by_place.as_str()].into_iter()).unwrap_or("-").to_owned(), true),
            Source::Lines(input, echo) => {
                write!(self.out, "> ")?;
                self.out.flush()?;
                let mut line = String::new();
                let read = input.read_line(&mut line).map_err(|error| Stop::because(format!("cannot read the answer: {error}")))?;
                if read == 0 {
                    return Ok(None);
                }
                if *echo {
                    writeln!(self.out, "{}", line.trim())?;
                }
                return Ok(Some(line));
            }
        };
        if shown {
            writeln!(self.out, "> {line}")?;
        }
        Ok(Some(line))
    }

    /// `instance.disks(#1).encrypted`, whatever the member is called.
    fn by_place(&self, state: &State, topic: Topic) -> String {
        let scene = self.judge.scene(&state.record, self.at);
        let keys = tell::keys(&scene, topic);
        let mut path = String::new();
        for key in keys {
            if key.starts_with('#') {
                path.extend(["(", &key, ")"]);
            } else {
                path.push_str(if path.is_empty() { "" } else { "." });
                path.push_str(&key);
            }
        }
        path
    }

    /// The record with the answer in it.
    ///
    /// # Errors
    /// What is wrong with the answer, as the reader of fact files has it.
    fn learned(&self, state: &State, asked: &Question, candidate: &Candidate, line: &str) -> Result<Record, Vec<String>> {
        let vocabulary = &self.judge.policy.vocabulary;
        let mut document = Document::of(vocabulary, &state.record);
        let keys = tell::keys(&self.judge.scene(&state.record, self.at), candidate.topic);
        let told = value(asked, line, document.at(&keys), self.page.language).map_err(|why| vec![why])?;
        document.put(&keys, told);
        let text = document.json();
        let mut record = Record::new(vocabulary);
        let mut reader = Reader::new(vocabulary, Options::default(), Format::Json, "answers", text.as_bytes());
        match reader.next(&mut record) {
            Some(Ok(_)) => Ok(record),
            Some(Err(bad)) => Err(bad.diagnostics.iter().flat_map(said).collect()),
            None => Err(vec![phrase(Phrase::NotUnderstood, self.page.language).to_owned()]),
        }
    }
}

/// What is wrong, and how it may be put right.
fn said(diagnostic: &crate::diagnostic::Diagnostic) -> Vec<String> {
    let label = diagnostic.labels.first().map(|label| label.text.as_str()).filter(|label| !label.is_empty());
    let message = label.map_or(diagnostic.message.clone(), |label| format!("{} ({label})", diagnostic.message));
    std::iter::once(message).chain(diagnostic.help.clone()).collect()
}
