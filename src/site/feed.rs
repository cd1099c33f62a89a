//! Feeds: the newest documents that have a day, of the whole site, of a factor, of a service or of a severity, as Atom
//! and as JSON Feed. Times come from the documents, never from the clock.
//!
//! Feeds name whole addresses, so that there are none where the host is not known.

mod atom;
mod json;

use std::sync::Arc;

use serde::Serialize;

use super::Site;
use super::route::Route;
use super::routes::{Vocabulary, document_route, factor_route};
use crate::knowledge::KnowledgeBase;
use crate::model::{FactorId, Postmortem};

/// How many documents a feed has.
const LENGTH: usize = 20;

/// What a feed tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Site,
    Factor(FactorId),
    Term { vocabulary: Vocabulary, term: usize },
}

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// RFC 4287.
    Atom,
    /// <https://jsonfeed.org/version/1.1>.
    Json,
}

/// A feed as pages name it.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// What its form is called: `Atom` or `JSON`.
    pub format: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its address.
    pub url: String,
}

impl Format {
    pub(super) const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// Where the feed of a page stands.
    pub(super) fn route(self, page: &Route) -> Route {
        let file = match self {
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        };
        Route::new(format!("{page}{file}").trim_start_matches('/'))
    }

    fn view(self, url: String) -> FeedView {
        let (format, media_type) = match self {
            Self::Atom => ("Atom", "application/atom+xml"),
            Self::Json => ("JSON", "application/feed+json"),
        };
        FeedView { format, media_type, url }
    }
}

/// What both forms of a feed tell.
struct Feed<'a> {
    title: String,
    description: String,
    /// The page that has the same documents, which the feed is known by.
    page: Route,
    documents: Vec<&'a Postmortem>,
}

/// Writes the feed of a site whose host is known.
pub(super) fn write(site: &Site, subject: &Subject, format: Format) -> String {
    let feed = Feed::new(site, subject);
    match format {
        Format::Atom => atom::write(site, &feed),
        Format::Json => json::write(site, &feed),
    }
}

/// The feeds of a page.
pub(super) fn views(site: &Site, page: &Route) -> Vec<FeedView> {
    let routes = Format::ALL.into_iter().map(|format| (format, format.route(page)));
    routes
        .filter(|(_, route)| site.routes.page(route).is_some())
        .map(|(it, route)| it.view(site.link(&route)))
        .collect()
}

/// Whether a list of documents is worth a feed: whether one of them has a day.
pub(super) fn is_worthwhile(knowledge: &KnowledgeBase, documents: &[usize]) -> bool {
    documents.iter().any(|index| knowledge.postmortems[*index].date.is_some())
}

impl<'a> Feed<'a> {
    fn new(site: &'a Site, subject: &Subject) -> Self {
        let knowledge = &site.knowledge;
        let titled = |title: &str| format!("{title} · {}", site.title());
        let (title, description, page, documents) = match subject {
            Subject::Site => {
                let config = &knowledge.config;
                let all = knowledge.postmortems.iter().map(Arc::as_ref).collect();
                (config.title.clone(), config.description.clone(), Route::new(""), all)
            }
            Subject::Factor(id) => {
                let factor = &knowledge.factors[id];
                let documents = site.directory.factors.get(id).map_or(&[][..], Vec::as_slice);
                (titled(&factor.title), factor.description.clone(), factor_route(id), by_place(site, documents))
            }
            Subject::Term { vocabulary, term } => {
                let entry = &vocabulary.entries(&site.directory)[*term];
                let documents = by_place(site, &entry.documents);
                (titled(&entry.term.title), entry.term.description.clone(), vocabulary.route(&entry.slug), documents)
            }
        };
        let dated = documents.into_iter().filter(|postmortem| postmortem.date.is_some());
        Self { title, description, page, documents: dated.take(LENGTH).collect() }
    }
}

fn by_place<'a>(site: &'a Site, documents: &[usize]) -> Vec<&'a Postmortem> {
    documents.iter().map(|index| site.knowledge.postmortems[*index].as_ref()).collect()
}

/// The whole address of a document, which is also what feed readers know it by.
fn address(site: &Site, postmortem: &Postmortem) -> String {
    site.absolute(&document_route(postmortem)).unwrap_or_default()
}

/// The beginning of a document's day.
fn published(postmortem: &Postmortem) -> String {
    postmortem.date.map(|date| format!("{}T00:00:00Z", date.day)).unwrap_or_default()
}

/// Who wrote a document, where the configuration shows it.
fn authors<'a>(site: &Site, postmortem: &'a Postmortem) -> &'a [String] {
    if site.knowledge.config.shows_authors { &postmortem.authors } else { &[] }
}
