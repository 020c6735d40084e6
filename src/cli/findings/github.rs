//! Annotations of GitHub Actions: `::error file=…,line=…::…`, one to a line.

use super::Finding;

pub fn write(findings: &[Finding<'_>]) -> String {
    findings.iter().map(annotation).collect()
}

fn annotation(finding: &Finding<'_>) -> String {
    let command = if finding.level == "hint" { "notice" } else { finding.level };
    let place = finding.place.map(|place| {
        let (line, end) = (place.line, place.end_line);
        format!("file={},line={line},col={},endLine={end},endColumn={},", property(place.file), place.column, place.end_column)
    });
    let mut message = finding.sentence();
    for help in finding.help {
        message.push('\n');
        message.push_str(help);
    }
    format!("::{command} {}title={}::{}\n", place.unwrap_or_default(), property(finding.name), escaped(&message))
}

/// What would end the command is written in hexadecimal.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
