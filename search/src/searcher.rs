//! The door of the reader: opens an index and answers queries.
//!
//! Takes [`IndexFiles`], or a directory that reads from anywhere else; gives a [`Searcher`]. Reading uses no clock, no
//! thread and no randomness, so that it runs in a browser as well.

use std::cmp::Ordering;
use std::path::Path;

use tantivy::schema::{Field, Value};
use tantivy::{Directory, Index, ReloadPolicy, TantivyDocument, Term};

use crate::analysis::Stemmer;
use crate::collector::{Match, Matches};
use crate::document::StoredDocument;
use crate::error::SearchError;
use crate::files::{IndexFiles, ReadOnlyDirectory};
use crate::highlight::Highlighter;
use crate::lower::{Lowered, lower};
use crate::manifest::{self, Manifest};
use crate::query::{LastWord, Query, parse};
use crate::results::{Hit, SearchResults};
use crate::schema::{Fields, schema};
use crate::vocabulary::Vocabulary;

/// Blocks of stored documents that are kept after they were read.
const CACHED_BLOCKS: usize = 64;

/// How to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchOptions {
    /// How many results to give.
    pub limit: usize,
    /// How many results to leave out before them.
    pub offset: usize,
    /// What comes first.
    pub sort: Sort,
    /// Whether the last word of the query is complete.
    pub last_word: LastWord,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions { limit: 10, offset: 0, sort: Sort::default(), last_word: LastWord::default() }
    }
}

/// What comes first among the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What matches best, and of what matches alike the newest. Without words to match, the newest.
    #[default]
    Relevance,
    /// The newest.
    Newest,
    /// The oldest.
    Oldest,
}

/// An open index.
pub struct Searcher {
    searcher: tantivy::Searcher,
    fields: Fields,
    vocabulary: Vocabulary,
    stemmer: Stemmer,
}

impl Searcher {
    /// Opens an index whose files are all at hand, once it is sure that none is damaged.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`] names the file that is missing or is not as it was written.
    pub fn open(files: IndexFiles) -> Result<Self, SearchError> {
        Manifest::read(files.get(manifest::FILE))?.check(&files)?;
        Self::open_directory(ReadOnlyDirectory::from(files))
    }

    /// Opens an index wherever it lies. Only what is needed is read, when it is needed, and nothing is checked beforehand.
    ///
    /// The directory need not lock, watch or write; a read that fails becomes the error of the search that needed it.
    pub fn open_directory(directory: impl Into<Box<dyn Directory>>) -> Result<Self, SearchError> {
        let directory = directory.into();
        let manifest = Manifest::read(directory.atomic_read(Path::new(manifest::FILE)).ok().as_deref())?;
        let index = Index::open(directory)?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(SearchError::OtherVersion);
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let vocabulary = Vocabulary::open(index.directory())?;
        Ok(Searcher { searcher: reader.searcher(), fields, vocabulary, stemmer: Stemmer::new(manifest.language) })
    }

    /// The same, but stemming as `stemmer` does, which must be of the language of the index.
    #[must_use]
    pub fn with_stemmer(self, stemmer: Stemmer) -> Self {
        Searcher { stemmer, ..self }
    }

    /// What reduces words to their stems; says in which language the texts of the index are.
    pub fn stemmer(&self) -> &Stemmer {
        &self.stemmer
    }

    /// How many documents the index holds.
    pub fn document_count(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Answers `query`, whatever it is: what cannot be understood is passed over, with a note.
    ///
    /// # Errors
    ///
    /// The index could not be read; never because of the query.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<SearchResults, SearchError> {
        let mut parsed = parse(&self.stemmer, query, options.last_word);
        let (mut lowered, mut matches) = self.run(&parsed.query)?;
        if let Some(relaxed) = parsed.query.relaxed().filter(|_| matches.is_empty()) {
            let (relaxed_lowered, relaxed_matches) = self.run(&relaxed)?;
            if !relaxed_matches.is_empty() {
                parsed.notes.push("no document has all of these words, but some have all but one".to_owned());
                (parsed.query, lowered, matches) = (relaxed, relaxed_lowered, relaxed_matches);
            }
        }
        let sort = match options.sort {
            Sort::Relevance if !parsed.query.has_words() => Sort::Newest,
            sort => sort,
        };
        matches.sort_by(|left, right| compare(left, right, sort));
        let page = matches.iter().skip(options.offset).take(options.limit);
        let hits = page.map(|found| self.hit(found, &lowered.highlighter)).collect::<Result<_, _>>()?;
        Ok(SearchResults {
            total: matches.len(),
            hits,
            understood: parsed.understood(),
            notes: parsed.notes.into_iter().chain(lowered.notes).collect(),
            suggestions: lowered.suggestions,
        })
    }

    fn run(&self, query: &Query) -> Result<(Lowered, Vec<Match>), SearchError> {
        let lowered = lower(self, query)?;
        let matches = self.searcher.search(lowered.query.as_ref(), &Matches)?;
        Ok((lowered, matches))
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// In how many documents `word`, which is a stem, stands in `field`.
    pub(crate) fn frequency(&self, field: Field, word: &str) -> Result<u64, SearchError> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(field, word))?)
    }

    /// The terms of `field` that begin with `beginning`, at most `limit` of them, in the order of their bytes.
    pub(crate) fn terms(&self, field: Field, beginning: &str, limit: usize) -> Result<Vec<String>, SearchError> {
        let mut terms = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().range().ge(beginning).into_stream()?;
            while terms.len() < limit && stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
                terms.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
            }
        }
        Ok(terms)
    }

    fn hit(&self, found: &Match, highlighter: &Highlighter) -> Result<Hit, SearchError> {
        let document: TantivyDocument = self.searcher.doc(found.address)?;
        let stored = document.get_first(self.fields.stored).and_then(|stored| stored.as_bytes());
        Ok(Hit::new(StoredDocument::from_bytes(stored.unwrap_or_default())?, found.score, highlighter))
    }
}

/// The order of two results. Documents without a date come last, whichever end of time comes first.
fn compare(left: &Match, right: &Match, sort: Sort) -> Ordering {
    let newest = right.date.cmp(&left.date);
    let oldest = left.date.is_none().cmp(&right.date.is_none()).then(left.date.cmp(&right.date));
    let order = match sort {
        Sort::Relevance => right.score.total_cmp(&left.score).then(newest),
        Sort::Newest => newest,
        Sort::Oldest => oldest,
    };
    order.then(left.address.cmp(&right.address))
}
