//! What the decision `transfer` answers, and the names that it is compared by.

use super::facts::Facts;
use super::truth::{State, Truth};

/// Whether something may be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    Permitted,
    Forbidden,
    #[default]
    Undetermined,
}

impl Verdict {
    /// Permitted, forbidden, undetermined: `allowed` is yes, no, unknown.
    #[must_use]
    pub fn of(allowed: Truth) -> Self {
        match allowed {
            Truth::Yes => Self::Permitted,
            Truth::No => Self::Forbidden,
            Truth::Unknown => Self::Undetermined,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Forbidden => "forbidden",
            Self::Undetermined => "undetermined",
        }
    }
}

/// Which instance of a rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// The only one; or, over a list that is not known, the one for whatever may be in it.
    None,
    Source,
    Target,
    /// The disk at this index.
    Disk(u32),
    /// The network interface at this index.
    Interface(u32),
}

impl Member {
    /// What an answer calls it: the account's name, the id, or else the place, counted from 1.
    #[must_use]
    pub fn name(self, facts: &Facts<'_>) -> Option<String> {
        let (index, id) = match self {
            Self::None => return None,
            Self::Source => return Some("source".to_owned()),
            Self::Target => return Some("target".to_owned()),
            Self::Disk(index) => (index, item(&facts.instance.disks, index).map(|it| &it.id)),
            Self::Interface(index) => {
                let interface = item(&facts.instance.network_interfaces, index);
                (index, interface.map(|it| &it.id))
            }
        };
        Some(match id {
            Some(State::Known(id)) => id.as_str().to_owned(),
            _ => format!("#{}", u64::from(index) + 1),
        })
    }
}

fn item<T>(list: &State<Vec<T>>, index: u32) -> Option<&T> {
    match list {
        State::Known(items) => items.get(usize::try_from(index).ok()?),
        State::Unknown | State::Absent => None,
    }
}

/// A rule that forbids, or that may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub rule: &'static str,
    pub member: Member,
}

/// The answer for one record; cleared and used again for the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    pub verdict: Verdict,
    /// The rules that apply.
    pub forbidding: Vec<Finding>,
    /// The rules of which it is unknown whether they apply.
    pub undetermined: Vec<Finding>,
}

impl Judgement {
    /// Forgets the last record, and keeps the room.
    pub fn clear(&mut self) {
        self.verdict = Verdict::Undetermined;
        self.forbidding.clear();
        self.undetermined.clear();
    }

    /// The forbidding rules by name and member.
    pub fn forbidding_names(&self, facts: &Facts<'_>) -> impl Iterator<Item = Name> {
        names(&self.forbidding, facts)
    }

    /// The undetermined rules by name and member.
    pub fn undetermined_names(&self, facts: &Facts<'_>) -> impl Iterator<Item = Name> {
        names(&self.undetermined, facts)
    }

    /// Notes a rule unless it is clear.
    #[inline]
    pub(super) fn note(&mut self, rule: &'static str, member: Member, applies: Truth) {
        if applies != Truth::No {
            self.keep(Finding { rule, member }, applies);
        }
    }

    #[cold]
    #[inline(never)]
    fn keep(&mut self, finding: Finding, applies: Truth) {
        if applies == Truth::Yes {
            self.forbidding.push(finding);
        } else {
            self.undetermined.push(finding);
        }
    }

    /// The verdict where permit is the default: allowed is what is not forbidden.
    pub(super) fn conclude(&mut self) {
        self.verdict = if !self.forbidding.is_empty() {
            Verdict::Forbidden
        } else if !self.undetermined.is_empty() {
            Verdict::Undetermined
        } else {
            Verdict::Permitted
        };
    }
}

/// A rule and the name of its member.
pub type Name = (&'static str, Option<String>);

fn names(findings: &[Finding], facts: &Facts<'_>) -> impl Iterator<Item = Name> {
    findings.iter().map(|finding| (finding.rule, finding.member.name(facts)))
}
