//! Runs of the program that do not end by themselves: interrupted, with nobody to read the answers, with a file that is not whole yet.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

#[cfg(target_os = "linux")]
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use tempfile::TempDir;

const POLICY: &str = r#"
policy door { languages en  records named by door.name }
entity door { name text  open yes_no }
decision enter { default permit }
rule closed { forbid enter when not door.open because en "It is closed." }
"#;

/// A folder with a policy, and facts with so many records, named by their numbers from 1.
fn folder(records: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("door.policy"), POLICY).unwrap();
    let facts: String = (1..=records).map(record).collect();
    fs::write(folder.path().join("doors.jsonl"), facts).unwrap();
    folder
}

fn record(number: usize) -> String {
    format!("{{\"door\": {{\"name\": \"{number}\", \"open\": true}}}}\n")
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["eval", "--policies", "door.policy", "--facts-format", "jsonl"])
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn interrupt(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// What the program printed where errors go, and its exit status.
fn end(mut child: Child) -> (String, Option<i32>) {
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    (errors, child.wait().unwrap().code())
}

/// The numbers of the records that are told, a line each, and how many there are.
fn numbers(out: &mut BufReader<ChildStdout>, most: usize) -> usize {
    let mut count = 0;
    for line in out.lines().take(most) {
        count += 1;
        assert_eq!(line.unwrap(), format!("{{\"record\":\"{count}\",\"verdict\":\"permitted\"}}"));
    }
    count
}

const SMALL: [&str; 4] = ["--format", "jsonl", "--columns", "record,verdict"];

/// Answers do not wait for records that are not written yet; and an interrupt does not wait for them either.
#[test]
fn an_interrupt_ends_a_run_that_waits_for_records() {
    let folder = folder(0);
    for (jobs, signal) in [("1", "-INT"), ("2", "-TERM")] {
        let mut child = start(folder.path(), &[&SMALL[..], &["--jobs", jobs, "-"]].concat());
        let mut facts = child.stdin.take().unwrap();
        facts.write_all((1..=1000).map(record).collect::<String>().as_bytes()).unwrap();
        facts.flush().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        assert_eq!(numbers(&mut out, 1000), 1000);
        interrupt(&child, signal);
        assert_eq!(end(child), ("interrupted after 1000 records\n".to_owned(), Some(130)));
        let mut rest = String::new();
        out.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "");
        drop(facts);
    }
}

/// What was written is whole and in order, and the number that is told is that of the answers.
#[test]
fn an_interrupt_ends_a_run_under_way() {
    let folder = folder(100_000);
    for jobs in ["1", "2", "3"] {
        let mut child = start(folder.path(), &[&SMALL[..], &["--jobs", jobs, "doors.jsonl"]].concat());
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        interrupt(&child, "-INT");
        // it still waits for someone to read what it has to write
        let mut text = first;
        out.read_to_string(&mut text).unwrap();
        let count = text.lines().count();
        let expected: String = (1..=count).map(|number| format!("{{\"record\":\"{number}\",\"verdict\":\"permitted\"}}\n")).collect();
        assert_eq!(text, expected);
        assert!(count < 100_000, "all was done");
        assert_eq!(end(child), (format!("interrupted after {count} records\n"), Some(130)));
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = folder(100_000);
    for jobs in ["1", "2", "3"] {
        let mut child = start(folder.path(), &[&SMALL[..], &["--jobs", jobs, "doors.jsonl"]].concat());
        let mut out = BufReader::new(child.stdout.take().unwrap());
        assert_eq!(numbers(&mut out, 1), 1);
        drop(out);
        assert_eq!(end(child), (String::new(), Some(141)));
    }
}

/// What the program shows on a terminal while it runs.
#[cfg(target_os = "linux")]
fn shown(folder: &Path, arguments: &[&str]) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let side = fs::OpenOptions::new().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["eval", "--policies", "door.policy", "--format", "csv"])
        .args(arguments)
        .current_dir(folder)
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(side)
        .spawn()
        .unwrap();
    let (mut shown, mut part) = (Vec::new(), [0; 1024]);
    // it ends with an error once nobody has the other side any more
    while let Ok(length @ 1..) = rustix::io::read(&terminal, &mut part) {
        shown.extend_from_slice(&part[..length]);
    }
    child.wait().unwrap();
    String::from_utf8(shown).unwrap()
}

/// A line that changes and is gone at the end; with --no-progress, and where no terminal is, there is none.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_how_far_a_run_has_come() {
    let folder = folder(100_000);
    let facts = folder.path().join("doors.jsonl");
    let all = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, format!("{{\n{all}")).unwrap();
    let seen = shown(folder.path(), &["doors.jsonl"]);
    let (lines, last) = seen.rsplit_once('\r').unwrap();
    for part in [" records  ", " a second  1 unreadable  ", "%, ", " left"] {
        assert!(lines.contains(part), "{part}: {seen:?}");
    }
    assert!(last.ends_with("\u{1b}[K") || last.ends_with("\u{1b}[2K"), "{seen:?}");
    assert!(lines.contains("error[fact-syntax]"), "{seen:?}");
    let quiet = shown(folder.path(), &["--no-progress", "doors.jsonl"]);
    assert!(quiet.contains("error[fact-syntax]") && !quiet.contains("a second"), "{quiet:?}");
}

/// Until the run is over the old file stands; of an interrupted run nothing stays.
#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = folder(0);
    let place = folder.path().join("answers.jsonl");
    for interrupted in [true, false] {
        fs::write(&place, "old").unwrap();
        let mut child = start(folder.path(), &["--columns", "record,verdict", "--output", "answers.jsonl", "-"]);
        let mut facts = child.stdin.take().unwrap();
        facts.write_all((1..=5000).map(record).collect::<String>().as_bytes()).unwrap();
        // a pipe holds less than this, so that the program has begun by now
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        if interrupted {
            interrupt(&child, "-INT");
            let (errors, status) = end(child);
            assert!(errors.starts_with("interrupted after ") && errors.ends_with("; `answers.jsonl` is not written\n"), "{errors}");
            assert_eq!(status, Some(130));
            assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        } else {
            drop(facts);
            assert_eq!(end(child), (String::new(), Some(0)));
            assert_eq!(fs::read_to_string(&place).unwrap().lines().count(), 5000);
        }
        let others =
            fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains(".tmp"));
        assert_eq!(others.count(), 0);
    }
}

/// Who cannot wait for the records at hand interrupts once more. Here they would take for ever, since nobody reads the errors.
#[cfg(target_os = "linux")]
#[test]
fn a_second_interrupt_ends_a_run_at_once() {
    let folder = folder(0);
    let (unread, mut full) = std::io::pipe().unwrap();
    // so much a pipe holds
    full.write_all(&vec![b'.'; 1 << 16]).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["eval", "--policies", "door.policy", "--facts-format", "jsonl", "--output", "answers.jsonl", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(full)
        .spawn()
        .unwrap();
    let mut facts = child.stdin.take().unwrap();
    let broken = "{\"door\": {\"open\": 7}}\n";
    facts.write_all((1..=5000).map(record).fold(broken.to_owned(), |facts, record| facts + &record).as_bytes()).unwrap();
    assert!(child.try_wait().unwrap().is_none());
    interrupt(&child, "-INT");
    thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "one interrupt was enough");
    interrupt(&child, "-INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["door.policy", "doors.jsonl"]);
    drop((unread, facts));
}

/// What several workers count is what one counts.
#[test]
fn a_summary_does_not_depend_on_the_workers() {
    let folder = folder(0);
    let kinds = ["\"open\": true", "\"open\": false", "\"name\": null", "\"open\": true, \"name\": \"\u{95e8}\""];
    let facts = (0..60_000).flat_map(|number| ["{\"door\": {", kinds[number * 7 % 11 % kinds.len()], "}}\n"]);
    fs::write(folder.path().join("doors.jsonl"), facts.collect::<String>()).unwrap();
    let summary = |jobs| {
        let arguments = ["--at", "2024-09-01", "--summary", "json", "--by", "door.name,door.open", "--jobs", jobs, "doors.jsonl"];
        let output = start(folder.path(), &arguments).wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stdout).unwrap()
    };
    let alone = summary("1");
    assert!(alone.contains("\"records\": 60000") && alone.contains("\"by\": \"door.open\""), "{alone}");
    for jobs in ["2", "3", "8"] {
        assert_eq!(summary(jobs), alone);
    }
}

/// Files of all sizes, packed ones, empty ones, and some that cannot be read stand between one another; whoever opens them, every record
/// is told once, in the order of the files.
#[test]
fn files_are_answered_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("door.policy"), POLICY).unwrap();
    let mut expected = Vec::new();
    for file in 0..700 {
        let count = match file {
            // more than a block
            100 | 101 | 500 => 9_000,
            _ => file * 5 % 7 % 4,
        };
        let (first, is_packed) = (expected.len() + 1, file % 90 == 44);
        let mut text: String = (first..first + count).map(record).collect();
        let name = format!("doors-{file:03}.jsonl{}", if is_packed { ".gz" } else { "" });
        expected.extend((first..first + count).zip(1..).map(|(number, line)| format!("{number},{name},{line}")));
        if file % 60 == 30 {
            text.push_str("{\"door\": {\"name\": \"broken\", \"open\": 3}}\n");
            expected.push(format!(",{name},{}", count + 1));
        }
        let path = folder.path().join(name);
        if is_packed {
            let mut packed = flate2::write::GzEncoder::new(fs::File::create(path).unwrap(), flate2::Compression::fast());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
    // with a file that is gone nobody knows how much there is to read
    std::os::unix::fs::symlink("nowhere", folder.path().join("doors-999-gone.jsonl")).unwrap();
    for (pattern, gone) in [("doors-[0-9][0-9][0-9].jsonl*", None), ("doors-*", Some(",doors-999-gone.jsonl,1".to_owned()))] {
        let run = |jobs: &str, extra: &[&str]| {
            let arguments = [&["--jobs", jobs, pattern, "--format", "csv", "--columns", "door.name,file,line"], extra].concat();
            let output = start(folder.path(), &arguments).wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap().lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        for jobs in ["1", "2", "5"] {
            assert_eq!(run(jobs, &[]), [expected.as_slice(), gone.as_slice()].concat(), "{jobs}");
            let until = expected.iter().position(|line| line.starts_with(',')).unwrap();
            assert_eq!(run(jobs, &["--fail-fast"]), expected[..=until], "{jobs}");
        }
    }
}
