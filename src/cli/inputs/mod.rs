//! The fact files of a run: each opened when its turn comes.

mod names;
mod open;

use std::fs::File;
use std::io::{self, Read};
use std::iter;
use std::path::Path;

use clap::{Args, ValueEnum};

use crate::defaults::{self, DefaultFile};
use crate::facts::packed::{self, Packing};
use crate::facts::{BadRecord, Block, BlockReader, Blocks, Format, Options};
use crate::model::vocabulary::Vocabulary;

use super::stop::Stop;

use names::Found;
pub use names::named;
pub use open::Open;

/// How fact files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// an object is one record, an array many
    Json,
    /// a record on each line
    Jsonl,
    /// as JSON; also a record in each of several documents
    Yaml,
    /// one record, or many under `[[records]]`
    Toml,
    /// a header of dotted names, and a record in each row
    Csv,
    /// the same, separated by tabs
    Tsv,
    /// columns with dotted names, or nested ones
    Parquet,
}

/// How fact files are read.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// How the fact files are written; without it their names tell, and the first line of a JSON file or of the standard input tells
    /// whether it is JSON Lines
    #[arg(long, value_name = "FORMAT")]
    pub facts_format: Option<FactsFormat>,
    /// The word for none in tables that are read or written; an empty cell is unknown
    #[arg(long, value_name = "WORD", default_value = "null")]
    none: String,
    /// Take null in Parquet as none where the vocabulary allows that; otherwise it is unknown
    #[arg(long)]
    null_is_none: bool,
    /// Pass over keys and columns that the vocabulary does not have
    #[arg(long)]
    ignore_unknown_facts: bool,
}

impl Reading {
    pub fn options(&self) -> Options<'_> {
        Options { ignore_unknown: self.ignore_unknown_facts, none: &self.none, null_is_none: self.null_is_none, reads: None }
    }
}

/// A fact file; `-` is the standard input.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    format: Format,
    packing: Option<Packing>,
    place: Place,
}

/// Where the bytes of an input come from.
#[derive(Debug)]
enum Place {
    Standard,
    File(Found),
    /// the program has them with it
    Carried(&'static [u8]),
}

/// Fact files that can be opened as often as one likes.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    pub inputs: &'a [Input],
    pub vocabulary: &'a Vocabulary,
    pub options: Options<'a>,
}

impl<'a> Files<'a> {
    /// The blocks of all files; an error stands for records that cannot be read.
    pub fn blocks(self) -> impl Iterator<Item = Result<Block, BadRecord>> + 'a {
        let (mut inputs, mut open) = (self.inputs.iter(), Open::default());
        iter::from_fn(move || open.next_of(&mut inputs, (self.vocabulary, self.options), || |raw: Raw| raw))
    }

    pub fn reader(self) -> BlockReader<'a> {
        BlockReader::new(self.vocabulary, self.options)
    }
}

impl From<FactsFormat> for Format {
    fn from(format: FactsFormat) -> Self {
        match format {
            FactsFormat::Json => Self::Json,
            FactsFormat::Jsonl => Self::JsonLines,
            FactsFormat::Yaml => Self::Yaml,
            FactsFormat::Toml => Self::Toml,
            FactsFormat::Csv => Self::Csv,
            FactsFormat::Tsv => Self::Tsv,
            FactsFormat::Parquet => Self::Parquet,
        }
    }
}

/// The format that a file's name tells, and how it is packed. Many a file that is called JSON has a record on each line.
fn told(path: &Path) -> (Option<Format>, Option<Packing>) {
    let name = path.to_string_lossy();
    let (packing, name) = Packing::of_file(&name);
    let format = Format::of_file(name).map(|format| match format {
        Format::Json => Format::AnyJson { may_be_empty: false },
        other => other,
    });
    (format, packing)
}

impl Input {
    fn new(found: Found, format: Option<FactsFormat>) -> Result<Self, Stop> {
        let (told, packing) = told(&found.path);
        let name = found.path.to_string_lossy().into_owned();
        let Some(format) = format.map(Format::from).or(told) else {
            let message = format!("the name `{name}` does not tell the format of the facts");
            return Err(Stop::helping(message, "say it: --facts-format json|jsonl|yaml|toml|csv|tsv|parquet"));
        };
        if format == Format::Parquet && packing.is_some() {
            return Err(Stop::helping(format!("`{name}` cannot be read"), "Parquet packs its own columns: unpack the file first"));
        }
        check(format)?;
        Ok(Self { name, format, packing, place: Place::File(found) })
    }

    fn standard(format: Option<FactsFormat>) -> Result<Self, Stop> {
        let format = format.map_or(Format::AnyJson { may_be_empty: true }, Format::from);
        if format == Format::Parquet {
            let help = "its index stands at its end: name a file";
            return Err(Stop::helping("Parquet cannot be read from the standard input", help));
        }
        Ok(Self { name: "-".to_owned(), format, packing: None, place: Place::Standard })
    }

    /// As diagnostics call it.
    pub fn title(&self) -> &str {
        if self.is_standard() { "<stdin>" } else { &self.name }
    }

    /// Whether it is the standard input, which can be read only once.
    pub fn is_standard(&self) -> bool {
        matches!(self.place, Place::Standard)
    }

    /// Where it stands, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(found) => Some(&found.path),
            Place::Standard | Place::Carried(_) => None,
        }
    }

    /// How many bytes it had when it was named; of what is no file nobody knows.
    pub fn bytes(&self) -> Option<u64> {
        match &self.place {
            Place::Standard => None,
            Place::File(found) => found.bytes,
            Place::Carried(bytes) => Some(bytes.len() as u64),
        }
    }

    /// How many bytes there are to read; of what is no file, is packed, or is not read in turn, nobody knows.
    pub fn plain_bytes(&self) -> Option<u64> {
        self.bytes().filter(|_| self.packing.is_none() && self.format != Format::Parquet)
    }

    /// Opens it and cuts it into blocks. Its bytes go through `through` as they are read, before they are unpacked.
    fn blocks<T>(&self, vocabulary: &Vocabulary, options: Options<'_>, through: impl FnOnce(Raw) -> T) -> io::Result<Blocks<Raw>>
    where
        T: Read + Send + 'static,
    {
        let input: Raw = match &self.place {
            Place::Standard => packed::unpacked_by_bytes(through(Box::new(io::stdin())))?,
            Place::Carried(bytes) => packed::unpacked(self.packing, through(Box::new(*bytes))),
            Place::File(found) => {
                let file = File::open(&found.path)?;
                #[cfg(feature = "parquet")]
                if self.format == Format::Parquet {
                    return Ok(Blocks::parquet(vocabulary, options, self.title(), file));
                }
                packed::unpacked(self.packing, through(Box::new(file)))
            }
        };
        Ok(Blocks::new(vocabulary, options, self.format, self.title(), input))
    }
}

/// The example records that the program carries.
pub fn examples() -> Vec<Input> {
    let carried = |file: DefaultFile| {
        let (format, packing) = told(Path::new(file.path));
        Some(Input { name: format!("policies/{}", file.path), format: format?, packing, place: Place::Carried(file.contents) })
    };
    defaults::files().into_iter().filter(|file| file.path.starts_with("examples/")).filter_map(carried).collect()
}

/// Bytes of an input.
pub type Raw = Box<dyn Read + Send>;

/// That this program reads a format.
fn check(format: Format) -> Result<(), Stop> {
    if format == Format::Parquet && !cfg!(feature = "parquet") {
        let help = "build it with `cargo install --path . --features parquet`";
        return Err(Stop::helping("this program was built without Parquet", help));
    }
    Ok(())
}
