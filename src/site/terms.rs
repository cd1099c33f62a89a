//! Services, severities and tags: the words that documents are grouped by, and each with its documents.
//!
//! Templates: `services.html` and `service.html`, `severities.html` and `severity.html`, `tags.html` and `tag.html`.

use serde::Serialize;

use super::Site;
use super::directory::Entry;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::Vocabulary;
use super::views::{DateView, DocumentRow, PageView, SeverityView};

/// What `services.html`, `severities.html` and `tags.html` see.
#[derive(Debug, Serialize)]
pub struct TermsView {
    /// The page's head.
    pub page: PageView,
    /// The words, in the order of the vocabulary and then by name.
    pub terms: Vec<TermRow>,
}

/// A word in a list.
#[derive(Debug, Serialize)]
pub struct TermRow {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// How many documents have it.
    pub count: usize,
    /// The day of the newest of them, if it has one.
    pub latest: Option<DateView>,
    /// The severity, for severities.
    pub severity: Option<SeverityView>,
}

/// What `service.html`, `severity.html` and `tag.html` see.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The page's head.
    pub page: PageView,
    /// One sentence about it; may be empty.
    pub description: String,
    /// The severity, for severities.
    pub severity: Option<SeverityView>,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
}

impl Vocabulary {
    /// What the list of the words is called.
    fn title(self, site: &Site) -> &str {
        match self {
            Self::Services => site.words().text("services"),
            Self::Severities => site.words().text("severities"),
            Self::Tags => site.words().text("tags"),
        }
    }

    /// The template of the list.
    pub(super) fn index_template(self) -> &'static str {
        match self {
            Self::Services => "services.html",
            Self::Severities => "severities.html",
            Self::Tags => "tags.html",
        }
    }

    /// The template of one word.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Services => "service.html",
            Self::Severities => "severity.html",
            Self::Tags => "tag.html",
        }
    }

    fn severity(self, site: &Site, entry: &Entry) -> Option<SeverityView> {
        (self == Self::Severities).then(|| SeverityView::new(site, entry))
    }
}

impl TermsView {
    pub(super) fn new(site: &Site, route: &Route, vocabulary: Vocabulary) -> Self {
        let terms = vocabulary.entries(&site.directory).iter().map(|entry| TermRow {
            title: entry.term.title.clone(),
            url: site.link(&vocabulary.route(&entry.slug)),
            description: entry.term.description.clone(),
            count: entry.documents.len(),
            latest: latest(site, entry),
            severity: vocabulary.severity(site, entry),
        });
        Self { page: PageView::new(site, route, vocabulary.title(site)), terms: terms.collect() }
    }
}

fn latest(site: &Site, entry: &Entry) -> Option<DateView> {
    site.knowledge.postmortems[*entry.documents.first()?].date.map(DateView::new)
}

impl TermView {
    pub(super) fn new(site: &Site, route: &Route, vocabulary: Vocabulary, term: usize, number: usize) -> Self {
        let entry = &vocabulary.entries(&site.directory)[term];
        let length = entry.documents.len();
        let list = site.link(&Route::new(format!("{}/", vocabulary.folder())));
        let page = PageView::new(site, route, &entry.term.title).describe(&entry.term.description);
        Self {
            page: page.followed(site, &vocabulary.route(&entry.slug)).below(vocabulary.title(site), list),
            description: entry.term.description.clone(),
            severity: vocabulary.severity(site, entry),
            documents: DocumentRow::all(site, &entry.documents[range(length, number)]),
            pager: PagerView::new(site, &vocabulary.route(&entry.slug), length, number),
        }
    }
}
