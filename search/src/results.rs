//! What a search answers.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::{Label, SearchSection, StoredDocument};
use crate::facets::Facet;
use crate::highlight::Highlighter;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchResults {
    /// How many documents match.
    pub total: usize,
    /// The documents of this page, best first or as the options say.
    pub hits: Vec<Hit>,
    /// The query as it was understood, in words.
    pub understood: String,
    /// What was passed over, and why, in words for the reader.
    pub notes: Vec<String>,
    /// Words that no document has, each with the nearest words that some have.
    pub suggestions: Vec<Suggestion>,
    /// How many documents there are of each factor, service and so on; empty unless they were asked for.
    pub facets: Vec<Facet>,
}

/// A word that no document has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The word as it was asked for.
    pub word: String,
    /// Words that documents have, the nearest first; empty if none is near.
    pub nearest: Vec<String>,
    /// How many of `nearest`, from the first, were searched for in place of the word.
    pub searched: usize,
}

/// A document that matches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// The address of its page.
    pub route: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its title, with the words that were found.
    pub title_parts: Vec<SnippetPart>,
    /// Its summary.
    pub summary: String,
    /// Its severity.
    pub severity: Option<String>,
    /// The day that it is listed under.
    pub date: Option<Date>,
    /// How long impact lasted, in seconds.
    pub duration_seconds: Option<i64>,
    /// Its services.
    pub services: Vec<Label>,
    /// Its contributing factors.
    pub factors: Vec<Label>,
    /// Who or what noticed.
    pub detected_by: Option<String>,
    /// How well it matches; comparable within one answer alone.
    pub score: f32,
    /// What it says about the words, or how it begins.
    pub snippet: Vec<SnippetPart>,
    /// The section that says most about the words.
    pub section: Option<FoundSection>,
    /// Whether the text is not at hand yet, so that snippet and section are those of the summary.
    pub pending: bool,
}

/// A section that words were found in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundSection {
    /// The heading; empty for text before the first heading.
    pub heading: String,
    /// The anchor on the document's page; empty for text before the first heading.
    pub anchor: String,
}

/// A piece of text, plain, for its reader to escape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is a word that was asked for.
    pub highlighted: bool,
}

impl Hit {
    /// Shows `document`; `sections` is its text, if it is at hand.
    pub(crate) fn new(
        document: StoredDocument,
        sections: Option<&[SearchSection]>,
        score: f32,
        highlighter: &Highlighter,
    ) -> Self {
        let (snippet, section) = highlighter.snippet(&document.summary, sections.unwrap_or_default());
        let section =
            section.map(|section| FoundSection { heading: section.heading.clone(), anchor: section.anchor.clone() });
        Hit {
            title_parts: highlighter.whole(&document.title),
            id: document.id,
            route: document.route,
            kind: document.kind,
            title: document.title,
            summary: document.summary,
            severity: document.severity,
            date: document.date,
            duration_seconds: document.duration_seconds,
            services: document.services,
            factors: document.factors,
            detected_by: document.detected_by,
            score,
            snippet,
            section,
            pending: sections.is_none(),
        }
    }
}
