//! Reads ahead what a query will read, so that all that is missing of an index is known at once and not one by one.
//!
//! A search stops at the first read that fails; this goes on, and leaves all failures to what they were noted by.

use tantivy::Term;
use tantivy::schema::{Field, IndexRecordOption};

use crate::analysis::{Reach, Word, words};
use crate::labels::find_labels;
use crate::query::{Form, Query, Text};
use crate::searcher::Searcher;

impl Searcher {
    /// Reads what `query` will read, as far as it is known without what is missing.
    pub(crate) fn warm(&self, query: &Query) {
        match query {
            Query::Everything | Query::Range { .. } => {}
            Query::Text(text) => self.warm_text(text),
            Query::Label(label) => {
                let found = find_labels(self, label);
                for term in found.map(|found| found.terms).unwrap_or_default() {
                    self.warm_term(self.fields().label(label.field), &term, IndexRecordOption::Basic);
                }
            }
            Query::All(parts) | Query::Any(parts) | Query::AllButOne(parts) => {
                parts.iter().for_each(|part| self.warm(part));
            }
            Query::Not(part) => self.warm(part),
        }
    }

    fn warm_text(&self, text: &Text) {
        let words = words(self.stemmer(), &text.written, Reach::Asked);
        let in_a_row = words.len() > 1 && matches!(text.form, Form::Word | Form::Phrase);
        let option = if in_a_row { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
        for (index, word) in words.iter().enumerate() {
            let is_open = matches!(text.form, Form::Beginning | Form::Growing) && index + 1 == words.len();
            let stems = if is_open { self.completions(word, text.form) } else { self.spellings(word) };
            for stem in stems {
                for field in self.fields().prose() {
                    self.warm_term(field, &stem, option);
                }
            }
        }
    }

    /// The stems that the beginning of a word will be searched for as, its own among them.
    fn completions(&self, word: &Word, form: Form) -> Vec<String> {
        let mut stems = crate::lower::completions(self, word, form).map(|(stems, _)| stems).unwrap_or_default();
        stems.push(word.stem.clone());
        stems
    }

    fn spellings(&self, word: &Word) -> Vec<String> {
        crate::lower::spellings(self, word).unwrap_or_else(|_| vec![word.stem.clone()])
    }

    fn warm_term(&self, field: Field, term: &str, option: IndexRecordOption) {
        let term = Term::from_field_text(field, term);
        for segment in self.segments() {
            if let Ok(index) = segment.inverted_index(field) {
                // What cannot be read has been noted, which is all that is wanted.
                let _ = index.read_postings(&term, option);
            }
        }
    }
}
