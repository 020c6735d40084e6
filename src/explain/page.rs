//! Sections of entries in two columns, as wide as the terminal, with or without colours.

use super::case::Judged;
use super::json::{ProofTree, Verdict};
use super::layout::{pad, visible, width, wrap};
use super::words::{Language, Word};

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub language: Language,
    /// columns
    pub width: usize,
    pub coloured: bool,
}

/// How a piece of text is shown on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Open,
}

impl Paint {
    #[must_use]
    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Permitted => Self::Good,
            Verdict::Forbidden => Self::Bad,
            Verdict::Undetermined => Self::Open,
        }
    }
}

/// A heading with what stands below it.
pub struct Section<'t> {
    pub title: String,
    pub entries: Vec<Entry<'t>>,
}

/// A name, and what is said of it.
pub struct Entry<'t> {
    pub mark: &'static str,
    pub paint: Paint,
    pub name: String,
    pub lines: Vec<(Paint, String)>,
    pub proof: Option<&'t ProofTree>,
}

impl Entry<'_> {
    /// A name with a single text, and nothing to be marked.
    #[must_use]
    pub fn plain(name: &str, text: &str) -> Self {
        Self { mark: " ", paint: Paint::Plain, name: name.to_owned(), lines: vec![(Paint::Plain, text.to_owned())], proof: None }
    }
}

/// Names up to this width stand beside what is said of them.
const WIDEST_NAME: usize = 30;
/// What is said beside a name needs so much room, or stands below it.
const LEAST_ROOM: usize = 36;
/// Where a proof begins.
const PROOF_INDENT: usize = 6;

impl Page {
    /// A text in a colour.
    #[must_use]
    pub fn paint(&self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Plain => "",
            Paint::Strong => "1",
            Paint::Faint => "2",
            Paint::Good => "1;32",
            Paint::Bad => "1;31",
            Paint::Open => "1;33",
        };
        if self.coloured && !code.is_empty() && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// Who, the verdict or else the value, and the question; which decision, and how it was judged; since when and until when it is so.
    #[must_use]
    pub fn head(&self, judged: &Judged<'_>, verdict: Option<Verdict>, value: &str) -> String {
        let (language, case) = (self.language, judged.case);
        let (paint, answer) = match verdict {
            Some(verdict) => (Paint::of_verdict(verdict), Word::of_verdict(verdict).text(language)),
            None => (Paint::Good, value),
        };
        let (name, answer) = (self.paint(Paint::Strong, &visible(case.name())), self.paint(paint, &visible(answer)));
        let first = format!("{name}   {answer}   {}", case.question.as_deref().unwrap_or(""));
        let mut lines = vec![first.trim_end().to_owned(), [case.decision.clone(), judged.how(language)].join(language.clause_comma())];
        lines.extend(judged.holds(language));
        lines.join("\n") + "\n"
    }

    /// Adds the sections that have entries.
    pub fn print(&self, sections: &[Section<'_>], out: &mut String) {
        let names = sections.iter().flat_map(|section| &section.entries).map(|entry| width(&entry.name));
        let column = names.filter(|name| *name <= WIDEST_NAME).max().unwrap_or(0);
        let beside = column + 6 + LEAST_ROOM <= self.width;
        for section in sections.iter().filter(|section| !section.entries.is_empty()) {
            out.extend(["\n", &self.paint(Paint::Strong, &section.title), "\n"]);
            for entry in &section.entries {
                self.entry(entry, if beside { column } else { 0 }, out);
            }
        }
    }

    fn entry(&self, entry: &Entry<'_>, column: usize, out: &mut String) {
        let indent = if column == 0 { PROOF_INDENT } else { column + 6 };
        let title = visible(&entry.name).replace('\n', " ");
        let mut name = Some(format!("  {} {}", self.paint(entry.paint, entry.mark), pad(&title, column)));
        if width(&title) > column || entry.lines.is_empty() {
            out.extend([name.take().unwrap_or_default().trim_end(), "\n"]);
        }
        for (paint, text) in &entry.lines {
            for line in visible(text).lines().flat_map(|line| wrap(line, self.width.saturating_sub(indent).max(LEAST_ROOM / 2))) {
                match name.take() {
                    Some(name) => out.extend([&name, "  "]),
                    None => out.push_str(&" ".repeat(indent)),
                }
                out.extend([&self.paint(*paint, &line), "\n"]);
            }
        }
        // the first step is the entry itself
        for part in entry.proof.iter().flat_map(|proof| &proof.parts) {
            self.proof(part, PROOF_INDENT, out);
        }
    }

    /// A tree of steps; a star marks what the step above rests on.
    fn proof(&self, tree: &ProofTree, indent: usize, out: &mut String) {
        let mark = if tree.decides { "*" } else { " " };
        let line = if tree.answer.is_empty() { tree.step.clone() } else { format!("{}: {}", tree.step, tree.answer) };
        let at = tree.at.as_ref().map(|at| self.paint(Paint::Faint, &format!("  [{}:{}:{}]", visible(&at.file), at.line, at.column)));
        out.extend([
            &" ".repeat(indent),
            mark,
            " ",
            &self.paint(if tree.decides { Paint::Plain } else { Paint::Faint }, &visible(&line).replace('\n', " ")),
            at.as_deref().unwrap_or(""),
            "\n",
        ]);
        for part in &tree.parts {
            self.proof(part, indent + 2, out);
        }
    }
}
