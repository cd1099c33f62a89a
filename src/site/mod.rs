//! The site: a function from route to bytes.
//!
//! 1. [`Site::new`] makes the directory (which documents belong to which list) and the route table, and parses the
//!    theme's templates.
//! 2. [`Site::routes`] names every file of the site.
//! 3. [`Site::render`] makes one of them: a view made for its template, then the template. It depends on the route
//!    alone, so that routes render in any order, in parallel, or on request.
//!
//! Every page kind has a file of its own here with its view, and a template of its own in the theme.

mod action_items;
mod calendar;
mod cards;
mod charts;
mod code;
mod directory;
mod document;
mod factor_map;
mod factors;
mod feed;
mod glance;
mod history;
mod home;
mod hosting;
pub mod html;
mod incident;
mod kind;
mod llms;
mod manifest;
mod markdown;
mod not_found;
pub mod output;
mod page_folders;
mod pager;
mod plain_page;
mod reading;
mod route;
mod route_table;
mod routes;
mod search;
mod search_documents;
mod search_examples;
mod service_worker;
mod shared;
mod sharing;
mod sitemap;
mod sparklines;
mod terms;
mod trends;
mod views;
mod years;

pub use route::Route;
pub use routes::{RouteConflict, Routes};
pub use search_documents::search_documents;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::config::Colour;
use crate::diagnostics::FilePath;
use crate::knowledge::{KnowledgeBase, Relations, Target};
use crate::model::{ActionItem, Postmortem};
use crate::repo::Variants;
use crate::theme::{Renderer, Theme, ThemeError, Words};
use cards::Cards;
use directory::Directory;
use html::{LinkAddresses, Surroundings};
use routes::{Files, Page, Vocabulary};
use views::{LinkView, SeverityView};

/// All pages of a knowledge base, each yet to be rendered. Routes are unique, and every internal link has a target.
pub struct Site {
    knowledge: Arc<KnowledgeBase>,
    relations: Relations,
    directory: Directory,
    routes: Arc<Routes>,
    /// None where the configuration wants none, or the host is not known.
    cards: Option<Cards>,
    renderer: Renderer,
    words: Arc<Words>,
    assets: BTreeMap<String, Vec<u8>>,
    variants: Variants,
    /// Whether readers can search in their browsers.
    has_search: bool,
    /// The background of light pages, where the theme says it.
    paper: Option<Colour>,
    /// The links to the documents, by their places.
    document_links: Vec<String>,
    severities: BTreeMap<String, SeverityView>,
    services: BTreeMap<String, LinkView>,
    tags: BTreeMap<String, LinkView>,
    /// The day as of which the site is built, where one is known.
    as_of: Option<Date>,
}

/// What was made for an earlier site.
#[derive(Default)]
pub struct Memory {
    cards: cards::Memory,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// What stands at a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What is in this file of the knowledge base.
    File(FilePath),
}

/// Why a site cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteError {
    /// The theme is broken.
    Theme(ThemeError),
    /// Two things want the same route.
    Conflict(RouteConflict),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(error) => error.fmt(f),
            Self::Conflict(conflict) => conflict.fmt(f),
        }
    }
}

impl std::error::Error for SiteError {}

impl From<ThemeError> for SiteError {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

impl From<RouteConflict> for SiteError {
    fn from(conflict: RouteConflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl Site {
    /// Gives every page of a knowledge base its route. `statics` are the files of the project's `static/` folder, by
    /// their path in it, `variants` the smaller variants of images.
    ///
    /// # Errors
    ///
    /// When a template of the theme is broken, or two things want the same route.
    pub fn new(
        knowledge: Arc<KnowledgeBase>,
        theme: &Arc<Theme>,
        statics: &BTreeSet<FilePath>,
        variants: Variants,
    ) -> Result<Self, SiteError> {
        Self::again(knowledge, theme, (statics, variants), &mut Memory::default())
    }

    /// The same where a site was made before: what did not change of it is not made again. The theme is the same where it
    /// is the very same.
    ///
    /// # Errors
    ///
    /// When a template of the theme is broken, or two things want the same route.
    pub fn again(
        knowledge: Arc<KnowledgeBase>,
        theme: &Arc<Theme>,
        (statics, variants): (&BTreeSet<FilePath>, Variants),
        memory: &mut Memory,
    ) -> Result<Self, SiteError> {
        let lists = || {
            let directory = Directory::new(&knowledge, &theme.words());
            let cards = Cards::new(&knowledge, &directory, theme, &mut memory.cards);
            (directory, cards)
        };
        let ((directory, cards), relations) = rayon::join(lists, || Relations::of(knowledge.clone()));
        let cards = cards?;
        let files = Files { theme, statics, variants: &variants, links: &relations };
        let routes = Arc::new(Routes::new(&knowledge, &directory, files, cards.as_ref())?);
        let renderer = theme.renderer(Arc::clone(&routes))?;
        let assets = theme.assets().map(|asset| (asset.name.clone(), asset.bytes.clone())).collect();
        let link = |postmortem: &Arc<Postmortem>| routes.link(&routes::document_route(postmortem));
        let mut site = Self {
            document_links: knowledge.postmortems.par_iter().map(link).collect(),
            relations,
            knowledge,
            directory,
            routes,
            cards,
            renderer,
            words: theme.words(),
            assets,
            variants,
            has_search: theme.has_search(),
            paper: theme.colours().get("paper").copied(),
            severities: BTreeMap::new(),
            services: BTreeMap::new(),
            tags: BTreeMap::new(),
            as_of: None,
        };
        let severities = site.directory.severities.iter();
        site.severities = severities.map(|it| (it.term.id.clone(), SeverityView::new(&site, it))).collect();
        site.services = site.term_links(Vocabulary::Services);
        site.tags = site.term_links(Vocabulary::Tags);
        let shared = shared::SharedView::new(&site);
        site.renderer.share("site", &shared)?;
        Ok(site)
    }

    /// The same site as of a day: what was due before it is overdue. Without a day, nothing is.
    #[must_use]
    pub fn as_of(self, day: Option<Date>) -> Self {
        Self { as_of: day, ..self }
    }

    /// The route table.
    #[must_use]
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Whether readers can search in their browsers, which takes an index beside the pages.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.has_search
    }

    /// The knowledge base that the pages show.
    #[must_use]
    pub fn knowledge(&self) -> &KnowledgeBase {
        &self.knowledge
    }

    /// The document whose page stands at a route: a document, a plain page or an entry of the factor catalogue.
    #[must_use]
    pub fn source_of(&self, route: &Route) -> Option<&FilePath> {
        match self.routes.page(route)? {
            Page::Document(index) => Some(&self.knowledge.postmortems[*index].path),
            Page::Plain(index) => Some(&self.knowledge.pages[*index].path),
            Page::Factor { factor, .. } => self.knowledge.factors.get(factor)?.path.as_ref(),
            _ => None,
        }
    }

    /// The route of the page that shows a document.
    #[must_use]
    pub fn route_of(&self, document: &FilePath) -> Option<Route> {
        let postmortem =
            self.knowledge.postmortems.iter().find(|it| it.path == *document).map(|it| routes::document_route(it));
        let page = || self.knowledge.pages.iter().find(|it| it.path == *document);
        postmortem.or_else(|| page().map(|it| routes::plain_page_route(&it.id)))
    }

    /// Whether a file of the knowledge base is published as it is.
    #[must_use]
    pub fn publishes(&self, path: &FilePath) -> bool {
        matches!(self.routes.page(&routes::file_route(path)), Some(Page::File(file)) if file == path)
    }

    /// Renders one page of each kind, to see whether the theme can.
    ///
    /// # Errors
    ///
    /// When a template wants what its view lacks.
    pub fn try_templates(&self) -> Result<(), ThemeError> {
        let mut seen = HashSet::new();
        let is_file =
            |page: &Page| matches!(page, Page::File(_) | Page::Card(_) | Page::Variant(..) | Page::ThemeAsset(_));
        let kind = |page: &Page| match page {
            Page::Term { vocabulary, .. } | Page::Terms { vocabulary, .. } => {
                (std::mem::discriminant(page), Some(*vocabulary))
            }
            _ => (std::mem::discriminant(page), None),
        };
        let pages = self.routes.pages().filter(|(_, page)| !is_file(page));
        let first: Vec<&Route> = pages.filter(|(_, page)| seen.insert(kind(page))).map(|(route, _)| route).collect();
        first.into_par_iter().try_for_each(|route| self.render(route).map(|_| ()))
    }

    /// The day as of which the site is built, where one is known.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.as_of
    }

    /// Whether the name of a route says what stands there, so that a file that an earlier build wrote there is the same.
    #[must_use]
    pub fn is_named_by_content(&self, route: &Route) -> bool {
        matches!(self.routes.page(route), Some(Page::Card(_) | Page::Variant(..)))
    }

    /// Makes what stands at a route; `None` when nothing does.
    ///
    /// # Errors
    ///
    /// When a template wants what its view lacks.
    pub fn render(&self, route: &Route) -> Result<Option<Content>, ThemeError> {
        let Some(page) = self.routes.page(route) else { return Ok(None) };
        let text = match page {
            Page::Home => self.template("home.html", &home::HomeView::new(self, route)),
            Page::Kind { kind, page } => self.template("kind.html", &kind::KindView::new(self, route, *kind, *page)),
            Page::Document(index) => self.template("document.html", &document::DocumentView::new(self, route, *index)),
            Page::PlainPages { page } => {
                self.template("pages.html", &plain_page::PlainPagesView::new(self, route, *page))
            }
            Page::Plain(index) => self.template("page.html", &plain_page::PlainPageView::new(self, route, *index)),
            Page::Years => self.template("years.html", &years::YearsView::new(self, route)),
            Page::Year { year, page } => self.template("year.html", &years::YearView::new(self, route, *year, *page)),
            Page::Factors { page } => self.template("factors.html", &factors::FactorsView::new(self, route, *page)),
            Page::FactorMap => self.template("factor-map.html", &factor_map::FactorMapView::new(self, route)),
            Page::Factor { factor, page } => {
                self.template("factor.html", &factors::FactorView::new(self, route, factor, *page))
            }
            Page::Terms { vocabulary, page } => {
                self.template(vocabulary.index_template(), &terms::TermsView::new(self, route, *vocabulary, *page))
            }
            Page::Term { vocabulary, term, page } => {
                self.template(vocabulary.template(), &terms::TermView::new(self, route, *vocabulary, *term, *page))
            }
            Page::ActionItems { page } => {
                self.template("action-items.html", &action_items::ActionItemsView::new(self, route, *page))
            }
            Page::Trends => self.template("trends.html", &trends::TrendsView::new(self, route)),
            Page::Search => self.template("search.html", &search::SearchView::new(self, route)),
            Page::NotFound => self.template("404.html", &not_found::NotFoundView::new(self, route)),
            Page::Feed { subject, format } => Ok(feed::write(self, subject, *format)),
            Page::Sitemap => self.template("sitemap.xml", &sitemap::SitemapView::new(self)),
            Page::Robots => self.template("robots.txt", &sitemap::RobotsView::new(self)),
            Page::Manifest => Ok(manifest::manifest(self)),
            Page::Llms => Ok(llms::llms(self)),
            Page::HostHeaders => Ok(hosting::headers(self)),
            Page::DocumentCopy(index) => Ok(markdown::document(self, &self.knowledge.postmortems[*index])),
            Page::PlainCopy(index) => Ok(markdown::plain_page(self, &self.knowledge.pages[*index])),
            Page::ServiceWorker => self.template("sw.js", &service_worker::ServiceWorkerView::new(self)),
            Page::ThemeAsset(name) => {
                return Ok(self.assets.get(name).map(|bytes| Content::Bytes(bytes.clone())));
            }
            Page::Card(document) => {
                return Ok(self.cards.as_ref().map(|cards| Content::Bytes(cards.draw(*document))));
            }
            Page::Variant(path, place) => return Ok(self.variant(path, *place)),
            Page::File(path) => return Ok(Some(Content::File(path.clone()))),
        };
        text.map(|text| Some(Content::Bytes(without_controls(text).into_bytes())))
    }

    fn variant(&self, path: &FilePath, place: usize) -> Option<Content> {
        let bytes = self.variants.get(path)?.get(place)?.bytes.as_ref()?;
        Some(Content::Bytes(bytes.to_vec()))
    }

    fn template(&self, name: &str, view: &impl Serialize) -> Result<String, ThemeError> {
        self.renderer.render(name, view)
    }

    /// Whether an action item was due before the day as of which the site is built.
    fn is_overdue(&self, action_item: &ActionItem) -> bool {
        self.as_of.is_some_and(|day| action_item.is_overdue(day))
    }

    /// The day as of which the site is built; empty where none is known.
    fn as_of_day(&self) -> String {
        self.as_of.map(|day| day.to_string()).unwrap_or_default()
    }

    /// The title of the knowledge base.
    fn title(&self) -> &str {
        &self.knowledge.config.title
    }

    /// The words of pages in the language of the site.
    fn words(&self) -> &Words {
        &self.words
    }

    /// What the texts of documents stand in.
    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings { knowledge: &self.knowledge, addresses: &*self.routes, words: &self.words }
    }

    /// A route as it stands in a link.
    fn link(&self, route: &Route) -> String {
        self.routes.link(route)
    }

    /// The link to a document by its place.
    fn document_link(&self, index: usize) -> String {
        self.document_links[index].clone()
    }

    /// The whole address of a route; `None` when the host is not known.
    fn absolute(&self, route: &Route) -> Option<String> {
        self.knowledge.config.base_url.absolute(&route.encoded())
    }

    /// Addresses as they are printed: whole, so that they can be typed.
    fn printed(&self, addresses: &[String]) -> Vec<String> {
        // Two slashes begin the name of another host.
        let whole = |address: &String| match address.starts_with('/') && !address.starts_with("//") {
            true => self.with_host(address),
            false => address.clone(),
        };
        addresses.iter().map(whole).collect()
    }

    /// The whole address of a link; the link itself where the host is not known.
    fn with_host(&self, link: &str) -> String {
        let path = link.strip_prefix(self.routes.base_path()).unwrap_or(link);
        self.knowledge.config.base_url.absolute(path).unwrap_or_else(|| link.to_owned())
    }

    /// Whether the site has what a link leads to.
    fn has(&self, target: &Target) -> bool {
        self.routes.address_of(target).is_some()
    }

    /// The link to an asset of the theme; none where the theme lacks it.
    fn asset_link(&self, name: &str) -> Option<String> {
        let is_asset = |page: &Page| matches!(page, Page::ThemeAsset(asset) if asset == name);
        self.routes.pages().find(|(_, page)| is_asset(page)).map(|(route, _)| self.link(route))
    }

    /// Links to the words of a vocabulary by their names in documents.
    fn term_links(&self, vocabulary: Vocabulary) -> BTreeMap<String, LinkView> {
        let links = vocabulary.entries(&self.directory).iter().map(|entry| {
            let url = self.link(&vocabulary.route(&entry.slug));
            (entry.term.id.clone(), LinkView { title: entry.term.title.clone(), url })
        });
        links.collect()
    }

    fn severity(&self, postmortem: &Postmortem) -> Option<SeverityView> {
        self.severities.get(postmortem.severity.as_deref()?).cloned()
    }

    fn service_title(&self, service: &str) -> String {
        self.services.get(service).map_or_else(|| service.to_owned(), |link| link.title.clone())
    }

    fn service_link(&self, service: &str) -> Option<LinkView> {
        self.services.get(service).cloned()
    }

    fn tag_link(&self, tag: &str) -> Option<LinkView> {
        self.tags.get(tag).cloned()
    }
}

/// A page without characters that neither HTML nor XML may hold; one of them makes a feed unreadable as a whole.
fn without_controls(text: String) -> String {
    let is_suspect = |byte: u8| byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r') || byte == 0x7f || byte == 0xef;
    if !text.bytes().any(is_suspect) {
        return text;
    }
    let is_allowed =
        |c: char| !c.is_ascii_control() && c != '\u{fffe}' && c != '\u{ffff}' || matches!(c, '\n' | '\t' | '\r');
    text.chars().map(|c| if is_allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests;
