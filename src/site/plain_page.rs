//! Plain pages, and the list of them. Templates: `page.html` and `pages.html`.

use serde::Serialize;

use super::Site;
use super::document::{ContentsView, contents};
use super::html;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::plain_page_route;
use super::shared::section;
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
    /// The addresses of its links, for print.
    pub addresses: Vec<String>,
    /// The pages of its folder that its text does not link to, where it is the index page of one.
    pub pages: Vec<ListedPage>,
    /// Documents and pages that link here.
    pub backlinks: Vec<LinkView>,
    /// The page before it in its folder.
    pub previous: Option<LinkView>,
    /// The page after it in its folder.
    pub next: Option<LinkView>,
}

/// A page in the list of its folder.
#[derive(Debug, Serialize)]
pub struct ListedPage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// One sentence about it; may be empty.
    pub description: String,
}

/// What `pages.html` sees.
#[derive(Debug, Serialize)]
pub struct PlainPagesView {
    /// The page's head.
    pub page: PageView,
    /// The plain pages by title, those on this page of the list.
    pub pages: Vec<LinkView>,
    /// The way to the other pages of the list.
    pub pager: PagerView,
}

impl PlainPageView {
    pub(super) fn new(site: &Site, route: &Route, index: usize) -> Self {
        let plain_page = &site.knowledge.pages[index];
        let document = site.knowledge.document(&plain_page.path);
        let body = document.map(|document| html::body(site.surroundings(), document)).unwrap_or_default();
        let backlinks = site.relations.backlinks(&plain_page.id).into_iter().filter_map(|id| {
            let title = site.knowledge.title(id)?.to_owned();
            Some(LinkView { title, url: site.link(site.routes.document(id)?) })
        });
        let (previous, next) = site.directory.page_folders.neighbours(index);
        Self {
            page: head(site, route, index),
            contents: contents(&body.contents),
            body_html: body.html,
            addresses: site.printed(&body.addresses),
            pages: unlinked(site, index),
            backlinks: backlinks.collect(),
            previous: previous.map(|index| link(site, &site.knowledge.pages[index])),
            next: next.map(|index| link(site, &site.knowledge.pages[index])),
        }
    }
}

/// The page's head: below the index pages of its folders, and below the list of pages where the navigation has no more of it.
fn head(site: &Site, route: &Route, index: usize) -> PageView {
    let plain_page = &site.knowledge.pages[index];
    let folders = &site.directory.page_folders;
    let mut page = PageView::new(site, route, &plain_page.title).describe(&plain_page.description);
    let above = folders.above(index);
    let outermost = above.first().copied().unwrap_or(index);
    if folders.named().contains(&outermost) {
        page.section = section(&plain_page_route(&site.knowledge.pages[outermost].id));
    } else {
        page = page.below(site.words().text("pages"), site.link(&Route::new("pages/")));
    }
    for index in above {
        let LinkView { title, url } = link(site, &site.knowledge.pages[index]);
        page = page.below(&title, url);
    }
    page
}

/// The pages of a folder that its index page does not link to.
fn unlinked(site: &Site, index: usize) -> Vec<ListedPage> {
    let folder = site.directory.page_folders.folder(index);
    let pages = folder.map_or(&[][..], |folder| &folder.pages[folder.linked..]);
    let listed = pages.iter().map(|index| {
        let page = &site.knowledge.pages[*index];
        let LinkView { title, url } = link(site, page);
        ListedPage { title, url, description: page.description.clone() }
    });
    listed.collect()
}

impl PlainPagesView {
    pub(super) fn new(site: &Site, route: &Route, number: usize) -> Self {
        let all = links(site, site.knowledge.pages.iter());
        Self {
            page: PageView::new(site, route, site.words().text("pages")),
            pages: all[range(all.len(), number)].to_vec(),
            pager: PagerView::new(site, &Route::new("pages/"), all.len(), number),
        }
    }
}

/// The pages that lead to all others: where a folder has an index page, that one stands for the rest.
pub(super) fn leading(site: &Site) -> Vec<LinkView> {
    links(site, site.directory.page_folders.leading().iter().map(|index| &site.knowledge.pages[*index]))
}

fn link(site: &Site, page: &Page) -> LinkView {
    LinkView { title: page.title.clone(), url: site.link(&plain_page_route(&page.id)) }
}

/// Links to pages, by title.
fn links<'a>(site: &Site, pages: impl Iterator<Item = &'a Page>) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = pages.map(|page| link(site, page)).collect();
    links.sort_by(|a, b| (a.title.to_lowercase(), &a.url).cmp(&(b.title.to_lowercase(), &b.url)));
    links
}
