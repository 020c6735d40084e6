//! Where too much is open to try everything: straight down, always along what leaves least open, to one plan, from which then whatever can
//! be left out is left out.

use crate::eval::answer::{Decided, Ruling, Verdict};
use crate::facts::record::Record;

use super::search::{Node, Search};

/// So many sets of changes are tried.
const MOST_DIVES: usize = 300;

impl Search<'_, '_> {
    /// One plan, if there is one on the way down.
    pub(super) fn dive(&self, now: i64) -> Option<Node> {
        let mut open = vec![Node::first(now)];
        for _ in 0..MOST_DIVES {
            let node = open.pop()?;
            let Some(mut children) = self.next(&node) else { return Some(self.shortened(node)) };
            children.sort_by_cached_key(|child| std::cmp::Reverse((self.left_open(child), child.at, child.size)));
            open.extend(children);
        }
        None
    }

    /// How much forbids, or may, once changes are made.
    fn left_open(&self, node: &Node) -> usize {
        self.decided(node).1
    }

    /// Without every change that is not needed.
    fn shortened(&self, mut node: Node) -> Node {
        let mut place = 0;
        while place < node.moves.len() {
            let mut less = node.clone();
            less.moves.remove(place);
            less.size = less.moves.len();
            if self.decided(&less).0 == Ruling::Verdict(Verdict::Permitted) {
                node = less;
            } else {
                place += 1;
            }
        }
        node
    }

    /// What a set of changes comes to, and how many instances forbid, or may.
    fn decided(&self, node: &Node) -> (Ruling<'static>, usize) {
        let mut record = Record::default();
        self.carry_out(node, &mut record);
        let mut found: Vec<Decided<'_>> = Vec::new();
        match self.planner.decide(&record, node.at, &mut found) {
            Ruling::Verdict(verdict) => (Ruling::Verdict(verdict), found.len()),
            Ruling::Value(_) => (Ruling::Verdict(Verdict::Undetermined), found.len()),
        }
    }
}
