//! The fields of the index, described once for the writer and the reader.
//!
//! - `text` holds every word of a document with its positions: a document matches if `text` does.
//! - `title` and `lead` (summary, headings, factors, services, tags) repeat the words that weigh more.
//! - Label fields hold whole values, see [`Label::to_term`]; filters look through their few terms, and facets count by
//!   the columns that some of them also are.
//! - `date` and `duration` are columns of numbers, for ranges and for sorting; `started` is one too, with what is not
//!   the same as `date`.
//! - `body` is the column of where the text of a document begins in [`BODIES`](crate::document::BODIES).
//! - `stored` is what a result shows, see [`StoredDocument`](crate::document::StoredDocument).

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

use crate::document::Label;
use crate::query::{LabelField, RangeField};

/// The name of the analysis of prose, which the writer registers and the reader does without.
pub(crate) const PROSE: &str = "prose";

/// Stands between the id and the title of a label; no text contains it, because control characters are taken out.
const LABEL_SEPARATOR: char = '\u{1f}';

/// Bytes of a label's id and of its title that are indexed.
#[cfg(not(target_arch = "wasm32"))]
const LONGEST_LABEL: usize = 500;

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub text: Field,
    pub title: Field,
    pub lead: Field,
    pub kind: Field,
    pub factor: Field,
    pub service: Field,
    pub severity: Field,
    pub tag: Field,
    pub author: Field,
    pub detected_by: Field,
    pub started: Field,
    pub date: Field,
    pub duration: Field,
    #[cfg_attr(target_arch = "wasm32", allow(dead_code, reason = "readers go by the name of the column"))]
    pub body: Field,
    pub stored: Field,
}

/// The name of the column that results are sorted by.
pub(crate) const DATE_COLUMN: &str = "date";

/// The name of the column that says where the text of a document begins.
pub(crate) const BODY_COLUMN: &str = "body";

impl Fields {
    /// The field whose terms are the values of `label`.
    pub fn label(&self, label: LabelField) -> Field {
        match label {
            LabelField::Kind => self.kind,
            LabelField::Factor => self.factor,
            LabelField::Service => self.service,
            LabelField::Severity => self.severity,
            LabelField::Tag => self.tag,
            LabelField::Author => self.author,
            LabelField::DetectedBy => self.detected_by,
        }
    }

    /// The fields that words are looked for in: the first has every word of the others.
    pub fn prose(&self) -> [Field; 3] {
        [self.text, self.title, self.lead]
    }

    /// The fields of labels.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn labels(&self) -> [Field; 7] {
        [self.kind, self.factor, self.service, self.severity, self.tag, self.author, self.detected_by]
    }

    /// The column that `range` is about.
    pub fn column(&self, range: RangeField) -> Field {
        match range {
            RangeField::Started => self.started,
            RangeField::Date | RangeField::Year => self.date,
            RangeField::Duration => self.duration,
        }
    }
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let fields = Fields {
        text: builder.add_text_field("text", prose(IndexRecordOption::WithFreqsAndPositions)),
        title: builder.add_text_field("title", prose(IndexRecordOption::WithFreqsAndPositions)),
        lead: builder.add_text_field("lead", prose(IndexRecordOption::WithFreqs)),
        kind: builder.add_text_field("kind", label().set_fast("raw")),
        factor: builder.add_text_field("factor", label().set_fast("raw")),
        service: builder.add_text_field("service", label().set_fast("raw")),
        severity: builder.add_text_field("severity", label().set_fast("raw")),
        tag: builder.add_text_field("tag", label()),
        author: builder.add_text_field("author", label()),
        detected_by: builder.add_text_field("detected_by", label().set_fast("raw")),
        started: builder.add_i64_field("started", FAST),
        date: builder.add_i64_field(DATE_COLUMN, FAST),
        duration: builder.add_i64_field("duration", FAST),
        body: builder.add_u64_field(BODY_COLUMN, FAST),
        stored: builder.add_bytes_field("stored", STORED),
    };
    (builder.build(), fields)
}

/// Whole values; how long they are says nothing.
fn label() -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
}

fn prose(positions: IndexRecordOption) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(PROSE).set_index_option(positions))
}

impl Label {
    /// The label as one term of the index: its id, and its title where that says more.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn to_term(&self) -> String {
        let id = shorten(&self.id);
        match shorten(&self.title) {
            title if title.is_empty() || title == id => id.to_owned(),
            title => format!("{id}{LABEL_SEPARATOR}{title}"),
        }
    }

    /// The label that [`to_term`](Self::to_term) made `term` of.
    pub(crate) fn from_term(term: &str) -> Self {
        let (id, title) = term.split_once(LABEL_SEPARATOR).unwrap_or((term, term));
        Label { id: id.to_owned(), title: title.to_owned() }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn shorten(value: &str) -> &str {
    &value[..crate::boundary::floor_char_boundary(value, LONGEST_LABEL)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_survives_its_term() {
        for (id, title, term) in [
            ("cache-stampede", "Cache stampede", "cache-stampede\u{1f}Cache stampede"),
            ("SEV1", "SEV1", "SEV1"),
            ("SEV1", "", "SEV1"),
        ] {
            let label = Label { id: id.to_owned(), title: title.to_owned() };
            assert_eq!(label.to_term(), term);
            assert_eq!(Label::from_term(term).id, id);
            assert_eq!(Label::from_term(term).to_term(), term);
        }
    }

    #[test]
    fn a_label_without_end_is_cut() {
        let label = Label { id: "é".repeat(100_000), title: "x".repeat(100_000) };
        assert!(label.to_term().len() < 1100);
    }
}
