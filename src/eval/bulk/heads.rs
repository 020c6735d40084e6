//! Conditions on single facts that have to hold together, as one head. For a block a head is bit arithmetic on rows; for a single record
//! it was found out beforehand what each class says of it.

use std::ops::Range;

use indexmap::{IndexMap, IndexSet};

use super::plan::{Body, Classes, Line, Node, Plan};
use super::sorted::Sorted;
use crate::value::Truth;

/// Puts heads together.
#[derive(Debug)]
pub struct Heads {
    /// what was asked of single facts
    classes: Vec<Classes>,
    /// by shared condition: what it is made of, if those are conditions on single facts that have to hold together, and few
    shared: Vec<Option<Vec<Classes>>>,
    /// the conditions of all heads, one head after the other
    pub parts: Vec<Classes>,
    /// by head: its stretch of them
    pub stretches: Vec<Range<usize>>,
    known: IndexMap<Vec<Classes>, usize>,
}

/// A shared condition of more parts than this is asked once a record, and not as a part of each head.
const FEW: usize = 4;

/// Of more heads than this, those of tables among them, it is not found out beforehand what classes say of them.
const MANY: usize = 512;
/// Nor where there are more classes than this: it takes a look at all of them for each.
const WIDE: usize = 4096;

impl Heads {
    pub fn new(classes: Vec<Classes>, shared: &[Node<'_>]) -> Self {
        let mut heads = Self { classes, shared: Vec::new(), parts: Vec::new(), stretches: Vec::new(), known: IndexMap::new() };
        for node in shared {
            let parts = heads.single(node).filter(|parts| parts.len() <= FEW);
            heads.shared.push(parts);
        }
        heads
    }

    /// Gives each body its head, in their order and before any other, and leaves it the rest.
    pub fn behead(&mut self, bodies: &mut [Body<'_>]) {
        for body in &mut *bodies {
            let conjuncts = match taken(&mut body.applies) {
                Node::All(conjuncts) => conjuncts,
                only => vec![only],
            };
            let (parts, rest) = self.apart(conjuncts);
            self.add(parts);
            body.applies = Node::all_of(rest);
        }
        for body in bodies {
            self.gather(&mut body.applies);
        }
    }

    /// Puts the heads of a condition together.
    pub fn gather(&mut self, node: &mut Node<'_>) {
        *node = self.gathered(taken(node));
    }

    fn gathered<'m>(&mut self, node: Node<'m>) -> Node<'m> {
        match node {
            Node::Class(_) => self.headed(vec![node]),
            Node::All(conjuncts) => self.headed(conjuncts),
            Node::Guarded(class, rest) => {
                let head = self.head(self.classes.get(class).copied().into_iter().collect());
                Node::Guarded(head, Box::new(self.gathered(*rest)))
            }
            Node::Any(parts) => Node::Any(self.each(parts)),
            Node::Not(part) => match self.gathered(*part) {
                Node::Same(left, right, wanted) => Node::Same(left, right, !wanted),
                part => Node::Not(Box::new(part)),
            },
            Node::If(parts) => Node::If(Box::new((*parts).map(|part| self.gathered(part)))),
            Node::Choice(parts) => Node::Choice(Box::new((*parts).map(|part| self.gathered(part)))),
            other => other,
        }
    }

    /// What has to hold together, its head first.
    fn headed<'m>(&mut self, conjuncts: Vec<Node<'m>>) -> Node<'m> {
        let (parts, rest) = self.apart(conjuncts);
        let rest = self.each(rest);
        if parts.is_empty() {
            return Node::all_of(rest);
        }
        let mut nodes = vec![Node::Class(self.head(parts))];
        nodes.extend(rest);
        Node::all_of(nodes)
    }

    /// The conditions on single facts, and the others.
    fn apart<'m>(&self, conjuncts: Vec<Node<'m>>) -> (Vec<Classes>, Vec<Node<'m>>) {
        let (mut parts, mut rest) = (IndexSet::new(), Vec::new());
        for node in conjuncts {
            match self.single(&node) {
                Some(classes) => parts.extend(classes),
                None => rest.push(node),
            }
        }
        (parts.into_iter().collect(), rest)
    }

    fn each<'m>(&mut self, nodes: Vec<Node<'m>>) -> Vec<Node<'m>> {
        nodes.into_iter().map(|node| self.gathered(node)).collect()
    }

    /// The conditions on single facts that a condition is made of, if there are no others.
    fn single(&self, node: &Node<'_>) -> Option<Vec<Classes>> {
        match node {
            Node::Class(class) => self.classes.get(*class).map(|classes| vec![*classes]),
            Node::Shared(place) => self.shared.get(*place)?.clone(),
            Node::All(parts) => parts.iter().map(|part| self.single(part)).collect::<Option<Vec<_>>>().map(|parts| parts.concat()),
            _ => None,
        }
    }

    /// The head of some conditions, which may be one that is known.
    fn head(&mut self, parts: Vec<Classes>) -> usize {
        if let Some(head) = self.known.get(&parts) {
            return *head;
        }
        let head = self.add(parts.clone());
        self.known.insert(parts, head);
        head
    }

    fn add(&mut self, parts: Vec<Classes>) -> usize {
        let first = self.parts.len();
        self.parts.extend(parts);
        self.stretches.push(first..self.parts.len());
        self.stretches.len() - 1
    }
}

fn taken<'m>(node: &mut Node<'m>) -> Node<'m> {
    std::mem::replace(node, Node::Constant(Truth::Yes))
}

/// What each class says of the heads; nothing of very many.
pub fn lines(plan: &Plan<'_>) -> Vec<Line> {
    if plan.heads.len() > MANY || plan.width > WIDE {
        return Vec::new();
    }
    let mut lines = vec![Line::default(); plan.heads.len().div_ceil(Line::HEADS) * plan.width];
    let mut sorted = Sorted::default();
    for (place, look) in plan.looks.iter().enumerate() {
        for class in 0..look.classes {
            sorted.single(plan, look, class);
            for (head, stretch) in plan.heads.iter().enumerate() {
                for part in plan.parts(stretch).iter().filter(|part| part.look == place) {
                    let (truths, open) = sorted.truths(part, 1);
                    if let Some(line) = lines.get_mut(head / Line::HEADS * plan.width + look.base + 1 + class) {
                        line.add(head, if open == 1 { None } else { Some(truths.at(0)) });
                    }
                }
            }
        }
    }
    lines
}

impl Line {
    /// How many heads a line tells of.
    pub const HEADS: usize = 128;

    /// Adds what a class says of a head; nothing where it does not settle a condition that stands alone.
    fn add(&mut self, head: usize, truth: Option<Truth>) {
        let Some(word) = self.0.get_mut(head % Self::HEADS / 64) else { return };
        let bit = 1 << (head % 64);
        word.refuted |= if matches!(truth, Some(Truth::No) | None) { bit } else { 0 };
        word.doubtful |= if matches!(truth, Some(Truth::Unknown) | None) { bit } else { 0 };
    }
}
