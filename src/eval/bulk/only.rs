//! A single record: no rows of bits, but what its classes say of all heads at once.

use crate::facts::record::Record;

use super::plan::{Line, Plan, Said};
use super::truths::Truths;

/// What is known of the heads for a single record.
#[derive(Debug, Default)]
pub struct Only {
    /// the rows of its classes that no codes tell
    others: Vec<usize>,
    /// of all heads, 128 a line
    said: Vec<Line>,
}

impl Only {
    pub fn forget(&mut self) {
        self.said.clear();
    }

    /// Whether there is no single record, but a block of them.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Finds the classes of a record, and takes together what they say.
    pub fn sort(&mut self, plan: &Plan<'_>, (record, now): (&Record, i64)) {
        let codes = record.codes().as_flattened();
        let code = |fact: usize| usize::from(codes.get(fact).copied().unwrap_or_default());
        self.others.clear();
        self.others.extend(plan.looks.iter().skip(plan.coded.len()).map(|look| look.base + 1 + look.class(record, now)));
        self.said.clear();
        for lines in plan.lines.chunks_exact(plan.width.max(1)) {
            let of_codes = plan.coded.iter().map(|look| look.first + code(look.fact.index()));
            let rows = of_codes.chain(self.others.iter().copied());
            self.said.push(rows.filter_map(|row| lines.get(row)).fold(Line::default(), Line::and));
        }
    }

    /// What is known of a head and of those beside it, by the place of their word.
    #[inline]
    pub fn word(&self, word: usize) -> Said {
        self.said.get(word / 2).and_then(|line| line.0.get(word % 2)).copied().unwrap_or_default()
    }

    /// What a head is.
    #[inline]
    pub fn head(&self, head: usize, asked: u64) -> Truths {
        let (truths, open) = self.guarded(head, asked);
        // of several conditions one refutes it, and another one is unknown
        Truths { no: truths.no | open, ..truths }
    }

    /// What a condition is that stands alone, or that its class does not settle it.
    #[inline]
    pub fn guarded(&self, head: usize, asked: u64) -> (Truths, u64) {
        let Said { refuted, doubtful } = self.word(head / 64);
        let if_bit = |word: u64| asked & (word >> (head % 64) & 1).wrapping_neg();
        (Truths { yes: if_bit(!(refuted | doubtful)), no: if_bit(refuted & !doubtful) }, if_bit(refuted & doubtful))
    }
}

impl Line {
    #[inline]
    fn and(mut self, other: &Self) -> Self {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            word.refuted |= other.refuted;
            word.doubtful |= other.doubtful;
        }
        self
    }
}
