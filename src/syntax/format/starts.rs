//! Where the parts of a declaration begin that no word announces: fields and facts.

use crate::syntax::ast::{Assigned, Assignment, Field, ItemKind, Shape};

/// The places, in their order.
pub fn of(kind: &ItemKind) -> Vec<usize> {
    match kind {
        ItemKind::Record(record) => fields(&record.fields),
        ItemKind::Entity(entity) => match &entity.shape {
            Shape::Fields(written) => fields(written),
            Shape::Of(_) => Vec::new(),
        },
        ItemKind::Facts(facts) => {
            let mut starts = Vec::new();
            assignments(&facts.assignments, &mut starts);
            starts
        }
        _ => Vec::new(),
    }
}

fn fields(fields: &[Field]) -> Vec<usize> {
    fields.iter().map(|field| field.span.range().start).collect()
}

fn assignments(facts: &[Assignment], starts: &mut Vec<usize>) {
    for fact in facts {
        starts.push(fact.span.range().start);
        if let Assigned::Block(inside) = &fact.value {
            assignments(inside, starts);
        }
    }
}
