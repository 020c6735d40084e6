//! A summary as tables, in one language: what the text and the page have in common.

use crate::explain::Language;

use super::told::{Combination, Group, Grouped, Kind, OneRule, State, Tally, Told};
use super::words::{Word, by, within};

/// A table: a heading, the names of its columns, and its rows.
pub(super) struct Sheet {
    pub title: String,
    /// the first is that of the names
    pub columns: Vec<&'static str>,
    pub rows: Vec<Row>,
    /// of how many records the parts are shares
    pub whole: u64,
}

pub(super) struct Row {
    pub name: String,
    /// in words, what the name stands for
    pub says: Option<String>,
    /// a number a column; the first is how many records it is about
    pub numbers: Vec<u64>,
    pub bar: Bar,
}

/// What a bar is made of: parts of the whole, in the colours of their verdicts.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub permitted: u64,
    pub forbidden: u64,
    pub undetermined: u64,
    pub plain: u64,
}

impl Bar {
    const NONE: Self = Self { permitted: 0, forbidden: 0, undetermined: 0, plain: 0 };

    pub fn all(&self) -> u64 {
        self.permitted + self.forbidden + self.undetermined + self.plain
    }

    fn of(tally: &Tally) -> Self {
        Self { permitted: tally.permitted, forbidden: tally.forbidden, undetermined: tally.undetermined, plain: tally.valued }
    }
}

fn row(name: impl Into<String>, numbers: Vec<u64>, bar: Bar) -> Row {
    Row { name: name.into(), says: None, numbers, bar }
}

fn plain(name: impl Into<String>, records: u64) -> Row {
    row(name, vec![records], Bar { plain: records, ..Bar::NONE })
}

/// All tables that have rows.
pub(super) fn sheets(told: &Told, language: Language) -> Vec<Sheet> {
    let writer = Writer { told, language };
    let mut sheets = vec![
        writer.outcomes(),
        writer.rules(),
        writer.permits(),
        writer.together(),
        writer.simple(Word::Cleared, Word::Rule, |rule| rule.cleared),
    ];
    sheets.push(writer.soon());
    sheets.extend(told.groups.iter().map(|grouped| writer.grouped(grouped)));
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

struct Writer<'t> {
    told: &'t Told,
    language: Language,
}

impl Writer<'_> {
    fn word(&self, word: Word) -> &'static str {
        word.text(self.language)
    }

    fn sheet(&self, title: Word, columns: &[Word], rows: Vec<Row>) -> Sheet {
        let columns = columns.iter().map(|column| self.word(*column)).collect();
        Sheet { title: self.word(title).to_owned(), columns, rows, whole: self.told.records }
    }

    /// A row a verdict, or a value; then the records that could not be read.
    fn outcomes(&self) -> Sheet {
        let told = self.told;
        let (mut rows, mut title) = (Vec::new(), (Word::Verdicts, Word::Verdict));
        if let Some(verdicts) = told.verdicts {
            let (permitted, forbidden, undetermined) = (verdicts.permitted, verdicts.forbidden, verdicts.undetermined);
            rows.push(row(self.word(Word::Permitted), vec![permitted], Bar { permitted, ..Bar::NONE }));
            rows.push(row(self.word(Word::Forbidden), vec![forbidden], Bar { forbidden, ..Bar::NONE }));
            rows.push(row(self.word(Word::Undetermined), vec![undetermined], Bar { undetermined, ..Bar::NONE }));
        }
        if let Some(values) = &told.values {
            title = (Word::Values, Word::Value);
            rows.extend(values.counts.iter().map(|value| plain(&value.text, value.records)));
            rows.extend((values.others > 0).then(|| plain(self.word(Word::Others), values.others)));
            rows.extend((values.none > 0).then(|| plain(self.word(Word::None), values.none)));
            let undetermined = values.undetermined;
            rows.push(row(self.word(Word::Undetermined), vec![undetermined], Bar { undetermined, ..Bar::NONE }));
        }
        rows.extend((told.unreadable > 0).then(|| plain(self.word(Word::Unreadable), told.unreadable)));
        self.sheet(title.0, &[title.1, Word::Records], rows)
    }

    fn rules(&self) -> Sheet {
        let against = |rule: &&OneRule| rule.kind != Kind::Permit && rule.forbids + rule.undetermined > 0;
        let rows = self.sorted(
            against,
            |rule| rule.forbids,
            |rule| Row {
                says: rule.says.clone(),
                ..row(&rule.rule, vec![rule.forbids, rule.alone, rule.undetermined], Bar { forbidden: rule.forbids, ..Bar::NONE })
            },
        );
        self.sheet(Word::Rules, &[Word::Rule, Word::Forbids, Word::Alone, Word::MayForbid], rows)
    }

    fn permits(&self) -> Sheet {
        let with = |rule: &&OneRule| rule.permits > 0 || (rule.kind == Kind::Permit && rule.undetermined > 0);
        let rows = self.sorted(
            with,
            |rule| rule.permits,
            |rule| Row {
                says: rule.says.clone(),
                ..row(&rule.rule, vec![rule.permits, rule.undetermined], Bar { permitted: rule.permits, ..Bar::NONE })
            },
        );
        self.sheet(Word::Permits, &[Word::Rule, Word::Records, Word::MayForbid], rows)
    }

    fn simple(&self, title: Word, column: Word, count: impl Fn(&OneRule) -> u64) -> Sheet {
        let rows = self.sorted(|rule| count(rule) > 0, &count, |rule| plain(&rule.rule, count(rule)));
        self.sheet(title, &[column, Word::Records], rows)
    }

    /// Some rules, the largest counts first.
    fn sorted(&self, wanted: impl Fn(&&OneRule) -> bool, count: impl Fn(&OneRule) -> u64, row: impl Fn(&OneRule) -> Row) -> Vec<Row> {
        let mut rules: Vec<&OneRule> = self.told.rules.iter().filter(wanted).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(count(rule)));
        rules.into_iter().map(row).collect()
    }

    fn together(&self) -> Sheet {
        let combinations = &self.told.combinations;
        let name = |combination: &Combination| match combination.rules.as_slice() {
            [] => self.word(Word::ByDefault).to_owned(),
            rules => rules.join(self.language.comma()),
        };
        let forbidding = |name: String, forbidden| row(name, vec![forbidden], Bar { forbidden, ..Bar::NONE });
        let mut rows: Vec<Row> = combinations.shown.iter().map(|one| forbidding(name(one), one.records)).collect();
        let others = combinations.others;
        if others.records > 0 {
            let at_least = if others.more { format!("{} ", self.word(Word::AtLeast)) } else { String::new() };
            let count = format!("{at_least}{}", others.combinations);
            let name = self.language.with_aside(self.word(Word::OtherCombinations), &count);
            rows.push(forbidding(name, others.records));
        }
        self.sheet(Word::Together, &[Word::CombinedRules, Word::Records], rows)
    }

    /// A row a horizon, and below it the rules that stand against these records now.
    fn soon(&self) -> Sheet {
        let mut rows = Vec::new();
        for (place, soon) in self.told.by_itself.iter().enumerate().filter(|(_, soon)| soon.records > 0) {
            rows.push(plain(within(self.language, soon.days), soon.records));
            let ends = |rule: &OneRule| rule.ends.get(place).map_or(0, |soon| soon.records);
            let below = |rule: &OneRule| row(format!("· {}", rule.rule), vec![ends(rule)], Bar { plain: ends(rule), ..Bar::NONE });
            rows.extend(self.sorted(|rule| ends(rule) > 0, ends, below));
        }
        self.sheet(Word::Soon, &[Word::Within, Word::Records], rows)
    }

    fn grouped(&self, grouped: &Grouped) -> Sheet {
        let mut rows: Vec<Row> = grouped.groups.iter().map(|group| self.group(&self.group_name(group), &group.tally)).collect();
        rows.extend(grouped.others.iter().map(|others| self.group(self.word(Word::Others), others)));
        let what = match &grouped.label {
            Some(label) => self.language.with_aside(&grouped.by, label),
            None => grouped.by.clone(),
        };
        let outcomes: &[Word] = if self.told.values.is_some() {
            &[Word::Valued, Word::Undetermined]
        } else {
            &[Word::Permitted, Word::Forbidden, Word::Undetermined]
        };
        let columns = [&[Word::Value, Word::Records], outcomes].concat();
        Sheet { title: by(self.language, &what), ..self.sheet(Word::Value, &columns, rows) }
    }

    fn group_name(&self, group: &Group) -> String {
        match group.state {
            State::Known => group.text.clone().unwrap_or_default(),
            State::None => self.word(Word::None).to_owned(),
            State::Unknown => self.word(Word::Unknown).to_owned(),
        }
    }

    fn group(&self, name: &str, tally: &Tally) -> Row {
        let numbers = if self.told.values.is_some() {
            vec![tally.records, tally.valued, tally.undetermined]
        } else {
            vec![tally.records, tally.permitted, tally.forbidden, tally.undetermined]
        };
        row(name, numbers, Bar::of(tally))
    }
}
