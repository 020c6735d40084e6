//! What an interrupt does: the first one ends the run cleanly, a second one at once.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status of an interrupted program.
pub const INTERRUPTED: u8 = 130;

/// Whether the run was interrupted.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. A second interrupt takes a file away that is not whole yet.
    pub fn listen(unfinished: Option<PathBuf>) -> Self {
        let interrupt = Self::default();
        let asked = Arc::clone(&interrupt.0);
        let listen = move || {
            if asked.swap(true, Ordering::SeqCst) {
                // what cannot be taken away stays
                let _ = unfinished.as_ref().map(fs::remove_file);
                process::exit(INTERRUPTED.into());
            }
        };
        // without it an interrupt ends the program at once, as the system has it
        let _ = ctrlc::set_handler(listen);
        interrupt
    }

    pub fn came(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
