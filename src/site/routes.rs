//! The route table: every page and file of a site with its route, each route once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::cards::Cards;
use super::directory::Directory;
use super::feed::{Format, Subject};
use super::html::LinkAddresses;
use super::route::Route;
use super::route_table;
use crate::diagnostics::FilePath;
use crate::knowledge::{KnowledgeBase, Relations, Target};
use crate::model::{DocumentId, FactorId};
use crate::repo::Variants;
use crate::theme::{Addresses, Theme};

/// What stands at a route. Numbers are places in the lists of the knowledge base or of the directory; a `page` counts
/// from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Page {
    Home,
    Kind {
        kind: usize,
        page: usize,
    },
    Document(usize),
    PlainPages {
        page: usize,
    },
    Plain(usize),
    Years,
    Year {
        year: usize,
        page: usize,
    },
    Factors {
        page: usize,
    },
    FactorMap,
    Factor {
        factor: FactorId,
        page: usize,
    },
    Terms {
        vocabulary: Vocabulary,
        page: usize,
    },
    Term {
        vocabulary: Vocabulary,
        term: usize,
        page: usize,
    },
    ActionItems {
        page: usize,
    },
    Trends,
    Search,
    NotFound,
    Feed {
        subject: Subject,
        format: Format,
    },
    Sitemap,
    Robots,
    ServiceWorker,
    Manifest,
    Llms,
    /// What hosts are to say with each file.
    HostHeaders,
    /// The Markdown of a document.
    DocumentCopy(usize),
    /// The Markdown of a plain page.
    PlainCopy(usize),
    /// The card of a document, or of all other pages.
    Card(Option<usize>),
    /// An image in another size, by its place among its variants.
    Variant(FilePath, usize),
    ThemeAsset(String),
    File(FilePath),
}

/// The words that documents are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Vocabulary {
    Services,
    Severities,
    Tags,
    Detection,
}

impl Vocabulary {
    pub(super) const ALL: [Self; 4] = [Self::Services, Self::Severities, Self::Tags, Self::Detection];

    /// The first part of the addresses.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Severities => "severities",
            Self::Tags => "tags",
            Self::Detection => "detected-by",
        }
    }

    /// The words with their documents.
    pub(super) fn entries(self, directory: &Directory) -> &[super::directory::Entry] {
        match self {
            Self::Services => &directory.services,
            Self::Severities => &directory.severities,
            Self::Tags => &directory.tags,
            Self::Detection => &directory.detection,
        }
    }

    /// The route of one word's page.
    pub(super) fn route(self, slug: &str) -> Route {
        Route::new(format!("{}/{slug}/", self.folder()))
    }
}

/// Two things that want the same route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteConflict {
    /// The route.
    pub route: Route,
    /// What has it, in words.
    pub first: String,
    /// What wants it too, in words.
    pub second: String,
}

impl fmt::Display for RouteConflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {} both want the address `{}`; rename one of them", self.first, self.second, self.route)
    }
}

impl std::error::Error for RouteConflict {}

/// The files of a site that are not made of documents.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    /// What its pages look like.
    pub(super) theme: &'a Theme,
    /// The files of `static/`.
    pub(super) statics: &'a BTreeSet<FilePath>,
    /// The images in smaller sizes.
    pub(super) variants: &'a Variants,
    /// What documents link to.
    pub(super) links: &'a Relations,
}

/// Every route of a site, and the way from documents, factors and files to their routes.
#[derive(Debug, Clone)]
pub struct Routes {
    base_path: String,
    pages: BTreeMap<Route, Page>,
    documents: BTreeMap<DocumentId, Route>,
    /// The links to wide images in their sizes, with their widths.
    variants: BTreeMap<FilePath, Vec<(String, usize)>>,
}

impl Routes {
    pub(super) fn new(
        knowledge: &KnowledgeBase,
        directory: &Directory,
        files: Files<'_>,
        cards: Option<&Cards>,
    ) -> Result<Self, RouteConflict> {
        let base_path = knowledge.config.base_url.path().to_owned();
        let documents = || {
            let documents = knowledge.postmortems.iter().map(|it| (it.id.clone(), document_route(it)));
            let plain_pages = knowledge.pages.iter().map(|it| (it.id.clone(), plain_page_route(&it.id)));
            plain_pages.chain(documents).collect()
        };
        let (pages, documents) = rayon::join(|| route_table::fill(knowledge, directory, files, cards), documents);
        let pages = pages?;
        let variants = variants(knowledge, files.variants, &pages, &base_path);
        Ok(Self { base_path, documents, variants, pages })
    }

    /// All routes in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.pages.keys()
    }

    /// How many routes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// The routes that begin with a text, in their order.
    pub fn below<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = &'a Route> {
        let known = self.pages.range(Route::new(beginning)..).map(|(route, _)| route);
        known.take_while(move |route| route.as_str().starts_with(beginning))
    }

    /// Whether anything stands at a route.
    #[must_use]
    pub fn has(&self, route: &Route) -> bool {
        self.pages.contains_key(route)
    }

    /// What stands at a route.
    pub(super) fn page(&self, route: &Route) -> Option<&Page> {
        self.pages.get(route)
    }

    /// All routes with what stands there.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&Route, &Page)> {
        self.pages.iter()
    }

    /// The path that the site stands under, with a slash at both ends.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// A route as it stands in a link.
    #[must_use]
    pub fn link(&self, route: &Route) -> String {
        route.link(&self.base_path)
    }

    /// The route of a document or page.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Route> {
        self.documents.get(id)
    }

    /// The route of a factor's page.
    #[must_use]
    pub fn factor(&self, id: &FactorId) -> Option<Route> {
        Some(factor_route(id)).filter(|route| self.pages.contains_key(route))
    }

    fn existing(&self, route: Route) -> Option<String> {
        self.pages.contains_key(&route).then(|| self.link(&route))
    }
}

impl LinkAddresses for Routes {
    fn address_of(&self, target: &Target) -> Option<String> {
        let with_anchor = |address: String, anchor: Option<&str>| match anchor {
            Some(anchor) => format!("{address}#{anchor}"),
            None => address,
        };
        match target {
            Target::Document(id, anchor) => Some(with_anchor(self.link(self.document(id)?), anchor.as_deref())),
            Target::Factor(id) => self.existing(factor_route(id)),
            Target::Asset(path) => {
                let route = file_route(path);
                let is_there = matches!(self.pages.get(&route), Some(Page::File(file)) if file == path);
                is_there.then(|| self.link(&route))
            }
            Target::Anchor(anchor) => Some(format!("#{anchor}")),
            Target::Route(written) => {
                let (path, anchor) = written.split_once('#').map_or((&**written, None), |(path, it)| (path, Some(it)));
                Some(with_anchor(self.address(path.trim_start_matches('/'))?, anchor))
            }
            Target::External(address) => Some(address.clone()),
        }
    }

    fn variants_of(&self, path: &FilePath) -> Vec<(String, usize)> {
        self.variants.get(path).cloned().unwrap_or_default()
    }
}

/// The images that the site has in several sizes, each with links to all of them, the image itself last.
fn variants(
    knowledge: &KnowledgeBase,
    variants: &Variants,
    pages: &BTreeMap<Route, Page>,
    base_path: &str,
) -> BTreeMap<FilePath, Vec<(String, usize)>> {
    let all = variants.iter().filter_map(|(path, variants)| {
        let (whole, (width, _)) = (file_route(path), knowledge.image_sizes.get(path)?);
        let routes = variants.iter().map(|variant| (Route::new(&variant.route), variant.width));
        let routes: Vec<(Route, usize)> = routes.chain([(whole, *width)]).collect();
        let is_there = routes.iter().all(|(route, _)| pages.contains_key(route));
        is_there.then(|| (path.clone(), routes.iter().map(|(route, width)| (route.link(base_path), *width)).collect()))
    });
    all.collect()
}

impl Addresses for Routes {
    /// Takes `factors/` and `factors` alike.
    fn address(&self, route: &str) -> Option<String> {
        self.existing(Route::new(route)).or_else(|| self.existing(Route::new(format!("{route}/"))))
    }
}

/// The route of a document of any kind but `page`.
pub(super) fn document_route(postmortem: &crate::model::Postmortem) -> Route {
    Route::new(format!("{}/{}/", postmortem.kind.folder(), postmortem.id))
}

/// The route of a plain page.
pub(super) fn plain_page_route(id: &DocumentId) -> Route {
    Route::new(format!("pages/{id}/"))
}

/// The route of a factor's page.
pub(super) fn factor_route(id: &FactorId) -> Route {
    Route::new(format!("factors/{id}/"))
}

/// The route of a list of all documents of a year.
pub(super) fn year_route(year: Option<i16>) -> Route {
    Route::new(year.map_or_else(|| "years/undated/".to_owned(), |year| format!("years/{year}/")))
}

/// The route of a file of the knowledge base: that of `static/` at the root of the site, any other at its own path.
pub(super) fn file_route(path: &FilePath) -> Route {
    Route::new(path.as_str().strip_prefix("static/").unwrap_or(path.as_str()))
}
