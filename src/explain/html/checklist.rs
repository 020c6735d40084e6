//! What is to be done, by whom: the remedies and the duties of an answer, and the facts to ask for, in the hands of those who can.

use indexmap::IndexMap;
use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::json::{Applies, Cure, CureKind, Noted, Reason, Told, Wanted};
use crate::explain::text;

use super::frame::void;
use super::parts::section;
use super::words::Word;

/// Things to do, under the names of those who do them, in the order in which they came.
#[derive(Default)]
pub struct Checklist {
    items: IndexMap<String, Vec<Markup>>,
}

/// A thing to do, and the rule that it is about.
#[must_use]
pub fn item(text: &str, about: &str) -> Markup {
    html! { (text) " " code.faint { (about) } }
}

impl Checklist {
    /// Adds something for somebody, once.
    pub fn add(&mut self, who: &str, item: Markup) {
        let items = self.items.entry(who.to_owned()).or_default();
        if items.iter().all(|known| known.0 != item.0) {
            items.push(item);
        }
    }

    /// A list for each of them, to tick off; nothing where nothing is to be done.
    #[must_use]
    pub fn lists(&self) -> Markup {
        html! {
            @if !self.items.is_empty() {
                div.checklist {
                    @for (who, items) in &self.items {
                        "\n" div {
                            h4 { (who) }
                            ul { @for item in items { li { label { (void("input", &[("type", "checkbox")])) span { (item) } } } "\n" } }
                        }
                    }
                } "\n"
            }
        }
    }
}

/// The checklist of an answer that is not permitted, or that brings duties.
pub fn of_answer(language: Language, told: &Told) -> Markup {
    let mut list = Checklist::default();
    for reason in &told.forbidden_by {
        for cure in &reason.remedies {
            self::cure(&mut list, language, reason, cure);
        }
    }
    for open in &told.undetermined {
        for wanted in &open.needs {
            self::wanted(&mut list, language, wanted, &open.head.title);
        }
    }
    let mut duties: Vec<&Noted> = told.duties.iter().filter(|duty| duty.applies == Applies::Yes).collect();
    duties.sort_by_key(|duty| duty.phase);
    for duty in duties {
        let phase = duty.phase.map(|phase| text::phase(phase, language)).unwrap_or_default();
        for who in &duty.who {
            let text = language.with_colon(phase, duty.says.as_deref().unwrap_or(&duty.head.title));
            list.add(who, item(&text, &duty.head.title));
        }
    }
    section(Word::Checklist.text(language), &list.lists())
}

/// Of several remedies of a rule any is enough.
fn cure(list: &mut Checklist, language: Language, reason: &Reason, cure: &Cure) {
    let ways = reason.remedies.iter().filter(|cure| cure.kind != CureKind::Impossible).count();
    let (who, text) = match cure.kind {
        CureKind::By => (cure.who.as_str(), cure.text.clone().unwrap_or_default()),
        CureKind::Wait => (Word::Nobody.text(language), text::cure(cure, language)),
        CureKind::Impossible => return,
    };
    let text = if ways > 1 { language.with_aside(&text, Word::OneOfSeveral.text(language)) } else { text };
    list.add(who, item(&text, &reason.head.title));
}

fn wanted(list: &mut Checklist, language: Language, wanted: &Wanted, about: &str) {
    let what = wanted.label.as_ref().map_or_else(|| wanted.path.clone(), |label| language.with_aside(&wanted.path, label));
    let item = || item(&format!("{} {what}", Word::FindOut.text(language)), about);
    match wanted.ask.as_slice() {
        [] => list.add(Word::Anybody.text(language), item()),
        several => several.iter().for_each(|who| list.add(who, item())),
    }
}
