//! What can go wrong with an index; what can go wrong with a query is a note beside its results.

use std::fmt;
use std::io;

/// The index could not be written or read.
#[derive(Debug)]
pub enum SearchError {
    /// A file is missing, cut short or altered.
    Damaged {
        /// The file's name in the index.
        file: String,
    },
    /// The index is whole, but another version of this crate wrote it.
    OtherVersion,
    /// A chunk is not at hand; [`Chunks::take_missing`](crate::Chunks::take_missing) names it.
    Missing,
    /// Tantivy could not do its work.
    Tantivy(tantivy::TantivyError),
    /// A stored document could not be written or read.
    Stored(serde_json::Error),
}

impl fmt::Display for SearchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Damaged { file } => {
                write!(formatter, "`{file}` of the search index is missing or damaged; build the site again")
            }
            SearchError::OtherVersion => {
                write!(formatter, "another version of Afterword wrote the search index; build the site again")
            }
            SearchError::Missing => write!(formatter, "a part of the search index has not arrived yet"),
            SearchError::Tantivy(error) => write!(formatter, "the search index: {error}"),
            SearchError::Stored(error) => write!(formatter, "a stored document of the search index: {error}"),
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SearchError::Damaged { .. } | SearchError::OtherVersion | SearchError::Missing => None,
            SearchError::Tantivy(error) => Some(error),
            SearchError::Stored(error) => Some(error),
        }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match &error {
            tantivy::TantivyError::IoError(io) => of_chunks(io).unwrap_or(SearchError::Tantivy(error)),
            _ => SearchError::Tantivy(error),
        }
    }
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        of_chunks(&error).unwrap_or_else(|| SearchError::Tantivy(error.into()))
    }
}

/// What went wrong with a chunk, if that is what `error` says.
fn of_chunks(error: &io::Error) -> Option<SearchError> {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(SearchError::Damaged { file }) => Some(SearchError::Damaged { file: file.clone() }),
        _ if error.kind() == io::ErrorKind::WouldBlock => Some(SearchError::Missing),
        _ => None,
    }
}

impl From<serde_json::Error> for SearchError {
    fn from(error: serde_json::Error) -> Self {
        SearchError::Stored(error)
    }
}
