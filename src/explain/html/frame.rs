//! The frame of every page: its head, its style, and a switch between languages that needs no script.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::explain::Language;
use crate::explain::layout;

use super::words::Word;

/// What all pages look like.
const STYLE: &str = include_str!("base.css");

/// A page in one language or in several; the first is shown first.
pub struct Frame<'f> {
    pub languages: &'f [Language],
    /// in the first language
    pub title: &'f str,
    /// the style of what stands on this page alone
    pub style: &'f str,
}

impl Frame<'_> {
    /// The page with its content, which is asked for once a language.
    #[must_use]
    pub fn page(&self, content: impl Fn(Language) -> Markup) -> String {
        let Some(first) = self.languages.first() else { return String::new() };
        let page = html! {
            (DOCTYPE) "\n"
            html lang=(first.code()) {
                "\n" head { (self.head()) } "\n"
                body {
                    "\n" a.skip href="#content" { (self.skip()) } "\n"
                    @if self.languages.len() > 1 { (self.switch()) }
                    main #content {
                        @for language in self.languages {
                            "\n" div class=(language.code()) lang=(language.code()) { (content(*language)) }
                        }
                    } "\n"
                } "\n"
            } "\n"
        };
        layout::visible(&page.into_string()).into_owned()
    }

    fn head(&self) -> Markup {
        html! {
            "\n" (void("meta", &[("charset", "utf-8")]))
            "\n" (void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]))
            "\n" title { (self.title) }
            "\n" style { "\n" (PreEscaped(STYLE)) (PreEscaped(self.style)) } "\n"
        }
    }

    /// In all languages, since it stands above the switch.
    fn skip(&self) -> Markup {
        html! {
            @for (place, language) in self.languages.iter().enumerate() {
                @if place > 0 { " · " }
                span lang=(language.code()) { (Word::Skip.text(*language)) }
            }
        }
    }

    /// A button for each language; the style hides what is not chosen.
    fn switch(&self) -> Markup {
        html! {
            @for (place, language) in self.languages.iter().enumerate() {
                @let id = format!("lang-{}", language.code());
                @let chosen = (place == 0).then_some(("checked", "checked"));
                @let fixed = [("class", "choice"), ("type", "radio"), ("name", "language"), ("id", id.as_str())];
                (void("input", &fixed.into_iter().chain(chosen).collect::<Vec<_>>()))
                label for=(id) lang=(language.code()) { (language.name()) } "\n"
            }
        }
    }
}

/// An element without content, closed as XML demands it.
#[must_use]
pub fn void(name: &str, attributes: &[(&str, &str)]) -> Markup {
    let value = |value: &str| html! { (value) }.into_string();
    let attributes = attributes.iter().map(|(name, text)| format!(" {name}=\"{}\"", value(text)));
    PreEscaped(format!("<{name}{}/>", attributes.collect::<String>()))
}

/// What may be wider than the screen scrolls by itself, with the keyboard as well.
#[must_use]
pub fn wide(label: &str, body: &Markup) -> Markup {
    html! { div.wide tabindex="0" role="region" aria-label=(label) { (body) } "\n" }
}

/// What only those hear who have the page read out.
#[must_use]
pub fn aside(text: &str) -> Markup {
    html! { span.aside { (text) } }
}
