//! Parquet: the same facts as in JSON, flat or nested, what is said of files that are wrong, and answers as such files.

mod answers;
#[path = "../facts/csv.rs"]
mod csv;
#[path = "../facts/dice.rs"]
#[expect(dead_code, reason = "nothing is mutated here")]
mod dice;
#[path = "../facts/support.rs"]
mod support;

use std::fs::File;
use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array, ListArray, NullArray, RecordBatch,
    StringArray, StructArray, TimestampMicrosecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields};
use caveat::batch::cell::Cell;
use caveat::batch::column::Held;
use caveat::batch::parquet::Table;
use caveat::facts::{BlockReader, Blocks, Format, Options, Reader, Record};
use caveat::model::reads::Reads;
use caveat::model::vocabulary::FactId;
use fastrand::Rng;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::file::properties::WriterProperties;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::SchemaDescriptor;
use pretty_assertions::assert_eq;
use serde_json::Value;

use dice::Dice;
use support::{facts, problems, vocabulary};

const LENIENT: Options<'_> = Options { ignore_unknown: true, none: "null", null_is_none: false, reads: None };

/// Each record of a file: its line and facts, or its problems.
fn read(file: File, options: Options<'_>, by_nodes: bool) -> Vec<Result<String, Vec<String>>> {
    let vocabulary = vocabulary();
    let reader = BlockReader::new(&vocabulary, options);
    let reader = if by_nodes { reader.by_nodes() } else { reader };
    let mut reader = Reader::of(Blocks::parquet(&vocabulary, options, "facts.parquet", file), reader);
    let mut record = Record::new(&vocabulary);
    let mut read = Vec::new();
    while let Some(next) = reader.next(&mut record) {
        read.push(next.map(|_| facts(&vocabulary, &record)).map_err(|bad| problems(&bad)));
    }
    read
}

fn both_ways(file: &File, options: Options<'_>) -> Vec<Result<String, Vec<String>>> {
    let straight = read(file.try_clone().unwrap(), options, false);
    assert_eq!(straight, read(file.try_clone().unwrap(), options, true));
    straight
}

fn file(columns: Vec<(&str, ArrayRef)>) -> File {
    file_with(WriterProperties::default(), columns)
}

fn file_with(properties: WriterProperties, columns: Vec<(&str, ArrayRef)>) -> File {
    file_of(ArrowWriterOptions::new().with_properties(properties), columns)
}

fn file_of(options: ArrowWriterOptions, columns: Vec<(&str, ArrayRef)>) -> File {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap();
    let file = tempfile::tempfile().unwrap();
    let mut writer = ArrowWriter::try_new_with_options(file.try_clone().unwrap(), batch.schema(), options).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    file
}

/// Facts that are none are left out: flat columns cannot say it unless all that is null is none.
fn without_null(value: &mut Value) {
    if let Value::Object(object) = value {
        object.retain(|_, value| !value.is_null());
        object.values_mut().for_each(without_null);
    }
}

#[test]
fn columns_of_text_say_what_json_does() {
    let vocabulary = vocabulary();
    let columns: Vec<_> = csv::header(&vocabulary).into_iter().filter(|name| name != "vswitch").collect();
    let kinds: Vec<_> = columns.iter().map(|name| (name.clone(), Held::Text)).collect();
    for trouble in [0, 30] {
        let out = tempfile::tempfile().unwrap();
        let mut table = Table::new(out.try_clone().unwrap(), &kinds).unwrap();
        let mut expected = Vec::new();
        for seed in 0..800 {
            let mut dice = Dice { vocabulary: &vocabulary, rng: Rng::with_seed(seed), trouble };
            let Ok(mut record) = serde_json::from_str::<Value>(&dice.record()) else { continue };
            without_null(&mut record);
            let Some(cells) = csv::row(&vocabulary, &record) else { continue };
            let cell = |text: String| if text.is_empty() { Cell::Unknown } else { Cell::Text(text.into()) };
            table.write(cells.into_iter().take(columns.len()).map(cell).collect()).unwrap();
            expected.extend(support::read_with(LENIENT, Format::Json, record.to_string()));
        }
        let out = table.finish().unwrap();
        let read = both_ways(&out, LENIENT);
        assert_eq!(read.len(), expected.len());
        assert!(read.len() > 100, "{}", read.len());
        if trouble == 0 {
            assert_eq!(read, expected);
        }
    }
}

fn strings(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn group(parts: Vec<(&str, ArrayRef)>, nulls: Option<NullBuffer>) -> ArrayRef {
    let fields: Fields = parts.iter().map(|(name, part)| Field::new(*name, part.data_type().clone(), true)).collect();
    Arc::new(StructArray::new(fields, parts.into_iter().map(|(_, part)| part).collect(), nulls))
}

fn list(lengths: &[usize], members: ArrayRef, nulls: Option<NullBuffer>) -> ArrayRef {
    let field = Arc::new(Field::new("item", members.data_type().clone(), true));
    Arc::new(ListArray::new(field, OffsetBuffer::from_lengths(lengths.iter().copied()), members, nulls))
}

fn nested() -> File {
    let time = TimestampMicrosecondArray::from(vec![Some(1_722_477_600_500_000), None, Some(0)]).with_timezone("+00:00");
    let disks = group(
        vec![
            ("id", strings(&[Some("a"), Some("b"), Some("c")])),
            ("size", Arc::new(Int32Array::from(vec![Some(5), None, Some(-7)]))),
            ("encrypted", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))),
            ("tags", list(&[1, 0, 2], strings(&[Some("x"), Some("y"), Some("z")]), Some(NullBuffer::from(vec![true, false, true])))),
        ],
        None,
    );
    let limit = Decimal128Array::from(vec![Some(5), Some(-12_345), None]).with_precision_and_scale(12, 2).unwrap();
    file(vec![
        ("request.count", Arc::new(Int64Array::from(vec![Some(1), None, Some(999_999_999_999_999)]))),
        ("request.rate", Arc::new(Float64Array::from(vec![Some(0.1), Some(1e-3), Some(-2.0)]))),
        ("request.limit", Arc::new(limit)),
        ("now", Arc::new(time.clone())),
        (
            "instance",
            group(
                vec![
                    ("network", strings(&[Some("vpc"), None, Some("classic")])),
                    ("created_at", Arc::new(time)),
                    ("first_day", Arc::new(Date32Array::from(vec![Some(0), None, Some(19_936)]))),
                    ("promotional", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
                    ("expires_at", strings(&[None, None, Some("2024-08-01T10:00Z")])),
                    (
                        "services",
                        list(&[2, 0, 0], strings(&[Some("slb"), Some("ha_vip")]), Some(NullBuffer::from(vec![true, false, true]))),
                    ),
                    ("disks", list(&[2, 0, 1], disks, None)),
                ],
                Some(NullBuffer::from(vec![true, false, true])),
            ),
        ),
        ("vswitch", group(vec![("id", strings(&[None, Some("v"), None]))], Some(NullBuffer::from(vec![false, true, false])))),
    ])
}

const NESTED: [&str; 3] = [
    r#"{"now": "2024-08-01T02:00Z", "request": {"count": 1, "rate": 0.1, "limit": 0.05}, "instance": {"network": "vpc",
        "created_at": "2024-08-01T02:00Z", "first_day": "1970-01-01", "promotional": true, "services": ["slb", "ha_vip"],
        "disks": [{"id": "a", "size": 5, "encrypted": true, "tags": ["x"]}, {"id": "b", "encrypted": false}]}}"#,
    r#"{"request": {"rate": 0.001, "limit": -123.45}, "vswitch": {"id": "v"}}"#,
    r#"{"now": "1970-01-01T00:00Z", "request": {"count": 999999999999999, "rate": -2}, "instance": {"network": "classic",
        "created_at": "1970-01-01T00:00Z", "first_day": "2024-08-01", "promotional": false, "expires_at": "2024-08-01T10:00Z",
        "services": [], "disks": [{"id": "c", "size": -7, "tags": ["y", "z"]}]}}"#,
];

#[test]
fn groups_and_lists() {
    let expected: Vec<_> = NESTED.iter().flat_map(|json| support::read(Format::Json, json)).collect();
    assert_eq!(both_ways(&nested(), Options::default()), expected);
}

/// A file may have each different text once or every text in its place, more different ones than are read at a time, or begin anew with
/// them in the middle.
#[test]
fn texts_are_the_same_however_they_are_kept() {
    const ROWS: usize = 5_000;
    let text = |of: fn(usize) -> Option<String>| -> ArrayRef { Arc::new((0..ROWS).map(of).collect::<StringArray>()) };
    let id = |row: usize| (!row.is_multiple_of(3)).then(|| format!("request-{row}"));
    let limit = |row: usize| (!row.is_multiple_of(5)).then(|| format!("{row}.50 USD"));
    let count = |row: usize| Some(format!("{}", row % 10));
    let status = |row: usize| [Some("running"), None, Some("stopped")][row % 3].map(str::to_owned);
    let expires = |row: usize| Some(format!("2024-08-{:02}T{:02}:{:02}Z", row / 1440 + 1, row / 60 % 24, row % 60));
    let line = |row: usize| {
        let member = |name: &str, text: Option<String>| text.map(|text| format!("\"{name}\": \"{text}\""));
        let request = [member("id", id(row)), member("limit", limit(row)), count(row).map(|count| format!("\"count\": {count}"))];
        let instance = [member("status", status(row)), member("expires_at", expires(row))];
        let object = |members: &[Option<String>]| members.iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        format!("{{\"request\": {{{}}}, \"instance\": {{{}}}}}\n", object(&request), object(&instance))
    };
    let expected = support::read(Format::JsonLines, (0..ROWS).map(line).collect::<Vec<_>>().concat());
    let builder = WriterProperties::builder;
    let ways = [
        builder(),
        builder().set_dictionary_enabled(false),
        builder().set_dictionary_page_size_limit(10_000).set_data_page_row_count_limit(100).set_write_batch_size(100),
        builder().set_max_row_group_row_count(Some(700)),
    ];
    for properties in ways {
        let columns = vec![
            ("request.id", text(id)),
            ("request.limit", text(limit)),
            ("request.count", text(count)),
            ("instance.status", text(status)),
            ("instance.expires_at", text(expires)),
        ];
        assert!(both_ways(&file_with(properties.build(), columns), Options::default()) == expected);
    }
}

/// Databases write so what has values of several types: flat, within groups and within lists, with a dictionary or without.
#[test]
fn texts_of_json_are_read_as_json() {
    let file = |schema: &str, dictionary: bool, columns: Vec<(&str, ArrayRef)>| {
        let properties = WriterProperties::builder().set_dictionary_enabled(dictionary).build();
        let schema = SchemaDescriptor::new(Arc::new(parse_message_type(schema).unwrap()));
        file_of(ArrowWriterOptions::new().with_properties(properties).with_parquet_schema(schema), columns)
    };
    let column = |texts: [Option<&str>; 4]| strings(&texts);
    let disks = group(
        vec![("id", strings(&[Some("\"a\""), Some("\"b\""), Some("\"c\"")])), ("size", strings(&[Some("5"), Some("null"), None]))],
        None,
    );
    let instance = vec![
        ("promotional", column([Some("true"), Some("false"), Some("null"), None])),
        ("services", column([Some("[\"slb\"]"), Some("[]"), Some("null"), Some(r#"["slb", "ha_vip"]"#)])),
        ("labels", column([Some("\"x\""), Some("y;z"), None, None])),
        ("sizes", list(&[2, 0, 0, 1], strings(&[Some("\"s01\""), Some("\"s10\""), Some("\"s02\"")]), None)),
        ("ports", list(&[1, 0, 0, 0], strings(&[Some("{\"number\": 7}")]), Some(NullBuffer::from(vec![true, true, false, false])))),
        ("disks", list(&[2, 0, 0, 1], disks, Some(NullBuffer::from(vec![true, true, false, true])))),
    ];
    let columns = || {
        vec![
            ("request.id", column([Some(r#""a\u0062\"""#), Some("null"), None, Some(r#""say \"no\"""#)])),
            ("request.limit", column([Some("12.5"), Some("\"7 USD\""), Some("\"0.10\""), Some("null")])),
            ("request.count", column([Some("1"), Some("2"), Some("3e0"), Some("4")])),
            ("instance", group(instance.clone(), None)),
        ]
    };
    let schema = "message facts {
        optional binary request.id (JSON); optional binary request.limit (JSON); optional binary request.count (JSON);
        optional group instance {
            optional binary promotional (JSON); optional binary services (JSON); optional binary labels (UTF8);
            optional group sizes (LIST) { repeated group list { optional binary item (JSON); } }
            optional group ports (LIST) { repeated group list { optional binary item (JSON); } }
            optional group disks (LIST) { repeated group list { optional group item {
                optional binary id (JSON); optional binary size (JSON);
            } } }
        }
    }";
    let expected = [
        r#"{"request": {"id": "ab\"", "limit": 12.5, "count": 1}, "#,
        r#""instance": {"promotional": true, "services": ["slb"], "labels": ["\"x\""], "disks": [{"id": "a", "size": 5}, {"id": "b"}], "#,
        r#""sizes": ["s01", "s10"], "ports": [{"number": 7}]}}"#,
        "\n",
        r#"{"request": {"limit": "7 USD", "count": 2}, "#,
        r#""instance": {"promotional": false, "services": [], "labels": ["y", "z"], "disks": [], "sizes": [], "ports": []}}"#,
        "\n",
        r#"{"request": {"limit": "0.10", "count": 3}, "instance": {"sizes": []}}"#,
        "\n",
        r#"{"request": {"id": "say \"no\"", "count": 4}, "instance": {"services": ["slb", "ha_vip"], "disks": [{"id": "c"}], "sizes": ["s02"]}}"#,
    ];
    let expected = support::read(Format::JsonLines, expected.concat());
    assert!(expected.iter().all(Result::is_ok), "{expected:#?}");
    for dictionary in [true, false] {
        assert_eq!(both_ways(&file(schema, dictionary, columns()), Options::default()), expected);
    }
    let wrong = vec![("request.count", column([Some(" 1 "), Some("\"x\""), Some("{}"), Some("[1]")]))];
    let read = both_ways(&file("message facts { optional binary request.count (JSON); }", true, wrong), Options::default());
    assert!(matches!(read.as_slice(), [Ok(_), Err(_), Err(_), Err(_)]), "{read:?}");
    for broken in ["\"x", "nul", "1, 2", "", "[1"] {
        let read = both_ways(
            &file("message facts { optional binary request.id (JSON); }", true, vec![("request.id", strings(&[Some(broken)]))]),
            Options::default(),
        );
        assert_eq!(read, [Err(vec![format!("1:1 fact-syntax: the Parquet file cannot be read: `{broken}` is no JSON [: ]")])]);
        let tags = list(&[1], strings(&[Some(broken)]), None);
        let schema = "message facts { optional group instance.labels (LIST) { repeated group list { optional binary item (JSON); } } }";
        assert!(matches!(both_ways(&file(schema, true, vec![("instance.labels", tags)]), Options::default()).as_slice(), [Err(_)]));
    }
    let texts = list(&[1], strings(&[Some("\"x\"")]), None);
    let schema = "message facts { optional group request.id (LIST) { repeated group list { optional binary item (JSON); } } }";
    let read = both_ways(&file(schema, true, vec![("request.id", texts)]), Options::default());
    assert!(matches!(read.as_slice(), [Err(problems)] if problems[0].contains("a type that its fact cannot have")), "{read:?}");
}

/// Programs write so a column in which no row has a value: it says no more than one that is not there.
#[test]
fn a_column_without_a_type_has_only_nulls() {
    let nothing = || -> ArrayRef { Arc::new(NullArray::new(2)) };
    let none_of = |lengths: [usize; 2]| list(&lengths, Arc::new(NullArray::new(lengths.iter().sum())), None);
    let columns = |vswitch: bool| {
        let disk =
            group(vec![("id", strings(&[Some("a")])), ("size", Arc::new(NullArray::new(1))), ("tags", Arc::new(NullArray::new(1)))], None);
        let mut columns = vec![
            ("request.id", nothing()),
            ("request.count", strings(&[Some("1"), Some("2")])),
            ("instance.status", nothing()),
            ("instance.services", nothing()),
            ("instance.labels", none_of([0, 0])),
            ("instance.ports", none_of([0, 0])),
            ("instance.disks", list(&[1, 0], disk, None)),
        ];
        columns.extend(vswitch.then(|| ("vswitch", nothing())));
        columns.push(("source", nothing()));
        columns
    };
    assert_eq!(
        both_ways(&file(columns(false)), Options::default()),
        [
            Ok("request request.count=1 instance instance.labels={} instance.disks=[{id=\"a\"}] instance.ports=[]".to_owned()),
            Ok("request request.count=2 instance instance.labels={} instance.disks=[] instance.ports=[]".to_owned()),
        ]
    );
    let none = both_ways(&file(columns(true)), Options { null_is_none: true, ..Options::default() });
    assert_eq!(
        none[1],
        Ok("request request.id=none request.count=2 instance instance.status=none instance.labels={} instance.disks=[] instance.ports=[] \
            vswitch=absent vswitch.id=none vswitch.zone=none vswitch.zones={} vswitch.ports=[]"
            .to_owned())
    );
    let with_null = vec![("instance.labels", none_of([1, 0])), ("instance.ports", none_of([0, 1]))];
    let read = both_ways(&file(with_null), Options::default());
    assert!(matches!(read.as_slice(), [Err(_), Err(_)]), "{read:?}");
}

#[test]
fn null_is_none_on_request() {
    let options = Options { null_is_none: true, ..Options::default() };
    let json = [
        NESTED[0]
            .replace("\"promotional\"", "\"expires_at\": null, \"promotional\"")
            .replace("\"id\": \"b\",", "\"id\": \"b\", \"size\": null,")
            .replace("false}]}}", "false}]}, \"vswitch\": null}"),
        NESTED[1].replace("}, \"vswitch\"", "}, \"instance\": {\"expires_at\": null}, \"vswitch\""),
        NESTED[2].replace("-2}", "-2, \"limit\": null}").replace("]}}", "]}, \"vswitch\": null}"),
    ];
    let expected: Vec<_> = json.iter().flat_map(|json| support::read(Format::Json, json)).collect();
    assert_eq!(both_ways(&nested(), options), expected);
}

/// Columns, groups and fields that nothing asks for may hold anything.
#[test]
fn what_is_not_read_is_passed_over() {
    let vocabulary = vocabulary();
    let of = |names: &[&str]| {
        let mut reads = Reads::nothing(&vocabulary);
        let facts = (0..).map(FactId).zip(&vocabulary.facts).filter(|(_, fact)| names.contains(&&*fact.path));
        facts.for_each(|(fact, _)| reads.add(&vocabulary, fact));
        reads
    };
    let (count, vpc) = (of(&["request.count", "vswitch.id"]), of(&["instance.network", "instance.disks"]));
    let read = |file: &File, reads| both_ways(file, Options { reads: Some(reads), ..Options::default() });
    let of_json = |json: &[&str]| json.iter().flat_map(|json| support::read(Format::Json, json)).collect::<Vec<_>>();
    assert_eq!(
        read(&nested(), &count),
        of_json(&[
            r#"{"now": "2024-08-01T02:00Z", "request": {"count": 1}}"#,
            r#"{"vswitch": {"id": "v"}}"#,
            r#"{"now": "1970-01-01T00:00Z", "request": {"count": 999999999999999}}"#,
        ])
    );
    assert_eq!(
        read(&nested(), &vpc),
        of_json(&[
            r#"{"now": "2024-08-01T02:00Z", "instance": {"network": "vpc",
                "disks": [{"id": "a", "size": 5, "encrypted": true, "tags": ["x"]}, {"id": "b", "encrypted": false}]}}"#,
            "{}",
            r#"{"now": "1970-01-01T00:00Z", "instance": {"network": "classic", "disks": [{"id": "c", "size": -7, "tags": ["y", "z"]}]}}"#,
        ])
    );
    let columns = || vec![("request.count", strings(&[Some("1"), Some("x")])), ("instance.network", strings(&[Some("?"), Some("vpc")]))];
    assert!(matches!(read(&file(columns()), &count).as_slice(), [Ok(_), Err(_)]));
    assert!(matches!(read(&file(columns()), &vpc).as_slice(), [Err(_), Ok(_)]));
    let misfit: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), None]));
    let parts = group(vec![("left", strings(&[Some("?"), None]))], None);
    let columns = vec![("request.count", misfit), ("request.rate", parts), ("instance.network", strings(&[Some("vpc"), None]))];
    assert!(matches!(read(&file(columns), &vpc).as_slice(), [Ok(_), Ok(_)]));
}

/// Of a list's members the fields that a decision asks for are read, and what they are called by.
#[test]
fn fields_that_are_not_read() {
    let policy = "decision start { default permit }
        rule open for disk in instance.disks { forbid start when not disk.encrypted because en \"{disk} is open.\" }";
    let policy = support::policy_of(&format!("{}{policy}", support::VOCABULARY));
    let reads = Reads::of(&policy, policy.decision(None).unwrap());
    assert_eq!(
        both_ways(&nested(), Options { reads: Some(&reads), ..Options::default() }),
        [
            r#"{"now": "2024-08-01T02:00Z", "instance": {"disks": [{"id": "a", "encrypted": true}, {"id": "b", "encrypted": false}]}}"#,
            "{}",
            r#"{"now": "1970-01-01T00:00Z", "instance": {"disks": [{"id": "c"}]}}"#,
        ]
        .into_iter()
        .flat_map(|json| support::read(Format::Json, json))
        .collect::<Vec<_>>()
    );
}

#[test]
fn wrong_columns() {
    let ints = || -> ArrayRef { Arc::new(Int64Array::from(vec![1])) };
    let local: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![1]));
    let said = |columns| match both_ways(&file(columns), Options::default()).as_slice() {
        [Err(problems)] => problems.join("\n"),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        said(vec![("instance.statu", ints()), ("truck", ints())]),
        "1:1 unknown-key: no fact is called `instance.statu` [instance.statu: did you mean `instance.status`?]\n\
         1:17 unknown-key: no fact is called `truck` [truck: ]"
    );
    assert_eq!(
        said(vec![("now", local), ("request.count", strings(&[None])), ("instance.promotional", ints()), ("vswitch", ints())]),
        "1:1 wrong-type: the column `now` has a type that its fact cannot have [now: this is Timestamp(\u{b5}s)] \
         (a time needs an offset: write the column as adjusted to UTC (`isAdjustedToUTC`))\n\
         1:21 wrong-type: the column `instance.promotional` has a type that its fact cannot have [instance.promotional: this is Int64]\n\
         1:43 wrong-type: the column `vswitch` has a type that its fact cannot have [vswitch: this is Int64] \
         (an entity is a group of its facts, or each of them is a column)"
    );
}

#[test]
fn wrong_cells() {
    let floats: ArrayRef = Arc::new(Float64Array::from(vec![1.5, f64::NAN, 3.0]));
    let read = both_ways(
        &file(vec![("request.count", floats), ("instance.network", strings(&[Some("vpc"), Some("vps"), Some("vpc")]))]),
        Options::default(),
    );
    assert_eq!(
        read,
        [
            Err(vec!["1:17 wrong-type: `request.count` must be a whole number such as `12` [1.5: this is not whole]".to_owned()]),
            Err(vec![
                "2:17 bad-literal: `request.count` must be a whole number such as `12` [NaN: this cannot be read as one]".to_owned(),
                "2:41 unknown-member: `network` has no member `vps` [vps: did you mean `vpc`?] (its members are `classic`, `vpc`)"
                    .to_owned(),
            ]),
            Ok("request request.count=3 instance instance.network=#1".to_owned()),
        ]
    );
}

#[test]
fn no_parquet() {
    let out = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut out.try_clone().unwrap(), b"hello, this is no Parquet").unwrap();
    let read = both_ways(&out, Options::default());
    assert!(matches!(read.as_slice(), [Err(problems)] if problems[0].contains("the Parquet file cannot be read")), "{read:?}");
}
