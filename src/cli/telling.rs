//! What `when`, `why` and `plan` have in common: of every record something is told, as a text, as an object, or as an article of a page.

use std::io::Write;

use serde::Serialize;

use crate::batch::judge::Judge;
use crate::batch::tally::{Outcome, Tally};
use crate::explain::Language;
use crate::explain::html::Library;

use super::Exit;
use super::inputs::{Files, Input, Reading};
use super::pages::Pages;
use super::records::{self, Chosen, One, Take};
use super::sheets::{Form, Sheets};
use super::stop::Stop;
use super::terminal::{Terminal, output};

/// What a command tells of a record.
pub trait Tell {
    /// of one record, as a text or an object
    type Told: Serialize;
    /// as an article of a page, in one language
    type Article;
    /// whether it tells where the file has the facts
    const WITH_PLACES: bool = false;

    /// What is told of a record, as a text or an object.
    fn tell(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Self::Told, Stop>;
    /// What the exit status counts.
    fn outcome(told: &Self::Told) -> Outcome;
    /// The same for people.
    fn text(&self, told: &Self::Told, terminal: &Terminal) -> String;
    /// What a page tells of it, in the language of the judge.
    fn article(&self, judge: &Judge<'_>, one: &One<'_>) -> Result<Self::Article, Stop>;
    /// The page of all records.
    fn page(library: Library<'_>, languages: &[Language], records: &[Vec<(Language, Self::Article)>]) -> String;
}

/// Which records are told of, and how.
pub struct Given<'g> {
    pub inputs: &'g [Input],
    pub chosen: &'g Chosen,
    pub reading: &'g Reading,
    /// none for a page
    pub form: Option<Form>,
}

/// Tells of the records what a command does.
pub fn run<T: Tell>(given: &Given<'_>, judge: &Judge<'_>, command: &T, terminal: &Terminal) -> Result<Exit, Stop> {
    let files = Files { inputs: given.inputs, vocabulary: &judge.policy.vocabulary, options: given.reading.options() };
    let each = if T::WITH_PLACES { records::each_with_places } else { records::each };
    let read = |take: Take<'_>| each(files, judge, (given.chosen, terminal), take);
    let tally = if let Some(form) = given.form { sheets(command, form, terminal, read) } else { page(command, judge, read) };
    tally.map(|tally| Exit::of(&tally))
}

/// Texts or objects, each written as soon as it is told.
fn sheets<T: Tell>(
    command: &T,
    form: Form,
    terminal: &Terminal,
    read: impl FnOnce(Take<'_>) -> Result<Tally, Stop>,
) -> Result<Tally, Stop> {
    let mut sheets = Sheets::new(output(), form);
    let tally = read(&mut |judge, one| {
        let told = command.tell(judge, one)?;
        sheets.write(&told, || command.text(&told, terminal))?;
        Ok(T::outcome(&told))
    })?;
    sheets.finish()?;
    Ok(tally)
}

/// A page, written once all of it is told.
fn page<T: Tell>(command: &T, judge: &Judge<'_>, read: impl FnOnce(Take<'_>) -> Result<Tally, Stop>) -> Result<Tally, Stop> {
    let mut pages = Pages::new();
    let tally = read(&mut |judge, one| {
        let outcome = T::outcome(&command.tell(judge, one)?);
        let articles = judge.in_each_language(|judge| command.article(judge, one));
        pages.add(articles.into_iter().map(|(language, article)| Ok((language, article?))).collect::<Result<_, Stop>>()?)?;
        Ok(outcome)
    })?;
    let mut out = output();
    write!(out, "{}", T::page(judge.library(), &judge.languages(), pages.records()))?;
    out.flush()?;
    Ok(tally)
}
