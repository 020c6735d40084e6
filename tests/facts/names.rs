//! Names that are much alike, long or many are told apart, as keys and as members of enums, and from what is no name at all.

use caveat::facts::record::Slot;
use caveat::facts::{Format, Options, Reader, Record};
use caveat::model::vocabulary::{FactId, Vocabulary};
use fastrand::Rng;
use indexmap::IndexSet;
use pretty_assertions::assert_eq;

use super::support::vocabulary_of;

#[test]
fn names_much_alike() {
    for (seed, count) in [1, 2, 3, 10, 60, 300, 3_000].into_iter().enumerate() {
        let mut rng = Rng::with_seed(seed as u64);
        let mut names = IndexSet::new();
        while names.len() < count {
            names.insert(name(&mut rng, count));
        }
        let keys: IndexSet<_> = names.iter().take(FACTS).cloned().collect();
        let vocabulary = vocabulary(&names, &keys);
        // each word twice with the same key, so that the order of keys is learned now and then
        let (mut pairs, mut expected) = (Vec::new(), Vec::new());
        for (member, name) in (0..).zip(&names) {
            pairs.push((keys[member as usize / 2 % keys.len()].clone(), name.clone()));
            expected.push(Some(member));
            let almost = almost(&mut rng, name);
            // of many names, what is meant by one that is wrong takes long to find
            if member < 100 && !names.contains(&almost) {
                pairs.extend([(keys[0].clone(), almost.clone()), (almost, names[0].clone())]);
                expected.extend([None, None]);
            }
        }
        assert_eq!(in_json(&vocabulary, &keys, &pairs), expected);
        pairs.retain(|(key, _)| *key == keys[0]);
        let expected: Vec<_> = pairs.iter().map(|(_, word)| names.get_index_of(word)).collect();
        let words: Vec<_> = pairs.into_iter().map(|(_, word)| word).collect();
        assert_eq!(
            in_csv(&vocabulary, &keys, &words).into_iter().map(|member| member.map(|member| member as usize)).collect::<Vec<_>>(),
            expected
        );
    }
}

/// So many of the names are those of facts as well.
const FACTS: usize = 300;

/// Two letters, and few lengths where there are few names: many begin alike; some are longer than what is looked at in one step.
fn name(rng: &mut Rng, count: usize) -> String {
    let length = if count < 20 { rng.usize(1..12) } else { rng.usize(1..45) };
    let stem = ["x", "xaaaaaaaaaaaaaaaaaaaaaaa", "xb"][rng.usize(..3)];
    std::iter::once(stem).chain((0..length).map(|_| ["a", "b"][rng.usize(..2)])).collect()
}

/// A letter more, less or another one.
fn almost(rng: &mut Rng, name: &str) -> String {
    let at = rng.usize(1..=name.len());
    let (before, behind) = name.split_at(at);
    match rng.usize(..3) {
        0 => format!("{before}a{behind}"),
        1 => format!("{before}{}", behind.get(1..).unwrap_or("b")),
        _ => format!("{before}c{}", behind.get(1..).unwrap_or("")),
    }
}

fn vocabulary(names: &IndexSet<String>, keys: &IndexSet<String>) -> Vocabulary {
    let members: Vec<_> = names.iter().map(|name| format!("{name} en \"{name}\"")).collect();
    let facts: Vec<_> = keys.iter().map(|name| format!("  {name} word\n")).collect();
    vocabulary_of(&format!(
        "policy sample {{ title en \"sample\"  time_zone \"+08:00\"  languages en }}\nenum word {{ {} }}\nentity things en \"things\" {{\n{}}}\n",
        members.join(", "),
        facts.concat()
    ))
}

/// Which member the fact has that each key and word make; nothing where the record is refused.
fn in_json(vocabulary: &Vocabulary, keys: &IndexSet<String>, pairs: &[(String, String)]) -> Vec<Option<u32>> {
    let text: String = pairs.iter().map(|(key, word)| format!("{{\"things\":{{\"{key}\":\"{word}\"}}}}\n")).collect();
    read(vocabulary, keys, Format::JsonLines, &text, pairs.iter().map(|(key, _)| key.as_str()))
}

/// The same of words in the column of the first key.
fn in_csv(vocabulary: &Vocabulary, keys: &IndexSet<String>, words: &[String]) -> Vec<Option<u32>> {
    let text = format!("things.{}\n{}\n", keys[0], words.join("\n"));
    read(vocabulary, keys, Format::Csv, &text, words.iter().map(|_| keys[0].as_str()))
}

fn read<'k>(
    vocabulary: &Vocabulary,
    keys: &IndexSet<String>,
    format: Format,
    text: &str,
    of: impl Iterator<Item = &'k str>,
) -> Vec<Option<u32>> {
    let mut record = Record::new(vocabulary);
    let mut reader = Reader::new(vocabulary, Options::default(), format, "facts", text.as_bytes());
    let mut member = |key: &str| {
        reader.next(&mut record)?.ok()?;
        match record.slot(FactId(u32::try_from(keys.get_index_of(key)?).ok()?)) {
            Slot::Member(member) => Some(member),
            other => panic!("{other:?}"),
        }
    };
    of.map(&mut member).collect()
}
