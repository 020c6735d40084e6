//! What is told of: the head of every JSON contract, and the same for people.

use serde::Serialize;

use crate::advise::edges::Stretch;
use crate::model::policy::DecisionId;
use crate::value::calendar::{self, Zone};

use super::cite;
use super::scene::Scene;
use super::words::Language;

/// Which record, which decision, and at which instant.
#[derive(Debug, Clone, Serialize)]
pub struct Case {
    /// the version of the contract
    pub schema: u32,
    pub record: Option<String>,
    pub decision: String,
    pub at: String,
    /// where the record stands
    #[serde(skip)]
    pub place: String,
    /// what is decided, in words
    #[serde(skip)]
    pub question: Option<String>,
    /// the same as `at`, in seconds
    #[serde(skip)]
    pub instant: i64,
    /// in which instants are told
    #[serde(skip)]
    pub zone: Zone,
}

impl Case {
    /// The decision at the scene's instant, for a record of a name, if it has one, and a place.
    #[must_use]
    pub fn new(scene: &Scene<'_>, decision: DecisionId, schema: u32, (record, place): (Option<String>, String)) -> Self {
        let zone = scene.policy.zone();
        let (name, declared) = scene.policy.decisions.get_index(decision.index()).unzip();
        Self {
            schema,
            record,
            decision: name.map_or("?", String::as_str).to_owned(),
            at: calendar::rfc3339(scene.at, zone),
            place,
            question: cite::label(scene, declared.map(|declared| &declared.question)),
            instant: scene.at,
            zone,
        }
    }

    /// What people call the record: its name, or else where it stands.
    #[must_use]
    pub fn name(&self) -> &str {
        self.record.as_deref().unwrap_or(&self.place)
    }

    /// An instant, for people.
    #[must_use]
    pub fn readable(&self, instant: i64) -> String {
        calendar::readable(instant, self.zone)
    }
}

/// Since when and until when something has the status that it has, the facts held fixed; null where there is no bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lasts {
    pub since: Option<String>,
    pub until: Option<String>,
    /// the same in seconds
    #[serde(skip)]
    pub during: Stretch,
}

impl Lasts {
    #[must_use]
    pub fn new(during: Stretch, zone: Zone) -> Self {
        let instant = |instant| calendar::rfc3339(instant, zone);
        Self { since: during.since.map(instant), until: during.until.map(instant), during }
    }

    /// `holds since 2024-09-01 10:00 +08:00`; nothing for what always holds.
    #[must_use]
    pub fn in_words(&self, zone: Zone, language: Language) -> Option<String> {
        let readable = |instant| calendar::readable(instant, zone);
        language.holds(self.during.since.map(readable).as_deref(), self.during.until.map(readable).as_deref())
    }
}

/// A case with how it was judged, and since when and until when it comes to that.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'t> {
    pub case: &'t Case,
    pub lasts: &'t Lasts,
    /// values that were tried in place of the policy's own
    pub settings: &'t [String],
}

impl Judged<'_> {
    /// When it was judged, and with which values.
    #[must_use]
    pub fn how(&self, language: Language) -> String {
        let at = language.judged_at(&self.case.readable(self.case.instant));
        if self.settings.is_empty() { at } else { [at, language.with_settings(self.settings)].join(language.clause_comma()) }
    }

    /// Since when and until when it comes to that.
    #[must_use]
    pub fn holds(&self, language: Language) -> Option<String> {
        self.lasts.in_words(self.case.zone, language)
    }
}
