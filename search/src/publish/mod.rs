//! The files of an index, as Tantivy reads them, to the files that a site holds: a root and chunks.
//!
//! What a search reads together is put together, as far as it can be known: what opening reads goes into the root; a
//! stretch of a dictionary into one chunk; the postings of a word in all fields into one; stored documents with their
//! texts into one. Ranges are not worked out from Tantivy's formats but seen: the index is opened and read, and what is
//! read is noted.
//!
//! Chunks are cut where the hash of a name says so, so that a change of one document leaves most of them as they were.

mod publisher;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, InvertedIndexReader, SegmentReader};

use crate::analysis::Language;
use crate::chunks::{Chunks, Piece, Recorder, Touched};
use crate::error::SearchError;
use crate::facets::{self, Filters};
use crate::files::IndexFiles;
use crate::searcher::Searcher;

use publisher::{Cutter, Publisher, QUICK, THOROUGH, total};

/// Bytes of dictionaries that still come with the root; beyond it, a search fetches the stretches that it needs.
const SMALL_DICTIONARIES: usize = 448 << 10;

/// The same for the dictionary of titles, or of leads, by itself.
const SMALL_DICTIONARY: usize = 32 << 10;

/// The same for the stored documents without their texts, with which results can be shown at once.
const SMALL_STORE: usize = 800 << 10;

/// The same for the postings.
const SMALL_POSTINGS: usize = 340 << 10;

/// Bytes of a chunk of postings; what alone has as many is a chunk by itself.
const POSTINGS_CHUNK: usize = 12 << 10;

/// Bytes of a chunk of positions, of which there are more, and which are read less.
const POSITIONS_CHUNK: usize = 24 << 10;

/// Bytes of a chunk of documents, before compression.
const DOCUMENTS_CHUNK: usize = 12 << 10;

/// Arranges the files of an index.
pub(crate) fn publish(files: BTreeMap<String, Vec<u8>>, language: Language) -> Result<IndexFiles, SearchError> {
    let recorder = Recorder::new(&files, language.code());
    let (searcher, opening) = recorder.touched_by(|| open(recorder.chunks()))?;
    let mut publisher = Publisher::new(&files);
    publisher.place(pieces(opening).collect(), true, QUICK);
    if let [segment] = searcher.segments() {
        let index = Arrangement { files: &files, recorder: &recorder, searcher: &searcher, segment };
        index.arrange(&mut publisher)?;
    }
    publisher.add_rest();
    publisher.finish(searcher.document_count() as u32, language)
}

/// Opens the index and reads what every search may need.
fn open(chunks: Chunks) -> Result<Searcher, SearchError> {
    let searcher = Searcher::open(chunks)?;
    for segment in searcher.segments() {
        for field in searcher.fields().prose() {
            segment.inverted_index(field)?;
            segment.get_fieldnorms_reader(field)?;
        }
        for field in searcher.fields().labels() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {}
        }
    }
    // Reads the columns of labels and days.
    facets::narrow(searcher.segments(), &mut Vec::new(), &Filters::new(), true)?;
    // Reads the columns of numbers.
    if searcher.document_count() > 0 {
        searcher.body(DocAddress::new(0, 0))?;
    }
    searcher.search("date:* started:* duration:*", &crate::SearchOptions { limit: 0, ..Default::default() })?;
    Ok(searcher)
}

fn pieces(touched: Touched) -> impl Iterator<Item = Piece> {
    touched.into_iter().filter(|(_, range)| !range.is_empty()).map(|(file, range)| Piece {
        file: file as u32,
        start: range.start as u64,
        length: range.len() as u64,
    })
}

/// An index whose parts are being put in their places.
struct Arrangement<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    recorder: &'a Recorder,
    searcher: &'a Searcher,
    segment: &'a SegmentReader,
}

/// A term with the field that it stands in.
struct TermOf {
    field: usize,
    info: TermInfo,
}

impl Arrangement<'_> {
    fn arrange(&self, publisher: &mut Publisher) -> Result<(), SearchError> {
        self.dictionaries(publisher)?;
        self.postings(publisher)?;
        self.documents(publisher)
    }

    /// The dictionary of all words by the stretches of the alphabet that the vocabulary is in, together with it; that of
    /// titles or leads whole where it is small, else in the same stretches.
    fn dictionaries(&self, publisher: &mut Publisher) -> Result<(), SearchError> {
        let mut stretched = Vec::new();
        for (number, index) in self.prose()?.into_iter().enumerate() {
            let ((), touched) = self.recorder.touched_by(|| index.terms().stream().map(|_| ()))?;
            let whole: Vec<Piece> = pieces(touched).collect();
            if number > 0 && total(&whole) <= SMALL_DICTIONARY {
                publisher.place(whole, true, THOROUGH);
            } else {
                stretched.push(index);
            }
        }
        let vocabulary = self.searcher.vocabulary();
        let mut units: Vec<Vec<Piece>> = Vec::new();
        for (first, next, words) in vocabulary.stretches() {
            let ((), touched) = self.recorder.touched_by(|| -> std::io::Result<()> {
                for index in &stretched {
                    let range = index.terms().range().ge(first);
                    let range = if let Some(next) = next { range.lt(next) } else { range };
                    range.into_stream()?;
                }
                words.read_bytes().map(|_| ())
            })?;
            units.push(pieces(touched).collect());
        }
        let come_first = units.iter().map(|unit| total(unit)).sum::<usize>() <= SMALL_DICTIONARIES;
        for unit in units {
            publisher.place(unit, come_first, THOROUGH);
        }
        Ok(())
    }

    /// The postings of each word in all fields, and apart from them its positions, which phrases alone need.
    fn postings(&self, publisher: &mut Publisher) -> Result<(), SearchError> {
        let prose = self.prose()?;
        let words = words(&prose)?;
        let (postings, positions) = (self.bases(&prose, Kind::Postings)?, self.bases(&prose, Kind::Positions)?);
        let total: usize = words.values().flatten().map(|term| term.info.postings_range.len()).sum();
        let mut cutter = Cutter::new(POSTINGS_CHUNK, total <= SMALL_POSTINGS);
        for (word, terms) in &words {
            cutter.add(word, located(terms, &postings, |info| &info.postings_range), publisher);
        }
        cutter.finish(publisher);
        let mut cutter = Cutter::new(POSITIONS_CHUNK, false);
        for (word, terms) in &words {
            cutter.add(word, located(terms, &positions, |info| &info.positions_range), publisher);
        }
        cutter.finish(publisher);
        self.labels(publisher, total <= SMALL_POSTINGS)
    }

    fn labels(&self, publisher: &mut Publisher, comes_first: bool) -> Result<(), SearchError> {
        for field in self.searcher.fields().labels() {
            let index = [self.segment.inverted_index(field)?];
            let bases = self.bases(&index, Kind::Postings)?;
            let mut cutter = Cutter::new(POSTINGS_CHUNK, comes_first);
            for (word, terms) in &words(&index)? {
                cutter.add(word, located(terms, &bases, |info| &info.postings_range), publisher);
            }
            cutter.finish(publisher);
        }
        Ok(())
    }

    /// Where the postings or positions of each field begin in their file.
    fn bases(&self, indexes: &[Arc<InvertedIndexReader>], kind: Kind) -> Result<Vec<Option<Base>>, SearchError> {
        let base = |index: &Arc<InvertedIndexReader>| -> Result<Option<Base>, SearchError> {
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                let info = terms.value();
                let range = kind.range_of(info);
                if range.is_empty() {
                    continue;
                }
                let option = IndexRecordOption::WithFreqsAndPositions;
                let (_, touched) = self.recorder.touched_by(|| index.read_postings_from_terminfo(info, option))?;
                let is_meant = |(file, _): &&(usize, Range<usize>)| self.file_name(*file).ends_with(kind.ending());
                let read = touched.iter().find(is_meant);
                return Ok(
                    read.map(|(file, read)| Base { file: *file as u32, start: (read.start - range.start) as u64 })
                );
            }
            Ok(None)
        };
        indexes.iter().map(base).collect()
    }

    /// Stored documents with their texts.
    fn documents(&self, publisher: &mut Publisher) -> Result<(), SearchError> {
        let store = self.files.iter().find(|(name, _)| name.ends_with(".store"));
        let stored_first = store.is_none_or(|(_, bytes)| bytes.len() <= SMALL_STORE);
        let bodies = self.files.keys().position(|name| name == crate::document::BODIES).unwrap_or_default();
        let mut cutter = Cutter::new(DOCUMENTS_CHUNK, false).thorough();
        let (mut unit, mut name): (Vec<Piece>, String) = (Vec::new(), String::new());
        for document in 0..self.segment.max_doc() {
            let address = DocAddress::new(0, document);
            let (stored, touched) = self.recorder.touched_by(|| self.searcher.stored(address))?;
            // A block of several documents is read with the first of them.
            if !touched.is_empty() {
                cutter.add(name.as_bytes(), std::mem::take(&mut unit), publisher);
                let block = pieces(touched).collect();
                if stored_first {
                    publisher.place(block, true, THOROUGH);
                } else {
                    unit.extend(block);
                }
            }
            let body = self.searcher.body(address)?;
            unit.push(Piece { file: bodies as u32, start: body.start as u64, length: body.len() as u64 });
            name = stored.id;
        }
        cutter.add(name.as_bytes(), unit, publisher);
        cutter.finish(publisher);
        Ok(())
    }

    fn file_name(&self, file: usize) -> &str {
        self.files.keys().nth(file).map_or("", String::as_str)
    }

    fn prose(&self) -> Result<Vec<Arc<InvertedIndexReader>>, SearchError> {
        let index = |field: Field| Ok(self.segment.inverted_index(field)?);
        self.searcher.fields().prose().into_iter().map(index).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Postings,
    Positions,
}

impl Kind {
    /// What the name of the file ends in.
    fn ending(self) -> &'static str {
        match self {
            Kind::Postings => ".idx",
            Kind::Positions => ".pos",
        }
    }

    fn range_of(self, info: &TermInfo) -> &Range<usize> {
        match self {
            Kind::Postings => &info.postings_range,
            Kind::Positions => &info.positions_range,
        }
    }
}

/// Where a field begins in a file.
#[derive(Clone, Copy)]
struct Base {
    file: u32,
    start: u64,
}

/// The terms of several fields, those of the same word together.
fn words(indexes: &[Arc<InvertedIndexReader>]) -> Result<BTreeMap<Vec<u8>, Vec<TermOf>>, SearchError> {
    let mut words: BTreeMap<Vec<u8>, Vec<TermOf>> = BTreeMap::new();
    for (field, index) in indexes.iter().enumerate() {
        let mut stream = index.terms().stream()?;
        while stream.advance() {
            let term = TermOf { field, info: stream.value().clone() };
            words.entry(stream.key().to_vec()).or_default().push(term);
        }
    }
    Ok(words)
}

fn located(terms: &[TermOf], bases: &[Option<Base>], range: impl Fn(&TermInfo) -> &Range<usize>) -> Vec<Piece> {
    let piece = |term: &TermOf| {
        let (base, range) = (bases[term.field]?, range(&term.info));
        Some(Piece { file: base.file, start: base.start + range.start as u64, length: range.len() as u64 })
    };
    terms.iter().filter_map(piece).filter(|piece| piece.length > 0).collect()
}
