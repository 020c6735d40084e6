//! A summary as one page that needs nothing else: no script, no network. It is well-formed as XML, too.

use crate::explain::Language;

use super::sheets::{Bar, Row, Sheet, sheets};
use super::told::Told;
use super::words::{Word, records, share};

const STYLE: &str = include_str!("page.css");

/// The page, in one language or in several with a switch between them; the first is shown first.
#[must_use]
pub fn render(told: &[(Language, Told)]) -> String {
    let Some((first, of)) = told.first() else { return String::new() };
    let head = [
        format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n", first.code()),
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n".to_owned(),
        format!("<title>{}: {}</title>\n", Word::Summary.text(*first), escape(&of.decision)),
        format!("<style>\n{STYLE}</style>\n</head>\n<body>\n"),
    ];
    let switch = if told.len() > 1 { switch(told) } else { String::new() };
    let parts = each(told, |(language, told)| main(*language, told));
    [head.concat(), switch, parts, "</body>\n</html>\n".to_owned()].concat()
}

fn each<T>(items: impl IntoIterator<Item = T>, write: impl FnMut(T) -> String) -> String {
    items.into_iter().map(write).collect::<Vec<String>>().concat()
}

/// A button for each language; the style shows the part that is chosen.
fn switch(told: &[(Language, Told)]) -> String {
    let button = |(place, (language, _)): (usize, &(Language, Told))| {
        let (code, checked) = (language.code(), if place == 0 { " checked=\"checked\"" } else { "" });
        let name = match language {
            Language::English => "English",
            Language::Chinese => "中文",
        };
        format!(
            "<input type=\"radio\" name=\"language\" id=\"lang-{code}\"{checked}/>\
             <label for=\"lang-{code}\" lang=\"{code}\">{name}</label>\n"
        )
    };
    each(told.iter().enumerate(), button)
}

fn main(language: Language, told: &Told) -> String {
    let code = language.code();
    let question = told.question.as_ref().map(|question| format!("{} ", escape(question))).unwrap_or_default();
    let sections = each(sheets(told, language).iter().enumerate(), |(place, sheet)| section(language, place, sheet));
    format!(
        "<main lang=\"{code}\" class=\"{code}\">\n<h1>{}</h1>\n<p>{question}<code>{}</code></p>\n{sections}</main>\n",
        records(language, told.records),
        escape(&told.decision)
    )
}

fn section(language: Language, place: usize, sheet: &Sheet) -> String {
    let id = format!("{}-{place}", language.code());
    let title = escape(&sheet.title);
    let columns = each(&sheet.columns, |column| format!("<th scope=\"col\">{}</th>", escape(column)));
    let share = escape(Word::Share.text(language));
    let rows = each(&sheet.rows, |row| self::row(row, sheet.whole));
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n<table>\n<caption>{title}</caption>\n\
         <thead><tr>{columns}<th scope=\"col\" colspan=\"2\">{share}</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )
}

fn row(row: &Row, whole: u64) -> String {
    let says = row.says.as_ref().map(|says| format!("<small>{}</small>", escape(says))).unwrap_or_default();
    let numbers = each(&row.numbers, |number| format!("<td class=\"n\">{number}</td>"));
    let share = share(row.numbers.first().copied().unwrap_or(0), whole);
    format!(
        "<tr><th scope=\"row\">{}{says}</th>{numbers}<td class=\"share\">{share}</td><td class=\"bar\" aria-hidden=\"true\">{}</td></tr>\n",
        escape(&row.name),
        bar(row.bar, whole)
    )
}

fn bar(bar: Bar, whole: u64) -> String {
    let parts = [("permitted", bar.permitted), ("forbidden", bar.forbidden), ("undetermined", bar.undetermined), ("plain", bar.plain)];
    let part = |(class, records): (&str, u64)| {
        let width = share(records, whole).replace(' ', "");
        format!("<span class=\"{class}\" style=\"width:{width}\"></span>")
    };
    each(parts.into_iter().filter(|(_, records)| *records > 0), part)
}

/// A text in which nothing is a tag; what steers the direction of writing or is no character of a page stands as its number.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            '\n' => escaped.push(c),
            c if crate::explain::layout::steers(c) => escaped.extend(c.escape_unicode()),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}
