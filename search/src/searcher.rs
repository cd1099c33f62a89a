//! The door of the reader: opens an index and answers queries.
//!
//! Takes [`Chunks`]; gives a [`Searcher`]. Reading uses no clock, no thread and no randomness, so that it runs in a
//! browser as well, where a search that lacks a chunk fails, says what it lacks, and is asked again.

use std::cmp::Ordering;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use tantivy::directory::FileSlice;
use tantivy::schema::{Field, Value};
use tantivy::{Directory, DocAddress, HasLen, Index, ReloadPolicy, SegmentReader, TantivyDocument, Term};

use crate::analysis::{Language, Stemmer};
use crate::chunks::{ChunkDirectory, Chunks};
use crate::collector::{Match, Matches};
use crate::document::{BODIES, SearchSection, StoredDocument};
use crate::error::SearchError;
use crate::facets::{self, Filters};
use crate::highlight::Highlighter;
use crate::lower::{Lowered, lower};
use crate::query::{LastWord, Parsed, Query, parse};
use crate::results::{Hit, SearchResults};
use crate::schema::{BODY_COLUMN, Fields, schema};
use crate::vocabulary::Vocabulary;

/// Blocks of stored documents that are kept after they were read.
const CACHED_BLOCKS: usize = 64;

/// Results that are given at once, however many are asked for.
const MOST_RESULTS: usize = 10_000;

/// How to search.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SearchOptions {
    /// How many results to give.
    pub limit: usize,
    /// How many results to leave out before them.
    pub offset: usize,
    /// What comes first.
    pub sort: Sort,
    /// Whether the last word of the query is complete. As JSON: `growing`, true while it is still being typed.
    #[serde(rename = "growing")]
    pub last_word: LastWord,
    /// What documents must have, beside matching the query.
    pub filters: Filters,
    /// Whether documents are to be counted by factor, service and so on.
    pub facets: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            last_word: LastWord::default(),
            filters: Filters::new(),
            facets: false,
        }
    }
}

/// What comes first among the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    chunks: Chunks,
    searcher: tantivy::Searcher,
    fields: Fields,
    vocabulary: Vocabulary,
    bodies: FileSlice,
    stemmer: Stemmer,
}

impl Searcher {
    /// Opens an index.
    ///
    /// # Errors
    ///
    /// The index is of another version, or something of it cannot be read.
    pub fn open(chunks: Chunks) -> Result<Self, SearchError> {
        let index = Index::open(ChunkDirectory(chunks.clone()))?;
        let (schema, fields) = schema();
        if index.schema() != schema {
            return Err(SearchError::OtherVersion);
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()?;
        let directory = ChunkDirectory(chunks.clone());
        let vocabulary = Vocabulary::open(&directory)?;
        let bodies = directory.open_read(Path::new(BODIES)).map_err(tantivy::TantivyError::from)?;
        let stemmer = Stemmer::new(Language::from_tag(chunks.language()));
        Ok(Searcher { chunks, searcher: reader.searcher(), fields, vocabulary, bodies, stemmer })
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
    /// The index could not be read; never because of the query. Where chunks are fetched one by one, some may be missing,
    /// which [`Chunks::take_missing`] names; asked again with them, the search gets further. Once it gives results it may
    /// still name chunks: the texts of [pending](Hit::pending) results are in them.
    pub fn search(&self, query: &str, options: &SearchOptions) -> Result<SearchResults, SearchError> {
        let parsed = parse(&self.stemmer, query, options.last_word);
        let wanted = parsed.query.clone();
        let answer = self.answer(parsed, options);
        if answer.is_err() && self.chunks.are_missing() {
            self.warm(&wanted);
        }
        answer
    }

    fn answer(&self, mut parsed: Parsed, options: &SearchOptions) -> Result<SearchResults, SearchError> {
        let (mut lowered, mut matches) = self.run(&parsed.query)?;
        if let Some(relaxed) = parsed.query.relaxed().filter(|_| matches.is_empty()) {
            let (relaxed_lowered, relaxed_matches) = self.run(&relaxed)?;
            if !relaxed_matches.is_empty() {
                parsed
                    .notes
                    .push("no document has all of these words: those with all but one were searched for".to_owned());
                (parsed.query, lowered, matches) = (relaxed, relaxed_lowered, relaxed_matches);
            }
        }
        let facets = facets::narrow(self.segments(), &mut matches, &options.filters, options.facets)?;
        let sort = match options.sort {
            Sort::Relevance if !parsed.query.has_words() => Sort::Newest,
            sort => sort,
        };
        matches.sort_by(|left, right| compare(left, right, sort));
        let page = matches.iter().skip(options.offset).take(options.limit.min(MOST_RESULTS));
        // Each is asked for before the first failure counts, so that all that is missing is known at once.
        let hits: Vec<_> = page.map(|found| self.hit(found, &lowered.highlighter)).collect();
        Ok(SearchResults {
            total: matches.len(),
            hits: hits.into_iter().collect::<Result<_, _>>()?,
            understood: parsed.understood(),
            notes: parsed.notes.into_iter().chain(lowered.notes).collect(),
            suggestions: lowered.suggestions,
            facets,
        })
    }

    fn run(&self, query: &Query) -> Result<(Lowered, Vec<Match>), SearchError> {
        let lowered = lower(self, query)?;
        let mut matches = self.searcher.search(lowered.query.as_ref(), &Matches)?;
        matches.iter_mut().for_each(|found| found.score = rounded(found.score));
        Ok((lowered, matches))
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn segments(&self) -> &[SegmentReader] {
        self.searcher.segment_readers()
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
        for segment in self.segments() {
            let index = segment.inverted_index(field)?;
            let range = index.terms().range().ge(beginning);
            let mut stream = match end_of(beginning) {
                Some(end) => range.lt(end).into_stream()?,
                None => range.into_stream()?,
            };
            while terms.len() < limit && stream.advance() {
                terms.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
            }
        }
        Ok(terms)
    }

    fn hit(&self, found: &Match, highlighter: &Highlighter) -> Result<Hit, SearchError> {
        let document = self.stored(found.address)?;
        let sections = match self.sections(found.address) {
            Err(SearchError::Missing) => None,
            sections => Some(sections?),
        };
        Ok(Hit::new(document, sections.as_deref(), found.score, highlighter))
    }

    /// What is kept of a document, apart from its text.
    pub(crate) fn stored(&self, address: DocAddress) -> Result<StoredDocument, SearchError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let stored = document.get_first(self.fields.stored).and_then(|stored| stored.as_bytes());
        Ok(serde_json::from_slice(stored.unwrap_or_default())?)
    }

    /// The text of a document.
    fn sections(&self, address: DocAddress) -> Result<Vec<SearchSection>, SearchError> {
        let range = self.body(address)?;
        Ok(serde_json::from_slice(self.bodies.read_bytes_slice(range)?.as_slice())?)
    }

    /// Where the text of a document stands in [`BODIES`].
    pub(crate) fn body(&self, address: DocAddress) -> Result<Range<usize>, SearchError> {
        let damaged = || SearchError::Damaged { file: BODIES.to_owned() };
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        let starts = columns.column_opt::<u64>(BODY_COLUMN)?.ok_or_else(damaged)?;
        let start = starts.first(address.doc_id).ok_or_else(damaged)?;
        let end = if address.doc_id + 1 < starts.num_docs() { starts.first(address.doc_id + 1) } else { None };
        let end = end.unwrap_or(self.bodies.len() as u64);
        if start > end || end > self.bodies.len() as u64 {
            return Err(damaged());
        }
        Ok(start as usize..end as usize)
    }
}

/// A score without the digits in which processors differ, because their logarithms do: the same order everywhere.
fn rounded(score: f32) -> f32 {
    (score * 1024.0).round() / 1024.0
}

/// The first text after all that begin with `beginning`.
fn end_of(beginning: &str) -> Option<Vec<u8>> {
    let mut end = beginning.as_bytes().to_vec();
    // No byte of a text is 0xff.
    *end.last_mut()? += 1;
    Some(end)
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
