//! The numbers of a summary with their names, field for field as `summary.schema.json` promises them.

use serde::Serialize;

use crate::explain::scene::Scene;
use crate::explain::{Language, cite, template};
use crate::facts::Record;
use crate::model::policy::{Decision, DecisionKind, Instances, Policy, Rule, RuleBody, Table, TermType, Verb};
use crate::model::vocabulary::Scalar;
use crate::model::walk;
use crate::source::Sources;

use super::Summary;
use super::counts::{Counts, HORIZONS, OfRule, Outcomes};
use super::groups::Groups;

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// The contract itself.
pub const SCHEMA_TEXT: &str = include_str!("summary.schema.json");

/// So many combinations are shown, the commonest.
const SHOWN_COMBINATIONS: usize = 20;

/// A run as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    pub schema: u32,
    pub decision: String,
    /// what is decided, in words
    pub question: Option<String>,
    /// all of them, with those that could not be read
    pub records: u64,
    pub unreadable: u64,
    /// null for a valued decision
    pub verdicts: Option<Verdicts>,
    /// null for a decision with a verdict
    pub values: Option<Values>,
    /// the decision's rules and tables, in the order of the policy
    pub rules: Vec<OneRule>,
    pub combinations: Combinations,
    /// records that are not permitted, and will be without anything being done
    pub by_itself: Vec<Soon>,
    pub groups: Vec<Grouped>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    pub permitted: u64,
    pub forbidden: u64,
    pub undetermined: u64,
}

/// What a valued decision came to.
#[derive(Debug, Clone, Serialize)]
pub struct Values {
    pub undetermined: u64,
    /// records with the value none
    pub none: u64,
    /// the commonest first
    pub counts: Vec<Valued>,
    /// records with values that are not told apart
    pub others: u64,
}

#[derive(Debug, Clone, Serialize)]
pub struct Valued {
    /// as fact files write it
    pub value: String,
    /// its label, or else the value
    pub text: String,
    pub records: u64,
}

/// A rule or a table of the decision.
#[derive(Debug, Clone, Serialize)]
pub struct OneRule {
    pub rule: String,
    pub module: String,
    pub kind: Kind,
    /// its reason with the holes as they are written, or else what it cites
    pub says: Option<String>,
    pub forbids: u64,
    /// of these, the records that no other rule forbids
    pub alone: u64,
    pub permits: u64,
    /// records in which it may apply, and for no member surely does
    pub undetermined: u64,
    /// records that would be permitted without it
    pub cleared: u64,
    /// records that it stands against, and that become permitted by themselves
    pub ends: Vec<Soon>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Forbid,
    Permit,
    Table,
}

/// How many records, within so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Soon {
    pub days: i64,
    pub records: u64,
}

/// Which rules forbid together.
#[derive(Debug, Clone, Serialize)]
pub struct Combinations {
    /// the commonest first
    pub shown: Vec<Combination>,
    /// all that are not shown
    pub others: OtherCombinations,
}

/// Without rules: forbidden because nothing permits it.
#[derive(Debug, Clone, Serialize)]
pub struct Combination {
    pub rules: Vec<String>,
    pub records: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct OtherCombinations {
    pub combinations: u64,
    /// there are more combinations than were told apart
    pub more: bool,
    pub records: u64,
}

/// The outcomes by the values of a fact.
#[derive(Debug, Clone, Serialize)]
pub struct Grouped {
    pub by: String,
    pub label: Option<String>,
    /// the largest first
    pub groups: Vec<Group>,
    /// the records of all values that are not told apart; null where there are none
    pub others: Option<Tally>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Group {
    pub state: State,
    /// as fact files write it; null where there is none
    pub value: Option<String>,
    /// the value's label, or else the value
    pub text: Option<String>,
    #[serde(flatten)]
    pub tally: Tally,
}

/// What is known of the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Known,
    None,
    Unknown,
}

/// Outcomes of a group; of a decision with a verdict `valued` is 0, of a valued one `permitted` and `forbidden`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub records: u64,
    pub permitted: u64,
    pub forbidden: u64,
    pub undetermined: u64,
    pub valued: u64,
}

impl From<Outcomes> for Tally {
    fn from(outcomes: Outcomes) -> Self {
        let Outcomes { permitted, forbidden, undetermined, valued } = outcomes;
        Self { records: outcomes.all(), permitted, forbidden, undetermined, valued }
    }
}

impl Summary<'_> {
    /// Everything that was counted, with its names in a language.
    #[must_use]
    pub fn told(&mut self, sources: &Sources, language: Language) -> Told {
        let (policy, counts) = (self.policy, &mut self.counts);
        let record = Record::default();
        let scene = Scene { policy, sources, record: &record, at: 0, language };
        let (name, decision) = policy.decisions.get_index(self.decision.index()).unzip();
        let valued = matches!(self.kind, Some(DecisionKind::Valued { .. }));
        Told {
            schema: SCHEMA,
            decision: name.cloned().unwrap_or_default(),
            question: cite::label(&scene, decision.map(|decision| &decision.question)),
            records: counts.outcomes.all() + counts.unreadable,
            unreadable: counts.unreadable,
            verdicts: (!valued).then(|| verdicts(counts.outcomes)),
            values: valued.then(|| values(&scene, self.kind, counts)),
            rules: decision.map(|decision| rules(&scene, decision, &counts.rules)).unwrap_or_default(),
            combinations: combinations(policy, counts),
            by_itself: soon(counts.soon),
            groups: counts.groups.iter_mut().map(|groups| grouped(&scene, groups)).collect(),
        }
    }
}

fn verdicts(outcomes: Outcomes) -> Verdicts {
    Verdicts { permitted: outcomes.permitted, forbidden: outcomes.forbidden, undetermined: outcomes.undetermined }
}

fn values(scene: &Scene<'_>, kind: Option<&DecisionKind>, counts: &mut Counts) -> Values {
    let scalar = match kind {
        Some(DecisionKind::Valued { ty: TermType::Scalar(scalar), .. }) => Some(*scalar),
        _ => None,
    };
    let (kept, others) = counts.values.told();
    let valued = |(value, records): (&str, u64)| Valued { value: value.to_owned(), text: text(scene, scalar, value), records };
    let mut told: Vec<Valued> = kept.map(valued).collect();
    told.sort_by_key(|value| std::cmp::Reverse(value.records));
    Values { undetermined: counts.outcomes.undetermined, none: counts.none, counts: told, others: others.unwrap_or_default() }
}

fn soon(records: [u64; HORIZONS.len()]) -> Vec<Soon> {
    HORIZONS.into_iter().zip(records).map(|(days, records)| Soon { days, records }).collect()
}

fn rules(scene: &Scene<'_>, decision: &Decision, counts: &[OfRule]) -> Vec<OneRule> {
    let DecisionKind::Verdict { rules, tables, .. } = &decision.kind else { return Vec::new() };
    let policy = scene.policy;
    let rules = rules.iter().filter_map(|id| Some((of_rule(scene, policy.rules.get(id.index())?), id.index())));
    let behind = policy.rules.len();
    let tables = tables.iter().filter_map(|id| Some((of_table(scene, policy.tables.get(id.index())?), behind + id.index())));
    rules.chain(tables).map(|(rule, place)| counted(rule, counts.get(place).copied().unwrap_or_default())).collect()
}

fn counted(rule: OneRule, counts: OfRule) -> OneRule {
    let OfRule { forbids, alone, permits, undetermined, cleared, ends } = counts;
    OneRule { forbids, alone, permits, undetermined, cleared, ends: soon(ends), ..rule }
}

fn of_rule(scene: &Scene<'_>, rule: &Rule) -> OneRule {
    let because = walk::bodies(&rule.instances).first().and_then(|body| because(scene, &rule.instances, body));
    let kind = if rule.verb == Verb::Permit { Kind::Permit } else { Kind::Forbid };
    let cited = || cite::clauses(scene, &rule.cite).into_iter().find_map(|clause| clause.text);
    named(&rule.name, &rule.module, kind, because.or_else(cited))
}

fn because(scene: &Scene<'_>, instances: &Instances, body: &RuleBody) -> Option<String> {
    let entities: Vec<String> = match instances {
        Instances::Entities(bodies) => {
            bodies.iter().filter_map(|(id, _)| scene.vocabulary().entity(*id)).map(|entity| entity.name.clone()).collect()
        }
        _ => Vec::new(),
    };
    template::unfilled(scene, body.because.as_ref()?, &entities)
}

fn of_table(scene: &Scene<'_>, table: &Table) -> OneRule {
    let rows = table.rows.iter().flat_map(|row| &row.cite).copied().collect::<Vec<_>>();
    let cited = [&table.cite, &rows].into_iter().flat_map(|cite| cite::clauses(scene, cite)).find_map(|clause| clause.text);
    named(&table.name, &table.module, Kind::Table, cited)
}

fn named(rule: &str, module: &str, kind: Kind, says: Option<String>) -> OneRule {
    let (rule, module) = (rule.to_owned(), module.to_owned());
    OneRule { rule, module, kind, says, forbids: 0, alone: 0, permits: 0, undetermined: 0, cleared: 0, ends: Vec::new() }
}

fn combinations(policy: &Policy, counts: &mut Counts) -> Combinations {
    let (kept, unkept) = counts.combinations.told();
    let mut sorted: Vec<(&[u32], u64)> = kept.collect();
    sorted.sort_by_key(|(_, records)| std::cmp::Reverse(*records));
    let (shown, others) = sorted.split_at(SHOWN_COMBINATIONS.min(sorted.len()));
    let named = |(rules, records): &(&[u32], u64)| {
        let rules = rules.iter().map(|place| name(policy, *place as usize).to_owned()).collect();
        Combination { rules, records: *records }
    };
    let records = others.iter().map(|(_, records)| records).sum::<u64>() + unkept.unwrap_or_default();
    let others = OtherCombinations { combinations: others.len() as u64, more: unkept.is_some(), records };
    Combinations { shown: shown.iter().map(named).collect(), others }
}

/// The rule, or behind all rules the table, that is counted at a place.
fn name(policy: &Policy, place: usize) -> &str {
    let rule = policy.rules.get(place).map(|rule| &rule.name);
    let table = || place.checked_sub(policy.rules.len()).and_then(|place| policy.tables.get(place)).map(|table| &table.name);
    rule.or_else(table).map_or("?", String::as_str)
}

fn grouped(scene: &Scene<'_>, of: &mut Groups) -> Grouped {
    let fact = scene.vocabulary().fact(of.fact);
    let scalar = of.scalar;
    let (kept, others) = of.values.told();
    let known = |(value, outcomes): (&str, Outcomes)| Group {
        state: State::Known,
        text: Some(text(scene, Some(scalar), value)),
        value: Some(value.to_owned()),
        tally: outcomes.into(),
    };
    let mut groups: Vec<Group> = kept.map(known).collect();
    let others = others.map(Tally::from);
    for (state, outcomes) in [(State::None, of.none), (State::Unknown, of.unknown)] {
        if outcomes != Outcomes::default() {
            groups.push(Group { state, value: None, text: None, tally: outcomes.into() });
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.tally.records));
    let label = fact.map(|fact| &fact.label).filter(|label| !label.is_empty());
    Grouped { by: fact.map_or("?", |fact| &fact.path).to_owned(), label: cite::label(scene, label), groups, others }
}

/// The label of an enum's member; any other value as it is.
fn text(scene: &Scene<'_>, scalar: Option<Scalar>, value: &str) -> String {
    let Some(Scalar::Enum(id)) = scalar else { return value.to_owned() };
    let member = scene.vocabulary().enumeration(id).and_then(|of| of.members.get(value));
    member.and_then(|member| scene.speech().label(&member.label)).unwrap_or(value).to_owned()
}
