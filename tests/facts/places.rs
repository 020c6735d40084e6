//! Where each fact stands, in every format and wherever the file is cut into blocks.

use caveat::facts::{BlockReader, Blocks, Format, Limits, Options, Record, Told};
use caveat::model::vocabulary::{EntityId, FactId, FieldId, Vocabulary};
use caveat::source::Position;

use super::support::vocabulary;

const JSON: &str = r#"[
  {"now": "2024-01-01T00:00Z", "vswitch": null,
   "source": {"uid": "ü-1", "balance": 5}, "instance": {"disks": [{"id": "d-1"}, {"encrypted": true, "id": "d-2"}]}},
  {"source":
    {"uid": "ü-2"}}
]"#;
const LINES: &str = r#"{"now": "2024-01-01T00:00Z", "vswitch": null, "source": {"uid": "ü-1", "balance": 5}, "instance": {"disks": [{"id": "d-1"}, {"encrypted": true, "id": "d-2"}]}}

  {"source": {"uid": "ü-2"}}
"#;
const YAML: &str = "
# two documents
now: 2024-01-01T00:00Z
vswitch: null
source: {uid: ü-1, balance: 5}
instance:
  disks:
    - id: d-1
    - encrypted: true
      id: d-2
---
source:
  uid: ü-2
";
const TOML: &str = "
[[records]]
now = 2024-01-01T00:00:00Z
source.uid = \"ü-1\"
source.balance = 5
instance.disks = [{id = \"d-1\"}, {encrypted = true, id = \"d-2\"}]
[[records]]
[records.source]
uid = \"ü-2\"
";
const CSV: &str = "now,vswitch,source.uid,source.balance,instance.disks
2024-01-01T00:00Z,null,ü-1,5,\"[{\"\"id\"\": \"\"d-1\"\"}, {\"\"encrypted\"\": true, \"\"id\"\": \"\"d-2\"\"}]\"
,,ü-2,,
";

fn fact(vocabulary: &Vocabulary, path: &str) -> Told {
    Told::Fact(FactId(u32::try_from(vocabulary.facts.iter().position(|fact| fact.path == path).unwrap()).unwrap()))
}

/// What stands at the places of a record's facts: the rest of the line.
fn standing(text: &str, place: Option<Position>) -> &str {
    let Some(Position { line, column }) = place else { return "nowhere" };
    let line = text.lines().nth(line - 1).unwrap();
    &line[line.char_indices().nth(column - 1).unwrap().0..]
}

fn holds(format: Format, text: &str, block: usize) {
    let vocabulary = vocabulary();
    let limits = Limits { block, ..Limits::default() };
    let mut reader = BlockReader::new(&vocabulary, Options::default()).with_places();
    let mut record = Record::new(&vocabulary);
    let Told::Fact(disks) = fact(&vocabulary, "instance.disks") else { panic!("a list") };
    let switch = EntityId(u32::try_from(vocabulary.entities.get_index_of("vswitch").unwrap()).unwrap());
    let mut read = 0;
    for block in Blocks::limited(&vocabulary, Options::default(), format, "facts", (text.as_bytes(), limits)) {
        reader.begin(block.unwrap());
        while let Some(next) = reader.next(&mut record) {
            next.unwrap();
            let places = reader.places();
            let begins = |told: Told, value: &str| {
                let found = standing(text, places.of(told)).trim_start_matches('"');
                assert!(found.starts_with(value), "{format:?}: `{found}` is not `{value}`");
            };
            read += 1;
            begins(fact(&vocabulary, "source.uid"), ["ü-1", "ü-2"][read - 1]);
            if read == 2 {
                assert_eq!(places.of(Told::Now), None);
                assert_eq!(places.of(fact(&vocabulary, "source.balance")), None);
                continue;
            }
            begins(Told::Now, "2024");
            begins(fact(&vocabulary, "source.balance"), "5");
            if format != Format::Toml {
                begins(Told::Entity(switch), "null");
            }
            // in a table, a cell stands for all that is in it
            let [first, second] = if format == Format::Csv { ["[{", "[{"] } else { ["d-1", "true"] };
            begins(Told::Field(disks, 0, FieldId(0)), first);
            begins(Told::Field(disks, 1, FieldId(1)), second);
        }
    }
    assert_eq!(read, 2, "{format:?}");
}

#[test]
fn every_fact_stands_where_it_is_said_to() {
    for (format, text) in [(Format::Json, JSON), (Format::JsonLines, LINES), (Format::Yaml, YAML), (Format::Toml, TOML), (Format::Csv, CSV)]
    {
        for block in [1, 60, 1 << 16] {
            holds(format, text, block);
        }
    }
}
