//! CSV: the same facts as in JSON, the same cells as another library reads.

use std::fmt::Write as _;

use caveat::facts::Format;
use caveat::model::vocabulary::{Kind, Vocabulary};
use fastrand::Rng;
use pretty_assertions::assert_eq;
use serde_json::Value;

use super::dice::Dice;
use super::support::{check, good, read, vocabulary};

/// The cell of a fact in a record.
fn cell(record: &Value, path: &str, kind: Kind) -> String {
    let found = path.split('.').try_fold(record, |value, key| value.get(key));
    match (found, kind) {
        (None, _) => String::new(),
        (Some(Value::String(text)), Kind::Scalar { .. }) => text.clone(),
        (Some(value), _) => value.to_string(),
    }
}

/// The same record as a row, and whether CSV can say it: no empty text, none that is the word for none.
pub fn row(vocabulary: &Vocabulary, record: &Value) -> Option<Vec<String>> {
    let odd = |value: &Value| matches!(value.as_str(), Some("" | "null"));
    let mut cells = vec![record.get("now").and_then(Value::as_str).unwrap_or_default().to_owned()];
    for fact in &vocabulary.facts {
        let found = fact.path.split('.').try_fold(record, |value, key| value.get(key));
        if found.is_some_and(odd) {
            return None;
        }
        cells.push(cell(record, &fact.path, fact.kind));
    }
    for (name, entity) in &vocabulary.entities {
        let value = record.get(name);
        if value.is_some_and(empty) {
            return None;
        }
        if entity.optional {
            cells.push(if value == Some(&Value::Null) { "null".to_owned() } else { String::new() });
        }
    }
    Some(cells)
}

/// An object without a fact: no cell says that it is there.
fn empty(value: &Value) -> bool {
    value.as_object().is_some_and(|object| object.values().all(empty))
}

pub fn header(vocabulary: &Vocabulary) -> Vec<String> {
    let facts = vocabulary.facts.iter().map(|fact| fact.path.clone());
    let optional = vocabulary.entities.iter().filter(|(_, entity)| entity.optional).map(|(name, _)| name.clone());
    std::iter::once("now".to_owned()).chain(facts).chain(optional).collect()
}

#[test]
fn the_same_facts_as_in_json() {
    let vocabulary = vocabulary();
    let mut compared = 0;
    for seed in 0..1_500 {
        let mut dice = Dice { vocabulary: &vocabulary, rng: Rng::with_seed(seed), trouble: 0 };
        let record: Value = serde_json::from_str(&dice.record()).unwrap();
        let Some(row) = row(&vocabulary, &record) else { continue };
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(header(&vocabulary)).unwrap();
        csv.write_record(&row).unwrap();
        let csv = csv.into_inner().unwrap();
        assert_eq!(read(Format::Csv, &csv), read(Format::Json, record.to_string()), "{}", String::from_utf8_lossy(&csv));
        compared += 1;
    }
    assert!(compared > 300, "{compared}");
}

/// A table of random bytes has the rows and cells that the library `csv` finds in it.
#[test]
fn cells_as_another_library_reads_them() {
    let mut compared = 0;
    for seed in 0..3_000 {
        let mut rng = Rng::with_seed(seed);
        let pieces = ["\"", "\"\"", ",", "\n", "\r\n", "a", "b c", "中", "x\"y", ";"];
        let body: String = (0..rng.usize(..14)).map(|_| pieces[rng.usize(..pieces.len())]).collect();
        let text = format!("request.id\n{body}");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
        let rows: Vec<_> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        let ours = read(Format::Csv, &text);
        let strict = |problem: &String| problem.contains("quote");
        if ours.iter().any(|row| row.as_ref().err().is_some_and(|problems| problems.iter().any(strict))) {
            continue;
        }
        assert_eq!(ours.len(), rows.len(), "{text:?}");
        for (ours, cells) in ours.iter().zip(&rows) {
            match (ours, cells.as_slice()) {
                (Ok(facts), [only]) if only.is_empty() => assert_eq!(facts, ""),
                (Ok(facts), [only]) => assert_eq!(*facts, format!("request request.id={only:?}"), "{text:?}"),
                (Err(problems), cells) => assert!(problems[0].contains(&format!("has {} cells", cells.len())), "{text:?} {problems:?}"),
                (Ok(facts), _) => panic!("{text:?} {facts}"),
            }
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn what_a_cell_may_be() {
    let one = |name: &str, cell: &str| good(Format::Csv, &format!("{name}\n{cell}\n"));
    assert_eq!(one("instance.promotional", "TRUE"), "instance instance.promotional=true");
    assert_eq!(one("instance.labels", "a; b;c"), "instance instance.labels={\"a\" \"b\" \"c\"}");
    assert_eq!(one("instance.services", "slb;..."), "instance instance.services={#0 ...}");
    assert_eq!(one("instance.labels", "..."), "instance instance.labels={ ...}");
    assert_eq!(one("instance.labels", "\"[\"\"a;b\"\"]\""), "instance instance.labels={\"a;b\"}");
    assert_eq!(one("instance.expires_at", "null"), "instance instance.expires_at=none");
    assert_eq!(one("source.address.city", "\"a\r\nb\""), "source source.address.city=\"a\\r\\nb\"");
    assert_eq!(one("vswitch", "null"), "vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]");
    let mut wide = String::from("request.id");
    for n in 0..2 {
        write!(wide, ",unknown_{n}").unwrap();
    }
    check(
        Format::Csv,
        &[(
            &format!("{wide}\na,b,c\n"),
            &[
                "1:12 unknown-key: no fact is called `unknown_0` [unknown_0: ]",
                "1:22 unknown-key: no fact is called `unknown_1` [unknown_1: ]",
            ],
        )],
    );
}

/// A quote that nobody closes ends with its line: the rows behind it are read.
#[test]
fn an_open_quote_costs_its_row() {
    let rows: &[(&str, &[&str])] = &[
        (
            "request.id,request.count\na,1\n\"b\nb\",2\n\"c,3\r\nd,4\n",
            &[
                "ok request request.id=\"a\" request.count=1",
                "ok request request.id=\"b\\nb\" request.count=2",
                "5:2 fact-syntax: the cell of `request.id` cannot be read: the quote is not closed [c,3: ]",
                "ok request request.id=\"d\" request.count=4",
            ],
        ),
        ("request.count,request.id\n1,\"a", &["2:4 fact-syntax: the cell of `request.id` cannot be read: the quote is not closed [a: ]"]),
        ("request.count,\"request.id\n1,a\n", &["1:16 fact-syntax: the header cannot be read: the quote is not closed [request.id: ]"]),
        (
            "request.count,\"request.id\"s\n1,a\n",
            &["1:16 fact-syntax: the header cannot be read: something stands behind the closing quote [request.id: ]"],
        ),
    ];
    check(Format::Csv, rows);
}
