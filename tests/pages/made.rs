//! Pages of random records, by the shipped policies, by random ones, and by one whose texts look like tags.

use caveat::advise::forecast::Forecaster;
use caveat::batch::fault::unreadable;
use caveat::batch::judge::Judge;
use caveat::defaults;
use caveat::explain::Language;
use caveat::explain::html::answers::{Entry, render};
use caveat::explain::report::Report;
use caveat::facts::{Format, Options, Reader, Record};
use caveat::load::load;
use caveat::model::policy::{DecisionId, Policy};
use caveat::source::{SourceFile, Sources};
use roxmltree::{Document, ParsingOptions};
use serde_json::json;

use crate::generate::dice::Dice;
use crate::generate::{self, facts};
use crate::transfer::generate::{Completeness, records};

/// A policy with records for it, as JSON.
pub struct Set {
    pub policy: Policy,
    pub sources: Sources,
    records: Vec<String>,
}

/// The policies that the program carries.
pub fn shipped() -> Set {
    let files = defaults::files().into_iter().filter(|file| file.path.ends_with(".policy"));
    let texts = files.map(|file| (file.path.to_owned(), String::from_utf8_lossy(file.contents).into_owned())).collect();
    let records = Completeness::ALL.into_iter().flat_map(|kind| records(23, kind).take(4).map(|record| record.to_string()));
    Set::new(texts, records.collect())
}

/// The random policy of a seed.
pub fn random(seed: u64) -> Set {
    let generated = generate::policy(seed);
    let mut dice = Dice::new(seed);
    let records = (0..3).map(|_| facts::record(&generated.vocabulary, &mut dice).to_string()).collect();
    let names = (0..).map(|number| format!("{number}.policy"));
    Set::new(names.zip(generated.files).collect(), records)
}

const DESK: &str = r#"
policy desk { time_zone "Z"  languages en, zh }
document d { title en "D & <D>" zh "D"  address "https://example.org/d?a=1&b=\"2\""  authority official  clause c at "<1>" en "Less < more & \"quoted\"" zh "小于 < 大于" }
actor clerk en "the <clerk>"
entity reader en "<Reader>" zh "读者" { name text? en "the <name> & co" zh "姓名"  loans integer changed by clerk  until time? }
decision lend en "May <it> be lent?" zh "可以借出吗？" { default permit }
rule too_many { forbid lend when reader.loans >= 10 because en "<b>{reader.loans}</b> & {reader.name}" zh "已借 {reader.loans} 本" remedy by clerk en "Take <them> back." cite d.c }
rule suspended { forbid lend when now < reader.until because en "Until then." zh "期限未到。" reading en "a < b" remedy wait cite d.c }
"#;

/// A policy about something else, with what has a meaning in HTML.
pub fn desk() -> Set {
    let facts = [
        json!({"reader": {"name": "<script>alert(\"1\")</script>\u{1b}[31m\u{fffe}", "loans": 12, "until": "2024-09-05T00:00Z"}}),
        json!({"reader": {"name": "]]>-->", "loans": 1, "until": null}}),
        json!({"reader": {"name": "&amp;"}}),
    ];
    Set::new(vec![("desk.policy".to_owned(), DESK.to_owned())], facts.iter().map(ToString::to_string).collect())
}

impl Set {
    fn new(texts: Vec<(String, String)>, records: Vec<String>) -> Self {
        let mut sources = Sources::default();
        for (name, text) in texts {
            sources.add(SourceFile::new(name, text));
        }
        let (policy, _) = load(&mut sources, &[]);
        Self { policy, sources, records }
    }

    pub fn decisions(&self) -> Vec<String> {
        self.policy.decisions.keys().cloned().collect()
    }

    /// A page of each record, with what it tells.
    pub fn pages(&self, decision: &str, most: usize) -> Vec<(Vec<(Language, Report)>, String)> {
        let records = self.records.iter().take(most).map(|record| self.read(record));
        self.judging(decision, |judge| {
            let page = |record: Record| {
                let reports = judge.report(&record, judge.instant(&record), &[], "facts.json:1");
                let entry = Entry::Answered(reports.clone());
                (reports, render(judge.library(), &judge.languages(), &[entry]))
            };
            records.map(page).collect()
        })
    }

    /// A page of so many records, the last of which cannot be read if there are more than a few.
    pub fn book(&self, decision: &str, count: usize) -> String {
        self.judging(decision, |judge| {
            let mut entries: Vec<Entry> = self
                .records
                .iter()
                .cycle()
                .take(count)
                .map(|record| {
                    let record = self.read(record);
                    Entry::Answered(judge.report(&record, judge.instant(&record), &[], "facts.json:1"))
                })
                .collect();
            if count > self.records.len() {
                entries.pop();
                entries.push(self.broken());
            }
            render(judge.library(), &judge.languages(), &entries)
        })
    }

    fn judging<T>(&self, decision: &str, judged: impl FnOnce(&Judge<'_>) -> T) -> T {
        let decision: DecisionId = self.policy.decision(Some(decision)).unwrap();
        let forecaster = Forecaster::new(&self.policy, decision);
        judged(&Judge {
            policy: &self.policy,
            sources: &self.sources,
            decision,
            forecaster: &forecaster,
            at: None,
            clock: 1_725_156_000,
            assume: false,
            with_proof: false,
            language: Language::English,
            settings: &[],
        })
    }

    fn read(&self, text: &str) -> Record {
        let mut record = Record::new(&self.policy.vocabulary);
        let mut reader = Reader::new(&self.policy.vocabulary, Options::default(), Format::Json, "facts.json", text.as_bytes());
        assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
        record
    }

    fn broken(&self) -> Entry {
        let text = json!({"nonsense": 1}).to_string();
        let mut reader = Reader::new(&self.policy.vocabulary, Options::default(), Format::Json, "facts.json", text.as_bytes());
        match reader.next(&mut Record::new(&self.policy.vocabulary)) {
            Some(Err(bad)) => Entry::Unreadable(unreadable(&bad)),
            other => panic!("{other:?}"),
        }
    }
}

/// A page, read as XML.
pub fn xml(page: &str) -> Document<'_> {
    Document::parse_with_options(page, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() })
        .unwrap_or_else(|error| panic!("{error}\n{page}"))
}
