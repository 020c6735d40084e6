//! Plans as checklists: one for each who has to act, every step with its number in the order of the plan.

use indexmap::IndexMap;

use crate::explain::case::Judged;
use crate::explain::json::{CureKind, Noted, Verdict};
use crate::explain::page::{Entry, Page, Paint, Section};
use crate::explain::text::cure;
use crate::explain::words::{Language, Word};

use super::json::{Change, Obstacle, Plan, Ruled, Step, StepKind, Told};
use super::words::{self, Phrase, phrase};

/// Of more rules than this only the names are told.
const MOST_RULES: usize = 4;

/// Lays out the plans for one record.
#[must_use]
pub fn render(told: &Told, page: &Page) -> String {
    let writer = Writer { told, language: page.language };
    let mut text = writer.head(page);
    page.print(&writer.sections(), &mut text);
    if told.found > told.plans.len() {
        text.extend(["\n", &words::more(page.language, told.found - told.plans.len()), "\n"]);
    }
    if let Some(limits) = words::limits(page.language, told) {
        text.extend(["\n", &limits, "\n"]);
    }
    text
}

struct Writer<'t> {
    told: &'t Told,
    language: Language,
}

impl<'t> Writer<'t> {
    fn phrase(&self, wanted: Phrase) -> &'static str {
        phrase(wanted, self.language)
    }

    /// Who, the verdict and the question; which decision, and when it was judged; since when and until when it is so.
    fn head(&self, page: &Page) -> String {
        let told = self.told;
        let judged = Judged { case: &told.case, lasts: &told.lasts, settings: &told.settings };
        let mut text = page.head(&judged, Some(told.verdict), "");
        match told.verdict {
            Verdict::Permitted => text.extend(["\n", self.phrase(Phrase::AlreadyPermitted), "\n"]),
            _ if told.found == 0 && told.exhaustive => text.extend(["\n", self.phrase(Phrase::NoPlan), "\n"]),
            _ => {}
        }
        text
    }

    fn sections(&self) -> Vec<Section<'t>> {
        let told = self.told;
        let section = |title: &str, entries: Vec<Entry<'t>>| Section { title: title.to_owned(), entries };
        let mut sections: Vec<Section<'t>> = told.plans.iter().enumerate().map(|(place, plan)| self.plan(place + 1, plan)).collect();
        let word = |word: Word| word.text(self.language);
        sections.extend([
            section(self.phrase(Phrase::InTheWay), told.obstacles.iter().map(|obstacle| self.obstacle(obstacle)).collect()),
            section(self.phrase(Phrase::Setbacks), told.setbacks.iter().map(|step| self.setback(step)).collect()),
            section(word(Word::Suggestions), told.suggestions.iter().map(suggestion).collect()),
            section(word(Word::Assumed), told.assumed.iter().map(|fact| Entry::plain(&fact.fact, &fact.text)).collect()),
            section(word(Word::Documents), told.documents.iter().map(|(name, title)| Entry::plain(name, title)).collect()),
        ]);
        sections
    }

    /// The steps by who has to do them, in the order in which they come to act.
    fn plan(&self, number: usize, plan: &'t Plan) -> Section<'t> {
        let mut by_actor: IndexMap<String, Vec<(usize, &Step)>> = IndexMap::new();
        for (place, step) in plan.steps.iter().enumerate() {
            by_actor.entry(actor(step, self.language)).or_default().push((place + 1, step));
        }
        let entries = by_actor.into_iter().flat_map(|(actor, steps)| {
            let mut name = Some(actor);
            steps.into_iter().map(move |(number, step)| (name.take().unwrap_or_default(), number, step)).collect::<Vec<_>>()
        });
        let heading = words::heading(self.language, (number, self.told.found), &plan.when, plan.ends.as_deref());
        Section { title: heading, entries: entries.map(|(name, number, step)| self.step(name, number, step)).collect() }
    }

    fn step(&self, name: String, number: usize, step: &'t Step) -> Entry<'t> {
        let mut lines: Vec<(Paint, String)> = Vec::new();
        let mut box_and_number = format!("[ ] {number}. ");
        for line in said(step, self.language) {
            lines.push((Paint::Plain, format!("{}{line}", std::mem::take(&mut box_and_number))));
        }
        lines.extend(self.rules(Phrase::Clears, &step.clears));
        lines.extend(self.rules(Phrase::Grants, &step.grants));
        lines.extend(self.rules(Phrase::Breaks, &step.breaks));
        if !step.after.is_empty() {
            lines.push((Paint::Plain, words::after(self.language, &step.after)));
        }
        Entry { mark: " ", paint: Paint::Plain, name, lines, proof: None }
    }

    /// `clears fees_owed: rules.fees (§ 7)`
    fn rules(&self, wanted: Phrase, rules: &[Ruled]) -> Vec<(Paint, String)> {
        let line = |rule: &Ruled| {
            let said = format!("{} {}", self.phrase(wanted), rule.head.title);
            (Paint::Faint, self.clauses(rule).map_or(said.clone(), |clauses| self.language.with_colon(&said, &clauses)))
        };
        if rules.len() > MOST_RULES {
            let titles: Vec<&str> = rules.iter().map(|rule| rule.head.title.as_str()).collect();
            return vec![(Paint::Faint, format!("{} {}", self.phrase(wanted), titles.join(self.language.comma())))];
        }
        rules.iter().map(line).collect()
    }

    fn clauses(&self, rule: &Ruled) -> Option<String> {
        let cited = rule.clauses.iter().map(|clause| (clause.name.as_str(), clause.at.as_deref()));
        (!rule.clauses.is_empty()).then(|| self.language.cited(cited))
    }

    fn obstacle(&self, obstacle: &'t Obstacle) -> Entry<'t> {
        let mut lines: Vec<(Paint, String)> = obstacle.rule.because.iter().map(|because| (Paint::Plain, because.clone())).collect();
        lines.push((Paint::Open, words::why(self.language, obstacle.why).to_owned()));
        let cures = obstacle.remedies.iter().filter(|cure| cure.kind != CureKind::Impossible || !cure.suggest.is_empty());
        lines.extend(cures.map(|remedy| (Paint::Plain, format!("-> {}", cure(remedy, self.language)))));
        lines.extend(self.clauses(&obstacle.rule).map(|clauses| (Paint::Faint, clauses)));
        Entry { mark: "x", paint: Paint::Bad, name: obstacle.rule.head.title.clone(), lines, proof: None }
    }

    fn setback(&self, step: &'t Step) -> Entry<'t> {
        let mut lines: Vec<(Paint, String)> = step.changes.iter().map(|one| (Paint::Plain, change(one, step, self.language))).collect();
        lines.extend(self.rules(Phrase::Clears, &step.clears));
        lines.extend(self.rules(Phrase::Instead, &step.breaks));
        Entry { mark: "~", paint: Paint::Open, name: actor(step, self.language), lines, proof: None }
    }
}

fn suggestion<'t>(noted: &Noted) -> Entry<'t> {
    Entry { mark: "-", ..Entry::plain(&noted.head.title, noted.says.as_deref().unwrap_or("")) }
}

/// Who has to do a step; of one that finds out or waits, what is done.
#[must_use]
pub fn actor(step: &Step, language: Language) -> String {
    match step.kind {
        StepKind::Change => step.who.join(if language == Language::English { " or " } else { "或" }),
        StepKind::FindOut => phrase(Phrase::FindOut, language).to_owned(),
        StepKind::Wait => Word::Wait.text(language).to_owned(),
    }
}

/// What is to be done: in the words of the remedy, until when to wait, and each fact that changes.
#[must_use]
pub fn said(step: &Step, language: Language) -> Vec<String> {
    let mut said: Vec<String> = step.text.iter().cloned().collect();
    said.extend(step.when.as_ref().map(|when| language.wait_until(when)));
    said.extend(step.changes.iter().map(|one| change(one, step, language)));
    said
}

/// `target.balance (balance): 62.50 CNY -> 100.00 CNY or more (+37.50 CNY)`
fn change(change: &Change, step: &Step, language: Language) -> String {
    let fact = change.label.as_ref().map_or(change.fact.clone(), |label| language.with_aside(&change.fact, label));
    if step.kind == StepKind::FindOut {
        let said = language.with_colon(&fact, &words::must_be(language, &change.becomes));
        let can = (!step.who.is_empty()).then(|| words::otherwise(language, &step.who));
        return can.map_or(said.clone(), |can| format!("{said}{}{can}", language.semicolon()));
    }
    let to = change.difference.as_ref().map_or(change.becomes.clone(), |by| language.with_aside(&change.becomes, by));
    language.with_colon(&fact, &format!("{} -> {to}", change.was))
}
