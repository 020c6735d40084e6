//! The answers of the program to random records of the shipped policies: each keeps the contract, in every language, for every decision,
//! and the text says what the JSON says.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

#[path = "support/transfer/mod.rs"]
mod transfer;

use std::fs;
use std::path::Path;
use std::process::Command;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use transfer::generate::{Completeness, records};

const DECISIONS: [&str; 5] = ["transfer", "order_action", "next_state", "operation", "refund"];
const RECORDS: usize = 25;

struct Contract {
    schemas: Schemas,
    answer: SchemaIndex,
}

impl Contract {
    fn of(what: &str) -> Self {
        let text = caveat(&["schema", what]).0;
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.add_resource("answer.json", serde_json::from_str(&text).unwrap()).unwrap();
        let answer = compiler.compile("answer.json", &mut schemas).unwrap();
        Self { schemas, answer }
    }

    fn hold(&self, answer: &Value) {
        if let Err(error) = self.schemas.validate(answer, self.answer) {
            panic!("{error:#}\n{answer:#}");
        }
    }
}

/// What the program prints, and its exit status.
fn caveat(arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_caveat")).args(arguments).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

/// A file of random records, some of them with much left out.
fn random_facts(folder: &Path) -> String {
    let records = Completeness::ALL.into_iter().flat_map(|kind| records(11, kind).take(RECORDS));
    let text: String = records.flat_map(|record| [record.to_string(), "\n".to_owned()]).collect();
    let path = folder.join("facts.jsonl");
    fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn every_answer_keeps_the_contract() {
    let contract = Contract::of("answer");
    let folder = tempfile::tempdir().unwrap();
    let facts = random_facts(folder.path());
    for decision in DECISIONS {
        for extra in [&["--lang", "en"][..], &["--lang", "zh", "--assume"], &["--proof"]] {
            let arguments =
                [&["eval", "--format", "jsonl", "--at", "2024-09-01T08:00+08:00", "--decision", decision, &facts], extra].concat();
            let (printed, status) = caveat(&arguments);
            let answers: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(answers.len(), RECORDS * Completeness::ALL.len());
            for answer in &answers {
                contract.hold(answer);
                is_sensible(answer);
            }
            assert_eq!(status, status_of(&answers));
        }
    }
}

/// What the schema cannot say.
fn is_sensible(answer: &Value) {
    let empty = |key: &str| answer[key].as_array().unwrap().is_empty();
    match answer["verdict"].as_str() {
        Some("undetermined") => assert!(!empty("undetermined"), "{answer:#}"),
        Some("forbidden") => assert!(empty("missing") && (!empty("forbidden_by") || answer["decision"] != "transfer"), "{answer:#}"),
        Some("permitted") => assert!(empty("missing") && empty("forbidden_by"), "{answer:#}"),
        _ => assert!(empty("missing"), "{answer:#}"),
    }
    for reason in answer["forbidden_by"].as_array().unwrap() {
        assert!(reason["because"].as_str().is_some_and(|because| !because.is_empty()), "{reason:#}");
        assert!(!reason["facts"].as_array().unwrap().is_empty(), "{reason:#}");
    }
}

/// The status that answers come to.
fn status_of(answers: &[Value]) -> i32 {
    let any = |verdict: &str| answers.iter().any(|answer| answer["verdict"] == verdict);
    match (any("forbidden"), any("undetermined")) {
        (true, _) => 1,
        (false, true) => 3,
        (false, false) => 0,
    }
}

#[test]
fn the_text_says_what_the_json_says() {
    let folder = tempfile::tempdir().unwrap();
    let facts = random_facts(folder.path());
    let at = ["--at", "2024-09-01T08:00+08:00", &facts];
    for lang in ["en", "zh"] {
        let (json, _) = caveat(&[&["eval", "--lang", lang, "--format", "jsonl"][..], &at].concat());
        let (text, _) = caveat(&[&["eval", "--lang", lang][..], &at].concat());
        let text: String = text.split_whitespace().collect();
        for line in json.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            let reasons = ["forbidden_by", "warnings", "duties", "effects"].iter().flat_map(|key| answer[key].as_array().unwrap());
            for said in reasons.filter_map(|reason| reason["because"].as_str().or(reason["says"].as_str())) {
                let said: String = said.split_whitespace().collect();
                assert!(text.contains(&said), "{said}");
            }
        }
    }
}

#[test]
fn every_summary_keeps_its_contract() {
    let contract = Contract::of("summary");
    let folder = tempfile::tempdir().unwrap();
    let facts = random_facts(folder.path());
    for decision in DECISIONS {
        let told = ["eval", "--summary", "json", "--at", "2024-09-01", "--decision", decision, &facts];
        for groups in [&[][..], &["--by", "instance.region,instance.expires_at", "--jobs", "2", "--lang", "zh"]] {
            let (printed, _) = caveat(&[&told, groups].concat());
            let summary: Value = serde_json::from_str(&printed).unwrap();
            contract.hold(&summary);
            assert_eq!(summary["records"], RECORDS * Completeness::ALL.len());
            assert_eq!(summary["groups"].as_array().unwrap().len(), if groups.is_empty() { 0 } else { 2 });
        }
    }
    let empty = serde_json::json!({"schema": 1});
    assert!(contract.schemas.validate(&empty, contract.answer).is_err());
}

#[test]
fn every_explanation_and_timeline_keeps_its_contract() {
    let folder = tempfile::tempdir().unwrap();
    let facts = random_facts(folder.path());
    for command in ["why", "when"] {
        let contract = Contract::of(command);
        for decision in DECISIONS {
            for extra in [&["--lang", "en"][..], &["--lang", "zh", "--assume"]] {
                let told = [&[command, "--format", "jsonl", "--at", "2024-09-01", "--decision", decision, &facts][..], extra].concat();
                let (printed, status) = caveat(&told);
                let told: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                assert_eq!(told.len(), RECORDS * Completeness::ALL.len());
                told.iter().for_each(|told| contract.hold(told));
                assert_eq!(status, status_of(&told));
            }
        }
        assert!(contract.schemas.validate(&serde_json::json!({"schema": 1}), contract.answer).is_err());
    }
}

#[test]
fn every_bench_keeps_its_contract() {
    let contract = Contract::of("bench");
    for decision in ["transfer", "next_state"] {
        let (printed, _) = caveat(&["bench", "--rounds", "1", "--time", "1ms", "--format", "json", "--decision", decision]);
        let figures: Value = serde_json::from_str(&printed).unwrap();
        contract.hold(&figures);
        assert_eq!(figures["parts"].as_array().unwrap().is_empty(), decision == "next_state");
    }
    assert!(contract.schemas.validate(&serde_json::json!({"schema": 1}), contract.answer).is_err());
}

/// Statements of DOT: `digraph "…" {`, `n1 [label="…", …];`, `n1 -> n2 [penwidth=2];`. Every node that an edge names is there.
#[test]
fn every_graph_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let facts = random_facts(folder.path());
    let (graphs, _) = caveat(&["why", "--format", "dot", "--at", "2024-09-01", &facts]);
    let (mut nodes, mut edges, mut count) = (0, 0, 0);
    for line in graphs.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bare = without_strings(line);
        let words: Vec<&str> = bare.split_whitespace().collect();
        match words.as_slice() {
            ["digraph", "S", "{"] => (nodes, count) = (0, count + 1),
            ["graph" | "node" | "edge", ..] | ["}"] => {}
            [node, "[label=S,", ..] => {
                assert_eq!(*node, format!("n{nodes}"));
                nodes += 1;
            }
            [from, "->", to, _] => {
                let known = |name: &str| name.strip_prefix('n').and_then(|id| id.parse::<usize>().ok()).is_some_and(|id| id < nodes);
                assert!(known(from) && known(to), "{line}");
                edges += 1;
            }
            _ => panic!("{line}"),
        }
    }
    assert_eq!(count, RECORDS * Completeness::ALL.len());
    assert!(edges > 10_000, "{edges}");
}

/// A line with `S` for every quoted string.
fn without_strings(line: &str) -> String {
    let (mut bare, mut quoted, mut escaped) = (String::new(), false, false);
    for c in line.chars() {
        match (quoted, c) {
            (true, '"') if !escaped => quoted = false,
            (false, '"') => {
                quoted = true;
                bare.push('S');
            }
            (false, c) => bare.push(c),
            (true, _) => {}
        }
        escaped = quoted && c == '\\' && !escaped;
    }
    assert!(!quoted, "{line}");
    bare
}

#[test]
fn a_bad_record_keeps_the_contract() {
    let contract = Contract::of("answer");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.json");
    fs::write(&path, r#"[{"instance": {"statu": 1, "status": "x"}}, {}]"#).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_caveat")).args(["eval", "--format", "json", path.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let answers: Value = serde_json::from_slice(&output.stdout).unwrap();
    contract.hold(&answers);
    assert_eq!(answers[0]["error"]["code"], "unknown-key");
    assert_eq!(answers[0]["further"][0]["code"], "unknown-member");
    assert_eq!(answers[1]["verdict"], "undetermined");
}

/// Plans, and the questions that are still of use, of records of which more or less is known.
#[test]
fn plans_and_questions_keep_their_contracts() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, ask) = (Contract::of("plan"), Contract::of("ask"));
    let known = folder.path().join("known.jsonl");
    let text: String = records(11, Completeness::FewMissing).take(RECORDS).map(|record| format!("{record}\n")).collect();
    fs::write(&known, text).unwrap();
    let mut found = 0;
    for lang in ["en", "zh"] {
        let (told, _) = caveat(&["plan", "--format", "jsonl", "--lang", lang, &known.to_string_lossy()]);
        for line in told.lines() {
            let told: Value = serde_json::from_str(line).unwrap();
            plan.hold(&told);
            found += told["plans"].as_array().unwrap().len();
        }
        let facts = random_facts(folder.path());
        for place in ["#1", "#26", "#51", "#76", "#90"] {
            let (told, _) = caveat(&["ask", "--next", "--format", "json", "--lang", lang, "--record", place, &facts]);
            ask.hold(&serde_json::from_str(&told).unwrap());
        }
    }
    assert!(found > 0);
}
