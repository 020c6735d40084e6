//! What the names of fact files stand for: files, folders, and patterns that no shell has expanded.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::super::stop::Stop;
use super::{FactsFormat, Input, told};

/// All inputs with their formats, before the first one is read.
pub fn named(names: &[String], format: Option<FactsFormat>) -> Result<Vec<Input>, Stop> {
    if names.iter().filter(|name| *name == "-").count() > 1 {
        return Err(Stop::because("the standard input `-` can be read only once"));
    }
    let mut inputs = Vec::new();
    for name in names {
        match name.as_str() {
            "-" => inputs.push(Input::standard(format)?),
            _ => {
                for found in files(name)? {
                    inputs.push(Input::new(found, format)?);
                }
            }
        }
    }
    Ok(inputs)
}

/// A file that a name stands for.
#[derive(Debug)]
pub struct Found {
    pub path: PathBuf,
    /// how many bytes it has; nobody knows of a pipe
    pub bytes: Option<u64>,
}

impl Found {
    fn new(path: PathBuf, metadata: Option<&Metadata>) -> Self {
        Self { path, bytes: metadata.filter(|metadata| metadata.is_file()).map(Metadata::len) }
    }
}

/// The files that a name stands for.
fn files(name: &str) -> Result<Vec<Found>, Stop> {
    let path = Path::new(name);
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path),
        Ok(metadata) => Ok(vec![Found::new(path.to_owned(), Some(&metadata))]),
        Err(_) if name.contains(['*', '?', '[']) => pattern(name),
        Err(error) => Err(Stop::at(path, "read", &error)),
    }
}

/// All fact files of a folder and those within it, in the order of their names.
fn folder(path: &Path) -> Result<Vec<Found>, Stop> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    if found.is_empty() {
        let help =
            "their names end in .json, .jsonl, .ndjson, .yaml, .yml, .toml, .csv, .tsv or .parquet, perhaps with .gz or .zst behind it";
        return Err(Stop::helping(format!("there is no fact file in `{}`", path.display()), help));
    }
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<Found>) -> Result<(), Stop> {
    let stop = |error| Stop::at(folder, "read", &error);
    let entries = fs::read_dir(folder).map_err(stop)?.collect::<Result<Vec<_>, _>>().map_err(stop)?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()))).collect();
    paths.sort();
    for (path, is_folder) in paths {
        if is_folder {
            collect(&path, found)?;
        } else if told(&path).0.is_some() {
            match fs::metadata(&path) {
                Ok(metadata) if !metadata.is_file() => {}
                Ok(metadata) => found.push(Found::new(path, Some(&metadata))),
                // editors leave such links as marks
                Err(_) if is_hidden(&path) => {}
                // a link whose file is gone is told when its turn comes
                Err(_) => found.push(Found { path, bytes: Some(0) }),
            }
        }
    }
    Ok(())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// What a pattern matches, in the order of names.
fn pattern(pattern: &str) -> Result<Vec<Found>, Stop> {
    let matches = glob::glob(pattern).map_err(|error| Stop::because(format!("`{pattern}` is no pattern: {}", error.msg)))?;
    let mut found = Vec::new();
    for path in matches {
        let path = path.map_err(|error| Stop::at(error.path(), "read", error.error()))?;
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => collect(&path, &mut found)?,
            metadata => found.push(Found::new(path, metadata.ok().as_ref())),
        }
    }
    if found.is_empty() { Err(Stop::because(format!("no fact file matches `{pattern}`"))) } else { Ok(found) }
}
