//! The fact file that is being read, and the next one after it, in the same memory.

use std::borrow::Borrow;
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

    /// The next block of the file, or the first one of those that follow it. Their bytes go through what `through` gives as they are read.
    pub fn next_of<I, T, F>(
        &mut self,
        inputs: &mut impl Iterator<Item = I>,
        (vocabulary, options): (&Vocabulary, Options<'_>),
        through: impl Fn() -> F,
    ) -> Option<Result<Block, BadRecord>>
    where
        I: Borrow<Input>,
        T: Read + Send + 'static,
        F: FnOnce(Raw) -> T,
    {
        loop {
            if let Some(next) = self.next() {
                return Some(next);
            }
            let input = inputs.next()?;
            match input.borrow().blocks(vocabulary, options, through()) {
                Ok(blocks) => self.0 = Some(blocks.after(self.0.take())),
                Err(error) => return Some(Err(unreadable(input.borrow().title(), &error))),
            }
        }
    }
}

fn unreadable(name: &str, error: &io::Error) -> BadRecord {
    let problem = Diagnostic::error(Code::FactSyntax, Span::default(), format!("the file cannot be read: {}", plain(error)));
    BadRecord { index: 1, source: SourceFile::new(name, ""), first_column: 1, diagnostics: vec![problem] }
}
