//! What search engines read: `sitemap.xml` and `robots.txt`, templates of the same names.

use serde::Serialize;

use super::Site;
use super::route::Route;
use super::routes::Page;

/// What `sitemap.xml` sees.
#[derive(Debug, Serialize)]
pub struct SitemapView {
    /// The pages of the site; of a list on several pages the first alone.
    pub pages: Vec<SitemapEntry>,
}

/// A page in the sitemap.
#[derive(Debug, Serialize)]
pub struct SitemapEntry {
    /// The whole address.
    pub url: String,
    /// The day of the document; empty for other pages.
    pub day: String,
}

/// What `robots.txt` sees.
#[derive(Debug, Serialize)]
pub struct RobotsView {
    /// The whole address of the sitemap, where there is one.
    pub sitemap: Option<String>,
}

impl SitemapView {
    pub(super) fn new(site: &Site) -> Self {
        let entries = site.routes.pages().filter(|(_, page)| is_listed(page)).filter_map(|(route, page)| {
            let day = match page {
                Page::Document(index) => site.knowledge.postmortems[*index].date.map(|date| date.day.to_string()),
                _ => None,
            };
            Some(SitemapEntry { url: site.absolute(route)?, day: day.unwrap_or_default() })
        });
        Self { pages: entries.collect() }
    }
}

fn is_listed(page: &Page) -> bool {
    match page {
        Page::Home | Page::Document(_) | Page::Plain(_) | Page::Years | Page::FactorMap | Page::Trends => true,
        Page::PlainPages { page }
        | Page::Factors { page }
        | Page::Terms { page, .. }
        | Page::Kind { page, .. }
        | Page::Year { page, .. }
        | Page::Factor { page, .. }
        | Page::Term { page, .. }
        | Page::ActionItems { page } => *page == 1,
        Page::Search
        | Page::NotFound
        | Page::Feed { .. }
        | Page::Sitemap
        | Page::Robots
        | Page::ServiceWorker
        | Page::Manifest
        | Page::Llms
        | Page::HostHeaders
        | Page::DocumentCopy(_)
        | Page::PlainCopy(_)
        | Page::Card(_)
        | Page::Variant(..)
        | Page::ThemeAsset(_)
        | Page::File(_) => false,
    }
}

impl RobotsView {
    pub(super) fn new(site: &Site) -> Self {
        let sitemap = Route::new("sitemap.xml");
        Self { sitemap: site.routes.page(&sitemap).and_then(|_| site.absolute(&sitemap)) }
    }
}
