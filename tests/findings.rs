//! What `caveat check --format sarif` writes is SARIF 2.1.0, as the schema of its standard says: for every mistake and every lint that
//! has a page of cases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;

/// The policies on the pages of a folder, one folder each.
fn policies(of: &str, to: &Path) -> Vec<PathBuf> {
    let pages = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(of)).unwrap();
    let mut folders = Vec::new();
    for page in pages.map(|page| page.unwrap().path()) {
        let text = fs::read_to_string(&page).unwrap();
        for (index, block) in text.split("```policy ").skip(1).enumerate() {
            let folder = to.join(page.file_stem().unwrap()).join(index.to_string());
            fs::create_dir_all(&folder).unwrap();
            let body = block.split_once('\n').unwrap().1.split("\n```").next().unwrap();
            fs::write(folder.join("some file, 文.policy"), body).unwrap();
            folders.push(folder);
        }
    }
    folders
}

fn sarif(folder: &Path) -> Value {
    let caveat = Command::new(env!("CARGO_BIN_EXE_caveat")).args(["check", "--format", "sarif"]).arg(folder).output().unwrap();
    serde_json::from_slice(&caveat.stdout).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

#[test]
fn sarif_keeps_its_schema() {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    let schema = serde_json::from_str(include_str!("support/sarif-2.1.0.json")).unwrap();
    compiler.add_resource("sarif.json", schema).unwrap();
    let schema = compiler.compile("sarif.json", &mut schemas).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let folders = [policies("mistakes", scratch.path()), policies("lints", scratch.path())].concat();
    let mut results = 0;
    for folder in &folders {
        let log = sarif(folder);
        if let Err(error) = schemas.validate(&log, schema) {
            panic!("{error:#}\n{log:#}");
        }
        results += log["runs"][0]["results"].as_array().unwrap().len();
    }
    assert!(results >= folders.len() / 2, "{results} findings in {} policies", folders.len());
}
