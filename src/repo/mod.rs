//! Reading: the folder of a knowledge base as a [`Snapshot`], and nothing else of the disk.
//!
//! Takes a folder; gives UTF-8 texts under unique relative paths, within limits, in the order of their paths. What is
//! left out is a diagnostic; `Err` means that the folder itself cannot be read.

mod changes;
mod git;
mod images;
mod memory;
mod stamp;
mod svg;
mod variants;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config;
use crate::diagnostics::{Diagnostic, FilePath, SourceFile};

pub use changes::{Changes, changed_lines};
pub use git::{changes, git_folder, last_commit_day};
pub use memory::Memory;
pub use stamp::{Stamp, stamps};
pub use variants::{ImageVariant, Variants, may_have_variants, variants};
pub use walk::{glob_set, is_markdown, read};

/// The largest file that is read, in bytes: 5 MiB.
pub const SIZE_LIMIT: u64 = 5 * 1024 * 1024;

/// The file by which an output folder is known as Afterword's own; it lists what the last build wrote.
pub const OUTPUT_MARK: &str = ".afterword-output";

/// What stood in the folder of a knowledge base at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The folders that were looked into, without the knowledge base itself.
    pub folders: BTreeSet<FilePath>,
    /// The Markdown files and templates.
    pub texts: BTreeMap<FilePath, Arc<SourceFile>>,
    /// The files of styles: YAML in the folder that the configuration names.
    pub styles: BTreeMap<FilePath, Arc<SourceFile>>,
    /// Files that are no documents and may be published: images and whatever else stands beside documents.
    pub assets: BTreeSet<FilePath>,
    /// Width and height of those that are images, in pixels.
    pub image_sizes: BTreeMap<FilePath, (usize, usize)>,
    /// The files of `static/`, without that prefix.
    pub statics: BTreeSet<FilePath>,
    /// The project's themes: the folders of `themes/` that have a file.
    pub themes: BTreeSet<String>,
    /// The files of the project's theme by their path within it.
    pub theme: BTreeMap<String, Vec<u8>>,
}

/// Finds the knowledge base around a folder: the nearest folder upwards with an `afterword.toml`, else the folder itself.
#[must_use]
pub fn find_root(folder: &Path) -> PathBuf {
    let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let root = absolute.ancestors().find(|ancestor| ancestor.join(config::FILE_NAME).is_file());
    match root {
        Some(root) if root != absolute => root.to_owned(),
        _ => folder.to_owned(),
    }
}

/// Reads the configuration file, if there is one.
///
/// # Errors
///
/// When it is there and cannot be read as text.
pub fn read_config(root: &Path) -> io::Result<Option<SourceFile>> {
    let path = root.join(config::FILE_NAME);
    // Whoever opens a pipe waits for somebody to write to it.
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    match read_text(&path) {
        Ok(text) => Ok(Some(SourceFile::new(config::FILE_NAME, text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads a file of the knowledge base that is published as it is.
///
/// # Errors
///
/// When it cannot be read.
pub fn read_asset(root: &Path, path: &FilePath) -> io::Result<Vec<u8>> {
    fs::read(root.join(path.as_str()))
}

/// The first symbolic link on the way from a folder to a path below it, that path included. What is written through one
/// may land anywhere.
#[must_use]
pub fn link_on_the_way(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut place = folder.to_owned();
    path.split('/').find_map(|part| {
        place.push(part);
        place.is_symlink().then(|| place.clone())
    })
}

/// Reads a document from elsewhere, such as standard input, as if it stood at a path.
///
/// # Errors
///
/// The finding for what cannot be read as a text.
pub fn read_source(path: &FilePath, reader: impl Read) -> Result<SourceFile, Box<Diagnostic>> {
    let text = text_of(reader).map_err(|error| Box::new(unreadable(path, &error)))?;
    Ok(SourceFile { path: path.clone(), text: text.into() })
}

/// Reads a text within the limit of size.
fn read_text(path: &Path) -> io::Result<String> {
    text_of(fs::File::open(path)?)
}

fn text_of(reader: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    reader.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 5 MiB"));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The finding for a text that could not be read.
fn unreadable(path: &FilePath, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Diagnostic::error("file-too-large", path, "the file is larger than 5 MiB").help(
            "move logs and attachments out of the document, or leave the file out by `exclude` in `afterword.toml`",
        ),
        io::ErrorKind::InvalidData => Diagnostic::error("not-utf8", path, "the file is not UTF-8 text")
            .help("save it as UTF-8; iconv can convert it"),
        _ => Diagnostic::error("unreadable-file", path, format!("the file cannot be read: {error}"))
            .help("make it readable, or leave it out by `exclude` in `afterword.toml`"),
    }
}
