//! A large run: every one of ten million records, of which one in a hundred is broken, is answered or reported exactly once, in order, and
//! the program's memory stays small. It takes a while, so that it runs only when asked for:
//!
//! ```sh
//! cargo test --release --test large -- --ignored --nocapture
//! ```
//!
//! `RECORDS=100000` takes another number of records, and `JOBS=1` so many threads. It prints how long the run took, and the most memory that
//! the program had (on Linux; elsewhere that is not known).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

#[path = "support/shipped.rs"]
mod shipped;

#[path = "support/transfer/mod.rs"]
mod transfer;

use std::env;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::Instant;

use caveat::eval::answer;
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::policy::Policy;
use fastrand::Rng;
use serde_json::{Value, json};
use transfer::generate::{Completeness, records};

/// 2024-09-01T00:00Z, at which all are judged.
const AT: i64 = 1_725_148_800;

/// So many different records are there of each kind; all others are copies with another name.
const DIFFERENT: usize = 1_000;

/// The bar of memory, in MB.
const MOST_MEMORY: u64 = 200;

/// A record without its name, and its verdict, as a full answer gives it.
struct Known {
    /// what stands before the name and behind it
    around: (String, String),
    verdict: &'static str,
}

/// A line of the facts.
#[derive(Clone, Copy)]
enum Line {
    /// a copy of a known record
    Good(usize),
    /// the same, broken in some way
    Broken(usize, u8),
}

/// All lines, the same ones whenever it is called.
fn lines(count: usize, known: usize) -> impl Iterator<Item = (usize, Line)> {
    let mut rng = Rng::with_seed(4);
    (1..=count).map(move |number| {
        let twin = rng.usize(..known);
        (number, if rng.u8(..100) == 0 { Line::Broken(twin, rng.u8(..5)) } else { Line::Good(twin) })
    })
}

fn write(line: Line, number: usize, known: &[Known], out: &mut impl Write) {
    let text = |twin: usize| {
        let (before, behind) = &known[twin].around;
        format!("{before}{number}{behind}")
    };
    let whole = match line {
        Line::Good(twin) => text(twin).into_bytes(),
        Line::Broken(twin, 0) => [text(twin).as_bytes(), b"}"].concat(),
        Line::Broken(twin, 1) => text(twin).into_bytes().split_last().unwrap().1.to_vec(),
        Line::Broken(twin, 2) => {
            let text = text(twin);
            text.as_bytes().split_at(text.len() / 2).0.to_vec()
        }
        Line::Broken(_, 3) => br#"{"request": {"id": 7}}"#.to_vec(),
        Line::Broken(..) => b"{\"request\": {\"id\": \"\xff\"}}".to_vec(),
    };
    out.write_all(&whole).unwrap();
    out.write_all(b"\n").unwrap();
}

fn known(policy: &Policy) -> Vec<Known> {
    let random = Completeness::ALL.into_iter().flat_map(|kind| records(8, kind).take(DIFFERENT));
    random.map(|record| judged(policy, record)).collect()
}

fn judged(policy: &Policy, mut facts: Value) -> Known {
    facts["request"]["id"] = json!("THE NAME");
    let text = facts.to_string();
    let mut reader = Reader::new(&policy.vocabulary, Options::default(), Format::JsonLines, "known.jsonl", text.as_bytes());
    let mut record = Record::new(&policy.vocabulary);
    assert!(matches!(reader.next(&mut record), Some(Ok(_))), "{text}");
    let answer = caveat::eval::answer(policy, policy.decision(None).unwrap(), &record, AT);
    let verdict = match answer.verdict.unwrap() {
        answer::Verdict::Permitted => "permitted",
        answer::Verdict::Forbidden => "forbidden",
        answer::Verdict::Undetermined => "undetermined",
    };
    let (before, behind) = text.split_once("THE NAME").unwrap();
    Known { around: (before.to_owned(), behind.to_owned()), verdict }
}

fn start() -> Child {
    let jobs = env::var("JOBS").map(|jobs| format!("--jobs={jobs}"));
    Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["eval", "--facts-format", "jsonl", "--format", "csv", "--columns", "record,line,verdict,error", "--at", "2024-09-01T00:00Z"])
        .args(jobs.ok())
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The most memory that a process has had so far, in MB.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn feed(stdin: ChildStdin, count: usize, known: &[Known]) {
    let mut out = BufWriter::with_capacity(1 << 16, stdin);
    lines(count, known.len()).for_each(|(number, line)| write(line, number, known, &mut out));
    out.flush().unwrap();
}

/// Holds the answers against the lines, one by one; gives how many were broken, and the most memory.
fn compare(child: &mut Child, count: usize, known: &[Known]) -> (usize, Option<u64>) {
    let mut answers = csv::Reader::from_reader(child.stdout.take().unwrap());
    let mut row = csv::StringRecord::new();
    let (mut broken, mut most) = (0, None);
    for (number, line) in lines(count, known.len()) {
        assert!(answers.read_record(&mut row).unwrap(), "no answer for line {number}");
        let place = number.to_string();
        match line {
            Line::Good(twin) => assert_eq!(row, [&place, &place, known[twin].verdict, ""][..], "line {number}"),
            Line::Broken(..) => {
                broken += 1;
                assert_eq!([&row[0], &row[1], &row[2]], ["", &place, ""], "line {number}");
                assert!(!row[3].is_empty(), "line {number}");
            }
        }
        if number % 100_000 == 0 || number == count {
            most = most.max(memory(child.id()));
        }
    }
    assert!(!answers.read_record(&mut row).unwrap(), "an answer to nothing: {row:?}");
    (broken, most)
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn every_record_is_answered_or_reported_exactly_once() {
    let count = env::var("RECORDS").map_or(10_000_000, |count| count.parse().unwrap());
    let known = known(&shipped::policy());
    let begun = Instant::now();
    let mut child = start();
    let (stdin, mut stderr) = (child.stdin.take().unwrap(), child.stderr.take().unwrap());
    let mut said = String::new();
    let (broken, most) = thread::scope(|scope| {
        scope.spawn(|| feed(stdin, count, &known));
        scope.spawn(|| stderr.read_to_string(&mut said).unwrap());
        compare(&mut child, count, &known)
    });
    let status = child.wait().unwrap().code();
    println!("{count} records, {broken} broken, in {:.1?}; memory {most:?} MB", begun.elapsed());
    assert_eq!(status, Some(2));
    assert_eq!(said.lines().last().unwrap(), format!("and {} more that cannot be read", broken - 20));
    assert!(most.is_none_or(|most| most < MOST_MEMORY), "{most:?} MB");
}
