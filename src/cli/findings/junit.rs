//! JUnit XML: a suite a file, a failed case a finding; a file without findings is a case that passed.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Finding;

pub fn write(findings: &[Finding<'_>], files: &[&str]) -> String {
    let mut report = Report::new("caveat check");
    for file in files {
        let of_file = findings.iter().filter(|finding| finding.place.is_some_and(|place| place.file == *file));
        report.add_test_suite(suite(file, of_file));
    }
    report.to_string().map(|text| text.trim_end().to_owned() + "\n").unwrap_or_default()
}

fn suite<'a>(file: &str, findings: impl Iterator<Item = &'a Finding<'a>>) -> TestSuite {
    let mut suite = TestSuite::new(file);
    suite.add_test_cases(findings.map(case));
    if suite.test_cases.is_empty() {
        suite.add_test_case(TestCase::new("sound", TestCaseStatus::success()));
    }
    suite
}

/// Only an error fails; what is merely suspicious is told and passes.
fn case(finding: &Finding<'_>) -> TestCase {
    let line = finding.place.map_or(0, |place| place.line);
    let name = format!("{}:{line}", finding.name);
    if finding.level != "error" {
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_system_out(format!("{}: {}", finding.level, finding.sentence()));
        return case;
    }
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(finding.sentence()).set_type(finding.name);
    if !finding.help.is_empty() {
        status.set_description(finding.help.join("\n"));
    }
    TestCase::new(name, status)
}
