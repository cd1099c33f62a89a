//! What of an index is at hand, read by Tantivy as if all of it were.
//!
//! An index is published as a root and as chunks (see [`format`]). Takes the root, and chunks as they arrive or from
//! where they lie; gives Tantivy a directory. A read that hits a chunk which is not there fails with
//! [`WouldBlock`](std::io::ErrorKind::WouldBlock) and notes it, so that it can be fetched and the question asked again:
//! plan, then fetch.

mod directory;
mod format;
mod map;
#[cfg(not(target_arch = "wasm32"))]
mod recorder;

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::OwnedBytes;

use crate::error::SearchError;
use crate::files::IndexFiles;

pub(crate) use directory::ChunkDirectory;
pub(crate) use format::ENDING;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use format::{ChunkEntry, IndexFile, Piece, Root, name_of, name_of_bytes, write_chunk, write_root};
pub use format::{FORMAT, ROOT};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use recorder::{Recorder, Touched};

use format::{read_chunk, read_root};
use map::{FileMap, Holder};

/// Where chunks come from when they are wanted; without one they are noted as missing.
type Source = Box<dyn Fn(&str) -> io::Result<Vec<u8>> + Send + Sync>;

/// An index as far as it is at hand. Clones share what they have.
#[derive(Clone)]
pub struct Chunks(Arc<Shared>);

struct Shared {
    root: format::Root,
    maps: Vec<FileMap>,
    first: OwnedBytes,
    arrived: Mutex<Arrived>,
    source: Option<Source>,
    #[cfg(not(target_arch = "wasm32"))]
    notes: Option<recorder::Notes>,
}

/// The chunks that are there, and those that were wanted and are not.
#[derive(Default)]
struct Arrived {
    chunks: Vec<Option<OwnedBytes>>,
    missing: BTreeSet<usize>,
}

impl Chunks {
    /// Begins with the root alone; chunks follow by [`put`](Self::put).
    ///
    /// # Errors
    ///
    /// The root is damaged, or another version of this crate wrote it.
    pub fn open(root: &[u8]) -> Result<Self, SearchError> {
        Self::new(root, None)
    }

    /// Begins with the root, and reads chunks when they are wanted: `source` gives the bytes of the file of a name.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn from_source(
        root: &[u8],
        source: impl Fn(&str) -> io::Result<Vec<u8>> + Send + Sync + 'static,
    ) -> Result<Self, SearchError> {
        Self::new(root, Some(Box::new(source)))
    }

    /// An index whose files are all in memory.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open).
    pub fn from_files(files: IndexFiles) -> Result<Self, SearchError> {
        let root = files.get(ROOT).unwrap_or_default().to_vec();
        Self::from_source(&root, move |name| files.get(name).map(<[u8]>::to_vec).ok_or(io::ErrorKind::NotFound.into()))
    }

    fn new(root: &[u8], source: Option<Source>) -> Result<Self, SearchError> {
        let (root, first) = read_root(root)?;
        let arrived = Arrived { chunks: vec![None; root.chunks.len()], missing: BTreeSet::new() };
        let shared = Shared {
            maps: map::maps(&root),
            first: OwnedBytes::new(first),
            arrived: Mutex::new(arrived),
            root,
            source,
            #[cfg(not(target_arch = "wasm32"))]
            notes: None,
        };
        Ok(Chunks(Arc::new(shared)))
    }

    /// Adds the file of a chunk: its name without ending, and its bytes.
    ///
    /// # Errors
    ///
    /// [`SearchError::Damaged`]: the bytes are not those of the name, or no chunk has this name.
    pub fn put(&self, name: &str, file: &[u8]) -> Result<(), SearchError> {
        let chunks = &self.0.root.chunks;
        let index = chunks.iter().position(|chunk| format::name_of(chunk.hash) == name);
        let index = index.ok_or_else(|| SearchError::Damaged { file: name.to_owned() + ENDING })?;
        let bytes = OwnedBytes::new(read_chunk(&chunks[index], file)?);
        let mut arrived = self.0.arrived();
        arrived.chunks[index] = Some(bytes);
        arrived.missing.remove(&index);
        Ok(())
    }

    /// The names of the chunks that were wanted and are not there, each named once, in the order of the root.
    pub fn take_missing(&self) -> Vec<String> {
        let missing = std::mem::take(&mut self.0.arrived().missing);
        missing.into_iter().map(|index| format::name_of(self.0.root.chunks[index].hash)).collect()
    }

    /// The language that words were stemmed in.
    pub fn language(&self) -> &str {
        &self.0.root.language
    }

    /// The file beside the root that stems words of the language where the reader cannot.
    pub fn stemmer(&self) -> Option<&str> {
        self.0.root.stemmer.as_deref()
    }

    /// How many documents the index holds.
    pub fn document_count(&self) -> u64 {
        self.0.root.documents.into()
    }

    /// Whether a chunk was wanted and is not there.
    pub(crate) fn are_missing(&self) -> bool {
        !self.0.arrived().missing.is_empty()
    }

    /// The place and the length of a file.
    fn file(&self, name: &str) -> Option<(usize, usize)> {
        let index = self.0.root.files.iter().position(|file| file.name == name)?;
        Some((index, usize::try_from(self.0.root.files[index].length).ok()?))
    }

    /// Bytes of a file. Where they lie in one row of one chunk, they are not copied.
    fn read(&self, file: usize, range: Range<usize>) -> io::Result<OwnedBytes> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(notes) = &self.0.notes {
            notes.lock().unwrap_or_else(PoisonError::into_inner).push((file, range.clone()));
        }
        let mut rows = Vec::new();
        let mut missing = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let Some((holders, end)) = self.0.maps.get(file).and_then(|map| map.at(start)) else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            let end = end.min(range.end);
            match self.row(holders, start, end)? {
                Some(row) => rows.push(row),
                None => missing.push(holders[0].chunk),
            }
            start = end;
        }
        if !missing.is_empty() {
            self.0.arrived().missing.extend(missing.into_iter().flatten());
            return Err(io::ErrorKind::WouldBlock.into());
        }
        match rows.len() {
            0 => Ok(OwnedBytes::empty()),
            1 => Ok(rows.remove(0)),
            _ => Ok(OwnedBytes::new(rows.iter().flat_map(|row| row.as_slice()).copied().collect::<Vec<u8>>())),
        }
    }

    /// The bytes from `start` to `end` out of one of their holders, if one is at hand or can be had at once.
    fn row(&self, holders: &[Holder], start: usize, end: usize) -> io::Result<Option<OwnedBytes>> {
        for holder in holders {
            let bytes = match holder.chunk {
                None => Some(self.0.first.clone()),
                Some(chunk) => self.0.arrived().chunks[chunk].clone(),
            };
            if let Some(bytes) = bytes {
                return Ok(Some(holder.cut(&bytes, start, end)));
            }
        }
        let (Some(source), Some(holder)) = (&self.0.source, holders.first()) else { return Ok(None) };
        let Some(chunk) = holder.chunk else { return Ok(None) };
        let entry = &self.0.root.chunks[chunk];
        let file = source(&(format::name_of(entry.hash) + ENDING))?;
        let bytes = OwnedBytes::new(read_chunk(entry, &file).map_err(io::Error::other)?);
        self.0.arrived().chunks[chunk] = Some(bytes.clone());
        Ok(Some(holder.cut(&bytes, start, end)))
    }
}

impl Shared {
    fn arrived(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Chunks").field("documents", &self.0.root.documents).finish_non_exhaustive()
    }
}
