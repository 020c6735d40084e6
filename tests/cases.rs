//! Runs the transcripts: a case is a page of prose with files and a console session, and the session must print what the page says.
//!
//! - ```` ```policy rules.policy ```` (or any other words before a name that has a point) writes a file into the case's own empty folder;
//! - ```` ```console ```` holds commands behind `$ ` and what they print, standard output and standard error as they come;
//!   an exit status other than 0 is a last line `[exit 1]`;
//! - blocks without a name are for the reader.
//!
//! `BLESS=1 cargo test --test cases` writes what was printed into the pages, `CASE=part-of-a-path` runs some of them.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pretty_assertions::StrComparison;

/// Pages outside the folder of cases; they find copies of the folders that they speak of.
const PAGES: &[&str] = &["README.md", "grammar/README.md", "policies/README.md"];
const FOLDERS_OF_PAGES: &[&str] = &["examples", "policies"];

#[test]
fn every_page_prints_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wanted = std::env::var("CASE").unwrap_or_default();
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = String::new();
    for page in pages(root).into_iter().filter(|page| page.to_string_lossy().contains(&wanted)) {
        let said = fs::read_to_string(root.join(&page)).expect("a page that was just listed");
        let printed = run(&said, folder_for(root, &page).path());
        if printed == said {
            continue;
        }
        if bless {
            fs::write(root.join(&page), &printed).expect("a page that can be rewritten");
        } else {
            writeln!(wrong, "{}:\n{}", page.display(), StrComparison::new(&said, &printed)).expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "pages that print something else (BLESS=1 rewrites them):\n{wrong}");
}

/// All pages, by their path from the root.
fn pages(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(root, Path::new("tests/cases"), &mut found);
    found.sort();
    found.extend(PAGES.iter().map(PathBuf::from).filter(|page| root.join(page).is_file()));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.map(|entry| entry.expect("an entry of a folder")) {
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// An empty folder; for the pages that are no cases one with copies of what they speak of.
fn folder_for(root: &Path, page: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    if !page.starts_with("tests") {
        for name in FOLDERS_OF_PAGES {
            copy(&root.join(name), &folder.path().join(name));
        }
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir_all(to).expect("a new folder");
    for entry in entries.map(|entry| entry.expect("an entry of a folder")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The page with what its commands print now.
fn run(page: &str, folder: &Path) -> String {
    let mut printed = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        printed.extend([line, "\n"]);
        let Some(fence) = Fence::open(line) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| !fence.closes(line)).collect();
        match (fence.word, fence.name) {
            ("console", _) => printed.push_str(&run_session(&block, folder)),
            (_, Some(name)) => {
                write_file(&folder.join(name), &block);
                printed.extend(block.iter().flat_map(|line| [line, "\n"]));
            }
            _ => printed.extend(block.iter().flat_map(|line| [line, "\n"])),
        }
        printed.extend([fence.ticks, "\n"]);
    }
    printed
}

fn write_file(path: &Path, lines: &[&str]) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a new folder");
    }
    let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    fs::write(path, text).expect("a new file");
}

/// The first line of a block.
struct Fence<'p> {
    ticks: &'p str,
    word: &'p str,
    name: Option<&'p str>,
}

impl<'p> Fence<'p> {
    fn open(line: &'p str) -> Option<Self> {
        let rest = line.trim_start_matches('`');
        let (ticks, rest) = line.split_at(line.len() - rest.len());
        let mut words = rest.split_whitespace();
        let word = words.next().unwrap_or("");
        (ticks.len() >= 3).then(|| Self { ticks, word, name: words.rfind(|word| word.contains('.')) })
    }

    fn closes(&self, line: &str) -> bool {
        line.trim_end() == self.ticks
    }
}

/// A session's commands with what they print.
fn run_session(lines: &[&str], folder: &Path) -> String {
    let mut printed = String::new();
    let mut status = 0;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        printed.extend([line, "\n"]);
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let mut command = command.to_owned();
        while command.ends_with('\\') {
            let more = lines.next().expect("a line behind one that ends with a backslash");
            printed.extend([more, "\n"]);
            command.extend(["\n", more]);
        }
        let mut said = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            said.extend([line, "\n"]);
        }
        match runnable(&command) {
            Some(command) => printed.push_str(&run_command(&command, folder, &mut status)),
            None => printed.push_str(&said),
        }
    }
    printed
}

/// What is run for a command: `cargo run` is the program that was just built; other work of cargo and git is for the reader.
fn runnable(command: &str) -> Option<String> {
    match command.strip_prefix("cargo run --release -- ") {
        Some(arguments) => Some(format!("caveat {arguments}")),
        None if command.starts_with("cargo ") || command.starts_with("git ") => None,
        None => Some(command.to_owned()),
    }
}

/// What a command prints; `$?` is the status of the one before.
fn run_command(command: &str, folder: &Path, status: &mut i32) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_caveat"));
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n(exit {status})\n{command}")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:{path}", program.parent().expect("a program in a folder").display()))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .expect("a shell");
    let mut printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    *status = output.status.code().unwrap_or(-1);
    if *status != 0 {
        writeln!(printed, "[exit {status}]").expect("a string takes all");
    }
    printed
}
