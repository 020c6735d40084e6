//! A page of records: the question, an index where there are several, and an article a record.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::json::Verdict;
use crate::explain::words::Word as Common;

use super::cards::Cards;
use super::frame::Frame;
use super::parts::Library;
use super::words::Word;

/// More records than these make a page that nobody reads, and that has to be held in memory whole.
pub const MOST_RECORDS: usize = 100;

const STYLE: &str = include_str!("answer.css");

/// What is said of one record in one language.
pub struct Article {
    pub name: String,
    pub outcome: Outcome,
    pub body: Markup,
}

/// What it comes to, in words, and with a sign, so that the colour is not all that tells.
pub struct Outcome {
    class: &'static str,
    sign: &'static str,
    text: String,
}

impl Outcome {
    /// A verdict, or else a value.
    #[must_use]
    pub fn new(verdict: Option<Verdict>, value: &str, language: Language) -> Self {
        let Some(verdict) = verdict else { return Self { class: "plain", sign: "=", text: value.to_owned() } };
        Self { class: class(verdict), sign: sign(verdict), text: Common::of_verdict(verdict).text(language).to_owned() }
    }

    /// A record that cannot be read.
    #[must_use]
    pub fn unreadable(language: Language) -> Self {
        Self { class: "plain", sign: "!", text: Word::Unreadable.text(language).to_owned() }
    }

    fn badge(&self) -> Markup {
        html! { span class={ "badge " (self.class) } { span aria-hidden="true" { (self.sign) } " " (self.text) } }
    }
}

/// What stands for a verdict beside its colour.
#[must_use]
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "✓",
        Verdict::Forbidden => "✕",
        Verdict::Undetermined => "?",
    }
}

/// The style of a verdict.
#[must_use]
pub fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Permitted => "permitted",
        Verdict::Forbidden => "forbidden",
        Verdict::Undetermined => "undetermined",
    }
}

/// A page with all articles of each language.
pub fn page(languages: &[Language], title: impl Fn(Language) -> String, articles: impl Fn(Language) -> Vec<Article>) -> String {
    let first = languages.first().copied().unwrap_or_default();
    let frame = Frame { languages, title: &title(first), style: STYLE };
    frame.page(|language| {
        let articles = articles(language);
        html! {
            "\n" h1 { (title(language)) } "\n"
            @if articles.len() > 1 { (index(language, &articles)) }
            @for (place, article) in articles.iter().enumerate() { (self::article(language, place, article)) }
        }
    })
}

/// The page of some records, each told in every language of the page.
#[must_use]
pub fn of_records<T>(
    library: Library<'_>,
    languages: &[Language],
    records: &[Vec<(Language, T)>],
    article: impl Fn(Cards<'_>, &T) -> Article,
) -> String {
    let told = |language: Language| records.iter().filter_map(move |told| told.iter().find(|(of, _)| *of == language));
    page(
        languages,
        |language| library.question(language),
        |language| told(language).map(|(_, told)| article(Cards { library, language }, told)).collect(),
    )
}

fn id(language: Language, place: usize) -> String {
    format!("{}-{}", language.code(), place + 1)
}

fn index(language: Language, articles: &[Article]) -> Markup {
    html! {
        nav aria-label=(Word::Index.text(language)) {
            table.index {
                thead { tr { th scope="col" { (Word::Record.text(language)) } th scope="col" { (Word::Verdict.text(language)) } } } "\n"
                tbody {
                    @for (place, article) in articles.iter().enumerate() {
                        tr {
                            th scope="row" { a href={ "#" (id(language, place)) } { (article.name) } }
                            td { (article.outcome.badge()) }
                        } "\n"
                    }
                }
            }
        } "\n"
    }
}

fn article(language: Language, place: usize, article: &Article) -> Markup {
    let id = id(language, place);
    let heading = format!("{id}-name");
    html! {
        article id=(id) aria-labelledby=(heading) {
            "\n" h2 id=(heading) { (article.name) " " (article.outcome.badge()) } "\n"
            (article.body)
        } "\n"
    }
}
