//! JSON of which nobody has said whether each line is a record.

use caveat::facts::{BlockReader, Blocks, Format, Limits, Options, Reader, Record};
use pretty_assertions::assert_eq;

use super::support::{facts, problems, vocabulary};

/// Line and facts of each record, or what is wrong about it, if so many bytes are read at a time.
fn told(format: Format, text: &[u8], block: usize) -> Vec<String> {
    let (vocabulary, options) = (vocabulary(), Options::default());
    let limits = Limits { block, ..Limits::default() };
    let blocks = Blocks::limited(&vocabulary, options, format, "facts", (text, limits));
    let mut reader = Reader::of(blocks, BlockReader::new(&vocabulary, options));
    let mut record = Record::new(&vocabulary);
    let mut told = Vec::new();
    while let Some(next) = reader.next(&mut record) {
        told.push(match next {
            Ok(place) => format!("{}: {}", place.line, facts(&vocabulary, &record)),
            Err(bad) => problems(&bad).join("; "),
        });
    }
    told
}

/// What a text is taken for that may be empty, and one that may not.
fn taken_for(text: impl AsRef<[u8]>) -> [Format; 2] {
    let text = text.as_ref();
    let (json, lines) = (told(Format::Json, text, 1_000), told(Format::JsonLines, text, 1_000));
    assert_ne!(json, lines, "it does not matter: {}", String::from_utf8_lossy(text));
    [true, false].map(|may_be_empty| {
        let found = [1, 7, 1_000].map(|block| told(Format::AnyJson { may_be_empty }, text, block));
        let format = if found[0] == lines { Format::JsonLines } else { Format::Json };
        let expected = if format == Format::Json { &json } else { &lines };
        found.iter().for_each(|found| assert_eq!(found, expected, "{}", String::from_utf8_lossy(text)));
        format
    })
}

#[test]
fn lines_that_are_whole_objects_are_records() {
    let lines = [
        "{\"request\": {\"count\": 1}}\n{\"request\": {\"id\": \"b\"}}\n",
        "\n \r\n{\"request\": {}}\r\n{\"request\": {}}\r\n",
        "\u{FEFF}{\"request\": {}}\n{}",
        "{\"request\": {}}\nrubbish\n",
        // the first one is broken, as any other may be
        "{\"request\": {}\n{\"request\": {}}\n",
        "{\"request\": \"cut o\n{\"request\": {}}\n",
        "{\"request\": rubbish}\n\n{\"request\": {}}\n",
        "rubbish\n{\"request\": {}}\n",
    ];
    for text in lines {
        assert_eq!(taken_for(text), [Format::JsonLines; 2], "{text}");
    }
    assert_eq!(taken_for(b"{\"request\": {\"id\": \"\xFF\"}}\n{}\n"), [Format::JsonLines; 2], "a byte that is no text");
}

#[test]
fn anything_else_is_one_value() {
    let values = [
        "[{\"request\": {}},\n{\"request\": {}}]",
        "\u{FEFF}[{\"request\": {}}]\n{\"request\": {}}",
        "{\n  \"request\": {}\n}\n",
        "{\"request\": {},\n\"now\": \"2024-01-01T00:00Z\"}\n",
        "{\"instance\": {\"ports\": [\n{\"number\": 1}\n]}}\n",
        "{\"request\":\n{\"count\": 1}\n}\n",
        // broken, but no line is a record
        "{ request: 1,\n  b: 2 }\n",
        "{\"request\": {}} {\"request\": {}}\n",
        "rubbish\nrubbish\n{\"request\": {}}\n",
    ];
    for text in values {
        assert_eq!(taken_for(text), [Format::Json; 2], "{text}");
    }
}

#[test]
fn nothing_is_no_record_where_it_may_be() {
    for text in ["", "\n \n"] {
        assert_eq!(taken_for(text), [Format::JsonLines, Format::Json], "{text:?}");
    }
}

/// However long a line is that a record may have, and whatever blanks stand before it.
#[test]
fn long_lines() {
    let blanks = " \r\n\t".repeat(1 << 20);
    let long = format!("{blanks}{{\"request\": {{\"id\": \"{}\"}}}}\n{{}}\n", "x".repeat(3 << 20));
    let told = told(Format::AnyJson { may_be_empty: false }, long.as_bytes(), 1 << 18);
    let lines: Vec<_> = told.iter().map(|told| &told[..8]).collect();
    assert_eq!(lines, ["1048577:", "1048578:"]);
}

/// Who writes a record and keeps the pipe open gets its answer, and who writes one long list does not wait for its end. What was read before
/// an error is not lost.
#[test]
fn no_more_is_awaited_than_is_needed() {
    let vocabulary = vocabulary();
    let first_of = |text: &[u8]| {
        let input = std::io::Read::chain(text, Awaited);
        let limits = Limits { block: 64, ..Limits::default() };
        let mut blocks = Blocks::limited(&vocabulary, Options::default(), Format::AnyJson { may_be_empty: true }, "facts", (input, limits));
        blocks.next().unwrap().unwrap().len()
    };
    assert_eq!(first_of(b"{\"request\": {}}\n"), 16);
    assert_eq!(first_of(b"[{\"request\": {}},"), 16, "the bracket belongs to nobody");
    assert_eq!(first_of(b"[{\"request\": {}}, {\"request\": {}}, "), 33);
}

/// What is not there yet.
struct Awaited;

impl std::io::Read for Awaited {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("nobody has written it yet"))
    }
}
