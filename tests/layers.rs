//! The layers of the crate, read off its source: modules import only what `lib.rs` lists above them, each library is named in one place
//! only, only the command line touches the world (and bulk work has its threads in one place), and nothing in Rust knows the subject of the policies.

use std::fs;
use std::path::{Path, PathBuf};

use caveat::diagnostic::Code;
use caveat::lint::ALL;

/// A source file without its comments.
struct Source {
    /// from `src/` on: `value/calendar.rs`
    path: String,
    code: String,
    text: String,
}

impl Source {
    /// The module of `lib.rs` that it belongs to: `value`.
    fn module(&self) -> &str {
        let end = self.path.find(['/', '.']).unwrap_or(self.path.len());
        &self.path[..end]
    }

    /// How many modules deep it stands: `value/calendar.rs` 2, `value/mod.rs` 1.
    fn depth(&self) -> usize {
        let own = usize::from(!self.path.ends_with("mod.rs"));
        self.path.matches('/').count() + own
    }

    fn is_one_of(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path == *place || (place.ends_with('/') && self.path.starts_with(place)))
    }
}

/// The listing of `lib.rs` read from top to bottom is the pipeline.
#[test]
fn nobody_imports_from_below() {
    let order = modules();
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = place(source.module()) else { continue };
        for import in imports(&source) {
            match place(&import) {
                Some(other) if other > own => wrong.push(format!("{} imports `{import}`, which stands below it", source.path)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_belongs_to_the_listing() {
    let order = modules();
    let strangers: Vec<String> =
        sources().into_iter().map(|source| source.path).filter(|path| !["lib.rs", "main.rs"].contains(&path.as_str())).collect();
    let strangers: Vec<&String> =
        strangers.iter().filter(|path| !order.iter().any(|module| path.split(['/', '.']).next() == Some(module))).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn each_library_is_named_in_one_place() {
    let rules: [(&str, &[&str]); 29] = [
        ("yoke", &["facts/shared.rs"]),
        ("simdutf8", &["facts/shared.rs"]),
        ("pest", &["syntax/parse/", "syntax/parse.rs"]),
        ("pest_derive", &["syntax/parse/", "syntax/parse.rs"]),
        ("codespan_reporting", &["cli/report.rs"]),
        ("termcolor", &["cli/"]),
        ("clap", &["cli/"]),
        ("terminal_size", &["cli/"]),
        ("similar", &["cli/write.rs"]),
        ("tempfile", &["cli/write.rs"]),
        ("chrono", &["value/calendar.rs"]),
        ("fastnum", &["value/decimal.rs"]),
        ("saphyr_parser", &["facts/yaml.rs", "facts/yaml/"]),
        ("toml_edit", &["facts/toml.rs", "facts/toml/"]),
        ("flate2", &["facts/packed.rs", "cli/eval/out.rs"]),
        ("ruzstd", &["facts/packed.rs"]),
        ("glob", &["cli/inputs.rs", "cli/inputs/"]),
        ("parquet", &["facts/parquet/", "batch/parquet.rs"]),
        ("arrow_array", &["facts/parquet/", "batch/parquet.rs"]),
        ("arrow_buffer", &["facts/parquet/", "batch/parquet.rs"]),
        ("arrow_schema", &["facts/parquet/", "batch/parquet.rs"]),
        ("crossbeam_channel", &["batch/pipeline.rs"]),
        ("csv", &["batch/sheet.rs"]),
        ("ctrlc", &["cli/eval/interrupt.rs"]),
        ("indicatif", &["cli/eval/progress.rs"]),
        ("include_dir", &["defaults.rs"]),
        ("unicode_security", &["lint/confusable_character.rs"]),
        ("maud", &["explain/html/", "batch/summary/html.rs"]),
        ("quick_junit", &["cli/findings/junit.rs"]),
    ];
    let wrong = misplaced(&rules, |source, name| paths(&source.code, name).next().is_some());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_command_line_touches_the_world() {
    let world: &[&str] = &["cli/", "main.rs"];
    let threads: &[&str] = &["cli/", "main.rs", "batch/pipeline.rs"];
    let rules =
        ["fs", "env", "process", "net"].map(|module| (module, world)).into_iter().chain(["time", "thread"].map(|module| (module, threads)));
    let rules: Vec<(&str, &[&str])> = rules.collect();
    let mut wrong = misplaced(&rules, |source, module| paths(&source.code, "std").any(|found| found == module));
    let words = ["stdout", "stdin", "stderr", "SystemTime"].map(|word| (word, world));
    wrong.extend(misplaced(&words, |source, word| has_word(&source.code, word)));
    let macros = ["println!", "eprintln!", "print!", "eprint!", "dbg!"].map(|name| (name, world));
    wrong.extend(misplaced(&macros, |source, name| source.code.contains(name)));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words of the subject that the shipped policies are about.
const SUBJECT: &[&str] = &[
    "aliyun",
    "alibaba",
    "ecs",
    "vpc",
    "eip",
    "havip",
    "ha_vip",
    "slb",
    "classic_link",
    "vswitch",
    "ram_user",
    "pay_as_you_go",
    "security_group",
    "network_interface",
    "created_too_recently",
    "account_matrix",
];

/// The examples in its documentation come from elsewhere, too, so that a plain `grep` finds nothing.
#[test]
fn the_code_does_not_know_its_subject() {
    let wrong = misplaced(&SUBJECT.iter().map(|word| (*word, &[][..])).collect::<Vec<_>>(), |source, word| has_word(&source.text, word));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each kind of mistake is shown by a page under `tests/cases`.
#[test]
fn every_code_has_a_case() {
    let pages: Vec<String> = files(&root().join("tests/cases"), "md").iter().map(|path| read(path)).collect();
    let shown = |code: &Code| pages.iter().any(|page| page.contains(&format!("[{}]", code.name())));
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "codes without a case: {missing:?}");
}

/// Places that name something which only some files may.
fn misplaced(rules: &[(&str, &[&str])], names: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let sources = sources();
    let found = rules.iter().flat_map(|(name, places)| {
        let strangers = sources.iter().filter(|source| !source.is_one_of(places) && names(source, name));
        strangers.map(move |source| format!("{} names `{name}`", source.path)).collect::<Vec<_>>()
    });
    found.collect()
}

/// The modules in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let lib = without_comments(&read(&root().join("src/lib.rs")));
    let lines = lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ").or_else(|| line.trim().strip_prefix("mod ")));
    lines.filter_map(|line| line.strip_suffix(';')).map(str::to_owned).collect()
}

/// The modules of the crate that a file names: by `crate::`, or by more `super::` than it is deep.
fn imports(source: &Source) -> Vec<String> {
    let mut found: Vec<String> = paths(&source.code, "crate").collect();
    found.extend(paths(&source.code, &vec!["super"; source.depth()].join("::")));
    found
}

/// What stands behind `root::`, also in `root::{a, b::c}`.
fn paths(code: &str, root: &str) -> impl Iterator<Item = String> {
    let mut found = Vec::new();
    let prefix = format!("{root}::");
    for (start, _) in code.match_indices(&prefix) {
        let before = code[..start].chars().next_back();
        if before.is_some_and(|c| is_word(c) || c == ':') {
            continue;
        }
        let rest = &code[start + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group)),
            None => found.push(word_at(rest)),
        }
    }
    found.into_iter()
}

/// `a` and `b` of `a, b::{c, d}}`
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut expected) = (Vec::new(), 1, true);
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => expected = true,
            c if expected && is_word(c) => {
                names.push(word_at(&group[place..]));
                expected = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn word_at(text: &str) -> String {
    text.chars().take_while(|c| is_word(*c)).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a word stands on its own, whatever the case of its letters.
fn has_word(text: &str, word: &str) -> bool {
    let text = text.to_lowercase();
    let word = word.to_lowercase();
    text.match_indices(&word).any(|(start, _)| {
        let (before, after) = (text[..start].chars().next_back(), text[start + word.len()..].chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// All files of the crate, without `#[cfg(test)]` being told apart.
fn sources() -> Vec<Source> {
    let root = root().join("src");
    let read_source = |path: PathBuf| {
        let text = read(&path);
        let path = path.strip_prefix(&root).expect("a file of the folder").to_string_lossy().replace('\\', "/");
        Source { path, code: without_comments(&text), text }
    };
    files(&root, "rs").into_iter().map(read_source).collect()
}

/// What stands before `//`, unless that is within a text.
fn without_comments(text: &str) -> String {
    let code = |line: &str| {
        let comment = line.match_indices("//").find(|(start, _)| line[..*start].matches('"').count().is_multiple_of(2));
        comment.map_or(line, |(start, _)| &line[..start]).to_owned() + "\n"
    };
    text.lines().map(code).collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the crate") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file that was just listed")
}

/// Each lint has its manual page, and a page of cases on which it finds something and does not.
#[test]
fn every_lint_has_its_pages() {
    let mut wrong = Vec::new();
    for lint in ALL {
        let page = lint.page();
        if !page.contains("\n```policy\n") || !page.contains("\nBetter: ") || lint.summary().ends_with("..") {
            wrong.push(format!("the manual page of {} lacks an example, or what is better", lint.name));
        }
        let path = root().join("tests/cases/lints").join(format!("{}.md", lint.name));
        let cases = fs::read_to_string(&path).unwrap_or_default();
        let found = cases.contains(&format!("[{}]", lint.name));
        let silent = [format!("$ caveat check --only {} good", lint.name), "$ caveat check good".to_owned()].iter().any(|command| {
            cases.split(command.as_str()).nth(1).and_then(|rest| rest.lines().nth(1)).is_some_and(|line| line.ends_with(": sound"))
        });
        if !found || !silent {
            wrong.push(format!("tests/cases/lints/{}.md lacks a case with, or one without a finding", lint.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
