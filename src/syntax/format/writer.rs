//! Puts words on lines. A comment ends its line wherever it stands, so that no layout has to think of it.

use unicode_width::UnicodeWidthStr;

use super::words::{Comment, Word};

/// How many columns a line has, where it can be broken at all; a full-width character takes two.
pub const WIDTH: usize = 140;

/// How many columns a line with `and`, `or` or `if` has: it is read to the end, not looked through.
pub const CONDITION_WIDTH: usize = 115;

/// How far the inside of a block is indented.
pub const STEP: usize = 2;

/// The text so far.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    column: usize,
    pending: Pending,
    /// Where a line begins that a comment has forced.
    pub margin: usize,
    /// Whether a comment ended this line.
    owed: bool,
}

/// What stands before the next word.
#[derive(Debug, Clone, Copy, Default)]
enum Pending {
    #[default]
    Nothing,
    Blanks(usize),
    /// a new line that begins at a column
    Line(usize),
}

/// Whether an empty line stands above an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// at the beginning of a block
    Never,
    /// if its author wrote one
    Kept,
    Always,
}

impl Gap {
    /// That of an entry of a block.
    pub fn of(index: usize) -> Self {
        if index == 0 { Self::Never } else { Self::Kept }
    }
}

impl Writer {
    /// A text that begins at a column.
    pub fn at(column: usize) -> Self {
        Self { column, margin: column, ..Self::default() }
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// The next word stands behind so many blanks.
    pub fn blanks(&mut self, count: usize) {
        self.pending = Pending::Blanks(count);
    }

    /// The next word stands on a new line, at a column.
    pub fn line(&mut self, column: usize) {
        self.pending = Pending::Line(column);
    }

    /// The column at which the next word begins.
    pub fn here(&self) -> usize {
        match self.pending {
            Pending::Nothing | Pending::Blanks(_) if self.owed => self.margin,
            Pending::Nothing => self.column,
            Pending::Blanks(count) => self.column + count,
            Pending::Line(column) => column,
        }
    }

    /// The column behind the last word.
    pub fn column(&self) -> usize {
        self.column
    }

    /// Writes a word with the comments beside it.
    pub fn word(&mut self, word: &Word<'_>) {
        self.word_and(word, "");
    }

    /// Writes a word with something behind it, before its comment.
    pub fn word_and(&mut self, word: &Word<'_>, suffix: &str) {
        for comment in &word.above {
            self.comment(comment);
        }
        self.bare(word, suffix);
    }

    /// Begins an entry of a block: what stands above it, then a new line.
    pub fn begin(&mut self, word: &Word<'_>, column: usize, gap: Gap) {
        self.margin = column;
        let gap = self.comments(word, column, gap);
        self.gap(gap == Gap::Always || gap == Gap::Kept && word.gap);
        self.line(column);
    }

    /// The comments above a word, and what becomes of the empty line behind them.
    fn comments(&mut self, word: &Word<'_>, column: usize, mut gap: Gap) -> Gap {
        for comment in &word.above {
            self.gap(gap == Gap::Always || gap == Gap::Kept && comment.gap);
            self.line(column);
            self.put(comment.text);
            gap = Gap::Kept;
        }
        gap
    }

    /// The end of the text: the comments there.
    pub fn end(&mut self, end: &Word<'_>) {
        let gap = if self.out.is_empty() { Gap::Never } else { Gap::Kept };
        self.comments(end, 0, gap);
    }

    /// Ends a block whose inside stands a step further in: the comments above its closing brace, then the brace.
    pub fn close(&mut self, brace: &Word<'_>, column: usize, is_empty: bool) {
        self.comments(brace, column + STEP, if is_empty { Gap::Never } else { Gap::Kept });
        self.line(column);
        self.bare(brace, "");
    }

    /// Writes a word without the comments above it.
    pub fn bare(&mut self, word: &Word<'_>, suffix: &str) {
        self.put(&word.text);
        self.put(suffix);
        if let Some(comment) = word.behind {
            self.blanks(2);
            self.put(comment);
            self.owed = true;
        }
    }

    /// Writes a text that is laid out already.
    pub fn text(&mut self, text: &str, behind: Option<&str>) {
        self.put(text);
        if let Some(comment) = behind {
            self.blanks(2);
            self.put(comment);
            self.owed = true;
        }
    }

    fn comment(&mut self, comment: &Comment<'_>) {
        self.line(self.margin);
        self.put(comment.text);
        self.owed = true;
    }

    fn gap(&mut self, is_wanted: bool) {
        if is_wanted {
            self.out.push('\n');
        }
    }

    fn put(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let column = self.here();
        let breaks = self.owed || matches!(self.pending, Pending::Line(_));
        let blanks = if breaks { column } else { column.saturating_sub(self.column) };
        if breaks && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', blanks));
        self.out.push_str(text);
        self.column = match text.rsplit_once('\n') {
            Some((_, last)) => last.width(),
            None => column + text.width(),
        };
        self.pending = Pending::Nothing;
        self.owed = false;
    }
}
