//! What stands on a page, held against the object of the same answer.

use caveat::explain::Language;
use caveat::explain::json::{Cure, Told};
use caveat::explain::layout::visible;
use caveat::explain::matrix::{Fate, Matrix};
use caveat::explain::report::Report;
use caveat::explain::text::cure;
use caveat::value::Truth;
use roxmltree::Node;
use serde_json::{Value as Json, json};

use crate::made::{Set, xml};

/// Everything that the answer tells, in each language.
pub fn all(set: &Set, reports: &[(Language, Report)], page: &str) {
    let document = xml(page);
    for (language, report) in reports {
        let part = document.descendants().find(|node| has_class(*node, language.code())).unwrap();
        assert_eq!(part.attribute("lang"), Some(language.code()));
        let text = text_of(part);
        let says = |what: &str| assert!(text.contains(&*visible(what)), "{what:?} is missing in\n{text}");
        texts(&json!(report.told), true).iter().for_each(|found| says(found));
        cures(&report.told).for_each(|one| says(&cure(one, *language)));
        for (matrix, table) in report.tables.iter().zip(tables(part)) {
            same(matrix, table);
        }
        let drawn = part.descendants().filter(|node| node.has_tag_name("rect")).count();
        // what has no room is not drawn, but told
        assert!(drawn == report.timeline.intervals.len() || (drawn > 200 && report.timeline.intervals.len() > drawn));
        declared(set, &report.told, &text);
    }
}

/// The texts of an object by which people know what it is about; those of clauses only where they are told in full.
pub fn texts(of: &Json, in_full: bool) -> Vec<String> {
    let mut found = Vec::new();
    collect(of, in_full, &mut found);
    found
}

fn collect(of: &Json, in_full: bool, found: &mut Vec<String>) {
    const NAMED: [&str; 12] =
        ["rule", "because", "reading", "read_as", "says", "fact", "exception", "text", "name", "step", "answer", "document"];
    match of {
        Json::Array(members) => members.iter().for_each(|member| collect(member, in_full, found)),
        Json::Object(clause) if !in_full && clause.contains_key("document") => {
            found.extend(["name", "document"].iter().filter_map(|key| clause[*key].as_str()).map(str::to_owned));
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                match value {
                    // the first step is the entry itself
                    Json::Object(proof) if key == "proof" => collect(proof.get("parts").unwrap_or(&Json::Null), in_full, found),
                    // a word of the contract, not of the page
                    Json::String(text) if ["forbid", "permit", "value"].contains(&text.as_str()) => {}
                    Json::String(text) if NAMED.contains(&key.as_str()) => found.push(text.clone()),
                    Json::Array(paths) if ["needs", "missing", "causes"].contains(&key.as_str()) => {
                        found.extend(paths.iter().map(|path| path.as_str().unwrap().to_owned()));
                    }
                    other => collect(other, in_full, found),
                }
            }
        }
        _ => {}
    }
}

fn cures(told: &Told) -> impl Iterator<Item = &Cure> {
    told.forbidden_by.iter().flat_map(|reason| &reason.remedies)
}

/// The policy's own text stands with every rule that is told of.
fn declared(set: &Set, told: &Told, text: &str) {
    let places = told.forbidden_by.iter().map(|reason| &reason.policy).chain(told.others.iter().flatten().map(|other| &other.policy));
    for place in places {
        let lines = set.sources.text(place.whole).lines().map(|line| visible(line.trim()).replace('\t', "    "));
        lines.for_each(|line| assert!(text.contains(&line), "{line:?} is missing"));
    }
}

fn tables<'a>(part: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    part.descendants().filter(|node| has_class(*node, "matrix"))
}

/// Each row is marked as what it is, and each excluded one has a cell that excludes it.
fn same(matrix: &Matrix, table: Node<'_, '_>) {
    let body = table.children().find(|node| node.has_tag_name("tbody")).unwrap();
    let rows: Vec<Node<'_, '_>> = body.children().filter(|node| node.has_tag_name("tr")).collect();
    assert_eq!(rows.len(), matrix.rows.len());
    for (row, node) in matrix.rows.iter().zip(rows) {
        assert_eq!(has_class(node, "decides"), row.fate == Fate::Decides, "{matrix:#?}");
        let marked = node.children().filter(|cell| has_class(*cell, "excludes")).count();
        assert_eq!(marked, row.cells.iter().filter(|cell| cell.fits == Truth::No).count());
        assert_eq!(row.fate == Fate::Excluded, marked > 0);
        assert_eq!(has_class(node, "excluded"), matches!(row.fate, Fate::Excluded | Fate::NotReached));
    }
}

pub fn has_class(node: Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|found| found == class))
}

pub fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}
