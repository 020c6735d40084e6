//! What was compiled, put together as a plan: the looks with their rows, and what each class of them answers.

use indexmap::{IndexMap, IndexSet};

use super::compile::Compiler;
use super::heads::{Heads, lines};
use super::plan::{Body, Classes, Coded, Plan, RowPlan, TablePlan};
use super::sources::{Look, Source};
use super::trial::{Derived, Trial};

/// Makes a plan of the bodies and tables that were compiled.
pub fn assemble<'m>(
    mut compiler: Compiler<'m>,
    mut bodies: Vec<Body<'m>>,
    mut tables: Vec<TablePlan<'m>>,
    default_permit: bool,
) -> Plan<'m> {
    let mut trial = Trial::new(compiler.policy);
    let (looks, width) = looks(&mut compiler, &trial);
    let mut derived = Derived { behind: width, rows: IndexSet::new() };
    let classes = compiler.asked.into_iter().map(|of| {
        let look = looks.get_full(&of.source);
        look.map(|(place, _, look)| trial.classes(of, (place, look), &mut derived)).unwrap_or_default()
    });
    let classes: Vec<Classes> = classes.collect();
    let looks: Vec<Look> = looks.into_values().collect();
    let coded: Vec<Coded> = looks.iter().map_while(Look::coded).collect();
    let wanted_codes = coded.iter().map(|of| of.fact.index() + 1).max().unwrap_or(0);
    let mut heads = Heads::new(classes, &compiler.shared);
    heads.behead(&mut bodies);
    compiler.shared.iter_mut().for_each(|node| heads.gather(node));
    for TablePlan { scope, excused, rows, .. } in &mut tables {
        let rows = rows.iter_mut().flatten().map(|RowPlan { fits, .. }| fits);
        [scope, excused].into_iter().chain(rows).for_each(|node| heads.gather(node));
    }
    let mut plan = Plan {
        looks,
        coded,
        wanted_codes,
        width,
        derived: derived.rows.into_iter().collect(),
        lists: compiler.lists,
        shared: compiler.shared,
        parts: heads.parts,
        heads: heads.stretches,
        bodies,
        lines: Vec::new(),
        tables,
        default_permit,
    };
    plan.lines = lines(&plan);
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
