//! The text of one file with its path: what spans point into.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use super::span::{Position, Span};

/// The path of a file relative to the knowledge base, with forward slashes on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// Takes a relative path with forward slashes.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file stands in, without a slash at its end; empty for the knowledge base itself.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl Borrow<str> for FilePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text file: its path and its whole text, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it stands in the knowledge base.
    pub path: FilePath,
    /// All of its text, a byte-order mark included.
    pub text: Box<str>,
}

impl SourceFile {
    /// Joins a path and its text.
    #[must_use]
    pub fn new(path: &str, text: impl Into<Box<str>>) -> Self {
        Self { path: FilePath::new(path), text: text.into() }
    }

    /// The text inside a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// Line and column of an offset; an offset behind the end means the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = Span::at(offset).clamp_to(&self.text).start;
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Position { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.md", "\u{feff}äb\r\nc");
        let places = [0, 3, 5, 6, 8, 99].map(|offset| {
            let position = file.position(offset);
            (position.line, position.column)
        });
        assert_eq!(places, [(1, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]);
    }

    #[test]
    fn a_path_knows_its_folder_and_name() {
        let path = FilePath::new("postmortems/2025/a.md");
        assert_eq!((path.folder(), path.name()), ("postmortems/2025", "a.md"));
        assert_eq!((FilePath::new("a.md").folder(), FilePath::new("a.md").name()), ("", "a.md"));
    }
}
