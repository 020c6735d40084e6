//! Which JSON an input holds.

use std::io::Read;

use caveat::facts::Format;
use caveat::facts::detect::json;

/// The format that is found of a stream or a file, once it is seen that not a byte is lost.
fn found(text: &[u8], is_stream: bool) -> Format {
    let (format, mut input) = json(text, is_stream).expect("it can be read");
    let mut read = Vec::new();
    input.read_to_end(&mut read).expect("it can be read");
    assert_eq!(read, text, "{}", String::from_utf8_lossy(text));
    format
}

#[test]
fn lines_that_are_whole_objects_are_records() {
    let lines = [
        "{\"a\": {\"b\": [1, 2]}}\n{\"a\": 2}\n",
        "\n \r\n{\"a\": 1}\r\n{\"a\": 2}\r\n",
        "\u{FEFF}{\"a\": 1}\n{}",
        "{\"a\": 1}\nrubbish\n",
        // the first one is broken, as any other may be
        "{\"a\": 1\n{\"a\": 2}\n",
        "{\"a\": \"cut o\n{\"a\": 2}\n",
        "{\"a\": rubbish}\n\n{\"a\": 2}\n",
    ];
    for text in lines {
        assert_eq!([true, false].map(|is_stream| found(text.as_bytes(), is_stream)), [Format::JsonLines; 2], "{text}");
    }
    assert_eq!(found(b"{\"a\": \"\xFF\"}\n{\"a\": 2}\n", false), Format::JsonLines, "a byte that is no text");
}

#[test]
fn of_one_line_a_stream_has_records_and_a_file_a_value() {
    for text in ["", "\n \n", "{}", "{\"a\": 1}\n"] {
        assert_eq!([true, false].map(|is_stream| found(text.as_bytes(), is_stream)), [Format::JsonLines, Format::Json], "{text}");
    }
}

#[test]
fn anything_else_is_one_value() {
    let values = [
        "rubbish",
        "[]",
        "[{\"a\": 1},\n{\"a\": 2}]",
        "\u{FEFF}[{\"a\": 1}]\n{\"a\": 1}",
        "{\n  \"a\": 1\n}\n",
        "{\"a\": 1,\n\"b\": 2}\n",
        "{\"a\": [\n{\"b\": 1}\n]}\n",
        "{\"a\":\n{\"b\": 1}\n}\n",
        // broken, but no line is a record
        "{ a: 1,\n  b: 2 }\n",
        "{\"a\": 1} {\"a\": 2}\n",
    ];
    for text in values {
        assert_eq!([true, false].map(|is_stream| found(text.as_bytes(), is_stream)), [Format::Json; 2], "{text}");
    }
}

#[test]
fn long_lines_are_not_held() {
    let long = format!("{{\"a\": \"{}\"}}\n", "x".repeat(3 << 20));
    assert_eq!(found(long.as_bytes(), true), Format::Json, "one cannot wait for its end");
    let array = format!("[{}{{}}]", "{},".repeat(1 << 20));
    let mut read = 0;
    let counted = Counted { text: array.as_bytes(), read: &mut read };
    assert!(json(counted, true).is_ok_and(|(format, _)| format == Format::Json));
    assert!(read < 1 << 20, "of an array only the beginning is looked at: {read} bytes");
}

/// Counts what is read.
struct Counted<'a> {
    text: &'a [u8],
    read: &'a mut usize,
}

impl Read for Counted<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let count = self.text.read(bytes)?;
        *self.read += count;
        Ok(count)
    }
}
