//! The page that a host shows for an address that is not there. Template: `404.html`.

use serde::Serialize;

use super::Site;
use super::route::Route;
use super::views::PageView;

/// What `404.html` sees.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// The page's head.
    pub page: PageView,
}

impl NotFoundView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let mut page = PageView::new(site, route, site.words().text("not-found"));
        page.section = String::new();
        page.canonical = None;
        Self { page }
    }
}
