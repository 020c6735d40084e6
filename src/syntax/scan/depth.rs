//! How deeply brackets, `not`, `if` and the signs `+ - *` are nested. What is deeper than [`LIMIT`] is refused before anything descends
//! into it, so that nothing here or later runs out of stack.

use super::lex::{Kind, Lexer, Token};

/// The levels that are allowed.
pub const LIMIT: usize = 128;

/// The levels at one place of a text.
#[derive(Debug, Default)]
pub struct Depth {
    levels: Vec<Level>,
    total: usize,
    /// Brackets that were opened beyond the limit.
    beyond: usize,
}

/// An open bracket, and what is chained behind it: `not not not`.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    bracket: u8,
    chain: usize,
}

impl Depth {
    pub fn new() -> Self {
        Self { levels: vec![Level::default()], ..Self::default() }
    }

    /// How many brackets are open.
    pub fn mark(&self) -> usize {
        self.levels.len()
    }

    /// Forgets the brackets that were opened since the mark.
    pub fn back_to(&mut self, mark: usize) {
        while self.levels.len() > mark.max(1) {
            self.leave();
        }
        self.end_chain();
        self.beyond = 0;
    }

    /// Counts a token; answers whether it is too deep.
    pub fn exceeds(&mut self, token: Token, text: &str) -> bool {
        let bytes = text.as_bytes();
        let word = token.text(text);
        let before = token.start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        match token.kind {
            Kind::Open => self.enter(bytes.get(token.start).copied().unwrap_or(b'{')),
            Kind::Close => self.close(word),
            Kind::Word if matches!(word, "not" | "if") => self.chain(),
            Kind::Word if ENDS.contains(&word) => self.end_chain(),
            Kind::Mark if matches!(word, "+" | "*") || word == "-" && before != Some(b'-') => self.chain(),
            Kind::Mark if matches!(word, "," | "|") || word == "=" && !matches!(before, Some(b'<' | b'>')) => self.end_chain(),
            _ => {}
        }
        self.total > LIMIT || self.beyond > 0
    }

    fn enter(&mut self, bracket: u8) {
        if self.total > LIMIT {
            self.beyond += 1;
        } else {
            self.levels.push(Level { bracket, chain: 0 });
            self.total += 1;
        }
    }

    fn close(&mut self, bracket: &str) {
        let opening = match bracket {
            ")" => b'(',
            "]" => b'[',
            _ => b'{',
        };
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(at) = self.levels.iter().rposition(|level| level.bracket == opening) {
            let crosses = opening != b'{' && self.levels.iter().skip(at).any(|level| level.bracket == b'{');
            while !crosses && self.levels.len() > at {
                self.leave();
            }
        }
    }

    fn leave(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.total -= 1 + level.chain;
        }
    }

    fn chain(&mut self) {
        if let Some(level) = self.levels.last_mut().filter(|_| self.total <= LIMIT) {
            level.chain += 1;
            self.total += 1;
        }
    }

    fn end_chain(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.total -= level.chain;
            level.chain = 0;
        }
    }
}

/// The words that cannot stand within the chain that they follow.
const ENDS: &[&str] = &[
    "and",
    "or",
    "when",
    "unless",
    "because",
    "reading",
    "remedy",
    "makes",
    "cite",
    "says",
    "given",
    "forbid",
    "permit",
    "warn",
    "effective",
    "before",
    "during",
    "after",
    "with",
    "without",
    "at",
    "expect",
    "for",
    "from",
    "through",
    "assume",
];

/// The first place of a text that is too deep.
pub fn too_deep(text: &str) -> Option<usize> {
    let (mut lexer, mut depth) = (Lexer::new(text, 0), Depth::new());
    std::iter::from_fn(|| lexer.next(&mut Vec::new())).find(|token| depth.exceeds(*token, text)).map(|token| token.start)
}
