//! Stands in for the crate `regex` in the module for browsers, where it would be a tenth of the bytes.
//!
//! Tantivy uses it to show facet paths and to choose the fields of aggregations. The index has neither, but the code that
//! would show them is kept by a table of functions. So an expression here is never compiled and matches nothing.

use std::borrow::Cow;
use std::fmt;

/// An expression that matches nothing.
#[derive(Debug, Clone)]
pub struct Regex;

/// What an expression would match.
#[derive(Debug, Clone, Copy)]
pub enum Match {}

impl Match {
    /// The text that matches.
    pub fn as_str(&self) -> &str {
        match *self {}
    }

    /// Where the match begins.
    pub fn start(&self) -> usize {
        match *self {}
    }

    /// Where the match ends.
    pub fn end(&self) -> usize {
        match *self {}
    }
}

/// Never happens.
#[derive(Debug, Clone)]
pub enum Error {}

impl fmt::Display for Error {
    fn fmt(&self, _formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Error {}

impl Regex {
    /// Takes any expression.
    pub fn new(_expression: &str) -> Result<Self, Error> {
        Ok(Regex)
    }

    /// Whether `text` matches: no.
    pub fn is_match(&self, _text: &str) -> bool {
        false
    }

    /// What matches first in `text`: nothing.
    pub fn find(&self, _text: &str) -> Option<Match> {
        None
    }

    /// Gives `text` as it is, as there is nothing to replace.
    pub fn replace_all<'t>(&self, text: &'t str, _replacement: &str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }
}

/// Gives `text` as it is.
pub fn escape(text: &str) -> String {
    text.to_owned()
}
