//! The language reference as a page of blocks in fences.

use std::ops::Range;

/// A block in a fence.
pub struct Block<'p> {
    /// The words behind the fence: `policy`, `wrong`, `unknown-fact`.
    pub words: Vec<&'p str>,
    pub text: &'p str,
    /// The line, from 1, of the first line of its text.
    pub line: usize,
    /// Where the quotation behind it begins, without its `> `, and where it ends.
    pub quote: Option<Range<usize>>,
}

impl Block<'_> {
    pub fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    pub fn kind(&self) -> &str {
        self.words.first().copied().unwrap_or("")
    }

    /// The file that the block stands for: `film.json`.
    pub fn file(&self) -> Option<&str> {
        self.words.iter().copied().find(|word| word.contains('.'))
    }

    /// The code that the block has to be refused with.
    pub fn wrong(&self) -> Option<&str> {
        let at = self.words.iter().position(|word| *word == "wrong")?;
        self.words.get(at + 1).copied()
    }
}

/// All blocks of a page, in their order.
pub fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(Vec<&str>, usize, usize)> = None;
    let mut start = 0;
    for (number, line) in (1..).zip(page.split_inclusive('\n')) {
        let end = start + line.len();
        match (line.strip_prefix("```"), &open) {
            (Some(info), None) => open = Some((info.split_whitespace().collect(), end, number + 1)),
            (Some(_), Some((words, from, line))) => {
                let at = *from..start;
                blocks.push(Block { words: words.clone(), text: &page[at], line: *line, quote: quote(page, end) });
                open = None;
            }
            (None, _) => {}
        }
        start = end;
    }
    assert!(open.is_none(), "the last block of the page is not closed");
    blocks
}

/// The line behind a block, if it is a quotation.
fn quote(page: &str, end: usize) -> Option<Range<usize>> {
    let rest = page[end..].strip_prefix("> ")?;
    let start = page.len() - rest.len();
    Some(start..start + rest.find('\n').unwrap_or(rest.len()))
}
