//! SARIF 2.1.0, which code scanning and editors read.

use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::diagnostic::Code;
use crate::lint::Lint;

use super::{Edit, Finding, Fix, Place};

pub fn write(findings: &[Finding<'_>]) -> String {
    let mut rules: Vec<&str> = findings.iter().map(|finding| finding.name).collect();
    rules.sort_unstable();
    rules.dedup();
    let driver = json!({
        "name": "caveat",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|name| rule(name)).collect::<Vec<_>>(),
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": findings.iter().map(|finding| result(finding, &rules)).collect::<Vec<_>>(),
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    serde_json::to_string_pretty(&log).map(|text| text + "\n").unwrap_or_default()
}

/// What a kind of finding means: a lint's page, or an error's meaning.
fn rule(name: &str) -> Value {
    if let Some(lint) = Lint::named(name) {
        return json!({ "id": name, "shortDescription": { "text": lint.summary() }, "fullDescription": { "text": lint.page() } });
    }
    let meaning = Code::ALL.iter().find(|code| code.name() == name).map_or("", |code| code.meaning());
    json!({ "id": name, "shortDescription": { "text": meaning } })
}

fn result(finding: &Finding<'_>, rules: &[&str]) -> Value {
    let mut text = finding.sentence();
    for help in finding.help {
        text.push_str("; ");
        text.push_str(help);
    }
    let related = finding.also.iter().map(|also| noted(also.place, also.note));
    json!({
        "ruleId": finding.name,
        "ruleIndex": rules.binary_search(&finding.name).unwrap_or_default(),
        "level": if finding.level == "hint" { "note" } else { finding.level },
        "message": { "text": text },
        "locations": finding.place.map(location).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": finding.fix.iter().map(fix).collect::<Vec<_>>(),
    })
}

fn location(place: Place<'_>) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri(place.file) }, "region": region(place) } })
}

fn noted(place: Place<'_>, note: &str) -> Value {
    let Value::Object(mut fields) = location(place) else { return Value::Null };
    if !note.is_empty() {
        fields.insert("message".to_owned(), json!({ "text": note }));
    }
    Value::Object(fields)
}

fn region(place: Place<'_>) -> Value {
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    })
}

fn fix(fix: &Fix<'_>) -> Value {
    let mut files: IndexMap<&str, Vec<Value>> = IndexMap::new();
    for edit in &fix.edits {
        files.entry(edit.place.file).or_default().push(replacement(edit));
    }
    let change = |(file, replacements)| json!({ "artifactLocation": { "uri": uri(file) }, "replacements": replacements });
    json!({ "description": { "text": fix.title }, "artifactChanges": files.into_iter().map(change).collect::<Vec<_>>() })
}

fn replacement(edit: &Edit<'_>) -> Value {
    json!({ "deletedRegion": region(edit.place), "insertedContent": { "text": edit.text } })
}

/// A path as a relative reference: what may not stand in one is written in hexadecimal.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path = path.replace('\\', "/");
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
