//! All documents of a kind, the newest first. Template: `kind.html`.

use serde::Serialize;

use super::Site;
use super::pager::{PagerView, range};
use super::route::Route;
use super::shared::kind_title;
use super::views::{DocumentRow, LinkView, PageView, kind_name};
use super::years::year_links;

/// What `kind.html` sees.
#[derive(Debug, Serialize)]
pub struct KindView {
    /// The page's head.
    pub page: PageView,
    /// What one of them is called, such as "postmortem".
    pub kind: String,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
    /// All years that have documents.
    pub years: Vec<LinkView>,
}

impl KindView {
    pub(super) fn new(site: &Site, route: &Route, kind: usize, number: usize) -> Self {
        let (kind, documents) = &site.directory.kinds[kind];
        let first = Route::new(format!("{}/", kind.folder()));
        Self {
            page: PageView::new(site, route, &kind_title(site, kind)),
            kind: kind_name(site.words(), kind),
            documents: DocumentRow::all(site, &documents[range(documents.len(), number)]),
            pager: PagerView::new(site, &first, documents.len(), number),
            years: year_links(site),
        }
    }
}
