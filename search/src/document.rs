//! What the index is told about a document, and what it tells of one again.
//!
//! Takes plain text and typed fields, no Markdown and no HTML. The writer reads [`SearchDocument`]; a search answers
//! with the part of it that a result shows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One document as the index sees it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SearchDocument {
    /// Names the document; unique among the documents of an index.
    pub id: String,
    /// `postmortem`, `premortem` or a kind that the user defines.
    pub kind: String,
    /// The address of the document's page.
    pub route: String,
    /// The title, in plain text.
    pub title: String,
    /// What the document says of itself in a sentence or a paragraph; may be empty.
    pub summary: String,
    /// Other names that it goes by.
    pub aliases: Vec<String>,
    /// The text, section by section, in the order of reading.
    pub sections: Vec<SearchSection>,
    /// Contributing factors, found by their id and by their title.
    pub factors: Vec<Label>,
    /// Services, found by their id and by their title.
    pub services: Vec<Label>,
    /// Tags.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// One of the vocabulary's severities.
    pub severity: Option<String>,
    /// Who or what noticed: `alert`, `customer` and so on.
    pub detected_by: Option<String>,
    /// When impact began, in seconds of Unix time.
    pub started: Option<i64>,
    /// The day that the document is listed under; that of `started` where it is not given.
    pub date: Option<Date>,
    /// How long impact lasted, in seconds.
    pub duration_seconds: Option<i64>,
}

/// A heading and the text below it, up to the next heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchSection {
    /// The anchor of the heading on its page; empty for text before the first heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub anchor: String,
    /// The heading; empty for text before the first heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The text, without the heading.
    pub text: String,
}

/// A factor or a service: an id for addresses and filters, a title for readers.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// As written in front matter: `cache-stampede`.
    pub id: String,
    /// As shown: `Cache stampede`.
    pub title: String,
}

/// What the index keeps of a document to show it as a result, apart from its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredDocument {
    pub id: String,
    pub kind: String,
    pub route: String,
    pub title: String,
    pub summary: String,
    pub severity: Option<String>,
    pub detected_by: Option<String>,
    pub date: Option<Date>,
    pub duration_seconds: Option<i64>,
    pub factors: Vec<Label>,
    pub services: Vec<Label>,
}

/// The name of the file in the index that holds the sections of all documents, one document after another, as JSON.
/// The column `body` says where each begins.
pub(crate) const BODIES: &str = "bodies";
