//! What was read of each file before, so that of a folder that was read once only what changed is read again.
//!
//! A file is taken for unchanged where the file system says the same of it as before. What changed shortly before it was
//! looked at is read again whatever it says, as git does, since a second change may have come within the same moment.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::stamp::Stamp;
use super::{images, read_text, svg};
use crate::diagnostics::{FilePath, SourceFile};

/// What was read of the files of a folder.
#[derive(Debug, Default)]
pub struct Memory {
    files: HashMap<FilePath, Seen>,
}

/// A file as it was when it was read.
#[derive(Debug)]
struct Seen {
    /// None where it has to be read again in any case.
    stamp: Option<Stamp>,
    learned: Learned,
}

/// What is to be learned of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Its text.
    Text,
    /// Its bytes.
    Bytes,
    /// What it is, for one that is published as it is.
    Nature,
}

/// What was learned of a file.
#[derive(Debug, Clone)]
pub(super) enum Learned {
    Text(Arc<SourceFile>),
    Bytes(Arc<Vec<u8>>),
    Nature(Nature),
}

/// What a file is that is published as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Nature {
    /// Why it is not to be published after all.
    pub(super) objection: Option<String>,
    /// Whether it has no extension and reads like a document.
    pub(super) looks_like_document: bool,
    /// Its width and height in pixels, where it is an image.
    pub(super) size: Option<(usize, usize)>,
}

impl Memory {
    /// Learns what is wanted of files, those that are `touched` and those that look changed by reading them. Forgets what is
    /// not asked for.
    pub(super) fn learn(
        &mut self,
        root: &Path,
        wanted: Vec<(FilePath, Wanted)>,
        touched: &BTreeSet<FilePath>,
    ) -> Vec<(FilePath, io::Result<Learned>)> {
        let now = SystemTime::now();
        let before = &self.files;
        let look = |(path, wanted): (FilePath, Wanted)| {
            let before = before.get(&path).filter(|seen| seen.learned.is(wanted));
            let place = root.join(path.as_str());
            let stamp = fs::metadata(&place).ok().map(|metadata| Stamp::of(&metadata));
            let same = before.filter(|seen| stamp.is_some() && seen.stamp == stamp && !touched.contains(&path));
            let learned = match same {
                Some(seen) => Ok(seen.learned.clone()),
                None => Learned::of(&path, &place, wanted).map(|learned| learned.or_same(before)),
            };
            (path, learned, stamp.filter(|stamp| stamp.is_settled(now)))
        };
        let looked: Vec<_> = wanted.into_par_iter().map(look).collect();
        self.files.clear();
        let mut all = Vec::with_capacity(looked.len());
        for (path, learned, stamp) in looked {
            if let Ok(learned) = &learned {
                self.files.insert(path.clone(), Seen { stamp, learned: learned.clone() });
            }
            all.push((path, learned));
        }
        all
    }
}

impl Learned {
    fn of(path: &FilePath, place: &Path, wanted: Wanted) -> io::Result<Self> {
        Ok(match wanted {
            Wanted::Text => Self::Text(Arc::new(SourceFile { path: path.clone(), text: read_text(place)?.into() })),
            Wanted::Bytes => Self::Bytes(Arc::new(fs::read(place)?)),
            Wanted::Nature => Self::Nature(Nature::of(path, place)),
        })
    }

    fn is(&self, wanted: Wanted) -> bool {
        let own = match self {
            Self::Text(_) => Wanted::Text,
            Self::Bytes(_) => Wanted::Bytes,
            Self::Nature(_) => Wanted::Nature,
        };
        own == wanted
    }

    /// The very text of before where it is the same, which need not be understood again.
    fn or_same(self, before: Option<&Seen>) -> Self {
        match (&self, before.map(|seen| &seen.learned)) {
            (Self::Text(text), Some(Self::Text(known))) if text == known => Self::Text(known.clone()),
            (Self::Bytes(bytes), Some(Self::Bytes(known))) if bytes == known => Self::Bytes(known.clone()),
            _ => self,
        }
    }
}

impl Nature {
    fn of(path: &FilePath, place: &Path) -> Self {
        if path.name().to_ascii_lowercase().ends_with(".svg") {
            return Self::of_svg(read_text(place));
        }
        let looks_like_document = !path.name().contains('.') && read_text(place).is_ok_and(|text| is_markdown(&text));
        Self { objection: None, looks_like_document, size: images::size(place) }
    }

    /// SVG is the one image that can hold script. What lies in `static/` is the site owner's own and is not looked at.
    fn of_svg(text: io::Result<String>) -> Self {
        let objection = match &text {
            Ok(text) if svg::is_active(text) => {
                Some("the image holds script or asks for something from elsewhere".to_owned())
            }
            Ok(_) => None,
            Err(error) => Some(format!("the image cannot be read as text: {error}")),
        };
        let size = text.ok().and_then(|text| images::believed(svg::size(&text)?));
        Self { objection, looks_like_document: false, size }
    }
}

fn is_markdown(text: &str) -> bool {
    ["# ", "## ", "---\n", "+++\n"].iter().any(|start| text.trim_start().starts_with(start))
}
