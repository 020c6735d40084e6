//! `--summary`: what a whole run looks like, in place of its answers or beside them.

use std::io::{self, Write};
use std::sync::Mutex;

use clap::{Args, ValueEnum};

use crate::batch::judge::Judge;
use crate::batch::summary::{NoGrouping, Summary, fact, html, text};
use crate::explain::page::Page;
use crate::model::policy::Policy;
use crate::model::vocabulary::FactId;

use super::super::stop::Stop;

/// How a summary is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// for people
    Text,
    /// an object
    Json,
    /// a page with bars, in all languages
    Html,
}

#[derive(Debug, Args)]
pub struct SummaryArguments {
    /// Print what the whole looks like, in place of the answers; those go to --output, if it is given
    #[arg(long, value_name = "FORMAT")]
    summary: Option<SummaryFormat>,
    /// Count also by the value of a fact, such as `instance.region`; may be given several times
    #[arg(long, value_name = "FACT", value_delimiter = ',', requires = "summary")]
    by: Vec<String>,
}

impl SummaryArguments {
    /// Whether no answers are written. `unplaced` says that they have no file, `chosen` that something is chosen of them.
    pub fn replaces_answers(&self, unplaced: bool, chosen: bool) -> Result<bool, Stop> {
        match self.summary {
            Some(_) if unplaced && chosen => {
                Err(Stop::helping("the summary is printed in place of the answers", "name a file for them: --output FILE"))
            }
            summary => Ok(summary.is_some() && unplaced),
        }
    }

    pub fn counts<'a>(&self, policy: &Policy) -> Result<Counts<'a>, Stop> {
        let groups = self.by.iter().map(|path| group(path.trim(), policy)).collect::<Result<_, _>>()?;
        Ok(Counts { format: self.summary, groups, all: Mutex::default() })
    }
}

fn group(path: &str, policy: &Policy) -> Result<FactId, Stop> {
    fact(&policy.vocabulary, path).map_err(|why| match why {
        NoGrouping::NoSuchFact { nearest: Some(near) } => {
            Stop::helping(format!("no fact is called `{path}`"), format!("did you mean `{near}`?"))
        }
        NoGrouping::NoSuchFact { nearest: None } => Stop::because(format!("no fact is called `{path}`")),
        NoGrouping::NotScalar => {
            Stop::helping(format!("`{path}` has no single value to count by"), "name a fact that is no set and no list")
        }
    })
}

/// What is counted, by all workers together.
pub struct Counts<'a> {
    format: Option<SummaryFormat>,
    groups: Vec<FactId>,
    all: Mutex<Option<Summary<'a>>>,
}

impl<'a> Counts<'a> {
    /// By which facts is counted, if at all.
    pub fn wanted(&self) -> Option<&[FactId]> {
        self.format.map(|_| self.groups.as_slice())
    }

    pub fn add(&self, summary: Summary<'a>) {
        // where another worker was lost, nothing is printed
        let Ok(mut all) = self.all.lock() else { return };
        match all.as_mut() {
            Some(all) => all.merge(summary),
            None => *all = Some(summary),
        }
    }

    pub fn print(&self, judge: &Judge<'a>, page: &Page, out: &mut dyn Write) -> io::Result<()> {
        let Some(format) = self.format else { return Ok(()) };
        let counted = self.all.lock().ok().and_then(|mut all| all.take());
        let mut summary = counted.unwrap_or_else(|| Summary::new(judge.policy, judge.decision, &self.groups));
        let mut told = |language| summary.told(judge.sources, language);
        match format {
            SummaryFormat::Text => write!(out, "{}", text::render(&told(page.language), page)),
            SummaryFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &told(page.language)).map_err(io::Error::from)?;
                writeln!(out)
            }
            SummaryFormat::Html => {
                let pages: Vec<_> = judge.languages().into_iter().map(|language| (language, told(language))).collect();
                write!(out, "{}", html::render(&pages))
            }
        }
    }
}
