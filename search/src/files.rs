//! An index as a set of named bytes, and the view of it that Tantivy reads.
//!
//! Takes and gives names and bytes; where they come from and go to (a folder, a bundle, a network) is the caller's.

use std::collections::BTreeMap;
use std::collections::btree_map::IntoIter;
use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr};

/// The files of an index, by name, in the order of their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexFiles(BTreeMap<String, Vec<u8>>);

impl IndexFiles {
    /// Each file's name and bytes, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The bytes of one file.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn insert(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.to_owned(), bytes);
    }

    /// The bytes of all files together.
    pub fn total_bytes(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

impl FromIterator<(String, Vec<u8>)> for IndexFiles {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        IndexFiles(files.into_iter().collect())
    }
}

impl IntoIterator for IndexFiles {
    type Item = (String, Vec<u8>);
    type IntoIter = IntoIter<String, Vec<u8>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Files that are read and never written, so that nothing has to be locked and nobody has to be watched.
#[derive(Debug, Clone)]
pub(crate) struct ReadOnlyDirectory {
    files: Arc<BTreeMap<String, OwnedBytes>>,
}

impl ReadOnlyDirectory {
    fn file(&self, path: &Path) -> Result<&OwnedBytes, OpenReadError> {
        path.to_str()
            .and_then(|name| self.files.get(name))
            .ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_path_buf()))
    }
}

impl From<IndexFiles> for ReadOnlyDirectory {
    fn from(files: IndexFiles) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name, OwnedBytes::new(bytes))).collect();
        ReadOnlyDirectory { files: Arc::new(files) }
    }
}

impl Directory for ReadOnlyDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.file(path)?.clone()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.file(path).is_ok())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.file(path)?.to_vec())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_path_buf() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_path_buf()))
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "an index that was opened is not written to")
}
