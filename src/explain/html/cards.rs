//! The entries of an answer, a card each: what is so, what would cure it, which clauses say so, and what it rests on.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::case::Lasts;
use crate::explain::json::{Applies, Cure, CureKind, Excepted, Exception, Head, Noted, Open, Other, Reason, Wanted};
use crate::explain::text;
use crate::explain::why::json::Rule;
use crate::explain::words::Word as Common;

use super::evidence::Evidence;
use super::parts::Library;

/// How a card is marked: by a sign, and by a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
    Open,
    Warning,
    Plain,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Good => "permitted",
            Self::Bad => "forbidden",
            Self::Open | Self::Warning => "undetermined",
            Self::Plain => "plain",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Bad => "✕",
            Self::Open => "?",
            Self::Warning => "!",
            Self::Plain => "•",
        }
    }
}

/// Writes cards in a language.
#[derive(Debug, Clone, Copy)]
pub struct Cards<'l> {
    pub library: Library<'l>,
    pub language: Language,
}

/// Cards, or lines to be unfolded, below each other; nothing where there are none.
pub fn list(class: &str, items: impl Iterator<Item = Markup>) -> Markup {
    let items: Vec<Markup> = items.collect();
    html! { @if !items.is_empty() { ul class=(class) { "\n" @for item in items { (item) "\n" } } "\n" } }
}

/// A card: what is so, or else the name of the rule, and below it the rest.
pub fn card(tone: Tone, says: Option<&str>, head: &Head, body: &Markup) -> Markup {
    html! {
        li class={ "card " (tone.class()) } {
            "\n" h4 { span.sign aria-hidden="true" { (tone.sign()) } " " @if let Some(says) = says { (says) } @else { code { (head.title) } } }
            @if says.is_some() { " " p.name { code { (head.title) } } } "\n"
            (body)
        }
    }
}

impl Cards<'_> {
    pub fn reason(self, reason: &Reason, tone: Tone) -> Markup {
        let evidence = Evidence { facts: &reason.facts, place: &reason.policy, proof: reason.proof.as_ref() };
        card(
            tone,
            reason.because.as_deref(),
            &reason.head,
            &html! {
                @if let Some(footing) = self.footing(&reason.rows, Some(&reason.lasts)) { p.faint { (footing) } }
                (self.cures(&reason.remedies))
                (self.reading(reason.reading.as_deref()))
                (self.clauses(&reason.clauses))
                (evidence.details(self))
            },
        )
    }

    /// A rule with its status, as it is asked about.
    pub fn rule(self, rule: &Rule, tone: Tone) -> Markup {
        let evidence = Evidence { facts: &[], place: &rule.policy, proof: rule.proof.as_ref() };
        card(
            tone,
            rule.because.as_deref(),
            &rule.head,
            &html! {
                p.faint { (self.status(rule)) }
                (self.rests_on(rule))
                (evidence.unfolded(self))
            },
        )
    }

    /// A rule that does not decide, folded up.
    pub fn folded_rule(self, rule: &Rule) -> Markup {
        let evidence = Evidence { facts: &[], place: &rule.policy, proof: rule.proof.as_ref() };
        html! {
            li {
                details {
                    summary { code { (rule.head.title) } " " span.faint { (self.status(rule)) } }
                    @if let Some(because) = &rule.because { p { (because) } }
                    (self.rests_on(rule))
                    (evidence.body(self))
                }
            }
        }
    }

    /// What excuses a rule, what would cure it, what it needs, and its clauses.
    fn rests_on(self, rule: &Rule) -> Markup {
        html! {
            (self.exceptions(&rule.excepted_by))
            (self.cures(&rule.remedies))
            (self.needs(&rule.needs))
            (self.clauses(&rule.clauses))
        }
    }

    /// `applies (forbid); row 2; holds since …`
    fn status(self, rule: &Rule) -> String {
        let language = self.language;
        let status = language.with_aside(Common::of_status(rule.status).text(language), Common::of_kind(rule.kind).text(language));
        let footing = self.footing(&rule.rows, rule.lasts.as_ref());
        std::iter::once(status).chain(footing).collect::<Vec<_>>().join(language.semicolon())
    }

    /// `row 2; holds since …`: the rows of a table, and since when and until when something has its status.
    fn footing(self, rows: &[u32], lasts: Option<&Lasts>) -> Option<String> {
        let rows = (!rows.is_empty()).then(|| self.language.rows(rows));
        let said: Vec<String> = [rows, lasts.and_then(|lasts| self.lasts(lasts))].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(self.language.semicolon()))
    }

    /// Since when and until when something has its status.
    fn lasts(self, lasts: &Lasts) -> Option<String> {
        lasts.in_words(self.library.policy.zone(), self.language)
    }

    /// What is missing, with whom to ask.
    pub fn open(self, open: &Open) -> Markup {
        let evidence = Evidence { facts: &[], place: &open.policy, proof: open.proof.as_ref() };
        card(
            Tone::Open,
            open.because.as_deref(),
            &open.head,
            &html! {
                @if let Some(footing) = self.footing(&[], Some(&open.lasts)) { p.faint { (footing) } }
                (self.needs(&open.needs))
                (self.clauses(&open.clauses))
                (evidence.details(self))
            },
        )
    }

    /// A warning, on a card of its own.
    pub fn warning(self, noted: &Noted) -> Markup {
        let evidence = Evidence { facts: &[], place: &noted.policy, proof: noted.proof.as_ref() };
        card(Tone::Warning, self.says(noted).as_deref(), &noted.head, &html! { (self.grounds(noted)) (evidence.details(self)) })
    }

    /// A duty, an effect or a suggestion, on a line of its own: of these there may be many.
    pub fn note(self, noted: &Noted) -> Markup {
        let evidence = Evidence { facts: &[], place: &noted.policy, proof: noted.proof.as_ref() };
        let language = self.language;
        html! {
            li {
                details {
                    summary {
                        @if let Some(phase) = noted.phase { strong { (text::phase(phase, language)) } " " }
                        @if !noted.who.is_empty() { (language.with_colon(&noted.who.join(language.comma()), "")) }
                        (self.says(noted).as_deref().unwrap_or(&noted.head.title)) " " code.faint { (noted.head.title) }
                    }
                    (self.grounds(noted)) (evidence.body(self))
                }
            }
        }
    }

    fn says(self, noted: &Noted) -> Option<String> {
        let perhaps = |says: &String| self.language.with_colon(Common::Perhaps.text(self.language), says);
        noted.says.as_ref().map(|says| if noted.applies == Applies::Unknown { perhaps(says) } else { says.clone() })
    }

    fn grounds(self, noted: &Noted) -> Markup {
        html! {
            (self.cures(&noted.remedies))
            (self.needs(&noted.needs))
            (self.reading(noted.reading.as_deref()))
            (self.clauses(&noted.clauses))
        }
    }

    pub fn excepted(self, excepted: &Excepted) -> Markup {
        let evidence = Evidence { facts: &[], place: &excepted.policy, proof: excepted.proof.as_ref() };
        card(
            Tone::Good,
            None,
            &excepted.head,
            &html! {
                (self.exceptions(&excepted.by))
                (evidence.details(self))
            },
        )
    }

    /// A rule that does not apply.
    pub fn other(self, other: &Other) -> Markup {
        let evidence = Evidence { facts: &[], place: &other.policy, proof: other.proof.as_ref() };
        let status = Common::of_status(other.status).text(self.language).to_owned();
        let status = std::iter::once(status).chain(self.lasts(&other.lasts)).collect::<Vec<_>>().join(self.language.semicolon());
        html! { li { details { summary { code { (other.head.title) } " " span.faint { (status) } } (evidence.body(self)) } } }
    }

    fn exceptions(self, exceptions: &[Exception]) -> Markup {
        html! {
            @for exception in exceptions {
                p { code { (exception.exception) } @if let Some(because) = &exception.because { " " (because) } }
                (self.reading(exception.reading.as_deref()))
                (self.clauses(&exception.clauses))
            }
        }
    }

    pub fn cures(self, cures: &[Cure]) -> Markup {
        html! {
            @for cure in cures {
                p.cure {
                    @if cure.kind != CureKind::Impossible { span aria-hidden="true" { "→ " } }
                    (text::cure(cure, self.language))
                } "\n"
            }
        }
    }

    fn needs(self, needs: &[Wanted]) -> Markup {
        html! { @if !needs.is_empty() { ul { @for wanted in needs { li { (text::wanted(wanted, self.language)) } } } "\n" } }
    }

    fn reading(self, reading: Option<&str>) -> Markup {
        html! {
            @if let Some(reading) = reading { p.reading { (self.language.with_colon(Common::ReadSo.text(self.language), reading)) } "\n" }
        }
    }
}
