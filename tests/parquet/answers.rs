//! The answers of the program as a Parquet file, read back: what stands in its columns, and which rows there are.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, TimestampMillisecondType};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use pretty_assertions::assert_eq;
use tempfile::TempDir;

const POLICY: &str = r#"
policy library { time_zone "Z"  languages en  records named by item.title }
enum damage { torn, stained }
entity item {
  title text  pages integer  weight number  value money EUR  reference yes_no  back_at time?  bought date  term duration
  damages set of damage
}
decision lend { default permit }
rule reference { forbid lend when item.reference because en "It stays here." }
rule away { forbid lend when item.back_at > now because en "It is away." remedy wait }
"#;

const FACTS: &str = r#"{"item": {"title": "Emma", "pages": 474, "weight": 0.45, "value": "19.90 EUR", "reference": false, "back_at": null, "bought": "2020-05-04", "term": "14 days", "damages": ["torn", "stained"]}}
{"item": {"title": "=SUM(A1)", "pages": -1, "reference": true, "back_at": "1969-12-31T23:59:59Z", "damages": []}}
{"item": {"pages": "many"}}
{"item": {"title": "Odes", "reference": false, "back_at": "2024-09-02T00:00Z"}}
{"item": {"title": "Ulysses"}}
"#;

fn folder(facts: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("library.policy"), POLICY).unwrap();
    fs::write(folder.path().join("items.jsonl"), facts).unwrap();
    folder
}

/// What the program prints, what it says of errors, and its exit status.
fn eval(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["eval", "--policies", "library.policy", "--at", "2024-09-01"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// A column's name and type.
type Title = (String, DataType);

/// The columns of a file, and its rows; null is `-`, times are milliseconds since 1970.
fn read(path: &Path) -> (Vec<Title>, Vec<Vec<String>>) {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
    let titles = reader.schema().fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    let rows =
        batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| batch.columns().iter().map(|column| cell(column, row)).collect()));
    (titles, rows.collect())
}

fn cell(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return "-".to_owned();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Timestamp(..) => column.as_primitive::<TimestampMillisecondType>().value(row).to_string(),
        other => panic!("{other:?}"),
    }
}

/// One line a row.
fn lines(path: &Path) -> String {
    read(path).1.iter().map(|row| format!("{}\n", row.join(" | "))).collect()
}

fn names(titles: &[Title], wanted: &DataType) -> Vec<String> {
    titles.iter().filter(|(_, found)| found == wanted).map(|(name, _)| name.clone()).collect()
}

#[test]
fn each_column_has_a_type_of_its_own() {
    let folder = folder(FACTS);
    let columns = "record,line,at,verdict,forbidden_by,undetermined,error,wait_until,item.pages,item.weight,item.value,item.reference,\
                   item.back_at,item.bought,item.term,item.damages";
    let (printed, said, status) = eval(folder.path(), &["--output", "answers.parquet", "--columns", columns, "items.jsonl"]);
    assert_eq!((&*printed, said.matches("error").count(), status), ("", 1, 2), "{said}");
    let path = folder.path().join("answers.parquet");
    let (titles, _) = read(&path);
    assert_eq!(titles.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(","), columns);
    assert_eq!(names(&titles, &DataType::Int64), ["line", "item.pages"]);
    assert_eq!(names(&titles, &DataType::Boolean), ["item.reference"]);
    let time = DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()));
    assert_eq!(names(&titles, &time), ["at", "wait_until", "item.back_at"]);
    assert_eq!(names(&titles, &DataType::Utf8).len(), titles.len() - 6);
    assert_eq!(
        lines(&path),
        "Emma | 1 | 1725148800000 | permitted |  |  | - | - | 474 | 0.45 | 19.90 EUR | false | - | 2020-05-04 | 14 days | torn; stained\n\
         =SUM(A1) | 2 | 1725148800000 | forbidden | reference |  | - | - | -1 | - | - | true | -1000 | - | - | []\n\
         - | 3 | - | - | - | - | `item.pages` must be a whole number such as `12` | - | - | - | - | - | - | - | - | -\n\
         Odes | 4 | 1725148800000 | forbidden | away |  | - | 1725235200000 | - | - | - | false | 1725235200000 | - | - | -\n\
         Ulysses | 5 | 1725148800000 | undetermined |  | reference; away | - | - | - | - | - | - | - | - | - | -\n"
    );
}

#[test]
fn without_columns_it_tells_what_a_table_does() {
    let folder = folder(FACTS);
    eval(folder.path(), &["--output", "answers.parquet", "items.jsonl"]);
    let (titles, rows) = read(&folder.path().join("answers.parquet"));
    let (table, ..) = eval(folder.path(), &["--format", "csv", "items.jsonl"]);
    let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes()).into_records().map(Result::unwrap);
    assert_eq!(table.next().unwrap().iter().collect::<Vec<_>>(), titles.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let plain: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cell.replace("-", "")).collect()).collect();
    let cells: Vec<Vec<String>> = table.map(|row| row.iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect()).collect();
    assert_eq!(plain, cells);
}

#[test]
fn only_some_rows_and_none_at_all() {
    let folder = folder(FACTS);
    let path = folder.path().join("answers");
    let rows = |only| {
        let wanted = ["--format", "parquet", "--output", "answers", "--columns", "line,verdict", "--only", only, "items.jsonl"];
        // all are counted
        assert_eq!(eval(folder.path(), &wanted).2, 2);
        lines(&path)
    };
    assert_eq!(rows("forbidden,error"), "2 | forbidden\n3 | -\n4 | forbidden\n");
    assert_eq!(rows("permitted"), "1 | permitted\n");
    assert_eq!(rows("value"), "");
    assert_eq!(read(&path).0.len(), 2);
}

/// More rows than stand in a group, by several workers.
#[test]
fn many_rows_come_in_their_order() {
    let count = 70_000;
    let facts: String = (1..=count).map(|number| format!("{{\"item\": {{\"title\": \"t{number}\", \"back_at\": null}}}}\n")).collect();
    let folder = folder(&facts);
    let wanted = ["--output", "answers.parquet", "--jobs", "3", "--columns", "record,line,verdict", "items.jsonl"];
    assert_eq!(eval(folder.path(), &wanted), (String::new(), String::new(), 3));
    let expected: String = (1..=count).map(|number| format!("t{number} | {number} | undetermined\n")).collect();
    assert!(lines(&folder.path().join("answers.parquet")) == expected, "rows differ");
}

/// Columns of facts are facts again: what is read from Parquet and written to Parquet has the answers that it had at first.
#[test]
fn what_was_written_can_be_read() {
    let folder = folder(FACTS);
    let facts = "item.title,item.pages,item.weight,item.value,item.reference,item.back_at,item.bought,item.term";
    let known = "permitted,forbidden,undetermined";
    assert_eq!(eval(folder.path(), &["--output", "items.parquet", "--columns", facts, "--only", known, "items.jsonl"]).2, 2);
    let told = ["--columns", "record,verdict,forbidden_by,item.pages,item.value,item.back_at,item.term", "--only", known];
    eval(folder.path(), &[&told[..], &["--output", "first.parquet", "items.jsonl"]].concat());
    // of Emma it is known that it is not away; the others keep what they had
    let again = [&told[..], &["--output", "second.parquet", "--null-is-none", "items.parquet"]].concat();
    assert_eq!(eval(folder.path(), &again), (String::new(), String::new(), 1));
    let (first, second) = (lines(&folder.path().join("first.parquet")), lines(&folder.path().join("second.parquet")));
    assert_eq!(first, second);
    assert_eq!(first.lines().count(), 4);
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = folder(FACTS);
    let said = |arguments: &[&str]| {
        let (printed, said, status) = eval(folder.path(), &[arguments, &["items.jsonl"]].concat());
        assert_eq!((&*printed, status), ("", 2));
        said
    };
    assert_eq!(said(&["--format", "parquet"]), "error: Parquet is written to a file\n  = name it: --output FILE\n");
    assert_eq!(said(&["--output", "answers.parquet.gz"]), "error: Parquet packs its own columns: name a file that ends in `.parquet`\n");
    assert_eq!(
        said(&["--output", "answers.parquet", "--columns", "item.page"]),
        "error: there is no column called `item.page`\n  = did you mean `item.pages`?\n"
    );
    let stopped = said(&["--output", "answers.parquet", "--fail-fast"]);
    assert!(stopped.ends_with("stopped at a record that cannot be read; `answers.parquet` is not written\n"), "{stopped}");
    let mut left: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["items.jsonl", "library.policy"]);
}
