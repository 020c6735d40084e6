//! What a declaration is made of, whatever its kind: texts, clauses that it cites, types, remedies.

use crate::source::Span;
use crate::syntax::ast::{
    Because, CellKind, Clause, ColumnKind, Conditions, Field, Item, ItemKind, Mark, Name, Output, Remedy, RemedyKind, Row, Shape, Table,
    TableTarget, Texts, Type,
};

/// What a declaration is called.
pub fn name(item: &Item) -> Option<&Name> {
    Some(match &item.kind {
        ItemKind::Policy(it) => &it.name,
        ItemKind::Document(it) => &it.name,
        ItemKind::Actor(it) => &it.name,
        ItemKind::Enum(it) => &it.name,
        ItemKind::Record(it) => &it.name,
        ItemKind::Entity(it) => &it.name,
        ItemKind::Decision(it) => &it.name,
        ItemKind::Param(it) => &it.name,
        ItemKind::Define(it) => &it.name,
        ItemKind::Message(it) => &it.name,
        ItemKind::Table(it) => &it.name,
        ItemKind::Rule(it) => &it.name,
        ItemKind::Exception(it) => &it.name,
        ItemKind::Notice(it) => &it.name,
        ItemKind::Facts(it) => &it.name,
        ItemKind::Allow(_) | ItemKind::Given(_) | ItemKind::Scenario(_) => return None,
    })
}

/// The fields that a record or an entity declares itself.
pub fn fields(item: &Item) -> &[Field] {
    match &item.kind {
        ItemKind::Record(record) => &record.fields,
        ItemKind::Entity(entity) => match &entity.shape {
            Shape::Fields(fields) => fields,
            Shape::Of(_) => &[],
        },
        _ => &[],
    }
}

/// Where a rule, a table, an exception or a notice holds, and what it cites.
pub fn conditions(item: &Item) -> Option<&Conditions> {
    match &item.kind {
        ItemKind::Table(table) => Some(&table.conditions),
        ItemKind::Rule(rule) => Some(&rule.conditions),
        ItemKind::Exception(exception) => Some(&exception.conditions),
        ItemKind::Notice(notice) => Some(&notice.conditions),
        _ => None,
    }
}

pub fn remedies(item: &Item) -> &[Remedy] {
    match &item.kind {
        ItemKind::Message(message) => &message.remedies,
        ItemKind::Table(table) => &table.remedies,
        ItemKind::Rule(rule) => &rule.remedies,
        _ => &[],
    }
}

pub fn because(item: &Item) -> Option<&Because> {
    match &item.kind {
        ItemKind::Rule(rule) => rule.because.as_ref(),
        ItemKind::Exception(exception) => exception.because.as_ref(),
        _ => None,
    }
}

/// The clauses that a declaration cites, each where it does.
pub fn cited(item: &Item) -> Vec<&Name> {
    let own = conditions(item).into_iter().flat_map(|conditions| &conditions.cite);
    match &item.kind {
        ItemKind::Param(param) => param.cite.iter().chain(param.later.iter().flat_map(|later| &later.cite)).collect(),
        ItemKind::Table(table) => own.chain(table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cites(&cell.kind))).collect(),
        _ => own.collect(),
    }
}

/// What a cell of a `cite` column cites.
pub fn cites(cell: &CellKind) -> &[Name] {
    match cell {
        CellKind::Cite(names) => names,
        _ => &[],
    }
}

/// The cell of a row that forbids.
pub fn forbidding(row: &Row) -> Option<Span> {
    row.cells.iter().find(|cell| matches!(cell.kind, CellKind::Output(Output::Forbid))).map(|cell| cell.span)
}

/// The messages that a declaration shows.
pub fn messages(item: &Item) -> Vec<&Name> {
    let own = because(item).and_then(|because| match because {
        Because::Message(name) => Some(name),
        Because::Texts(_) => None,
    });
    let rows = match &item.kind {
        ItemKind::Table(table) => table.rows.as_slice(),
        _ => &[],
    };
    let of_rows = rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.kind {
        CellKind::Because(name) => name.as_ref(),
        _ => None,
    });
    own.into_iter().chain(of_rows).collect()
}

/// The types that a declaration names.
pub fn types(item: &Item) -> Vec<&Type> {
    match &item.kind {
        ItemKind::Decision(decision) => decision.ty.iter().collect(),
        ItemKind::Param(param) => param.ty.iter().collect(),
        ItemKind::Table(Table { target: TableTarget::Valued(ty), .. }) => vec![ty],
        _ => fields(item).iter().map(|field| &field.ty).collect(),
    }
}

/// Everything that is written in languages, labels included; what is left out is not among them.
pub fn texts(item: &Item) -> Vec<&Texts> {
    let mut all: Vec<&Texts> = own_texts(item);
    all.extend(fields(item).iter().map(|field| &field.label));
    all.extend(conditions(item).and_then(|conditions| conditions.reading.as_ref()));
    all.extend(because(item).and_then(|because| match because {
        Because::Texts(texts) => Some(texts),
        Because::Message(_) => None,
    }));
    all.extend(remedies(item).iter().map(|remedy| match &remedy.kind {
        RemedyKind::By { texts, .. } | RemedyKind::Wait { texts } | RemedyKind::Impossible { texts, .. } => texts,
    }));
    all.retain(|texts| !texts.by_language.is_empty());
    all
}

fn own_texts(item: &Item) -> Vec<&Texts> {
    match &item.kind {
        ItemKind::Policy(policy) => policy.title.iter().collect(),
        ItemKind::Document(document) => document.title.iter().chain(document.clauses.iter().flat_map(of_clause)).collect(),
        ItemKind::Actor(actor) => vec![&actor.label],
        ItemKind::Enum(of) => of.members.iter().map(|member| &member.label).collect(),
        ItemKind::Entity(entity) => vec![&entity.label],
        ItemKind::Decision(decision) => vec![&decision.question],
        ItemKind::Param(param) => vec![&param.label],
        ItemKind::Message(message) => vec![&message.texts],
        ItemKind::Notice(notice) => vec![&notice.says],
        _ => Vec::new(),
    }
}

fn of_clause(clause: &Clause) -> impl Iterator<Item = &Texts> {
    let mark = match &clause.mark {
        Some(Mark::ReadAs(texts) | Mark::Superseded(texts)) => Some(texts),
        Some(Mark::Informative(texts)) => texts.as_ref(),
        None => None,
    };
    std::iter::once(&clause.texts).chain(mark)
}

/// Whether a table permits or forbids, instead of giving a value.
pub fn decides(table: &Table) -> bool {
    let names_it = |kind: &ColumnKind| matches!(kind, ColumnKind::Output(Some(_)));
    matches!(table.target, TableTarget::For(_)) || table.columns.iter().any(|column| names_it(&column.kind))
}
