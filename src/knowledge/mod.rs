//! The knowledge base: every document with its links and factors resolved. Immutable.
//!
//! Takes what [`crate::interpret`] made of the documents; gives a [`KnowledgeBase`], and of one, its [`Relations`]. Factor
//! lists and backlinks exist on these alone, so that nothing can ask for them too early.

mod factors;
mod ids;
mod incidents;
mod links;
mod related;
mod relations;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

pub use factors::{FactorNames, Spelling};
pub use ids::{Collision, assign as assign_ids, free_slug};
pub use links::{Broken, Target, fold as folded_name};
pub use related::{Named, Related};
pub use relations::Relations;

use factors::Uncatalogued;
use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostics::FilePath;
use crate::interpret;
use crate::model::{DocumentId, Factor, FactorId, Page, Postmortem, factor_in_words};
use crate::syntax::{Block, Document, Link, LinkKind};

/// What is linked: the documents of a build with their texts.
#[derive(Debug, Clone, Default)]
pub struct Unlinked {
    /// Documents of every kind but pages, their factors as written.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// Plain pages.
    pub pages: Vec<Page>,
    /// The factor catalogue.
    pub catalogue: Vec<Factor>,
    /// The text of each of them.
    pub documents: BTreeMap<FilePath, Arc<Document>>,
    /// Files that are no documents, such as images.
    pub assets: BTreeSet<FilePath>,
    /// Width and height of those that are images, in pixels.
    pub image_sizes: BTreeMap<FilePath, (usize, usize)>,
}

/// All documents of a build, linked.
#[derive(Debug)]
pub struct KnowledgeBase {
    /// The configuration.
    pub config: Arc<Config>,
    /// Documents of every kind but pages: the newest first, those without a day last.
    pub postmortems: Vec<Arc<Postmortem>>,
    /// Plain pages by id.
    pub pages: Vec<Page>,
    /// All factors: those of the catalogue, and those that documents name without one.
    pub factors: BTreeMap<FactorId, Factor>,
    /// Files that are no documents, such as images.
    pub assets: BTreeSet<FilePath>,
    /// Width and height of those that are images, in pixels.
    pub image_sizes: BTreeMap<FilePath, (usize, usize)>,
    documents: BTreeMap<FilePath, Arc<Document>>,
    names: FactorNames,
    places: HashMap<DocumentId, Place>,
    paths: BTreeMap<FilePath, Target>,
    /// What titles mean in wiki links, once one is looked for.
    titles: OnceLock<HashMap<String, DocumentId>>,
    by_factor: BTreeMap<FactorId, Vec<usize>>,
    /// All that stands behind a `#` in a text, once somebody has asked.
    fragments: OnceLock<HashSet<String>>,
}

/// Where a document stands in the lists of a [`KnowledgeBase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Postmortem(usize),
    Page(usize),
}

/// Links documents to one another and to their factors.
#[must_use]
pub fn link(config: Arc<Config>, unlinked: Unlinked) -> KnowledgeBase {
    let Unlinked { mut postmortems, mut pages, catalogue, documents, assets, image_sizes } = unlinked;
    let names = FactorNames::new(&catalogue);
    let uncatalogued = Uncatalogued::new(&postmortems, &catalogue, &names);
    postmortems.par_iter_mut().for_each(|postmortem| uncatalogued.resolve(postmortem, &names));
    postmortems.sort_by(|a, b| {
        let day = |postmortem: &Postmortem| postmortem.date.map(|date| date.day);
        let start = |postmortem: &Postmortem| postmortem.times.started.map(|moment| moment.timestamp);
        day(b).cmp(&day(a)).then_with(|| start(b).cmp(&start(a))).then_with(|| a.id.cmp(&b.id))
    });
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    let mut by_factor: BTreeMap<FactorId, Vec<usize>> = BTreeMap::new();
    for (index, postmortem) in postmortems.iter().enumerate() {
        for factor in &postmortem.factors {
            by_factor.entry(factor.clone()).or_default().push(index);
        }
    }
    let (places, paths) = rayon::join(|| places(&postmortems, &pages), || paths(&postmortems, &pages));
    let mut knowledge = KnowledgeBase {
        factors: uncatalogued.with(catalogue),
        places,
        paths,
        titles: OnceLock::new(),
        config,
        postmortems,
        pages,
        assets,
        image_sizes,
        documents,
        names,
        by_factor,
        fragments: OnceLock::new(),
    };
    for factor in knowledge.factors.values() {
        if let Some(path) = &factor.path {
            knowledge.paths.insert(path.clone(), Target::Factor(factor.id.clone()));
        }
    }
    for (index, summary) in knowledge.summaries() {
        Arc::make_mut(&mut knowledge.postmortems[index]).summary = summary;
    }
    knowledge
}

fn places(postmortems: &[Arc<Postmortem>], pages: &[Page]) -> HashMap<DocumentId, Place> {
    let postmortems = postmortems.iter().enumerate().map(|(index, it)| (it.id.clone(), Place::Postmortem(index)));
    let pages = pages.iter().enumerate().map(|(index, it)| (it.id.clone(), Place::Page(index)));
    pages.chain(postmortems).collect()
}

fn paths(postmortems: &[Arc<Postmortem>], pages: &[Page]) -> BTreeMap<FilePath, Target> {
    let postmortems = postmortems.iter().map(|it| (it.path.clone(), Target::Document(it.id.clone(), None)));
    let pages = pages.iter().map(|it| (it.path.clone(), Target::Document(it.id.clone(), None)));
    postmortems.chain(pages).collect()
}

impl KnowledgeBase {
    /// Links anew what is left, under another configuration, when documents, pages and factors of the catalogue are left
    /// out. Nothing of them stays.
    #[must_use]
    pub fn retain(
        &self,
        config: Arc<Config>,
        keeps_postmortem: impl Fn(&Postmortem) -> bool,
        keeps_page: impl Fn(&Page) -> bool,
        keeps_factor: impl Fn(&Factor) -> bool,
    ) -> KnowledgeBase {
        let postmortems: Vec<Arc<Postmortem>> =
            self.postmortems.iter().filter(|it| keeps_postmortem(it)).cloned().collect();
        let pages: Vec<Page> = self.pages.iter().filter(|it| keeps_page(it)).cloned().collect();
        let catalogue: Vec<Factor> =
            self.factors.values().filter(|it| it.path.is_some() && keeps_factor(it)).cloned().collect();
        let paths = postmortems.iter().map(|it| &it.path).chain(pages.iter().map(|it| &it.path));
        let paths: BTreeSet<&FilePath> = paths.chain(catalogue.iter().filter_map(|it| it.path.as_ref())).collect();
        let documents = self.documents.iter().filter(|(path, _)| paths.contains(path));
        let documents = documents.map(|(path, document)| (path.clone(), document.clone())).collect();
        let (assets, image_sizes) = (self.assets.clone(), self.image_sizes.clone());
        link(config, Unlinked { postmortems, pages, catalogue, documents, assets, image_sizes })
    }

    /// The file that an image of a document shows, whether it is named as a path or as a wiki link.
    #[must_use]
    pub fn image(&self, path: &FilePath, target: &str) -> Option<FilePath> {
        let kinds = [LinkKind::Image, LinkKind::Wiki].into_iter();
        let mut found = kinds.filter_map(|kind| self.resolve(path, kind, target).ok());
        found.find_map(|target| match target {
            Target::Asset(path) => Some(path),
            _ => None,
        })
    }

    /// The document of an id, unless it is a page.
    #[must_use]
    pub fn postmortem(&self, id: &DocumentId) -> Option<&Postmortem> {
        match self.places.get(id)? {
            Place::Postmortem(index) => self.postmortems.get(*index).map(Arc::as_ref),
            Place::Page(_) => None,
        }
    }

    /// The page of an id.
    #[must_use]
    pub fn page(&self, id: &DocumentId) -> Option<&Page> {
        match self.places.get(id)? {
            Place::Page(index) => self.pages.get(*index),
            Place::Postmortem(_) => None,
        }
    }

    /// The title of a document or page.
    #[must_use]
    pub fn title(&self, id: &DocumentId) -> Option<&str> {
        match self.places.get(id)? {
            Place::Postmortem(index) => self.postmortems.get(*index).map(|postmortem| postmortem.title.as_str()),
            Place::Page(index) => self.pages.get(*index).map(|page| page.title.as_str()),
        }
    }

    /// The text of a file: of a document, a page or a catalogued factor.
    #[must_use]
    pub fn document(&self, path: &FilePath) -> Option<&Arc<Document>> {
        self.documents.get(path)
    }

    /// Whether any text may link to an anchor of that name, in whichever document.
    #[must_use]
    pub fn is_linked_to(&self, anchor: &str) -> bool {
        let fragments = || self.documents.values().flat_map(|document| links::fragments(&document.file.text)).collect();
        self.fragments.get_or_init(fragments).contains(&anchor.to_lowercase())
    }

    /// All texts by their paths.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.documents.values()
    }

    /// The text of a block in which wiki links say what they lead to: `cache-stampede` becomes "cache stampede", and the
    /// id of a document its title. Each link takes the next place in the text that reads like its target.
    #[must_use]
    pub fn with_names(&self, document: &Document, block: &Block, text: &str) -> String {
        let first = document.links.partition_point(|link| link.span.start < block.span.start);
        let links = document.links[first..].iter().take_while(|link| link.span.start < block.span.end);
        let shows_target = |link: &&Link| link.kind == LinkKind::Wiki && !document.file.slice(link.span).contains('|');
        let mut named = String::with_capacity(text.len());
        let mut rest = text;
        for link in links.filter(shows_target) {
            // A link that a summary or a table has cut off; those behind it are cut off as well.
            let Some((before, behind)) = rest.split_once(link.target.as_str()) else { break };
            let name = match self.target_of(document.path(), link) {
                Some(Target::Document(id, _)) => self.title(&id).map(str::to_owned),
                Some(Target::Factor(id)) => self.factors.get(&id).map(|factor| factor_in_words(&factor.title)),
                _ => None,
            };
            named.push_str(before);
            named.push_str(name.as_deref().unwrap_or(&link.target));
            rest = behind;
        }
        named.push_str(rest);
        named
    }

    /// The summaries that are not as they were read, or as another knowledge base had them: with the names of what is in this
    /// one, where they have links that show such names.
    fn summaries(&self) -> Vec<(usize, String)> {
        let summary = |(index, postmortem): (usize, &Arc<Postmortem>)| {
            let document = self.document(&postmortem.path).filter(|_| postmortem.names_others)?;
            let summary = match interpret::summary(document) {
                Some((block, text)) => self.with_names(document, block, &text),
                None => String::new(),
            };
            (summary != postmortem.summary).then_some((index, summary))
        };
        self.postmortems.par_iter().enumerate().filter_map(summary).collect()
    }

    /// The factor that a name, a title or an alias means.
    #[must_use]
    pub fn factor_named(&self, name: &str) -> Option<&Factor> {
        self.factors.get(self.names.resolve(name)?)
    }

    /// All names under which the catalogue knows its factors.
    #[must_use]
    pub fn factor_names(&self) -> &FactorNames {
        &self.names
    }

    /// The documents that name a factor, the newest first.
    #[must_use]
    pub fn with_factor(&self, id: &FactorId) -> Vec<&Postmortem> {
        let indexes = self.by_factor.get(id).map_or(&[][..], Vec::as_slice);
        indexes.iter().filter_map(|index| self.postmortems.get(*index)).map(Arc::as_ref).collect()
    }

    /// Whether any document lists a factor.
    #[must_use]
    pub fn lists_factors(&self) -> bool {
        !self.by_factor.is_empty()
    }

    /// Whether any document lists this factor.
    #[must_use]
    pub fn is_listed(&self, id: &FactorId) -> bool {
        self.by_factor.contains_key(id)
    }

    /// The documents that affected a service, the newest first.
    #[must_use]
    pub fn with_service(&self, service: &str) -> Vec<&Postmortem> {
        let all = self.postmortems.iter().map(Arc::as_ref);
        all.filter(|postmortem| postmortem.services.iter().any(|it| it == service)).collect()
    }

    /// The documents of a severity, the newest first.
    #[must_use]
    pub fn with_severity(&self, severity: &str) -> Vec<&Postmortem> {
        let all = self.postmortems.iter().map(Arc::as_ref);
        all.filter(|postmortem| postmortem.severity.as_deref() == Some(severity)).collect()
    }

    /// The documents that carry a tag, the newest first.
    #[must_use]
    pub fn with_tag(&self, tag: &str) -> Vec<&Postmortem> {
        let all = self.postmortems.iter().map(Arc::as_ref);
        all.filter(|postmortem| postmortem.tags.iter().any(|it| it == tag)).collect()
    }
}
