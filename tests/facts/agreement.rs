//! On every random text the straight way into the slots and the way by nodes come to the same facts, or to the same refusal; what is no
//! JSON to us is none to `serde_json`; and nothing panics, whatever the bytes.

use caveat::facts::record::{Presence, Slot};
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::reads::Reads;
use caveat::model::vocabulary::{FactId, Vocabulary};
use fastrand::Rng;
use pretty_assertions::assert_eq;

use super::dice::Dice;
use super::support::{facts, problems, vocabulary};

const DOCUMENTS: u64 = 3_000;

/// What a text comes to, and how many records went straight into the slots.
fn read(
    vocabulary: &Vocabulary,
    format: Format,
    options: Options<'_>,
    by_nodes: bool,
    text: &[u8],
) -> (Vec<Result<String, Vec<String>>>, usize) {
    read_as(vocabulary, format, (options, by_nodes), text, &|record| facts(vocabulary, record))
}

/// The same, told in another way.
fn read_as(
    vocabulary: &Vocabulary,
    format: Format,
    (options, by_nodes): (Options<'_>, bool),
    text: &[u8],
    told: &dyn Fn(&mut Record) -> String,
) -> (Vec<Result<String, Vec<String>>>, usize) {
    let mut record = Record::new(vocabulary);
    let mut reader = Reader::new(vocabulary, options, format, "facts", text);
    if by_nodes {
        reader = reader.by_nodes();
    }
    let mut read = Vec::new();
    while let Some(next) = reader.next(&mut record) {
        read.push(next.map(|_| told(&mut record)).map_err(|bad| problems(&bad)));
    }
    (read, reader.went_straight())
}

/// Reads a text in both ways, and gives what they agree on.
fn both_ways(vocabulary: &Vocabulary, format: Format, options: Options<'_>, text: &[u8]) -> Vec<Result<String, Vec<String>>> {
    let (straight, count) = read(vocabulary, format, options, false, text);
    let (by_nodes, none) = read(vocabulary, format, options, true, text);
    let shown = String::from_utf8_lossy(text);
    assert_eq!(straight, by_nodes, "{shown}");
    assert_eq!((count, none), (straight.iter().filter(|next| next.is_ok()).count(), 0), "refused by the straight way only: {shown}");
    straight
}

/// Strict, or passing over keys that the vocabulary lacks.
fn options(ignore_unknown: bool) -> Options<'static> {
    Options { ignore_unknown, ..Options::default() }
}

fn dice(vocabulary: &Vocabulary, seed: u64) -> Dice<'_> {
    let mut rng = Rng::with_seed(seed);
    let trouble = [0, 5, 30][rng.usize(..3)];
    Dice { vocabulary, rng, trouble }
}

#[test]
fn straight_as_by_nodes() {
    let vocabulary = vocabulary();
    let mut good = 0;
    for seed in 0..DOCUMENTS {
        let mut dice = dice(&vocabulary, seed);
        let text = dice.record();
        let read = both_ways(&vocabulary, Format::Json, options(dice.rng.bool()), text.as_bytes());
        assert_eq!(read.len(), 1, "{text}");
        assert!(dice.trouble > 0 || read[0].is_ok(), "{read:?} {text}");
        good += u64::from(read[0].is_ok());
        is_the_same_in_yaml(&vocabulary, &text, &read[0]);
    }
    assert!((DOCUMENTS / 3..DOCUMENTS * 9 / 10).contains(&good), "{good} of {DOCUMENTS} are good");
}

/// YAML reads JSON; only its escapes know no surrogates.
fn is_the_same_in_yaml(vocabulary: &Vocabulary, text: &str, json: &Result<String, Vec<String>>) {
    if json.is_ok() && !text.contains("\\ud8") {
        assert_eq!(read(vocabulary, Format::Yaml, options(true), false, text.as_bytes()).0, std::slice::from_ref(json), "{text}");
    }
}

/// What is not read is passed over as unknown keys are: it must be JSON.
#[test]
fn what_is_not_read_is_passed_over() {
    let vocabulary = vocabulary();
    let (mut good, mut passed) = (0, 0);
    for seed in 0..DOCUMENTS {
        let mut dice = dice(&vocabulary, seed);
        let mut bytes = dice.record().into_bytes();
        if dice.rng.u8(..10) == 0 {
            dice.mutate(&mut bytes);
        }
        let mut reads = Reads::nothing(&vocabulary);
        (0..).map(FactId).take(vocabulary.facts.len()).filter(|_| dice.rng.bool()).for_each(|fact| reads.add(&vocabulary, fact));
        let without = |record: &mut Record| {
            for id in (0..).map(FactId).take(vocabulary.facts.len()).filter(|id| !reads.has(*id)) {
                let absent = vocabulary.owner(id).is_some_and(|owner| record.presence(owner) == Presence::Absent);
                if !absent {
                    record.set_slot(id, Slot::Unknown);
                }
            }
            facts(&vocabulary, record)
        };
        let (whole, _) = read_as(&vocabulary, Format::Json, (options(false), true), &bytes, &without);
        let read = both_ways(&vocabulary, Format::Json, Options { reads: Some(&reads), ..options(false) }, &bytes);
        assert!(read.len() == whole.len());
        good += whole.iter().filter(|next| next.is_ok()).count();
        passed += read.iter().zip(&whole).filter(|(read, whole)| read.is_ok() && whole.is_err()).count();
        for (read, whole) in read.iter().zip(&whole).filter(|(_, whole)| whole.is_ok()) {
            assert_eq!(read, whole, "{}", String::from_utf8_lossy(&bytes));
        }
    }
    assert!(good > 1_000 && passed > 100, "{good} are good, of {passed} only what is not read is broken");
}

#[test]
fn broken_where_serde_json_says_so() {
    let vocabulary = vocabulary();
    let mut broken = 0;
    for seed in 0..DOCUMENTS {
        let mut dice = dice(&vocabulary, seed);
        let mut bytes = dice.record().into_bytes();
        for _ in 0..=dice.rng.usize(..2) {
            dice.mutate(&mut bytes);
        }
        let read = both_ways(&vocabulary, Format::Json, options(true), &bytes);
        let refused = read
            .iter()
            .filter_map(|next| next.as_ref().err())
            .flatten()
            .any(|problem| problem.contains(" fact-syntax: ") || problem.contains(" not-text: "));
        match serde_json::from_slice::<serde_json::Value>(&bytes) {
            Ok(_) => assert!(!refused || bytes.starts_with(b"["), "{read:?} {}", String::from_utf8_lossy(&bytes)),
            Err(error) => assert!(refused || error.to_string().contains("out of range"), "{error} {}", String::from_utf8_lossy(&bytes)),
        }
        broken += u64::from(refused);
    }
    assert!(broken > DOCUMENTS / 3, "{broken} are broken");
}

#[test]
fn many_records_are_each_as_they_are_alone() {
    let vocabulary = vocabulary();
    for seed in 0..DOCUMENTS / 20 {
        let mut dice = dice(&vocabulary, seed);
        let texts: Vec<_> = (0..6).map(|_| dice.record().replace(['\n', '\r'], " ")).collect();
        let alone: Vec<_> = texts.iter().flat_map(|text| both_ways(&vocabulary, Format::Json, options(false), text.as_bytes())).collect();
        let lines = both_ways(&vocabulary, Format::JsonLines, options(false), texts.join("\n").as_bytes());
        let array = both_ways(&vocabulary, Format::Json, options(false), format!("[{}]", texts.join(",")).as_bytes());
        let facts = |read: &[Result<String, Vec<String>>]| read.iter().map(|next| next.clone().ok()).collect::<Vec<_>>();
        assert_eq!(facts(&lines), facts(&alone));
        assert_eq!(facts(&array), facts(&alone));
        let count = |read: &[Result<String, Vec<String>>]| read.iter().filter_map(|next| next.as_ref().err()).map(Vec::len).sum::<usize>();
        assert_eq!(count(&lines), count(&alone));
    }
}

const YAML: &str = "# facts\n- now: 2024-08-01T10:00Z\n  request: &r {count: 1, id: 'x'}\n  source:\n    uid: |\n      a\n    address: {city: \"é\"}\n\
    - request: *r\n  instance: {disks: [{id: a, tags: [x, ...]}], labels:\n    - b\n    - !!str 5\n}\n---\n? now\n: 2024-08-01T10:00Z\n...\n";
const TOML: &str = "now = 2024-08-01T10:00:00Z\n[request]\ncount = 1_0 # one\nid = '''x\n'''\n[instance]\nlabels = [\"a\", 'b',]\n[[instance.disks]]\n\
    id = \"é\\u00e9\"\ntags = []\n[source]\naddress.city = \"x\"\nbalance = 1.5e1\n";

/// Whatever stands on the next line, a record ends with its own.
#[test]
fn a_line_that_breaks_off_is_no_record() {
    let vocabulary = vocabulary();
    for seed in 0..20 {
        let record = Dice { vocabulary: &vocabulary, rng: Rng::with_seed(seed), trouble: 0 }.record();
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&record) else { continue };
        let line = value.to_string();
        let learned = format!("{line}\n").repeat(3);
        for (at, _) in line.match_indices(['{', ',', ':', '}']) {
            let (before, behind) = line.split_at(at + 1);
            let text = format!("{learned}{before}\n{behind}\n{learned}");
            let [straight, by_nodes] =
                [false, true].map(|by_nodes| read(&vocabulary, Format::JsonLines, options(false), by_nodes, text.as_bytes()).0);
            assert_eq!(straight, by_nodes, "{text}");
            if !behind.is_empty() {
                assert_eq!(straight.len(), 8, "{text}");
                assert!(straight[3].is_err() && straight[4].is_err(), "{straight:?} {text}");
            }
        }
    }
}

#[test]
fn nothing_panics() {
    let vocabulary = vocabulary();
    for seed in 0..DOCUMENTS / 3 {
        let mut dice = dice(&vocabulary, seed);
        let json = dice.record();
        for text in [json.as_str(), YAML, TOML] {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=dice.rng.usize(..5) {
                dice.mutate(&mut bytes);
            }
            any_format(&vocabulary, &bytes);
        }
        let noise: Vec<_> = (0..dice.rng.usize(..60)).map(|_| dice.rng.u8(..)).collect();
        any_format(&vocabulary, &noise);
    }
}

fn any_format(vocabulary: &Vocabulary, bytes: &[u8]) {
    for format in [Format::Json, Format::JsonLines, Format::Yaml, Format::Toml, Format::Csv, Format::Tsv] {
        let (read, _) = read(vocabulary, format, options(false), false, bytes);
        assert!(read.iter().all(|next| next.as_ref().err().is_none_or(|problems| !problems.is_empty())));
    }
}

/// What an escape stands for, in a value, a key and a set: what `serde_json` says.
#[test]
fn escapes_as_serde_json_reads_them() {
    let vocabulary = vocabulary();
    for escape in [r#"\""#, r"\\", r"\/", r"\b", r"\f", r"\n", r"\r", r"\t", r"\u00e9", r"\u0000", r"\ud83d\ude00", r"\uFFFF"] {
        for written in [escape.to_owned(), format!("a{escape}b"), format!("{escape}{escape}"), format!("{}{escape}", "x".repeat(40))] {
            let meant: String = serde_json::from_str(&format!("\"{written}\"")).unwrap();
            let text = format!(r#"{{"request":{{"i\u0064":"{written}"}},"instance":{{"l\u0061bels":["{written}"]}}}}"#);
            let read = both_ways(&vocabulary, Format::Json, options(false), text.as_bytes());
            let expected = format!("request request.id={meant:?} instance instance.labels={{{meant:?}}}");
            assert_eq!(read, [Ok(expected)], "{text}");
        }
    }
}

/// Records are read straight whatever else stands in their block, and share its text on both sides of what is none.
#[test]
fn good_records_beside_one_that_is_no_text() {
    let vocabulary = vocabulary();
    let record = |id: &str| format!(r#"{{"request":{{"id":"{id}"}},"source":{{"uid":"{id}"}}}}"#);
    let bad = [br#"{"request":{"id":"x"#.as_slice(), b"\xFF", br#"y"}}"#].concat();
    for (format, [before, between, behind]) in [(Format::JsonLines, ["", "\n", "\n"]), (Format::Json, ["[", ",", "]"])] {
        let records = [record("first").into_bytes(), bad.clone(), record("last").into_bytes()];
        let text = [before.as_bytes(), &records.join(between.as_bytes()), behind.as_bytes()].concat();
        let read = both_ways(&vocabulary, format, options(false), &text);
        let alone = |id| both_ways(&vocabulary, Format::Json, options(false), record(id).as_bytes()).remove(0);
        assert_eq!((&read[0], &read[2]), (&alone("first"), &alone("last")));
        assert!(read[1].as_ref().unwrap_err()[0].contains("this is not UTF-8 text"), "{read:?}");
    }
}
