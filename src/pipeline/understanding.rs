//! From texts to what they mean: documents taken apart, their fields read, and all of them linked.
//!
//! Takes a [`Read`]; gives an [`Understood`]. A document that was understood before is not taken apart again while all that
//! its meaning comes from is the same: its text, its role, its id, the template of its kind and the configuration.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Read;
use crate::checks::Styles;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, FilePath, SourceFile};
use crate::interpret::{self, Role};
use crate::knowledge::{self, KnowledgeBase, Unlinked};
use crate::model::{DocumentId, Factor, Kind, Page, Postmortem};
use crate::repo;
use crate::syntax::{self, Document};
use crate::template::{self, Template};

/// Everything that the texts of a folder mean, linked, drafts included.
#[derive(Debug)]
pub struct Understood {
    /// All documents, whoever may see them.
    pub everything: Arc<KnowledgeBase>,
    /// The templates of each kind.
    pub templates: Arc<BTreeMap<Kind, Template>>,
    /// Markdown files outside the folders of documents, which are in nothing that is made.
    pub left_alone: Vec<FilePath>,
    pub(super) styles: Arc<Styles>,
    pub(super) files: Arc<BTreeMap<FilePath, Arc<SourceFile>>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What was understood before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    config: Arc<Config>,
    parts: Parts,
    templates: Templates,
    documents: HashMap<FilePath, Arc<Meant>>,
}

/// Which file plays which part under which name. It depends on the paths of files alone, and on what the configuration
/// includes.
#[derive(Debug, Default)]
struct Parts {
    paths: Vec<FilePath>,
    include: Vec<String>,
    templates: Vec<(Kind, FilePath)>,
    documents: Vec<Arc<Part>>,
    collisions: Vec<Diagnostic>,
    left_alone: Vec<FilePath>,
}

/// The part of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    path: FilePath,
    role: Role,
    id: DocumentId,
}

/// The templates as they were read from their files.
#[derive(Debug, Default)]
struct Templates {
    files: BTreeMap<Kind, Arc<SourceFile>>,
    all: Arc<BTreeMap<Kind, Template>>,
    findings: Vec<Diagnostic>,
}

/// A document, and what it means.
#[derive(Debug, Clone)]
struct Meant {
    part: Arc<Part>,
    /// The kind whose template its sections were named by; `None` where it has none.
    kind: Option<Kind>,
    document: Arc<Document>,
    meaning: Meaning,
    found: Arc<[Diagnostic]>,
}

/// What one file means.
#[derive(Debug, Clone)]
enum Meaning {
    Postmortem(Arc<Postmortem>),
    Page(Page),
    Factor(Factor),
}

/// Takes all documents apart, reads their fields, and links them.
#[must_use]
pub fn understand(read: &Read) -> Understood {
    understand_for(read, &|_| true)
}

/// The same where documents were understood before: what did not change is not taken apart again.
#[must_use]
pub fn understand_again(read: &Read, memory: &mut super::Memory) -> Understood {
    let memory = &mut memory.meanings;
    memory.prepare(read);
    let meant = memory.take_apart(read, &|_| true);
    let understood = memory.link(read, meant.clone());
    memory.keep(meant, &understood.everything);
    understood
}

/// The same for a check of some documents alone: of the others no more is read than these can refer to.
#[must_use]
pub fn understand_for(read: &Read, is_asked_for: &(impl Fn(&FilePath) -> bool + Sync)) -> Understood {
    let mut memory = Memory::default();
    memory.prepare(read);
    let meant = memory.take_apart(read, is_asked_for);
    memory.link(read, meant)
}

impl Memory {
    /// Tells the part of each file and reads the templates, and forgets what had another meaning before.
    fn prepare(&mut self, read: &Read) {
        let texts = &read.snapshot.texts;
        if self.config != read.config {
            self.documents.clear();
            self.config = read.config.clone();
        }
        if self.parts.include != read.config.include || !self.parts.paths.iter().eq(texts.keys()) {
            self.parts = Parts::of(texts.keys().cloned().collect(), &read.config.include);
        }
        let changed = self.templates.follow(&self.parts, texts);
        if !changed.is_empty() {
            self.documents.retain(|_, meant| meant.kind.as_ref().is_none_or(|kind| !changed.contains(kind)));
        }
    }

    /// Takes apart what was not yet, in the order of the parts.
    fn take_apart(&self, read: &Read, is_asked_for: &(impl Fn(&FilePath) -> bool + Sync)) -> Vec<Arc<Meant>> {
        let meant = |part: &Arc<Part>| {
            let file = read.snapshot.texts.get(&part.path)?;
            let known = self.documents.get(&part.path);
            let known = known.filter(|known| {
                (Arc::ptr_eq(&known.part, part) || known.part == *part) && Arc::ptr_eq(&known.document.file, file)
            });
            let read_in_full = is_asked_for(&part.path);
            Some(known.cloned().unwrap_or_else(|| Arc::new(Meant::of(part, file, read_in_full, self))))
        };
        self.parts.documents.par_iter().filter_map(meant).collect()
    }

    fn link(&self, read: &Read, meant: Vec<Arc<Meant>>) -> Understood {
        let mut diagnostics = read.diagnostics.clone();
        diagnostics.extend(self.templates.findings.iter().chain(&self.parts.collisions).cloned());
        let mut unlinked = Unlinked {
            assets: read.snapshot.assets.clone(),
            image_sizes: read.snapshot.image_sizes.clone(),
            ..Unlinked::default()
        };
        for meant in meant {
            diagnostics.extend(meant.found.iter().cloned());
            unlinked.documents.insert(meant.part.path.clone(), meant.document.clone());
            // What nobody keeps for the next time is not copied to be linked.
            match Arc::try_unwrap(meant).map_or_else(|meant| meant.meaning.clone(), |meant| meant.meaning) {
                Meaning::Postmortem(postmortem) => unlinked.postmortems.push(postmortem),
                Meaning::Page(page) => unlinked.pages.push(page),
                Meaning::Factor(factor) => unlinked.catalogue.push(factor),
            }
        }
        let files = || {
            let mut files = read.snapshot.texts.clone();
            files.extend(read.snapshot.styles.clone());
            files.extend(read.config_file.iter().map(|file| (file.path.clone(), file.clone())));
            files
        };
        let (everything, files) = rayon::join(|| knowledge::link(read.config.clone(), unlinked), files);
        Understood {
            everything: Arc::new(everything),
            templates: self.templates.all.clone(),
            left_alone: self.parts.left_alone.clone(),
            styles: read.styles.clone(),
            files: Arc::new(files),
            diagnostics,
        }
    }

    /// Keeps what was taken apart, and each document as it is linked, so that it need not be copied where it stays so.
    fn keep(&mut self, meant: Vec<Arc<Meant>>, knowledge: &KnowledgeBase) {
        for meant in &meant {
            match self.documents.get_mut(&meant.part.path) {
                Some(known) if Arc::ptr_eq(known, meant) => {}
                Some(known) => known.clone_from(meant),
                None => drop(self.documents.insert(meant.part.path.clone(), meant.clone())),
            }
        }
        if self.documents.len() != meant.len() {
            let paths: BTreeSet<&FilePath> = meant.iter().map(|meant| &meant.part.path).collect();
            self.documents.retain(|path, _| paths.contains(path));
        }
        drop(meant);
        for postmortem in &knowledge.postmortems {
            let Some(known) = self.documents.get_mut(&postmortem.path) else { continue };
            if !matches!(&known.meaning, Meaning::Postmortem(known) if Arc::ptr_eq(known, postmortem)) {
                Arc::make_mut(known).meaning = Meaning::Postmortem(postmortem.clone());
            }
        }
    }
}

impl Parts {
    fn of(paths: Vec<FilePath>, include: &[String]) -> Self {
        let included = repo::glob_set(include);
        let roles = interpret::roles(paths.iter(), |path| included.is_match(path.as_str()));
        let left_alone = interpret::left_alone(paths.iter(), &roles);
        let (mut templates, mut factors, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (path, role) in roles {
            match role {
                Role::Template(kind) => templates.push((kind, path)),
                Role::Factor => factors.push((path, role)),
                Role::Document(_) | Role::Page => others.push((path, role)),
            }
        }
        let (mut documents, mut collisions) = (Vec::new(), Vec::new());
        for group in [others, factors] {
            let (ids, found) = knowledge::assign_ids(group.iter().map(|(path, _)| path));
            collisions.extend(found.into_iter().map(duplicate_id));
            documents.extend(group.into_iter().filter_map(|(path, role)| {
                let id = ids.get(&path)?.clone();
                Some(Arc::new(Part { path, role, id }))
            }));
        }
        Self { paths, include: include.to_vec(), templates, documents, collisions, left_alone }
    }
}

impl Templates {
    /// Reads the templates, if one of their files is another one, and gives the kinds whose templates are.
    fn follow(&mut self, parts: &Parts, texts: &BTreeMap<FilePath, Arc<SourceFile>>) -> BTreeSet<Kind> {
        let files = parts.templates.iter().filter_map(|(kind, path)| Some((kind.clone(), texts.get(path)?.clone())));
        let files: BTreeMap<Kind, Arc<SourceFile>> = files.collect();
        if !self.all.is_empty() && files == self.files {
            return BTreeSet::new();
        }
        let kinds = files.keys().chain(self.files.keys());
        let changed = kinds.filter(|kind| files.get(kind) != self.files.get(kind)).cloned().collect();
        let (all, findings) = template::all(&files);
        *self = Self { files, all: Arc::new(all), findings };
        changed
    }
}

impl Meant {
    fn of(part: &Arc<Part>, file: &Arc<SourceFile>, read_in_full: bool, memory: &Memory) -> Self {
        let head = (!read_in_full).then(|| syntax::parse_head(file.clone())).filter(has_title);
        let (mut document, mut found) = head.map_or_else(|| syntax::parse(file.clone()), |head| (head, Vec::new()));
        let kind = match &part.role {
            Role::Document(kind) => Some(interpret::kind_of(&document, kind)),
            Role::Page | Role::Factor | Role::Template(_) => None,
        };
        if let Some(template) = kind.as_ref().and_then(|kind| memory.templates.all.get(kind)) {
            template.name_sections(&mut document);
        }
        let (meaning, more) = meaning(&document, &part.role, &part.id, &memory.config);
        found.extend(more);
        Self { part: part.clone(), kind, document: Arc::new(document), meaning, found: found.into() }
    }
}

/// Whether the title stands in the front matter, so that no heading can be meant.
fn has_title(document: &Document) -> bool {
    interpret::field(document, "title").is_some_and(|field| field.value.text().is_some())
}

fn meaning(document: &Document, role: &Role, id: &DocumentId, config: &Config) -> (Meaning, Vec<Diagnostic>) {
    match role {
        Role::Document(kind) if !document.front_matter.is_broken => {
            let (postmortem, found) = interpret::postmortem(document, id, kind, config);
            (Meaning::Postmortem(Arc::new(postmortem)), found)
        }
        Role::Factor => {
            let (factor, found) = interpret::factor(document, id);
            (Meaning::Factor(factor), found)
        }
        Role::Document(_) | Role::Page | Role::Template(_) => {
            let (page, found) = interpret::page(document, id, config);
            (Meaning::Page(page), found)
        }
    }
}

fn duplicate_id(collision: knowledge::Collision) -> Diagnostic {
    let message = format!(
        "the id `{}` belongs to `{}` already; this one is `{}`",
        collision.wanted, collision.first, collision.id
    );
    Diagnostic::warning("duplicate-id", &collision.path, message).help("give one of the two files another name")
}
