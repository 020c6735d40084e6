//! The fact file that is being read, and the next one after it, in the same memory.

use std::io::{self, Read};

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{BadRecord, Block, Blocks, Options};
use crate::model::vocabulary::Vocabulary;
use crate::source::{SourceFile, Span};

use super::super::stop::plain;
use super::{Input, Raw};

/// The fact file that is open, if one is.
#[derive(Default)]
pub struct Open(Option<Blocks<Raw>>);

impl Open {
    /// The next block of the file, if it has one; an error stands for a record that cannot be read.
    pub fn next(&mut self) -> Option<Result<Block, BadRecord>> {
        self.0.as_mut()?.next()
    }

    /// Opens another file. Its bytes go through `through` as they are read.
    ///
    /// # Errors
    /// With what stands for the records of a file that cannot be opened.
    pub fn turn_to<T>(
        &mut self,
        input: &Input,
        (vocabulary, options): (&Vocabulary, Options<'_>),
        through: impl FnOnce(Raw) -> T,
    ) -> Result<(), BadRecord>
    where
        T: Read + Send + 'static,
    {
        let blocks = input.blocks(vocabulary, options, through).map_err(|error| unreadable(input.title(), &error))?;
        self.0 = Some(blocks.after(self.0.take()));
        Ok(())
    }
}

fn unreadable(name: &str, error: &io::Error) -> BadRecord {
    let problem = Diagnostic::error(Code::FactSyntax, Span::default(), format!("the file cannot be read: {}", plain(error)));
    BadRecord { index: 1, source: SourceFile::new(name, ""), first_column: 1, diagnostics: vec![problem] }
}
