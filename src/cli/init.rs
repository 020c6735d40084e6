//! `caveat init`

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::defaults;

use super::Exit;
use super::stop::Stop;
use super::terminal::output;

const EXAMPLES: &str = "\
Examples:
  caveat init rules                              write the built-in policies to the folder `rules`
  caveat eval --policies rules request.json      ... and judge by them, after editing";

/// Write the built-in policies to a folder, to edit them
///
/// The folder is made if it does not exist. No file is overwritten: if one of them is there already, nothing is written at all.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The folder to write to
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let folder = &arguments.folder;
    let files = defaults::files();
    if let Some(there) = files.iter().map(|file| folder.join(file.path)).find(|path| path.symlink_metadata().is_ok()) {
        let help = "choose an empty folder, or move the file away";
        return Err(Stop::helping(format!("`{}` exists and is not overwritten", there.display()), help));
    }
    for file in &files {
        write(&folder.join(file.path), file.contents)?;
    }
    writeln!(output(), "{} files written to {}", files.len(), folder.display())?;
    Ok(Exit::Good)
}

fn write(path: &Path, contents: &[u8]) -> Result<(), Stop> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| Stop::at(folder, "make", &error))?;
    let file = fs::File::create_new(path).and_then(|mut file| file.write_all(contents));
    file.map_err(|error| Stop::at(path, "write", &error))
}
