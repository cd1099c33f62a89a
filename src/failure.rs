//! What the machine failed at: an `Err` that no author can mend in a document. Commands end with exit code 2 on it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The disk said no.
    Io {
        /// What was being done, such as "read".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Anything that a sentence tells: bad usage, a broken theme, a folder that is not ours.
    Message(String),
}

impl Failure {
    /// The disk said no while something was being done to a path.
    #[must_use]
    pub fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// A sentence: what was found and what to do next.
    #[must_use]
    pub fn message(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => write!(f, "cannot {doing} `{}`: {source}", path.display()),
            Self::Message(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}
