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
    /// Reads and checks the policies; a set that is not sound ends the command.
    pub fn load(&self, terminal: &Terminal) -> Result<Loaded, Stop> {
        policies::load_sound(self.policies.as_slice(), &self.set, terminal)
    }

    /// The decision that is asked for; without a name the first.
    pub fn decision(&self, policy: &Policy) -> Result<DecisionId, Stop> {
        let known = || format!("the set decides: {}", policy.decisions.keys().cloned().collect::<Vec<_>>().join(", "));
        policy.decision(self.decision.as_deref()).ok_or_else(|| match &self.decision {
            Some(name) => Stop::helping(format!("no decision is called `{name}`"), known()),
            None => Stop::because("the policies decide nothing"),
        })
    }

    /// The instant of `--at`.
    pub fn instant(&self, policy: &Policy) -> Result<Option<i64>, Stop> {
        self.at.as_deref().map(|at| moment(policy, "at", at)).transpose()
    }

    /// What all records have in common that are asked; the proofs are left out.
    pub fn judge<'a>(
        &self,
        loaded: &'a Loaded,
        (forecaster, settings): (&'a Forecaster<'a>, &'a [String]),
        terminal: &Terminal,
    ) -> Result<Judge<'a>, Stop> {
        Ok(Judge {
            policy: &loaded.policy,
            sources: &loaded.sources,
            decision: self.decision(&loaded.policy)?,
            forecaster,
            at: self.instant(&loaded.policy)?,
            clock: clock(),
            assume: self.assume,
            with_proof: false,
            language: terminal.language,
            settings,
        })
    }

    /// What `--set` says, as answers tell it.
    pub fn settings(&self) -> Vec<String> {
        let cut = self.set.iter().filter_map(|change| change.split_once('='));
        cut.map(|(name, value)| format!("{} = {}", name.trim(), value.trim())).collect()
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
