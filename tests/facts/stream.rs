//! Many records: which line, which index, and that a bad one leaves the others alone.

use std::io::{self, BufRead, BufReader, Read};

use caveat::facts::{BadRecord, Format, Options, Place, Reader, Record};
use pretty_assertions::assert_eq;

use super::support::{problems, read_with, told, vocabulary};

fn places(format: Format, text: impl BufRead) -> Vec<Result<Place, BadRecord>> {
    let vocabulary = vocabulary();
    let mut record = Record::new(&vocabulary);
    let mut reader = Reader::new(&vocabulary, Options::default(), format, "many.jsonl", text);
    std::iter::from_fn(|| reader.next(&mut record)).collect()
}

/// `1:1` for a record, with its index and line; its problems otherwise.
fn told_places(format: Format, text: impl BufRead) -> Vec<String> {
    let told = |next: Result<Place, BadRecord>| match next {
        Ok(place) => format!("record {} at line {}", place.index, place.line),
        Err(bad) => format!("record {}: {}", bad.index, problems(&bad).join("; ")),
    };
    places(format, text).into_iter().map(told).collect()
}

#[test]
fn a_line_is_a_record() {
    let text = b"\xEF\xBB\xBF{}\r\n\n  \t\n{\"request\": {\"count\": 1}}\n{\"request\": {\"count\": tru}}\n{\"request\": {\"id\": \"\xFF\"}}\n\
        {\"request\"\0: {}}\n{} {}\n[{}]\n{\"request\": {\"id\": \"a\tb\"}}\n{\"request\": {\"id\": \"\xE4\xB8\xAD\", \"count\": x}}\n{\"request\": {}}";
    let expected = [
        "record 1 at line 1",
        "record 2 at line 4",
        "record 3: 5:23 fact-syntax: this is no JSON: expected a value [tru: found `tru`]",
        "record 4: 6:21 not-text: this is not UTF-8 text [\u{FFFD}: from this byte on]",
        "record 5: 7:11 fact-syntax: this is no JSON: expected `:` [\0: found `\u{FFFD}`]",
        "record 6: 8:4 fact-syntax: this is no JSON: expected the end of the line [{: found `{`]",
        "record 7: 9:1 wrong-type: a record must be an object that holds the facts of each entity [[{}]: this is a list]",
        "record 8: 10:22 fact-syntax: this is no JSON: a control character stands in a text; write it as an escape [\t: found `\u{FFFD}`]",
        "record 9: 11:34 fact-syntax: this is no JSON: expected a value [x: found `x`]",
        "record 10 at line 12",
    ];
    assert_eq!(told_places(Format::JsonLines, text.as_slice()), expected);
    assert_eq!(told(Format::JsonLines, ""), [""; 0]);
    assert_eq!(told(Format::JsonLines, "\n\r\n \n"), [""; 0]);
}

#[test]
fn a_bad_record_is_shown_with_its_own_lines() {
    let text = "[\n  {\"request\": {}},\n  {\"request\": {\n    \"cuont\": 1\n  }}, {}\n]\n";
    let read = places(Format::Json, text.as_bytes());
    let bad = read[1].as_ref().unwrap_err();
    assert_eq!(bad.source.text, "  {\"request\": {\n    \"cuont\": 1\n  }}, {}");
    assert_eq!((bad.index, bad.source.name.as_str(), bad.first_column), (2, "many.jsonl", 1));
    let at = bad.diagnostics[0].span();
    assert_eq!((bad.position(at).line, bad.position(at).column), (4, 5));
    assert_eq!(bad.source.position(at.start as usize), bad.position(at));
    assert_eq!(read[2].as_ref().ok(), Some(&Place { index: 3, line: 5 }));
}

#[test]
fn a_long_line_is_not_shown_as_a_whole() {
    let good = r#"{"request": {"id": "中", "count": 1}}, "#.repeat(5_000);
    let text = format!("[{good}{{\"request\": {{\"cuont\": 1}}}}, {good}{{}}]");
    let read = places(Format::Json, text.as_bytes());
    let bad: Vec<_> = read.iter().filter_map(|next| next.as_ref().err()).collect();
    assert_eq!((read.len(), bad.len(), bad[0].index), (10_002, 1, 5_001));
    assert_eq!(bad[0].source.text, r#"{"request": {"cuont": 1}}"#);
    let place = bad[0].position(bad[0].diagnostics[0].span());
    assert_eq!((place.line, place.column), (1, 1 + 5_000 * 38 + 14));
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let bytes = b"[{}, {\"request\": {\"id\": \"\xFF\"}}]";
    let not_text = |index| format!("record {index}: 1:26 not-text: this is not UTF-8 text [\u{FFFD}: from this byte on]");
    assert_eq!(told_places(Format::Json, bytes.as_slice()), ["record 1 at line 1", &not_text(2)]);
    assert_eq!(told_places(Format::Yaml, bytes.as_slice()), ["record 1 at line 1", &not_text(2)]);
    assert_eq!(told_places(Format::Toml, bytes.as_slice()), [not_text(1)]);
    let expected = ["record 1 at line 1", "record 2: 1:5 fact-syntax: this is no JSON: expected a value [x: found `x`]"];
    assert_eq!(told_places(Format::Json, "[{},x".as_bytes()), expected);
    let lines = BufReader::new(b"{}\n{}".as_slice().chain(Broken));
    let expected = ["record 1 at line 1", "record 2: 2:1 fact-syntax: the facts cannot be read: the cable is cut [: ]"];
    assert_eq!(told_places(Format::JsonLines, lines), expected);
    let file = BufReader::new(b"{}".as_slice().chain(Broken));
    assert_eq!(told_places(Format::Yaml, file), [expected[1].replace('2', "1")]);
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the cable is cut"))
    }
}

#[test]
fn unknown_keys_are_passed_over_if_one_likes() {
    let options = Options { ignore_unknown: true, ..Options::default() };
    let read = |format, text: &str| {
        let read = read_with(options, format, text);
        read.into_iter().map(|next| next.unwrap_or_else(|problems| problems.join("; "))).collect::<Vec<_>>()
    };
    let json = r#"{"x": [{"y": [null, 1e5, "\u0020", {}]}, []], "x": 1, "instance": {"z": {}, "promotional": true, "disks": [{"w": 1}]}}"#;
    assert_eq!(read(Format::JsonLines, json), ["instance instance.promotional=true instance.disks=[{}]"]);
    assert_eq!(read(Format::Yaml, "x: [{y: ~}]\ninstance: {z: {}, promotional: no}\n"), ["instance instance.promotional=false"]);
    assert_eq!(read(Format::Toml, "x.y = 1\ninstance.promotional = true"), ["instance instance.promotional=true"]);
    let twice = read(Format::Json, r#"{"x": 1, "instance": {}, "instance": {}}"#);
    assert_eq!(
        twice,
        [r#"1:26 duplicate-key: `instance` stands twice in the record ["instance": here again] [1:10 "instance": here first]"#]
    );
    let broken = read(Format::Json, r#"{"x": [1,, 2]}"#);
    assert_eq!(broken, ["1:10 fact-syntax: this is no JSON: expected a value [,: found `,`]"]);
    let merge = read(Format::Yaml, "request: {<<: 1}\n");
    assert!(merge[0].contains("merge key"), "{merge:?}");
}

#[test]
fn formats_by_name() {
    let formats = ["json", "JSONL", "ndjson", "yaml", "yml", "toml", "text", ""].map(Format::from_name);
    let [json, jsonl, yaml, toml] = [Format::Json, Format::JsonLines, Format::Yaml, Format::Toml].map(Some);
    assert_eq!(formats, [json, jsonl, jsonl, yaml, yaml, toml, None, None]);
    assert_eq!(["a/b.c.json", "facts.yml", "x", "toml"].map(Format::of_file), [json, yaml, None, None]);
}

/// Sets and lists of many members are read in a time that grows with their number, not with its square.
#[test]
fn many_members() {
    let labels: Vec<_> = (0..100_000).map(|n| format!("\"l-{n}\"")).collect();
    let disks: Vec<_> = (0..100_000).map(|n| format!("{{\"id\": \"d-{n}\"}}")).collect();
    let text = format!(r#"{{"instance": {{"labels": [{}], "disks": [{}]}}}}"#, labels.join(","), disks.join(","));
    assert_eq!(told_places(Format::JsonLines, text.as_bytes()), ["record 1 at line 1"]);
    let again = text.replace("l-99999", "l-5").replace("d-99999", "d-7");
    let read = told(Format::JsonLines, &again);
    assert!(read[0].contains("`l-5` stands twice") && read[1].contains("two members called `d-7`"), "{read:?}");
}
