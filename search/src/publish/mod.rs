//! The files of an index, as Tantivy reads them, to the files that a site holds: a root and chunks.
//!
//! What a search reads together is put together, as far as it can be known: what opening reads goes into the root; a
//! stretch of a dictionary into one chunk; the postings of a word in all fields into one; stored documents with their
//! texts into one. Ranges are not worked out from Tantivy's formats but seen: the index
//! is opened and read, and what is read is noted.
//!
//! Chunks are cut where the hash of a name says so, so that a change of one document leaves most of them as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::ops::Range;

use siphasher::sip::SipHasher13;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, InvertedIndexReader, SegmentReader};

use crate::analysis::Language;
use crate::chunks::{
    ChunkEntry, Chunks, ENDING, IndexFile, Piece, ROOT, Recorder, Root, Touched, name_of, write_chunk, write_root,
};
use crate::error::SearchError;
use crate::facets::{self, Filters};
use crate::files::IndexFiles;
use crate::searcher::Searcher;
use crate::stemmer_module::stemmer_module;

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

/// Deflate's level for what hardly shrinks, and for the rest.
const QUICK: u8 = 1;
const THOROUGH: u8 = 4;

/// Arranges the files of an index.
pub(crate) fn publish(files: BTreeMap<String, Vec<u8>>, language: Language) -> Result<IndexFiles, SearchError> {
    let recorder = Recorder::new(&files, language.code());
    let (searcher, opening) = recorder.touched_by(|| open(recorder.chunks()))?;
    let mut publisher = Publisher { files: &files, first: Vec::new(), chunks: Vec::new(), published: Vec::new() };
    publisher.first.extend(pieces(opening));
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

/// How many bytes pieces have together.
fn total(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.length as usize).sum()
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
    fn bases(
        &self,
        indexes: &[std::sync::Arc<InvertedIndexReader>],
        kind: Kind,
    ) -> Result<Vec<Option<Base>>, SearchError> {
        let base = |index: &std::sync::Arc<InvertedIndexReader>| -> Result<Option<Base>, SearchError> {
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
        let mut cutter = Cutter { level: THOROUGH, ..Cutter::new(DOCUMENTS_CHUNK, false) };
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

    fn prose(&self) -> Result<Vec<std::sync::Arc<InvertedIndexReader>>, SearchError> {
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
fn words(indexes: &[std::sync::Arc<InvertedIndexReader>]) -> Result<BTreeMap<Vec<u8>, Vec<TermOf>>, SearchError> {
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

/// Whether a chunk ends with what has this name, once it is half full.
fn is_cut(name: &[u8], size: usize, target: usize) -> bool {
    let mut hasher = SipHasher13::new();
    hasher.write(name);
    size >= target / 2 && hasher.finish().is_multiple_of(8)
}

/// Gathers pieces into chunks.
struct Cutter {
    target: usize,
    /// Whether the chunks are to come with the root.
    comes_first: bool,
    level: u8,
    pieces: Vec<Piece>,
    size: usize,
}

impl Cutter {
    fn new(target: usize, comes_first: bool) -> Self {
        Cutter { target, comes_first, level: QUICK, pieces: Vec::new(), size: 0 }
    }

    /// Adds pieces that belong together, under a name.
    fn add(&mut self, name: &[u8], pieces: Vec<Piece>, publisher: &mut Publisher) {
        let size = total(&pieces);
        if size >= self.target {
            publisher.place(pieces, self.comes_first, self.level);
            return;
        }
        self.pieces.extend(pieces);
        self.size += size;
        if self.size >= self.target || is_cut(name, self.size, self.target) {
            self.flush(publisher);
        }
    }

    fn finish(mut self, publisher: &mut Publisher) {
        self.flush(publisher);
    }

    fn flush(&mut self, publisher: &mut Publisher) {
        self.size = 0;
        publisher.place(std::mem::take(&mut self.pieces), self.comes_first, self.level);
    }
}

/// What is published so far.
struct Publisher<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    first: Vec<Piece>,
    chunks: Vec<ChunkEntry>,
    published: Vec<(String, Vec<u8>)>,
}

impl Publisher<'_> {
    /// Puts pieces into the root, or into a chunk of their own.
    fn place(&mut self, pieces: Vec<Piece>, comes_first: bool, level: u8) {
        if pieces.is_empty() {
            return;
        }
        if comes_first {
            self.first.extend(pieces);
            return;
        }
        let pieces = joined(pieces);
        let (hash, file) = write_chunk(&self.bytes_of(&pieces), level);
        self.published.push((name_of(hash) + ENDING, file));
        self.chunks.push(ChunkEntry { hash, pieces });
    }

    /// Puts what has no place yet into the root: what an index of another shape would have besides.
    fn add_rest(&mut self) {
        let placed = self.chunks.iter().flat_map(|chunk| &chunk.pieces).chain(&self.first).copied().collect();
        let mut rest = Vec::new();
        for (file, bytes) in self.files.values().enumerate() {
            let mut end = 0;
            for piece in joined_of(&placed, file as u32) {
                if piece.start > end {
                    rest.push(Piece { file: file as u32, start: end, length: piece.start - end });
                }
                end = end.max(piece.end());
            }
            if (bytes.len() as u64) > end {
                rest.push(Piece { file: file as u32, start: end, length: bytes.len() as u64 - end });
            }
        }
        self.first.extend(rest);
    }

    fn finish(mut self, documents: u32, language: Language) -> Result<IndexFiles, SearchError> {
        let stemmer = stemmer_module(language);
        let files = self.files.iter().map(|(name, bytes)| IndexFile { name: name.clone(), length: bytes.len() as u64 });
        let root = Root {
            language: language.code().to_owned(),
            stemmer: stemmer.as_ref().map(|module| module.name.clone()),
            documents,
            files: files.collect(),
            first: joined(std::mem::take(&mut self.first)),
            chunks: std::mem::take(&mut self.chunks),
        };
        let first = self.bytes_of(&root.first);
        self.published.push((ROOT.to_owned(), write_root(&root, &first)?));
        self.published.extend(stemmer.map(|module| (module.name, module.bytes.to_vec())));
        Ok(self.published.into_iter().collect())
    }

    fn bytes_of(&self, pieces: &[Piece]) -> Vec<u8> {
        let files: Vec<&Vec<u8>> = self.files.values().collect();
        let bytes = |piece: &Piece| &files[piece.file as usize][piece.start as usize..piece.end() as usize];
        pieces.iter().flat_map(bytes).copied().collect()
    }
}

/// The same bytes in as few pieces as can be, in the order of their places.
fn joined(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_unstable();
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if last.file == piece.file && last.end() >= piece.start => {
                last.length = last.end().max(piece.end()) - last.start;
            }
            _ => joined.push(piece),
        }
    }
    joined
}

fn joined_of(placed: &BTreeSet<Piece>, file: u32) -> Vec<Piece> {
    joined(placed.iter().filter(|piece| piece.file == file).copied().collect())
}
