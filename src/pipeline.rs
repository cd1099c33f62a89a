//! The only place where the stages are joined: from a folder to its findings and its knowledge base.
//!
//! [`read`] takes the folder, [`understand`] everything that its texts mean, [`Understood::check`] holds them against
//! their templates, and [`Understood::publish`] links what a build may show.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks;
use crate::config::{self, Config};
use crate::diagnostics::{self, Diagnostic, FilePath, SourceFile};
use crate::failure::Failure;
use crate::interpret::{self, Role};
use crate::knowledge::{self, KnowledgeBase, Unlinked};
use crate::model::{DocumentId, Factor, Kind, Page, Postmortem, Status, Visibility};
use crate::repo::{self, Snapshot};
use crate::syntax::{self, Document};
use crate::template::{self, Template};

/// What a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Who is to see the site: [`Visibility::Internal`] sees all, [`Visibility::Public`] what may be shared.
    pub audience: Visibility,
}

impl Publication {
    /// Everything, drafts included: what checks look at.
    pub const EVERYTHING: Self = Self { drafts: true, audience: Visibility::Internal };

    fn shows(self, status: Status, visibility: Visibility) -> bool {
        match self.audience {
            Visibility::Internal => self.drafts || status != Status::Draft,
            // What is still in review may yet turn out to be internal.
            Visibility::Public => visibility == Visibility::Public && (self.drafts || status == Status::Published),
        }
    }
}

/// A folder as it was read.
#[derive(Debug)]
pub struct Read {
    /// The knowledge base's folder.
    pub root: PathBuf,
    /// What the configuration means.
    pub config: Arc<Config>,
    /// The files.
    pub snapshot: Snapshot,
    /// The configuration's text, for findings in it.
    pub config_file: Option<Arc<SourceFile>>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// Whether the configuration has mistakes, with which no command does its work.
    #[must_use]
    pub fn has_broken_config(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == "invalid-configuration")
    }
}

/// Reads the folder of a knowledge base.
///
/// # Errors
///
/// When the folder or its configuration cannot be read.
pub fn read(root: &Path) -> Result<Read, Failure> {
    let config_file = repo::read_config(root)
        .map_err(|error| Failure::io("read", &root.join(config::FILE_NAME), error))?
        .map(Arc::new);
    let (config, mut diagnostics) = match &config_file {
        Some(file) => config::parse(file, &checks::rule_names()),
        None => (Config::default(), Vec::new()),
    };
    let (snapshot, left_out) = repo::read(root, &config).map_err(|error| Failure::io("read", root, error))?;
    diagnostics.extend(left_out);
    Ok(Read { root: root.to_owned(), config: Arc::new(config), snapshot, config_file, diagnostics })
}

/// Everything that the texts of a folder mean, not linked yet.
#[derive(Debug)]
pub struct Understood {
    config: Arc<Config>,
    documents: BTreeMap<FilePath, Arc<Document>>,
    assets: BTreeSet<FilePath>,
    postmortems: Vec<Postmortem>,
    pages: Vec<Page>,
    catalogue: Vec<Factor>,
    templates: BTreeMap<Kind, Template>,
    files: BTreeMap<FilePath, Arc<SourceFile>>,
    diagnostics: Vec<Diagnostic>,
}

/// What one file means.
enum Meaning {
    Postmortem(Box<Postmortem>),
    Page(Page),
    Factor(Factor),
}

/// Takes all documents apart and reads their fields.
#[must_use]
pub fn understand(read: &Read) -> Understood {
    let config = &read.config;
    let included = repo::glob_set(&config.include);
    let texts = &read.snapshot.texts;
    let roles = interpret::roles(texts.keys(), |path| included.is_match(path.as_str()));
    let template_files = roles.iter().filter_map(|(path, role)| match role {
        Role::Template(kind) => texts.get(path).map(|file| (kind.clone(), file.clone())),
        _ => None,
    });
    let (templates, template_findings) = template::all(&template_files.collect());
    let documents = roles.iter().filter(|(_, role)| !matches!(role, Role::Template(_)));
    let (factors, others): (Vec<_>, Vec<_>) = documents.partition(|(_, role)| **role == Role::Factor);
    let (ids, mut collisions) = knowledge::assign_ids(others.iter().map(|(path, _)| *path));
    let (factor_ids, factor_collisions) = knowledge::assign_ids(factors.iter().map(|(path, _)| *path));
    collisions.extend(factor_collisions);
    let parts: Vec<(&FilePath, &Role, &DocumentId)> = others
        .into_iter()
        .filter_map(|(path, role)| Some((path, role, ids.get(path)?)))
        .chain(factors.into_iter().filter_map(|(path, role)| Some((path, role, factor_ids.get(path)?))))
        .collect();
    let meanings: Vec<_> = parts
        .into_par_iter()
        .filter_map(|(path, role, id)| {
            let (document, mut found) = syntax::parse(texts.get(path)?.clone());
            let (meaning, more) = meaning(&document, role, id, config);
            found.extend(more);
            Some((Arc::new(document), meaning, found))
        })
        .collect();
    let mut understood = Understood {
        config: config.clone(),
        documents: BTreeMap::new(),
        assets: read.snapshot.assets.clone(),
        postmortems: Vec::new(),
        pages: Vec::new(),
        catalogue: Vec::new(),
        templates,
        files: texts.clone(),
        diagnostics: read.diagnostics.clone(),
    };
    understood.files.extend(read.config_file.iter().map(|file| (file.path.clone(), file.clone())));
    understood.diagnostics.extend(template_findings);
    understood.diagnostics.extend(collisions.into_iter().map(duplicate_id));
    for (document, meaning, found) in meanings {
        understood.diagnostics.extend(found);
        match meaning {
            Meaning::Postmortem(postmortem) => understood.postmortems.push(*postmortem),
            Meaning::Page(page) => understood.pages.push(page),
            Meaning::Factor(factor) => understood.catalogue.push(factor),
        }
        understood.documents.insert(document.path().clone(), document);
    }
    understood
}

fn meaning(document: &Document, role: &Role, id: &DocumentId, config: &Config) -> (Meaning, Vec<Diagnostic>) {
    match role {
        Role::Document(kind) if !document.front_matter.is_broken => {
            let (postmortem, found) = interpret::postmortem(document, id, kind, config);
            (Meaning::Postmortem(Box::new(postmortem)), found)
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

/// The findings of a check.
#[derive(Debug)]
pub struct Checked {
    /// In the order of reports.
    pub diagnostics: Vec<Diagnostic>,
    /// How many documents were held against their templates.
    pub documents: usize,
}

impl Understood {
    /// Holds documents against their templates: all, or those that `is_asked_for` names.
    #[must_use]
    pub fn check(&self, is_asked_for: &(impl Fn(&FilePath) -> bool + Sync)) -> Checked {
        let knowledge = self.publish(Publication::EVERYTHING);
        self.check_with(&knowledge, is_asked_for)
    }

    /// The same, for who has linked everything already.
    #[must_use]
    pub fn check_with(
        &self,
        everything: &KnowledgeBase,
        is_asked_for: &(impl Fn(&FilePath) -> bool + Sync),
    ) -> Checked {
        let mut found: Vec<Diagnostic> =
            self.diagnostics.iter().filter(|diagnostic| is_asked_for(&diagnostic.path)).cloned().collect();
        found.extend(checks::check(everything, &self.templates, &|document: &Document| is_asked_for(document.path())));
        let mut found = checks::with_levels(found, &self.config);
        diagnostics::sort(&mut found);
        let documents = self.documents.keys().filter(|path| is_asked_for(path)).count();
        Checked { diagnostics: found, documents }
    }

    /// Links the documents that a build may show. What it may not show is not in it, nor in anything made from it.
    #[must_use]
    pub fn publish(&self, publication: Publication) -> KnowledgeBase {
        let shown = |status, visibility| publication.shows(status, visibility);
        let postmortems: Vec<Postmortem> =
            self.postmortems.iter().filter(|it| shown(it.status, it.visibility)).cloned().collect();
        let pages: Vec<Page> = self.pages.iter().filter(|it| shown(it.status, it.visibility)).cloned().collect();
        let paths = postmortems.iter().map(|it| &it.path).chain(pages.iter().map(|it| &it.path));
        let paths = paths.chain(self.catalogue.iter().filter_map(|factor| factor.path.as_ref()));
        let documents = paths.filter_map(|path| Some((path.clone(), self.documents.get(path)?.clone()))).collect();
        let unlinked =
            Unlinked { postmortems, pages, catalogue: self.catalogue.clone(), documents, assets: self.assets.clone() };
        knowledge::link(self.config.clone(), unlinked)
    }

    /// Whether a publication leaves out something that everything holds.
    #[must_use]
    pub fn leaves_out(&self, publication: Publication) -> bool {
        let is_hidden = |status, visibility| !publication.shows(status, visibility);
        self.postmortems.iter().any(|it| is_hidden(it.status, it.visibility))
            || self.pages.iter().any(|it| is_hidden(it.status, it.visibility))
    }

    /// The text of a file, for showing where a finding is.
    #[must_use]
    pub fn file(&self, path: &FilePath) -> Option<&SourceFile> {
        self.files.get(path).map(Arc::as_ref)
    }

    /// The templates of the knowledge base.
    #[must_use]
    pub fn templates(&self) -> &BTreeMap<Kind, Template> {
        &self.templates
    }
}
