//! The blocks of all fact files, one file after the other, each opened when its turn comes.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use crate::diagnostic::{Code, Diagnostic};
use crate::facts::{BadRecord, Block, Blocks, Options};
use crate::model::vocabulary::Vocabulary;
use crate::source::{SourceFile, Span};

use super::super::inputs::Input;
use super::super::stop::plain;
use super::interrupt::Interrupt;
use super::progress::Weight;

/// What a worker gets.
pub enum Piece {
    Block(Block),
    /// in place of records that cannot be read
    Bad(Box<BadRecord>),
}

/// All pieces of a run, up to an interrupt.
pub struct Pieces {
    pub inputs: vec::IntoIter<Input>,
    pub vocabulary: Vocabulary,
    pub ignore_unknown: bool,
    pub interrupt: Interrupt,
    /// how many bytes of the files were read
    pub read: Arc<AtomicU64>,
    pub open: Option<Blocks<Counted>>,
}

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while !self.interrupt.came() {
            match self.open.as_mut().and_then(Blocks::next) {
                Some(Ok(block)) => return Some(Piece::Block(block)),
                Some(Err(bad)) => return Some(Piece::Bad(Box::new(bad))),
                None => self.open = None,
            }
            let input = self.inputs.next()?;
            match input.open() {
                Ok(file) => self.open = Some(self.blocks(&input, file)),
                Err(error) => return Some(Piece::Bad(Box::new(unreadable(input.title(), &error)))),
            }
        }
        None
    }
}

impl Pieces {
    fn blocks(&self, input: &Input, file: Box<dyn Read + Send>) -> Blocks<Counted> {
        let counted = Counted { file, read: Arc::clone(&self.read) };
        let options = Options { ignore_unknown: self.ignore_unknown, ..Options::default() };
        Blocks::new(&self.vocabulary, options, input.format, input.title(), counted)
    }
}

/// A file that counts what is read of it.
pub struct Counted {
    file: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(bytes)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What stands for the records of a file that cannot be opened.
fn unreadable(name: &str, error: &io::Error) -> BadRecord {
    let problem = Diagnostic::error(Code::FactSyntax, Span::default(), format!("the file cannot be read: {}", plain(error)));
    BadRecord { index: 1, source: SourceFile::new(name, ""), first_column: 1, diagnostics: vec![problem] }
}

/// What all inputs weigh together; unknown where one is no file.
pub fn weight(inputs: &[Input]) -> Weight {
    Weight { total: inputs.iter().map(Input::bytes).sum(), read: Arc::default() }
}
