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
        self.learn_at(SystemTime::now(), root, wanted, touched)
    }

    /// The same where it is a certain time when files are looked at.
    fn learn_at(
        &mut self,
        now: SystemTime,
        root: &Path,
        wanted: Vec<(FilePath, Wanted)>,
        touched: &BTreeSet<FilePath>,
    ) -> Vec<(FilePath, io::Result<Learned>)> {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A folder with one text, looked at so long after its last change that its stamp is believed.
    struct Looked {
        folder: tempfile::TempDir,
        memory: Memory,
    }

    impl Looked {
        fn at(text: &str) -> Self {
            let mut looked = Self { folder: tempfile::tempdir().expect("a folder"), memory: Memory::default() };
            looked.write(text);
            assert_eq!(looked.again(3600, &[]).as_deref(), Some(text));
            looked
        }

        fn write(&self, text: &str) {
            fs::write(self.folder.path().join("a.md"), text).expect("written");
        }

        /// What is in the file as it is known so many seconds from now, when these files are touched.
        fn again(&mut self, later: u64, touched: &[&str]) -> Option<String> {
            let now = SystemTime::now() + Duration::from_secs(later);
            let touched = touched.iter().map(|path| FilePath::new(path)).collect();
            let wanted = vec![(FilePath::new("a.md"), Wanted::Text)];
            let learned = self.memory.learn_at(now, self.folder.path(), wanted, &touched).remove(0).1;
            match learned {
                Ok(Learned::Text(file)) => Some(file.text.to_string()),
                _ => None,
            }
        }

        /// Makes the memory hold another text than the file, which shows whether the file is read.
        fn pretend(&mut self, text: &str) {
            let file = Arc::new(SourceFile::new("a.md", text));
            self.memory.files.get_mut(&FilePath::new("a.md")).expect("known").learned = Learned::Text(file);
        }
    }

    #[test]
    fn a_file_is_read_again_where_it_may_have_changed() {
        let mut looked = Looked::at("one");
        looked.pretend("known");
        assert_eq!(looked.again(3600, &["b.md"]).as_deref(), Some("known"), "nothing says that it changed");
        assert_eq!(looked.again(3600, &["a.md"]).as_deref(), Some("one"), "it was touched");
        looked.write("longer");
        assert_eq!(looked.again(3600, &[]).as_deref(), Some("longer"));
        fs::remove_file(looked.folder.path().join("a.md")).expect("removed");
        assert_eq!(looked.again(3600, &[]), None);
        looked.write("there again");
        assert_eq!(looked.again(3600, &[]).as_deref(), Some("there again"));
    }

    #[test]
    fn what_changed_just_before_it_was_looked_at_is_read_again() {
        let mut looked = Looked::at("one");
        looked.again(0, &[]);
        looked.pretend("known");
        assert_eq!(looked.again(3600, &[]).as_deref(), Some("one"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_place_of_another_is_seen_though_length_and_time_are_the_same() {
        let mut looked = Looked::at("one");
        let (place, other) = (looked.folder.path().join("a.md"), looked.folder.path().join("other"));
        let modified = fs::metadata(&place).and_then(|it| it.modified()).expect("a time");
        fs::write(&other, "two").expect("written");
        fs::File::options().write(true).open(&other).and_then(|file| file.set_modified(modified)).expect("set back");
        fs::rename(other, place).expect("renamed");
        assert_eq!(looked.again(3600, &[]).as_deref(), Some("two"));
    }
}
