//! What links mean: from the text of a link to the document, factor or file that it names, and back.

use std::borrow::Cow;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::KnowledgeBase;
use crate::diagnostics::{FilePath, nearest};
use crate::model::{DocumentId, FactorId};
use crate::syntax::{Document, Link, LinkKind};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A document or page, with the anchor within it.
    Document(DocumentId, Option<String>),
    /// A factor.
    Factor(FactorId),
    /// A file that is no document, such as an image.
    Asset(FilePath),
    /// A heading of the same document.
    Anchor(String),
    /// A list that the site has for a folder, by its route, such as `factors/`.
    Route(String),
    /// Another site.
    External(String),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// No document, factor or file is there.
    NotFound,
    /// The path leaves the knowledge base.
    Outside,
    /// The scheme is none that a page may link to, such as `javascript:`.
    Scheme,
    /// There is no target at all.
    Empty,
}

/// Folders that a link may name, with the route of the list that stands for each; the knowledge base itself is home.
const LISTS: [(&str, &str); 9] = [
    ("", ""),
    ("postmortems", "years/"),
    ("premortems", "years/"),
    ("near-misses", "years/"),
    ("factors", "factors/"),
    ("services", "services/"),
    ("severities", "severities/"),
    ("tags", "tags/"),
    ("action-items", "action-items/"),
];

impl KnowledgeBase {
    /// Finds what a link in the file `from` leads to.
    ///
    /// # Errors
    ///
    /// [`Broken`], when it leads nowhere.
    pub fn resolve(&self, from: &FilePath, kind: LinkKind, target: &str) -> Result<Target, Broken> {
        let target = target.trim();
        if kind == LinkKind::Wiki {
            return self.resolve_wiki(target);
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return if anchor.is_empty() { Err(Broken::Empty) } else { Ok(Target::Anchor(decode(anchor))) };
        }
        if target.is_empty() {
            return Err(Broken::Empty);
        }
        if target.starts_with("//") {
            return Ok(Target::External(target.to_owned()));
        }
        if let Some(scheme) = scheme(target) {
            let is_allowed = ["http", "https", "mailto", "tel", "ftp"].contains(&scheme.to_ascii_lowercase().as_str());
            return if is_allowed { Ok(Target::External(target.to_owned())) } else { Err(Broken::Scheme) };
        }
        self.resolve_path(from, target)
    }

    /// `[[id]]`, `[[id#anchor]]`, `[[factor]]` or `[[A title]]`.
    fn resolve_wiki(&self, target: &str) -> Result<Target, Broken> {
        let (name, anchor) = target.split_once('#').map_or((target, None), |(name, anchor)| (name, Some(anchor)));
        let name = name.trim();
        if name.is_empty() {
            return anchor.map(|anchor| Target::Anchor(anchor.to_owned())).ok_or(Broken::Empty);
        }
        let anchor = anchor.map(str::to_owned);
        let file_name = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
        if let Some((id, _)) = self.places.get_key_value(&*slug_of(file_name)) {
            return Ok(Target::Document(id.clone(), anchor));
        }
        if let Some(factor) = self.factor_named(name).or_else(|| self.factors.get(name)) {
            return Ok(Target::Factor(factor.id.clone()));
        }
        let by_title = || self.postmortems.iter().map(|it| (fold(&it.title), it.id.clone())).collect();
        let titles = self.titles.get_or_init(by_title);
        titles.get(&fold(name)).map(|id| Target::Document(id.clone(), anchor)).ok_or(Broken::NotFound)
    }

    fn resolve_path(&self, from: &FilePath, target: &str) -> Result<Target, Broken> {
        let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let path = decode(path.split_once('?').map_or(path, |(path, _)| path));
        let joined = join(from.folder(), &path).ok_or(Broken::Outside)?;
        let with_anchor = |target| match target {
            Target::Document(id, _) => Target::Document(id, anchor.map(decode)),
            target => target,
        };
        let found = self
            .at_path(&joined)
            .or_else(|| self.at_path(&format!("{joined}.md")))
            .or_else(|| self.at_path(format!("{joined}/index.md").trim_start_matches('/')))
            .or_else(|| self.at_path(&format!("{}.md", joined.strip_suffix(".html")?.trim_end_matches(".html"))));
        let list = || LISTS.iter().find(|(folder, _)| *folder == joined);
        let found = found.map(with_anchor).or_else(|| Some(Target::Route(list()?.1.to_owned())));
        found.ok_or(Broken::NotFound)
    }

    /// What stands at a path.
    fn at_path(&self, path: &str) -> Option<Target> {
        let asset = || self.assets.get(path).map(|path| Target::Asset(path.clone()));
        self.paths.get(path).cloned().or_else(asset)
    }

    /// The file that a path which leads nowhere most likely means, as a path from the folder of `from`: one that differs in
    /// case alone, one of the same name elsewhere, or one of a similar name. Takes time in the number of files.
    #[must_use]
    pub fn nearest_file(&self, from: &FilePath, target: &str) -> Option<String> {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let wanted = join(from.folder(), &decode(path))?;
        let name = wanted.rsplit('/').next().filter(|name| !name.is_empty())?;
        let files = || self.paths.keys().chain(&self.assets).filter(|file| *file != from);
        let same_path = files().find(|file| is_same_name(file.as_str(), &wanted));
        let same_name = || files().find(|file| is_same_name(file.name(), name));
        let similar = || {
            let near = nearest(name, files().map(FilePath::name))?;
            files().find(|file| file.name() == near)
        };
        let found = same_path.or_else(same_name).or_else(similar)?;
        Some(relative(from.folder(), found.as_str()))
    }

    /// What a link of a document leads to, if anywhere.
    #[must_use]
    pub fn target_of(&self, from: &FilePath, link: &Link) -> Option<Target> {
        self.resolve(from, link.kind, &link.target).ok()
    }
}

/// A name as a part of an address; most names in links are that already.
fn slug_of(name: &str) -> Cow<'_, str> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let is_slug = is_plain && !name.starts_with('-') && !name.ends_with('-') && !name.contains("--");
    if is_slug { Cow::Borrowed(name) } else { Cow::Owned(slug::slugify(name)) }
}

/// The scheme of an address: letters, digits, `+`, `-` and `.` before a colon.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    // Browsers skip control characters and white space inside a scheme; such a scheme is none that is allowed.
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c) || c.is_ascii_control());
    (is_scheme && scheme.starts_with(|c: char| c.is_ascii_alphabetic() || c.is_ascii_control())).then_some(scheme)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Joins a folder and a relative path; `None` when the result would leave the knowledge base.
fn join(folder: &str, path: &str) -> Option<String> {
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether two paths differ in case and in an ending `.md` at the most.
fn is_same_name(a: &str, b: &str) -> bool {
    let letters = |path: &str| path.strip_suffix(".md").unwrap_or(path).len();
    let (a, b) = (&a[..letters(a)], &b[..letters(b)]);
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}

/// The path of a file from a folder, as links write it.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    let parts: Vec<&str> = up.chain(to[shared..].iter().copied()).collect();
    // Spaces and brackets would end the address of a link.
    parts.join("/").replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// Lowers case and takes everything that is no letter or digit for a single space.
#[must_use]
pub fn fold(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text has behind each `#` that is followed by anything: the anchors that it may link to, in lower case.
pub(super) fn fragments(text: &str) -> impl Iterator<Item = String> {
    text.match_indices('#').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| c.is_whitespace() || ")]>|\"'#".contains(c)).unwrap_or(rest.len());
        (1..=500).contains(&end).then(|| decode(&rest[..end]).to_lowercase())
    })
}

/// What the links of one document lead to.
#[derive(Debug)]
pub(super) struct Outgoing<'a> {
    /// The document.
    pub(super) id: Option<&'a DocumentId>,
    /// The documents, in the order of the links, with those of the fields `related` and `anticipated_by`.
    pub(super) documents: Vec<DocumentId>,
    /// The files that are no documents.
    pub(super) assets: Vec<FilePath>,
}

/// What all documents link to, in the order of their paths.
pub(super) fn outgoing(knowledge: &KnowledgeBase) -> Vec<Outgoing<'_>> {
    let documents: Vec<_> = knowledge.documents.values().collect();
    let outgoing = |document: &&Arc<Document>| {
        let path = document.path();
        let id = match knowledge.paths.get(path) {
            Some(Target::Document(id, _)) => Some(id),
            _ => None,
        };
        let mut outgoing = Outgoing { id, documents: Vec::new(), assets: Vec::new() };
        for (place, link) in document.links.iter().chain(&document.raw_links).enumerate() {
            match knowledge.target_of(path, link) {
                Some(Target::Document(target, _)) if place < document.links.len() => outgoing.documents.push(target),
                Some(Target::Asset(path)) => outgoing.assets.push(path),
                _ => {}
            }
        }
        let postmortem = id.and_then(|id| knowledge.postmortem(id));
        let named = postmortem.into_iter().flat_map(|it| it.related.iter().chain(&it.anticipated_by));
        outgoing.documents.extend(named.filter(|target| knowledge.places.contains_key(*target)).cloned());
        outgoing
    };
    documents.par_iter().map(outgoing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_inside_the_knowledge_base() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a/b", "./c/./d.md").as_deref(), Some("a/b/c/d.md"));
        assert_eq!(join("a", "/x.md").as_deref(), Some("x.md"));
        assert_eq!(join("a", "../../x"), None);
    }

    #[test]
    fn a_file_is_named_from_a_folder() {
        assert_eq!(relative("a/b", "a/c.md"), "../c.md");
        assert_eq!(relative("a", "a/b/c d.md"), "b/c%20d.md");
        assert_eq!(relative("", "a.md"), "a.md");
        assert_eq!(relative("a/b", "c.md"), "../../c.md");
        assert_eq!(relative("a", "a"), "../a");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        let cases = [
            ("https://x", Some("https")),
            ("javascript:alert(1)", Some("javascript")),
            ("java\tscript:alert(1)", Some("java\tscript")),
            ("\u{1}javascript:x", Some("\u{1}javascript")),
            ("a/b:c.md", None),
            ("10:30.md", None),
            ("note.md", None),
        ];
        for (target, expected) in cases {
            assert_eq!(scheme(target), expected, "{target:?}");
        }
    }
}
