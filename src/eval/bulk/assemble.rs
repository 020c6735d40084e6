//! What was compiled, put together as a plan: the looks with their rows, and what each class of them answers.

use indexmap::{IndexMap, IndexSet};

use super::compile::{Compiler, all};
use super::plan::{Answer, Body, Classes, Coded, Node, Plan, TablePlan};
use super::sorted::Sorted;
use super::sources::{Look, Source};
use super::trial::{Derived, Trial};
use crate::value::Truth;

/// Makes a plan of the bodies and tables that were compiled.
pub fn assemble<'m>(mut compiler: Compiler<'m>, mut bodies: Vec<Body<'m>>, tables: Vec<TablePlan<'m>>, default_permit: bool) -> Plan<'m> {
    let mut trial = Trial::new(compiler.policy);
    let (looks, width) = looks(&mut compiler, &trial);
    let mut derived = Derived { behind: width, rows: IndexSet::new() };
    let classes = compiler.asked.into_iter().map(|(asked, source, points)| {
        let look = looks.get_full(&source);
        look.map(|(place, _, look)| trial.classes(asked, points, (place, look), &mut derived)).unwrap_or_default()
    });
    let mut classes: Vec<Classes> = classes.collect();
    let looks: Vec<Look> = looks.into_values().collect();
    let answers = number(&mut classes, &looks);
    let coded: Vec<Coded> = looks.iter().map_while(Look::coded).collect();
    let wanted_codes = coded.iter().map(|of| of.fact.index() + 1).max().unwrap_or(0);
    let (mut parts, mut heads) = (Vec::new(), Vec::new());
    for body in &mut bodies {
        let first = parts.len();
        body.applies = behead(std::mem::replace(&mut body.applies, Node::Constant(Truth::Yes)), &classes, &mut parts);
        heads.push(first..parts.len());
    }
    let few = bodies.len() <= MANY_BODIES;
    let mut plan = Plan {
        looks,
        coded,
        wanted_codes,
        width,
        derived: derived.rows.into_iter().collect(),
        classes,
        lists: compiler.lists,
        shared: compiler.shared,
        parts,
        heads,
        bodies,
        refuted: Vec::new(),
        answers: if few { vec![Answer::Unknown; answers] } else { Vec::new() },
        tables,
        default_permit,
    };
    if few {
        answer(&mut plan);
        plan.refuted = refuted_by_class(&plan);
    }
    plan
}

/// The looks at all that is asked, and how many rows their classes take.
fn looks(compiler: &mut Compiler<'_>, trial: &Trial<'_>) -> (IndexMap<Source, Look>, usize) {
    let (mut looks, mut width) = (IndexMap::new(), 0);
    compiler.sources.sort_unstable_keys();
    for (source, mut points) in std::mem::take(&mut compiler.sources) {
        points.sort();
        points.dedup();
        let look = Look::new(source, points, trial.values(source), width);
        width += look.classes + 1;
        looks.insert(source, look);
    }
    (looks, width)
}

/// Gives the answers of each condition's classes a place, and tells how many there are.
fn number(classes: &mut [Classes], looks: &[Look]) -> usize {
    let mut answers = 0;
    for classes in classes {
        classes.answers = answers;
        answers += looks.get(classes.look).map_or(0, |look| look.classes);
    }
    answers
}

/// Takes the conditions on single facts, which classes settle, out of what has to hold, and gives the rest.
fn behead<'m>(applies: Node<'m>, classes: &[Classes], parts: &mut Vec<Classes>) -> Node<'m> {
    let conjuncts = match applies {
        Node::All(conjuncts) => conjuncts,
        only => vec![only],
    };
    let mut rest = Vec::new();
    for node in conjuncts {
        match node {
            Node::Class(place) => parts.extend(classes.get(place)),
            other => rest.push(other),
        }
    }
    all(rest)
}

/// Of more bodies than this it is not kept which classes refute them.
const MANY_BODIES: usize = 256;

/// Finds out what each class answers.
fn answer(plan: &mut Plan<'_>) {
    let mut sorted = Sorted::default();
    let mut answers = std::mem::take(&mut plan.answers);
    for (place, look) in plan.looks.iter().enumerate() {
        for class in 0..look.classes {
            sorted.single(plan, look, class);
            for classes in plan.classes.iter().filter(|classes| classes.look == place) {
                let (truths, open) = sorted.truths(plan, classes, 1);
                if let Some(answer) = answers.get_mut(classes.answers + class) {
                    *answer = if open == 1 { Answer::Open } else { truths.at(0).into() };
                }
            }
        }
    }
    plan.answers = answers;
}

/// The bodies that each class refutes, as bits by row.
fn refuted_by_class(plan: &Plan<'_>) -> Vec<u64> {
    let mut refuted = vec![0; plan.width * plan.words()];
    for (index, head) in plan.heads.iter().enumerate() {
        for part in plan.parts(head) {
            let Some(look) = plan.looks.get(part.look) else { continue };
            for class in (0..look.classes).filter(|class| plan.answers.get(part.answers + class) == Some(&Answer::No)) {
                if let Some(word) = refuted.get_mut((look.base + 1 + class) * plan.words() + index / 64) {
                    *word |= 1 << (index % 64);
                }
            }
        }
    }
    refuted
}
