//! The contrast of every text with what it stands on, by the formula of WCAG 2.2, from the colours of the page's own style.

use std::collections::BTreeMap;

/// What a normal text needs.
const LEAST: f64 = 4.5;

/// Texts and what they may stand on.
const TEXTS: [&str; 6] = ["text", "faint", "permitted", "forbidden", "undetermined", "plain"];
const GROUNDS: [&str; 3] = ["ground", "raised", "marked"];
/// What a text in the colour `on` stands on.
const FILLED: [&str; 4] = ["permitted", "forbidden", "undetermined", "plain"];

/// In both schemes; and no colour is used that is not one of these.
pub fn hold(page: &str) {
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
    let schemes: Vec<BTreeMap<&str, [f64; 3]>> = style.split(":root {").skip(1).map(colours).collect();
    assert_eq!(schemes.len(), 2, "a light scheme and a dark one");
    for scheme in &schemes {
        let pairs = TEXTS.iter().flat_map(|text| GROUNDS.iter().map(move |ground| (*text, *ground)));
        for (text, ground) in pairs.chain(FILLED.iter().map(|ground| ("on", *ground))) {
            let contrast = contrast(scheme[text], scheme[ground]);
            assert!(contrast >= LEAST, "{text} on {ground}: {contrast:.2}\n{scheme:?}");
        }
    }
    assert!(contrast([0.0; 3], [255.0; 3]) > 20.9 && contrast([255.0; 3], [254.0; 3]) < 1.1, "the formula tells black from white");
    let outside: Vec<&str> = style.lines().filter(|line| line.contains('#') && !line.trim_start().starts_with("--")).collect();
    let stray = outside.into_iter().filter(|line| !line.trim_start().starts_with("#lang-"));
    assert_eq!(stray.collect::<Vec<_>>(), Vec::<&str>::new(), "colours have names");
}

/// `--text: #1b1f24; …` up to the end of the block.
fn colours(block: &str) -> BTreeMap<&str, [f64; 3]> {
    let block = block.split('}').next().unwrap();
    let entries = block.split(';').filter_map(|entry| entry.trim().strip_prefix("--")?.split_once(": #"));
    entries.map(|(name, value)| (name, [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&value[at..at + 2], 16).unwrap())))).collect()
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
