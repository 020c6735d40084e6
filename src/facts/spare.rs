//! The memory of blocks that have been read, for those that are read next: fresh memory costs about as much as reading it full.

use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

/// Memory that nobody needs at the moment. Whoever has read a block gives its memory back, whatever thread that is.
#[derive(Debug)]
pub struct Spare {
    buffers: Mutex<Vec<Vec<u8>>>,
    /// what is larger is not kept, in bytes
    most: usize,
}

/// Memory that is filled up to some place. It keeps its length when it is filled with less: what was written once need not be again.
#[derive(Debug, Default)]
pub struct Filled {
    memory: Vec<u8>,
    length: usize,
}

impl Filled {
    #[must_use]
    pub fn new(memory: Vec<u8>, length: usize) -> Self {
        Self { memory, length }
    }

    #[must_use]
    pub fn into_memory(self) -> Vec<u8> {
        self.memory
    }
}

impl Deref for Filled {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.memory.get(..self.length).unwrap_or_default()
    }
}

impl From<Vec<u8>> for Filled {
    fn from(memory: Vec<u8>) -> Self {
        Self { length: memory.len(), memory }
    }
}

impl Spare {
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { buffers: Mutex::default(), most }
    }

    /// Memory in which something or other stands.
    pub fn take(&self) -> Vec<u8> {
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps it, unless it is a very large piece: those are rare.
    pub fn give(&self, buffer: Vec<u8>) {
        if (1..=self.most).contains(&buffer.capacity()) {
            self.buffers.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
        }
    }
}
