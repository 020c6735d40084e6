//! The pages of `why`, `when` and `plan`, held against the objects that the same commands print.

use std::fs;
use std::process::Command;

use caveat::explain::layout::visible;
use serde_json::Value as Json;

use crate::made::xml;
use crate::told::{has_class, text_of, texts};
use crate::transfer::generate::{Completeness, records};

/// The page of a command says what its objects say, in each language.
pub fn hold(command: &str, in_full: bool) -> String {
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl");
    let random = Completeness::ALL.into_iter().flat_map(|kind| records(29, kind).take(4));
    fs::write(&facts, random.map(|record| format!("{record}\n")).collect::<Vec<_>>().concat()).unwrap();
    let run = |lang: &str, format: &str| {
        let arguments = [command, "--lang", lang, "--format", format];
        let output = Command::new(env!("CARGO_BIN_EXE_caveat")).args(arguments).arg(&facts).output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let page = run("en", "html");
    let document = xml(&page);
    for lang in ["en", "zh"] {
        let text = text_of(document.descendants().find(|node| has_class(*node, lang)).unwrap());
        for object in run(lang, "jsonl").lines().map(|line| serde_json::from_str::<Json>(line).unwrap()) {
            for told in texts(&object, in_full) {
                assert!(text.contains(&*visible(&told)), "{command}: {told:?} is missing in\n{text}");
            }
        }
    }
    page
}
