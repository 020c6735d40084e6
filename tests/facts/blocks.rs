//! Blocks: wherever a file is cut, its records and what is said of them are the same.

use std::io::Read;

use caveat::facts::{BlockReader, Blocks, Format, Limits, Options, Reader, Record};
use caveat::model::vocabulary::Vocabulary;
use fastrand::Rng;
use pretty_assertions::assert_eq;

use super::dice::Dice;
use super::support::{facts, problems, vocabulary, vocabulary_of};

/// Index and line of each record with its facts or its problems, if so many bytes are read at a time.
fn read(vocabulary: &Vocabulary, format: Format, text: &[u8], block: usize, record: usize) -> Vec<String> {
    let limits = Limits { block, record, ..Limits::default() };
    let options = Options::default();
    let blocks = Blocks::limited(vocabulary, options, format, "facts", (text, limits));
    let mut reader = Reader::of(blocks, BlockReader::new(vocabulary, options));
    let mut record = Record::new(vocabulary);
    let mut read = Vec::new();
    while let Some(next) = reader.next(&mut record) {
        read.push(match next {
            Ok(place) => format!("{} at {}: {}", place.index, place.line, facts(vocabulary, &record)),
            Err(bad) => format!("{}: {}", bad.index, problems(&bad).join("; ")),
        });
    }
    read
}

fn texts(dice: &mut Dice<'_>) -> [(Format, String); 6] {
    let records: Vec<_> = (0..dice.rng.usize(..6)).map(|_| dice.record()).collect();
    let lines = records.iter().map(|record| record.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("\n");
    let rows =
        records.iter().map(|record| format!("{},\"{}\"\r\n", record.len(), record.replace('"', "\"\""))).collect::<Vec<_>>().concat();
    let table = |(number, record): (usize, String)| match number % 3 {
        0 => format!("[[records]] # {}\nrequest.count = {number}\n", record.replace('\n', " ")),
        1 => format!(" [[ records ]]\nrequest.id = \"\"\"\n[[records]]\n{}\"\"\"\"\n", record.replace(['"', '\\'], "\\\"")),
        _ => format!("[[records]]\nrequest.id = '{}'\nsource.uid = '''{record}'''\n", record.replace('\n', " ").replace('\'', "\"")),
    };
    let tables = records.iter().map(|record| record.replace('\r', " ")).enumerate().map(table).collect();
    [
        (Format::Toml, tables),
        (Format::Json, format!(" [\n{}]\n", records.join(" ,\n"))),
        (Format::Yaml, format!("---\n- {}\n", lines.replace('\n', "\n# next\n- "))),
        (Format::JsonLines, lines),
        (Format::Yaml, format!("# first\n--- {}\n...\n", records.join("\n---\n- "))),
        (Format::Csv, format!("request.count,request.id\n\n{rows}")),
    ]
}

#[test]
fn the_same_wherever_it_is_cut() {
    let vocabulary = vocabulary();
    for seed in 0..150 {
        let mut rng = Rng::with_seed(seed);
        let mut dice = Dice { vocabulary: &vocabulary, trouble: [0, 5, 30][rng.usize(..3)], rng };
        for (format, text) in texts(&mut dice) {
            let mut bytes = text.into_bytes();
            for _ in 0..dice.rng.usize(..3) {
                dice.mutate(&mut bytes);
            }
            let whole = read(&vocabulary, format, &bytes, 1 << 20, 1 << 20);
            let step = dice.rng.usize(2..200);
            for block in [1, step, 4_096] {
                let cut = read(&vocabulary, format, &bytes, block, 1 << 20);
                assert_eq!(cut, whole, "{format:?} cut at {block}: {}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}

/// A file that is read with the memory of the one before says what it says by itself, whatever stood there.
#[test]
fn one_file_after_the_other() {
    let vocabulary = vocabulary();
    let limits = Limits { block: 1_000, ..Limits::default() };
    let options = Options::default();
    for seed in 0..100 {
        let rng = Rng::with_seed(seed);
        let mut dice = Dice { vocabulary: &vocabulary, trouble: 5, rng };
        let texts: Vec<_> = (0..3).flat_map(|_| texts(&mut dice)).collect();
        let mut before = None;
        for (format, text) in &texts {
            let blocks = || Blocks::limited(&vocabulary, options, *format, "facts", (text.as_bytes(), limits));
            let told = |blocks: &mut Blocks<&[u8]>| {
                let mut reader = BlockReader::new(&vocabulary, options);
                let mut record = Record::new(&vocabulary);
                let mut told = Vec::new();
                for block in blocks {
                    reader.begin(block.unwrap());
                    while let Some(next) = reader.next(&mut record) {
                        told.push(next.map(|place| (place, facts(&vocabulary, &record))).map_err(|bad| problems(&bad)));
                    }
                }
                told
            };
            let mut after = blocks().after(before.take());
            assert_eq!(told(&mut after), told(&mut blocks()), "{text}");
            before = Some(after);
        }
    }
}

/// Records share the text of the block that they were read from: none changes when its block is gone and its memory is filled anew, nor
/// a copy of one that is read into again, whatever the format of the next file.
#[test]
fn records_outlive_their_blocks() {
    let vocabulary = vocabulary();
    for seed in 0..50 {
        let mut dice = Dice { vocabulary: &vocabulary, trouble: 0, rng: Rng::with_seed(seed) };
        let mut record = Record::new(&vocabulary);
        for (format, text) in texts(&mut dice) {
            let whole = read(&vocabulary, format, text.as_bytes(), 1 << 20, 1 << 20);
            let good: Vec<_> = whole.iter().filter(|line| line.split(' ').nth(1) == Some("at")).collect();
            // every block is kept by a record, or only some are
            for each in [1, 3] {
                let limits = Limits { block: 400, ..Limits::default() };
                let blocks = Blocks::limited(&vocabulary, Options::default(), format, "facts", (text.as_bytes(), limits));
                let mut reader = Reader::of(blocks, BlockReader::new(&vocabulary, Options::default()));
                let (mut copies, mut count) = (Vec::new(), 0);
                while let Some(next) = reader.next(&mut record) {
                    let Ok(place) = next else { continue };
                    if count % each == 0 {
                        copies.push((place, record.clone()));
                    }
                    count += 1;
                }
                drop(reader);
                let told = copies.iter().map(|(place, copy)| format!("{} at {}: {}", place.index, place.line, facts(&vocabulary, copy)));
                assert_eq!(told.collect::<Vec<_>>(), good.iter().step_by(each).map(|line| (*line).clone()).collect::<Vec<_>>(), "{text}");
                assert_eq!(count, good.len(), "{format:?}: {text}");
            }
        }
    }
}

/// The text may end anywhere: nothing panics, and what comes before the last line is the same.
#[test]
fn cut_off_anywhere() {
    let vocabulary = vocabulary();
    let lines = "{\"request\": {\"count\": 1}}\n{\"request\": {\"id\": \"中\"}}\n";
    let json = format!("[{}]", lines.trim_end().replace('\n', ","));
    let csv = "request.count,request.id\n1,\"a \"\"b\"\"\"\n2,\"中\n\"\n";
    for (format, text) in [(Format::JsonLines, lines), (Format::Json, &json), (Format::Csv, csv), (Format::Yaml, lines)] {
        let whole = read(&vocabulary, format, text.as_bytes(), 1 << 20, 1 << 20);
        for end in 0..text.len() {
            let cut = read(&vocabulary, format, &text.as_bytes()[..end], 7, 1 << 20);
            assert!(cut.len() < 2 || cut[0] == whole[0], "{format:?} {end}: {cut:?}");
        }
    }
}

#[test]
fn a_broken_element_costs_only_itself() {
    let vocabulary = vocabulary();
    let text = br#"[{}, {"request": {"count": tru}}, x y, , "a, b", {"request": {"id": "a}}, {}]}"}}, {} ]"#;
    let read = read(&vocabulary, Format::Json, text, 5, 1 << 20);
    let said: Vec<_> = read.iter().map(|line| line.split(" [").next().unwrap().replace(" this is no JSON: expected", "")).collect();
    assert_eq!(
        said,
        [
            "1 at 1: ",
            "2: 1:28 fact-syntax: a value",
            "3: 1:35 fact-syntax: a value",
            "4: 1:40 fact-syntax: a value",
            "5: 1:42 wrong-type: a record must be an object that holds the facts of each entity",
            "6 at 1: request request.id=\"a}}, {}]}\"",
            "7 at 1: ",
        ]
    );
}

#[test]
fn a_record_that_is_too_large_is_given_up() {
    let vocabulary = vocabulary();
    let long = format!("{{\"request\": {{\"id\": \"{}\"}}}}", "x".repeat(5_000));
    let lines = format!("{{}}\n{long}\n{{\"request\": {{\"count\": 2}}}}\n");
    let expected = |at| format!("2: {at} fact-syntax: the record is larger than 1000 bytes [: ]");
    let last = "3 at 3: request request.count=2".to_owned();
    assert_eq!(read(&vocabulary, Format::JsonLines, lines.as_bytes(), 64, 1_000), ["1 at 1: ".to_owned(), expected("2:1"), last]);
    let rows = format!("request.count,request.id\n1,a\n\"2,b\n3,c\n{}", "4,d\n".repeat(5_000));
    let told = read(&vocabulary, Format::Csv, rows.as_bytes(), 64, 1_000);
    assert_eq!(
        told[1..3],
        ["2: 3:1 fact-syntax: the record is larger than 1000 bytes [: ]", "3 at 4: request request.id=\"c\" request.count=3"]
    );
    assert_eq!(told.len(), 3 + 5_000, "those behind it are read");
    let header = format!("request.count,{}\n1,a\n2,b\n", "x".repeat(2_000));
    let told = read(&vocabulary, Format::Csv, header.as_bytes(), 64, 1_000);
    assert_eq!(told, ["1: 1:1 fact-syntax: the record is larger than 1000 bytes [: ]"], "no row stands in for the header");
    let array = format!("[{{}},{long},{{}}]");
    assert_eq!(read(&vocabulary, Format::Json, array.as_bytes(), 64, 1_000), ["1 at 1: ".to_owned(), expected("1:5")]);
}

/// However long a stream is, a block is not.
#[test]
fn blocks_are_bounded() {
    let vocabulary = vocabulary();
    let rows = || std::io::repeat(b'7').take(1).chain(&b",x\n"[..]);
    let table = (0..100_000).fold(Box::new(&b"request.count,request.id\n"[..]) as Box<dyn Read>, |table, n| match n % 1_000 {
        0 => Box::new(table.chain(rows())),
        _ => table,
    });
    let limits = Limits { block: 64, ..Limits::default() };
    let blocks = Blocks::limited(&vocabulary, Options::default(), Format::Csv, "facts", (table, limits));
    let sizes: Vec<_> = blocks.map(|block| block.unwrap().len()).collect();
    assert!(sizes.iter().all(|size| *size <= 2 * 64), "{sizes:?}");
    assert_eq!(sizes.iter().sum::<usize>(), 100 * 4);
}

/// The sizes of the blocks of a text that is read 100 bytes at a time.
fn sizes(format: Format, text: &str) -> Vec<usize> {
    let limits = Limits { block: 100, ..Limits::default() };
    let vocabulary = vocabulary();
    let blocks = Blocks::limited(&vocabulary, Options::default(), format, "facts", (text.as_bytes(), limits));
    blocks.map(|block| block.unwrap().len()).collect()
}

/// So it is where a YAML document is one long sequence, as long as no alias further on may refer to what was passed.
#[test]
fn a_sequence_is_cut_into_its_elements() {
    let vocabulary = vocabulary();
    let sizes = |text: &str| sizes(Format::Yaml, text);
    let element = "- request:\n    id: R&D & co\n    count: 5\n";
    for begin in ["", "# facts\n", "--- # facts\n\n", "{}\n---\n"] {
        let sizes = sizes(&format!("{begin}{}", element.repeat(1_000)));
        assert!(sizes.iter().all(|size| *size <= 2 * 100), "{begin:?}: {sizes:?}");
        assert_eq!(sizes.iter().sum::<usize>(), begin.len() + 1_000 * element.len(), "{begin:?}");
    }
    let anchored = format!("{}- &a {{}}\n{}- *a\n", element.repeat(50), element.repeat(50));
    let after = "- &a {}\n".len() + 50 * element.len() + "- *a\n".len();
    assert_eq!(sizes(&anchored).last(), Some(&after), "all that may refer to it is kept");
    let told = read(&vocabulary, Format::Yaml, anchored.as_bytes(), 100, 1_000);
    assert_eq!(told.len(), 102, "{told:#?}");
    assert!(told.iter().all(|told| told.contains(" at ")), "{told:#?}");
    // a value of a key may have its dashes there as well, and a directive is about all elements
    for whole in [format!("x:\n{}", element.repeat(9)), format!("%YAML 1.2\n---\n{}", element.repeat(9))] {
        assert_eq!(sizes(&whole), [whole.len()], "{whole}");
    }
}

/// And where a TOML file has many records, unless an entity is called so.
#[test]
fn toml_is_cut_where_its_records_begin() {
    let record = r#"[[records]] # [[records]] """
request.id = "a # ''' \" "
[records.source]
uid = 'b\' # """
address.city = """
[[records]]
\"""""
"#;
    let many = sizes(Format::Toml, &record.repeat(1_000));
    assert!(many.iter().all(|size| *size <= 2 * record.len()), "{many:?}");
    assert_eq!(many.iter().sum::<usize>(), 1_000 * record.len());
    let vocabulary = vocabulary();
    let read_of = |text: &str| read(&vocabulary, Format::Toml, text.as_bytes(), 100, 1_000);
    let told = read_of(&record.repeat(3));
    let facts = r#"request request.id="a # ''' \" " source source.uid="b\\" source.address.city="[[records]]\n\"\"""#;
    assert_eq!(told, [format!("1 at 1: {facts}"), format!("2 at 8: {facts}"), format!("3 at 15: {facts}")]);
    let alone = record.replacen("[[records]]", "", 1).replace("[records.source]", "[source]");
    assert_eq!(sizes(Format::Toml, &alone), [alone.len()]);
    assert_eq!(read_of(&alone), [format!("1 at 1: {facts}")]);
    let vocabulary = vocabulary_of("policy sample { languages en }\nentity records { id text }");
    let text = "[[records]]\nid = 'a'\n[[records]]\nid = 'b'\n";
    assert_eq!(read(&vocabulary, Format::Toml, text.as_bytes(), 1, 1_000).len(), 1, "it is an entity, and this a list in its place");
}

/// What is cut says what it says where it cannot be: behind a directive in YAML, and where the key of TOML's records stands in quotes.
#[test]
fn records_are_the_same_uncut() {
    let vocabulary = vocabulary();
    let mut compared = 0;
    for seed in 0..150 {
        let mut dice = Dice { vocabulary: &vocabulary, trouble: 0, rng: Rng::with_seed(seed) };
        let [(toml, tables), _, (yaml, sequence), ..] = texts(&mut dice);
        let tables_uncut = tables.replace("[[records]]", "[[\"records\"]]").replace("[[ records ]]", "[[\"records\"]]");
        let told = |format: Format, text: &str| read(&vocabulary, format, text.as_bytes(), 100, 1 << 20);
        let plain = |told: Vec<String>| told.iter().map(|told| told.replace(r#"[[\"records\"]]"#, "[[records]]")).collect::<Vec<_>>();
        assert_eq!(told(toml, &tables), plain(told(toml, &tables_uncut)), "{tables}");
        let (cut, whole) = (told(yaml, &format!("# 1.2\n{sequence}")), told(yaml, &format!("%YAML 1.2\n{sequence}")));
        // behind what is no YAML nothing can be read but where it is cut
        let is_broken = whole.iter().any(|told| told.contains("fact-syntax"));
        assert_eq!(cut[..if is_broken { whole.len() } else { cut.len() }], whole, "{sequence}");
        compared += usize::from(!is_broken);
    }
    assert!(compared > 50, "{compared} sequences can be compared");
}

/// Marks between documents, ends of lines and a byte order mark are no part of an element.
#[test]
fn what_stands_around_elements() {
    let vocabulary = vocabulary();
    let text = "\u{FEFF}- request: {count: 1}\r\n\r\n# two\r\n- request:\r\n    count: 2\r\n-\r\n...\r\n- request: {count: 4}\r\n---\r\ninstance:\r\n- number: 5\r\n--- |\n- no sequence\n---\n-\trequest: {count: 7}\n- - 8\n";
    let told: Vec<_> = read(&vocabulary, Format::Yaml, text.as_bytes(), 10, 1_000).iter().map(|told| told[..10].to_owned()).collect();
    assert_eq!(told, ["1 at 1: re", "2 at 4: re", "3: 6:2 wro", "4 at 8: re", "5: 11:3 wr", "6: 13:1 wr", "7 at 15: r", "8: 16:3 wr"]);
}
