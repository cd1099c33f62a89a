//! One state of the site, from the files as they were at one moment: pages on request, and what is found about them.
//!
//! Takes what the pipeline made; gives bytes, states and redirects by path. Immutable but for what it remembers having made.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use serde::Serialize;

use super::Telling;
use super::hosting::Hosting;
use super::media_type;
use crate::config::{self, EditorUrl};
use crate::diagnostics::{Diagnostic, FilePath, SourceFile, human};
use crate::pipeline::{Checked, Read, Understood};
use crate::repo::{self, Stamp};
use crate::site::{Content, Route, Site};

/// How many pages are kept as they were last made: tabs ask for a page's state and then for the page.
const KEPT: usize = 32;

/// The site at one moment.
pub(super) struct Generation {
    /// Counts from 1; the newer the higher.
    pub(super) number: u64,
    pub(super) site: Site,
    pub(super) read: Read,
    understood: Understood,
    /// What files looked like that are published as they are.
    pub(super) stamps: BTreeMap<FilePath, Stamp>,
    /// What the host of the site is told.
    pub(super) hosting: Hosting,
    /// The folder without symbolic links on the way.
    real_root: PathBuf,
    made: Mutex<VecDeque<(String, Arc<Made>)>>,
    checked: Mutex<VecDeque<(FilePath, Arc<Checked>)>>,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Made {
    /// A page of the theme, and the name of its bytes.
    Page { bytes: Vec<u8>, version: String },
    /// Anything else, with its media type.
    File { bytes: Vec<u8>, media_type: String },
    /// The page has this address.
    Elsewhere(String),
    /// The template fails, or the file cannot be read.
    Broken(String),
    /// Nothing does.
    Nothing,
}

/// A finding as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    level: &'static str,
    rule: String,
    message: String,
    help: Option<String>,
    /// `path:line:column`.
    place: String,
    /// The address that opens it in the author's editor.
    editor: Option<String>,
}

impl Generation {
    pub(super) fn new(
        number: u64,
        (read, stamps): (Read, BTreeMap<FilePath, Stamp>),
        understood: Understood,
        site: Site,
    ) -> Self {
        let real_root = read.root.canonicalize().unwrap_or_else(|_| read.root.clone());
        let (made, checked) = (Mutex::default(), Mutex::default());
        let hosting = Hosting::default();
        Self { number, site, read, understood, stamps, hosting, real_root, made, checked }
    }

    /// The same with what its files tell a host. Gives with it which lines of them are not followed, and why.
    pub(super) fn with_hosting(mut self) -> (Self, Vec<String>) {
        let text = |name: &str| match self.make_anew(name) {
            Made::File { bytes, .. } => Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ => None,
        };
        let (hosting, messages) = Hosting::read(text("_headers").as_deref(), text("_redirects").as_deref());
        self.hosting = hosting;
        (self, messages)
    }

    /// What stands at a path below the base path, percent-decoded. Folders and their `index.html` are the same page.
    pub(super) fn make(&self, path: &str) -> Arc<Made> {
        let path = self.named(path);
        let path = path.as_str();
        if let Some(known) = remembered(&self.made, path) {
            return known;
        }
        let made = Arc::new(self.make_anew(path));
        if matches!(*made, Made::Page { .. }) {
            remember(&self.made, path.to_owned(), made.clone());
        }
        made
    }

    /// A path as the route table has it: a folder and its `index.html` are the same.
    fn named(&self, path: &str) -> String {
        let is_there = |path: &str| self.site.routes().has(&Route::new(path));
        let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let index = format!("{path}index.html");
        match folder {
            _ if is_there(path) => path.to_owned(),
            Some(folder) => folder.to_owned(),
            None if (path.is_empty() || path.ends_with('/')) && is_there(&index) => index,
            None => path.to_owned(),
        }
    }

    fn make_anew(&self, path: &str) -> Made {
        let route = Route::new(path);
        match self.site.render(&route) {
            Ok(Some(Content::Bytes(bytes))) if route.output_path().ends_with(".html") => {
                Made::Page { version: version(&bytes), bytes }
            }
            Ok(Some(Content::Bytes(bytes))) => Made::File { bytes, media_type: media_type(path) },
            Ok(Some(Content::File(file))) => self.file(&file),
            Ok(None) => self.elsewhere(path),
            Err(error) => Made::Broken(error.to_string()),
        }
    }

    /// A file of the knowledge base. It may have become a link since it was looked at: to a file that is not published.
    fn file(&self, path: &FilePath) -> Made {
        let place = self.real_root.join(path.as_str());
        let real = place.canonicalize().ok();
        let inside = real.as_deref().and_then(|real| real.strip_prefix(&self.real_root).ok()?.to_str());
        let is_known = |inside: &str| {
            let is_itself = inside == path.as_str();
            is_itself || inside != config::FILE_NAME && self.stamps.contains_key(inside.replace('\\', "/").as_str())
        };
        if !inside.is_some_and(is_known) {
            return Made::Nothing;
        }
        match repo::read_asset(&self.real_root, path) {
            Ok(bytes) => Made::File { bytes, media_type: media_type(path.as_str()) },
            Err(error) => Made::Broken(format!("cannot read `{path}`: {error}")),
        }
    }

    /// A page that is asked for without the slash at its end.
    fn elsewhere(&self, path: &str) -> Made {
        let folder = Route::new(format!("{path}/"));
        let has = |route: &Route| self.site.routes().has(route);
        let is_folder = has(&folder) || has(&Route::new(format!("{path}/index.html")));
        let is_page = !path.is_empty() && !path.ends_with('/') && is_folder;
        if is_page { Made::Elsewhere(self.site.routes().link(&folder)) } else { Made::Nothing }
    }

    /// The document whose page stands at a path.
    pub(super) fn document(&self, path: &str) -> Option<&FilePath> {
        self.site.source_of(&Route::new(self.named(path)))
    }

    /// What is found about a document, as of a day.
    pub(super) fn check(&self, document: &FilePath, today: Date) -> Arc<Checked> {
        if let Some(known) = remembered(&self.checked, document) {
            return known;
        }
        let checked = Arc::new(self.understood.check(today, &|path: &FilePath| path == document));
        remember(&self.checked, document.clone(), checked.clone());
        checked
    }

    /// What is found about some documents, as of a day.
    pub(super) fn check_all(&self, is_asked_for: &(impl Fn(&FilePath) -> bool + Sync), today: Date) -> Checked {
        self.understood.check(today, is_asked_for)
    }

    /// The documents whose front matter cannot be read, which makes plain pages of them.
    pub(super) fn documents_with_broken_front_matter(&self) -> impl Iterator<Item = &FilePath> {
        let documents = self.understood.everything.documents();
        documents.filter(|document| document.front_matter.is_broken).map(|document| document.path())
    }

    /// The document whose page would stand at a path, if its front matter could be read.
    pub(super) fn document_meant(&self, path: &str) -> Option<&FilePath> {
        let (folder, id) = path.strip_suffix('/')?.rsplit_once('/')?;
        let page = self.understood.everything.pages.iter().find(|page| page.id.as_str() == id)?;
        let is_there = page.path.as_str().split('/').next() == Some(folder);
        let document = self.understood.everything.document(&page.path)?;
        (is_there && document.front_matter.is_broken).then_some(&page.path)
    }

    /// Why the front matter of a document cannot be read, in words; `None` where it can.
    pub(super) fn broken_front_matter(&self, document: &FilePath, today: Date) -> Option<String> {
        let is_broken = self.understood.everything.document(document)?.front_matter.is_broken;
        is_broken.then(|| {
            let checked = self.check(document, today);
            let errors = checked.diagnostics.iter().filter(|it| it.code == "invalid-front-matter");
            let errors: Vec<String> = errors.map(|it| human::render(it, checked.file(&it.path), false)).collect();
            errors.join("\n\n")
        })
    }

    /// What is found about a document, as its page shows it.
    pub(super) fn findings(&self, document: &FilePath, today: Date, telling: Telling) -> Vec<Finding> {
        let checked = self.check(document, today);
        let editor = self.read.config.editor.as_ref().filter(|_| telling == Telling::All);
        let finding = |it: &Diagnostic| finding(it, checked.file(&it.path), &self.real_root, editor);
        checked.diagnostics.iter().map(finding).collect()
    }
}

/// What names a page's bytes.
fn version(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

fn finding(it: &Diagnostic, file: Option<&SourceFile>, root: &Path, editor: Option<&EditorUrl>) -> Finding {
    let position = it.span.zip(file).map(|(span, file)| file.position(span.start));
    let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
    let path = root.join(it.path.as_str());
    Finding {
        level: it.level.as_str(),
        rule: it.code.to_string(),
        message: it.message.clone(),
        help: (!it.help.is_empty()).then(|| it.help.join("; ")),
        place: format!("{}:{line}:{column}", it.path),
        editor: editor.map(|editor| editor.of(&path.to_string_lossy(), line, column)),
    }
}

fn remembered<K: PartialEq<Q>, Q: ?Sized, V>(kept: &Mutex<VecDeque<(K, Arc<V>)>>, key: &Q) -> Option<Arc<V>> {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.iter().find(|(known, _)| *known == *key).map(|(_, value)| value.clone())
}

fn remember<K, V>(kept: &Mutex<VecDeque<(K, Arc<V>)>>, key: K, value: Arc<V>) {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() == KEPT {
        kept.pop_front();
    }
    kept.push_back((key, value));
}
