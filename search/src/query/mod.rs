//! What a reader asks, read into a tree that says what was understood.
//!
//! Takes any text at all; gives a [`Parsed`] query, with a note for whatever was passed over. Parsing never fails.
//!
//! | written | means |
//! | --- | --- |
//! | `cache stampede` | both words, in any of their forms; common words such as "the" count only between quotes |
//! | `"connection pool"` | these words in this order |
//! | `cach*` | any word that begins so |
//! | `rate-limiter` | both words; side by side counts for more |
//! | `-redis`, `NOT redis` | without it |
//! | `cache OR redis`, `(cache OR redis) timeout` | either; `OR` reaches less far than words side by side |
//! | `factor:cache-stampede`, `author:"Ada Okafor"` | a factor, service, severity, tag, author or kind: its whole id or title, else words of it |
//! | `title:cache` | a word, a phrase or a beginning in the title |
//! | `started:2025-03`, `started:[2025-01 TO 2025-06]`, `year:>2023` | a time span, both ends included |
//! | `duration:>1h`, `duration:30m..2h` | how long it lasted |
//! | `service:(cart OR checkout)`, `severity:*` | a field with several values, or with any |

mod fields;
mod function_words;
mod lexer;
mod parser;
mod values;

use std::fmt;

pub(crate) use fields::{LabelField, RangeField};
pub use parser::LastWord;
pub(crate) use parser::parse;
pub(crate) use values::{Span, parse_span};

/// A query as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parsed {
    pub query: Query,
    /// Common words that were left out.
    pub left_out: Vec<String>,
    /// What was passed over, and why.
    pub notes: Vec<String>,
}

impl Parsed {
    /// The query as it was understood, in words.
    pub fn understood(&self) -> String {
        match self.left_out.as_slice() {
            [] => self.query.to_string(),
            left_out => format!("{} (common words left out: {})", self.query, left_out.join(", ")),
        }
    }
}

/// What a document must be like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Query {
    /// Any document.
    Everything,
    /// A document with these words.
    Text(Text),
    /// A document with such a factor, service and so on.
    Label(LabelQuery),
    /// A document whose number lies in the span.
    Range {
        field: RangeField,
        span: Span,
        /// The span in words: "from 2025-01-01 to 2025-06-30".
        words: String,
    },
    /// All of these; never empty.
    All(Vec<Query>),
    /// At least one of these; never empty.
    Any(Vec<Query>),
    /// All of these but one; what [`Query::relaxed`] makes of words, since nothing that is written means it.
    AllButOne(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// Words to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub written: String,
    pub form: Form,
    pub scope: Scope,
}

/// How the words of a [`Text`] are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In any of their forms, in any order.
    Word,
    /// The last of them is the beginning of a word: `cach*`.
    Beginning,
    /// The last of them is still being typed.
    Growing,
    /// In any of their forms, in this order.
    Phrase,
}

/// Where the words of a [`Text`] are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Anywhere,
    Title,
}

/// A value of a label field to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelQuery {
    pub field: LabelField,
    /// An id, a title, or words of them; empty for any value.
    pub value: String,
    /// Whether the value is only the beginning of one.
    pub begins: bool,
}

impl Query {
    /// The query with one of its words left open, for when no document has them all. Phrases were meant as they stand.
    pub fn relaxed(&self) -> Option<Query> {
        let Query::All(parts) = self else { return None };
        let is_word = |part: &Query| matches!(part, Query::Text(text) if text.form != Form::Phrase);
        let (words, others): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(is_word);
        match (words.len(), others.is_empty()) {
            (0..=1, _) => None,
            (_, true) => Some(Query::AllButOne(words)),
            (_, false) => Some(Query::All([vec![Query::AllButOne(words)], others].concat())),
        }
    }

    /// Whether words are asked for, so that there is something to rank by.
    pub fn has_words(&self) -> bool {
        match self {
            Query::Text(_) | Query::AllButOne(_) => true,
            Query::All(parts) | Query::Any(parts) => parts.iter().any(Query::has_words),
            Query::Everything | Query::Label(_) | Query::Range { .. } | Query::Not(_) => false,
        }
    }

    fn joined(formatter: &mut fmt::Formatter<'_>, parts: &[Query], joint: &str) -> fmt::Result {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                formatter.write_str(joint)?;
            }
            match part {
                Query::All(_) | Query::Any(_) | Query::AllButOne(_) => write!(formatter, "({part})")?,
                _ => write!(formatter, "{part}")?,
            }
        }
        Ok(())
    }
}

/// The query in words.
impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::Everything => formatter.write_str("every document"),
            Query::Text(text) => write!(formatter, "{text}"),
            Query::Label(label) => write!(formatter, "{label}"),
            Query::Range { field, words, .. } => write!(formatter, "{field} {words}"),
            Query::All(parts) => Query::joined(formatter, parts, " and "),
            Query::Any(parts) => Query::joined(formatter, parts, " or "),
            Query::AllButOne(parts) => {
                formatter.write_str("all but one of ")?;
                Query::joined(formatter, parts, ", ")
            }
            Query::Not(part) => match part.as_ref() {
                Query::All(_) | Query::Any(_) => write!(formatter, "not ({part})"),
                _ => write!(formatter, "not {part}"),
            },
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Form::Word => formatter.write_str(&self.written)?,
            Form::Beginning | Form::Growing => write!(formatter, "{}…", self.written)?,
            Form::Phrase => write!(formatter, "“{}”", self.written)?,
        }
        match self.scope {
            Scope::Anywhere => Ok(()),
            Scope::Title => formatter.write_str(" in the title"),
        }
    }
}

impl fmt::Display for LabelQuery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.value.as_str(), self.begins) {
            ("", _) => write!(formatter, "any {}", self.field),
            (value, true) => write!(formatter, "{} {value}…", self.field),
            (value, false) => write!(formatter, "{} {value}", self.field),
        }
    }
}
