//! All figures of a bench, as its JSON tells them. `caveat bench --help` says what the keys mean.

use serde::Serialize;

use super::super::policies::Loaded;

/// The version of the JSON contract.
pub const SCHEMA: u32 = 1;

/// The contract itself.
pub const SCHEMA_TEXT: &str = include_str!("bench.schema.json");

#[derive(Debug, Serialize)]
pub struct Sheet {
    pub schema: u32,
    pub decision: String,
    pub policies: PoliciesTold,
    pub records: RecordsTold,
    pub limits: LimitsTold,
    pub measures: Vec<Measure>,
    pub parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
pub struct PoliciesTold {
    pub files: usize,
    pub bytes: usize,
    pub rules: usize,
    pub tables: usize,
}

#[derive(Debug, Serialize)]
pub struct RecordsTold {
    pub held: usize,
    pub all: bool,
    pub unreadable: usize,
    pub bytes: Option<u64>,
    pub files: usize,
}

#[derive(Debug, Serialize)]
pub struct LimitsTold {
    pub rounds: usize,
    pub seconds: f64,
}

/// What a figure is told for one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Of {
    Policies,
    Record,
}

#[derive(Debug, Serialize)]
pub struct Measure {
    pub name: &'static str,
    pub of: Of,
    /// how many of them each round works on
    pub count: usize,
    pub nanoseconds: Spread,
    pub per_second: f64,
    pub bytes_per_second: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Rule,
    Table,
}

/// What one rule or table adds to deciding a record.
#[derive(Debug, Serialize)]
pub struct Part {
    pub name: String,
    pub kind: Kind,
    pub nanoseconds: Spread,
}

/// What rounds took: half of them lie between the quartiles.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Spread {
    pub rounds: usize,
    pub min: f64,
    pub lower_quartile: f64,
    pub median: f64,
    pub upper_quartile: f64,
    pub max: f64,
}

/// What the policies are made of.
pub fn policies(loaded: &Loaded) -> PoliciesTold {
    let bytes = loaded.sources.iter().map(|(_, file)| file.text.len()).sum();
    PoliciesTold { files: loaded.files, bytes, rules: loaded.policy.rules.len(), tables: loaded.policy.tables.len() }
}

impl Measure {
    #[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
    pub fn new(name: &'static str, (of, count): (Of, usize), bytes: Option<u64>, nanoseconds: Spread) -> Self {
        let per_second = 1e9 / nanoseconds.median.max(f64::MIN_POSITIVE);
        let items = count.max(1) as f64;
        Self { name, of, count, nanoseconds, per_second, bytes_per_second: bytes.map(|bytes| bytes as f64 / items * per_second) }
    }
}

impl Spread {
    pub fn of(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        let at = |quarter: usize| rounds.get(rounds.len().saturating_sub(1) * quarter / 4).copied().unwrap_or_default();
        Self { rounds: rounds.len(), min: at(0), lower_quartile: at(1), median: at(2), upper_quartile: at(3), max: at(4) }
    }
}
