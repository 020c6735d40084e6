//! Answers that are known beforehand: a file with a line for each, `instance.status = stopped`.

use std::fs;
use std::path::Path;

use indexmap::IndexMap;

use crate::model::vocabulary::Vocabulary;
use crate::nearest::nearest;

use super::super::stop::Stop;

/// Answers by the paths of facts.
#[derive(Debug, Default)]
pub struct Answers {
    by_path: IndexMap<String, String>,
}

impl Answers {
    /// Reads a file of answers. Lines that begin with `#`, and empty ones, say nothing.
    ///
    /// # Errors
    /// Where it cannot be read, a line is no answer, or a path leads to nothing.
    pub fn read(path: &Path, vocabulary: &Vocabulary) -> Result<Self, Stop> {
        let text = fs::read_to_string(path).map_err(|error| Stop::at(path, "read", &error))?;
        let mut by_path = IndexMap::new();
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            let place = format!("{}:{number}", path.display());
            let Some((fact, answer)) = line.split_once('=') else {
                return Err(Stop::helping(
                    format!("`{place}` is no answer"),
                    "write the path of a fact, `=` and its value: item.medium = film",
                ));
            };
            let fact = fact.trim();
            leads_somewhere(vocabulary, fact, &place)?;
            by_path.insert(fact.to_owned(), answer.trim().to_owned());
        }
        Ok(Self { by_path })
    }

    /// The answer to a question, by any of the names of what it asks.
    pub fn of<'a>(&'a self, mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        names.find_map(|name| self.by_path.get(name)).map(String::as_str)
    }
}

/// That the vocabulary has such a fact; what stands in brackets names a member.
fn leads_somewhere(vocabulary: &Vocabulary, path: &str, place: &str) -> Result<(), Stop> {
    let list = path.split('(').next().unwrap_or(path);
    let known = || vocabulary.facts.iter().map(|fact| fact.path.as_str()).chain(vocabulary.entities.keys().map(String::as_str));
    if known().any(|known| known == list) {
        return Ok(());
    }
    let message = format!("`{place}`: no fact is called `{list}`");
    Err(match nearest(list, known()) {
        Some(near) => Stop::helping(message, format!("did you mean `{near}`?")),
        None => Stop::because(message),
    })
}
