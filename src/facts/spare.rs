//! The memory of blocks that have been read, for those that are read next: fresh memory costs about as much as reading it full.

use std::sync::{Mutex, PoisonError};

/// Memory that nobody needs at the moment. Whoever has read a block gives its memory back, whatever thread that is.
#[derive(Debug)]
pub struct Spare {
    buffers: Mutex<Vec<Vec<u8>>>,
    /// what is larger is not kept, in bytes
    most: usize,
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
