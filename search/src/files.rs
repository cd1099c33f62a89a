//! An index as the set of files that it is published as.
//!
//! Takes and gives names and bytes; where they come from and go to (a folder, a bundle, a network) is the caller's.

use std::collections::BTreeMap;
use std::collections::btree_map::IntoIter;

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
