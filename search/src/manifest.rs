//! The list of an index's files with their checksums, and the version of the format.
//!
//! Tantivy takes whole files for granted and may panic on damaged ones, so an index at hand is held against this first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::Language;
use crate::error::SearchError;
use crate::files::IndexFiles;

/// The name of the file in the index.
pub(crate) const FILE: &str = "manifest.json";

/// Rises with each change of the fields, of the analysis of text or of what is stored.
const FORMAT: u32 = 1;

/// What [`FILE`] holds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// What the texts are in, and were stemmed by.
    pub language: Language,
    /// The CRC-32 of each file.
    files: BTreeMap<String, u32>,
}

impl Manifest {
    /// Reads the bytes of [`FILE`], if there are any.
    pub fn read(bytes: Option<&[u8]>) -> Result<Self, SearchError> {
        let manifest: Option<Manifest> = bytes.and_then(|bytes| serde_json::from_slice(bytes).ok());
        match manifest {
            None => Err(damaged(FILE)),
            Some(manifest) if manifest.format != FORMAT => Err(SearchError::OtherVersion),
            Some(manifest) => Ok(manifest),
        }
    }

    /// Holds `files` against the list.
    pub fn check(&self, files: &IndexFiles) -> Result<(), SearchError> {
        for (name, &checksum) in &self.files {
            if files.get(name).map(crc32fast::hash) != Some(checksum) {
                return Err(damaged(name));
            }
        }
        Ok(())
    }

    /// The list of `files`.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn of(files: &IndexFiles, language: Language) -> Self {
        let files = files.iter().map(|(name, bytes)| (name.to_owned(), crc32fast::hash(bytes))).collect();
        Manifest { format: FORMAT, language, files }
    }

    /// The bytes of [`FILE`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn to_bytes(&self) -> Result<Vec<u8>, SearchError> {
        Ok(serde_json::to_vec(self)?)
    }
}

fn damaged(file: &str) -> SearchError {
    SearchError::Damaged { file: file.to_owned() }
}
