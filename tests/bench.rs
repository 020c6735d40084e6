//! What `caveat bench` says as JSON holds together: times differ from run to run, but not what they are times of.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use std::process::Command;

use serde_json::Value as Json;

const MEASURES: [&str; 8] = ["load", "prepare", "read", "decide", "decide_one", "read_and_decide", "answer", "tell"];

/// The figures of the built-in policies and their examples.
fn figures(options: &[&str]) -> Json {
    let output = Command::new(env!("CARGO_BIN_EXE_caveat"))
        .args(["bench", "--format", "json", "--time", "5 ms"])
        .args(options)
        .output()
        .expect("the program that was just built");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("an object")
}

fn number(of: &Json, key: &str) -> f64 {
    of[key].as_f64().unwrap_or_else(|| panic!("`{key}` of {of}"))
}

fn list<'j>(of: &'j Json, key: &str) -> &'j [Json] {
    of[key].as_array().expect("an array")
}

#[test]
fn quartiles_stand_in_order_and_rates_follow_from_medians() {
    let figures = figures(&["--rounds", "5"]);
    let measures = list(&figures, "measures");
    assert_eq!(measures.iter().map(|measure| measure["name"].as_str().unwrap_or_default()).collect::<Vec<_>>(), MEASURES);
    for figure in measures.iter().chain(list(&figures, "parts")) {
        let spread = &figure["nanoseconds"];
        let rounds = number(spread, "rounds");
        assert!((3.0..=5.0).contains(&rounds), "{rounds} rounds");
        let times = ["min", "lower_quartile", "median", "upper_quartile", "max"].map(|key| number(spread, key));
        assert!(times.is_sorted(), "{times:?}");
    }
    let bytes_a_record = number(&figures["records"], "bytes") / number(&figures["records"], "held");
    for measure in measures {
        let median = number(&measure["nanoseconds"], "median");
        assert!(median > 0.0, "{measure}");
        assert!((number(measure, "per_second") * median / 1e9 - 1.0).abs() < 1e-9, "{measure}");
        if let Some(bytes) = measure["bytes_per_second"].as_f64() {
            assert!((bytes / number(measure, "per_second") / bytes_a_record - 1.0).abs() < 1e-9, "{measure}");
        }
    }
}

/// Every rule and table that the decision hears is there once, those that add most first.
#[test]
fn the_parts_are_those_of_the_decision_by_what_they_add() {
    let figures = figures(&["--rounds", "1"]);
    let parts = list(&figures, "parts");
    let medians: Vec<f64> = parts.iter().map(|part| number(&part["nanoseconds"], "median")).collect();
    assert!(medians.iter().rev().is_sorted(), "{medians:?}");
    let mut names: Vec<&str> = parts.iter().filter_map(|part| part["name"].as_str()).collect();
    names.sort_unstable();
    let listed = Command::new(env!("CARGO_BIN_EXE_caveat")).args(["rules", "--format", "json"]).output().expect("the program");
    let listed: Json = serde_json::from_slice(&listed.stdout).expect("an array");
    let heard =
        |rule: &&Json| rule["decision"] == figures["decision"] && ["forbid", "permit", "table"].iter().any(|kind| rule["kind"] == *kind);
    let mut expected: Vec<&str> =
        listed.as_array().expect("an array").iter().filter(heard).filter_map(|rule| rule["rule"].as_str()).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
}
