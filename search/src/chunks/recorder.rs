//! Notes what is read of an index while it is being published, so that what belongs together can be put together.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;

use tantivy::directory::OwnedBytes;

use super::format::{IndexFile, Piece, Root};
use super::{Arrived, Chunks, Shared, map};

/// What was read: places of files, and bytes of them.
pub(crate) type Touched = Vec<(usize, Range<usize>)>;

/// The notes of a recorder.
pub(super) type Notes = Mutex<Touched>;

/// A whole index in memory that notes what is read of it.
pub(crate) struct Recorder(Chunks);

impl Recorder {
    /// Takes the files of an index, as Tantivy names them.
    pub fn new(files: &BTreeMap<String, Vec<u8>>, language: &str) -> Self {
        let (mut root, mut first) = (Root { language: language.to_owned(), ..Root::default() }, Vec::new());
        for (index, (name, bytes)) in files.iter().enumerate() {
            let length = bytes.len() as u64;
            root.files.push(IndexFile { name: name.clone(), length });
            root.first.push(Piece { file: index as u32, start: 0, length });
            first.extend_from_slice(bytes);
        }
        Recorder(Chunks(std::sync::Arc::new(Shared {
            maps: map::maps(&root),
            first: OwnedBytes::new(first),
            arrived: Mutex::new(Arrived::default()),
            root,
            source: None,
            notes: Some(Notes::default()),
        })))
    }

    /// The index.
    pub fn chunks(&self) -> Chunks {
        self.0.clone()
    }

    /// What `read` reads.
    pub fn touched_by<T, E>(&self, read: impl FnOnce() -> Result<T, E>) -> Result<(T, Touched), E> {
        self.take();
        let value = read()?;
        Ok((value, self.take()))
    }

    /// What was read since this was last asked.
    fn take(&self) -> Touched {
        let Some(notes) = &self.0.0.notes else { return Vec::new() };
        std::mem::take(&mut *notes.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
