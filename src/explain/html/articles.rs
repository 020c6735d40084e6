//! A page of records: the question, an index where there are several, and an article a record.

use maud::{Markup, html};

use crate::explain::Language;
use crate::explain::json::Verdict;
use crate::explain::words::Word as Common;

use super::frame::Frame;
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

/// What it comes to, with the words for it.
pub struct Outcome {
    /// none for a value, and for a record that cannot be read
    pub verdict: Option<Verdict>,
    pub text: String,
}

impl Outcome {
    /// A verdict, or else a value.
    #[must_use]
    pub fn new(verdict: Option<Verdict>, value: &str, language: Language) -> Self {
        Self { verdict, text: verdict.map_or(value, |verdict| Common::of_verdict(verdict).text(language)).to_owned() }
    }

    /// A sign, so that the colour is not all that tells.
    fn badge(&self) -> Markup {
        let sign = match self.verdict {
            Some(Verdict::Permitted) => "✓",
            Some(Verdict::Forbidden) => "✕",
            Some(Verdict::Undetermined) => "?",
            None => "=",
        };
        let class = self.verdict.map_or("plain", class);
        html! { span class={ "badge " (class) } { span aria-hidden="true" { (sign) } " " (self.text) } }
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
