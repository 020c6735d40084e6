//! One finding to a line, as compilers and editors know it: `rules/a.policy:3:14: error[unknown-fact]: …`.

use super::Finding;

pub fn write(findings: &[Finding<'_>]) -> String {
    findings.iter().map(line).collect()
}

fn line(finding: &Finding<'_>) -> String {
    let place = finding.place.map(|place| format!("{}:{}:{}: ", place.file, place.line, place.column)).unwrap_or_default();
    format!("{place}{}[{}]: {}\n", finding.level, finding.name, finding.sentence())
}
