//! Why a command ends before its work is done.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use termcolor::{Color, ColorSpec, WriteColor};

use super::terminal::Terminal;

/// The exit status of a program that a closed pipe ends.
const CLOSED_PIPE: u8 = 141;

#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the answers any more.
    ClosedPipe,
    /// What is wrong, and how it may be put right.
    Refused { message: String, help: Option<String> },
}

impl Stop {
    pub fn because(message: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), help: None }
    }

    pub fn helping(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), help: Some(help.into()) }
    }

    /// A file or a folder that cannot be read or written.
    pub fn at(path: &Path, verb: &str, error: &io::Error) -> Self {
        Self::because(format!("cannot {verb} `{}`: {}", path.display(), plain(error)))
    }

    /// Says it, and gives the exit status.
    pub fn tell(self, terminal: &Terminal) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::from(CLOSED_PIPE),
            Self::Refused { message, help } => {
                // where even this cannot be written, the status still tells
                let _ = print(&message, help.as_deref(), &mut terminal.errors());
                ExitCode::from(2)
            }
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::because(format!("cannot write: {}", plain(&error))),
        }
    }
}

fn print(message: &str, help: Option<&str>, out: &mut dyn WriteColor) -> io::Result<()> {
    out.set_color(ColorSpec::new().set_fg(Some(Color::Red)).set_bold(true).set_intense(true))?;
    write!(out, "error")?;
    out.set_color(ColorSpec::new().set_bold(true))?;
    writeln!(out, ": {message}")?;
    out.reset()?;
    if let Some(help) = help {
        writeln!(out, "  = {help}")?;
    }
    out.flush()
}

/// The error in plain words, without the system's number.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this is not permitted".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}
