//! What is asked of records: by which policies, which decision, at which moment.

use std::path::PathBuf;

use clap::Args;

use crate::advise::forecast::Forecaster;
use crate::batch::judge::Judge;
use crate::model::policy::{DecisionId, Policy};
use crate::value::calendar::{self, TimeError};

use super::policies::{self, Loaded};
use super::stop::Stop;
use super::terminal::{Terminal, clock};

#[derive(Debug, Args)]
pub struct Question {
    /// A folder of policies, or a single file; without it the built-in set
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// What is asked; without it the first decision of the set
    #[arg(long, value_name = "NAME")]
    decision: Option<String>,
    /// The moment to judge at: 2024-09-01T10:00+08:00, or a date
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Another value for a param; may be given several times
    #[arg(long, value_name = "PARAM=VALUE")]
    pub set: Vec<String>,
    /// Presume what the vocabulary allows of facts that nobody has told
    #[arg(long)]
    pub assume: bool,
}

impl Question {
    /// Reads and checks the policies, and finds the decision; a set that is not sound ends the command.
    pub fn asked(&self, terminal: &Terminal) -> Result<Asked<'_>, Stop> {
        let loaded = policies::load_to_ask(self.policies.as_slice(), &self.set)?.sound(terminal)?;
        let decision = self.decision(&loaded.policy)?;
        Ok(Asked { question: self, loaded, decision, settings: self.settings() })
    }

    /// The decision that is asked for; without a name the first.
    fn decision(&self, policy: &Policy) -> Result<DecisionId, Stop> {
        let known = || format!("the set decides: {}", policy.decisions.keys().cloned().collect::<Vec<_>>().join(", "));
        policy.decision(self.decision.as_deref()).ok_or_else(|| match &self.decision {
            Some(name) => Stop::helping(format!("no decision is called `{name}`"), known()),
            None => Stop::because("the policies decide nothing"),
        })
    }

    /// The instant of `--at`.
    fn instant(&self, policy: &Policy) -> Result<Option<i64>, Stop> {
        self.at.as_deref().map(|at| moment(policy, "at", at)).transpose()
    }

    /// What `--set` says, as answers tell it.
    fn settings(&self) -> Vec<String> {
        let cut = self.set.iter().filter_map(|change| change.split_once('='));
        cut.map(|(name, value)| format!("{} = {}", name.trim(), value.trim())).collect()
    }
}

/// What is asked of records, with the policies that answer it.
pub struct Asked<'q> {
    question: &'q Question,
    pub loaded: Loaded,
    pub decision: DecisionId,
    /// what `--set` says, as answers tell it
    settings: Vec<String>,
}

impl Asked<'_> {
    /// Foretells the decision.
    pub fn forecaster(&self) -> Forecaster<'_> {
        Forecaster::new(&self.loaded.policy, self.decision)
    }

    /// What all records have in common that are asked; the proofs are left out.
    pub fn judge<'a>(&'a self, forecaster: &'a Forecaster<'a>, terminal: &Terminal) -> Result<Judge<'a>, Stop> {
        Ok(Judge {
            policy: &self.loaded.policy,
            sources: &self.loaded.sources,
            decision: self.decision,
            forecaster,
            at: self.question.instant(&self.loaded.policy)?,
            clock: clock(),
            assume: self.question.assume,
            with_proof: false,
            language: terminal.language,
            settings: &self.settings,
        })
    }
}

/// The moment of an option; a date is its first second in the set's zone.
pub fn moment(policy: &Policy, option: &str, text: &str) -> Result<i64, Stop> {
    let help = "write it as 2024-09-01T10:00+08:00, or as a date";
    calendar::parse(text).map(|moment| moment.seconds(policy.zone())).map_err(|error| {
        let why = match error {
            TimeError::NotATime => "is no time",
            TimeError::OutOfRange => "is not in the calendar",
            TimeError::NoOffset => "has no offset",
        };
        Stop::helping(format!("`--{option} {text}` {why}"), help)
    })
}
