//! Plain pages, and the list of them. Templates: `page.html` and `pages.html`.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Site;
use super::document::{ContentsView, contents};
use super::html;
use super::route::Route;
use super::routes::plain_page_route;
use super::views::{LinkView, PageView};
use crate::model::Page;

/// What `page.html` sees.
#[derive(Debug, Serialize)]
pub struct PlainPageView {
    /// The page's head.
    pub page: PageView,
    /// The headings of the text.
    pub contents: Vec<ContentsView>,
    /// The text.
    pub body_html: String,
    /// Documents and pages that link here.
    pub backlinks: Vec<LinkView>,
}

/// What `pages.html` sees.
#[derive(Debug, Serialize)]
pub struct PlainPagesView {
    /// The page's head.
    pub page: PageView,
    /// All plain pages by title.
    pub pages: Vec<LinkView>,
}

impl PlainPageView {
    pub(super) fn new(site: &Site, route: &Route, index: usize) -> Self {
        let plain_page = &site.knowledge.pages[index];
        let document = site.knowledge.document(&plain_page.path);
        let body = document.map(|document| html::body(site.surroundings(), document)).unwrap_or_default();
        let backlinks = site.relations.backlinks(&plain_page.id).iter().filter_map(|id| {
            let title = site.knowledge.title(id)?.to_owned();
            Some(LinkView { title, url: site.link(site.routes.document(id)?) })
        });
        let mut page = PageView::new(site, route, &plain_page.title);
        // A page that the navigation names by its own title is not below the list of pages.
        if site.knowledge.pages.len() > super::shared::NAMED_PAGES {
            page = page.below(site.words().text("pages"), site.link(&Route::new("pages/")));
        } else {
            page.section = route.as_str().trim_end_matches('/').to_owned();
        }
        Self { page, contents: contents(&body.contents), body_html: body.html, backlinks: backlinks.collect() }
    }
}

impl PlainPagesView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let pages = links(site, site.knowledge.pages.iter());
        Self { page: PageView::new(site, route, site.words().text("pages")), pages }
    }
}

/// The pages that lead to all others: where a folder has an index page, that one stands for the rest.
pub(super) fn leading(site: &Site) -> Vec<LinkView> {
    let pages = &site.knowledge.pages;
    let is_index = |page: &Page| page.path.name().to_lowercase().starts_with("index.");
    let folders: BTreeSet<&str> = pages.iter().filter(|page| is_index(page)).map(|page| page.path.folder()).collect();
    links(site, pages.iter().filter(|page| is_index(page) || !folders.contains(page.path.folder())))
}

/// Links to pages, by title.
fn links<'a>(site: &Site, pages: impl Iterator<Item = &'a Page>) -> Vec<LinkView> {
    let link = |page: &Page| LinkView { title: page.title.clone(), url: site.link(&plain_page_route(&page.id)) };
    let mut links: Vec<LinkView> = pages.map(link).collect();
    links.sort_by(|a, b| (a.title.to_lowercase(), &a.url).cmp(&(b.title.to_lowercase(), &b.url)));
    links
}
