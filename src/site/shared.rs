//! What is the same on all pages: the site's name, its navigation and its footer. Made once.

use serde::Serialize;

use super::Site;
use super::feed::{self, FeedView};
use super::route::Route;
use super::routes::{file_route, plain_page_route};
use super::search::SharedSearchView;
use super::trends::has_trends;
use super::views::{LinkView, in_words};
use crate::model::Kind;
use crate::theme::Addresses;

/// `site` in templates.
#[derive(Debug, Serialize)]
pub struct SharedView {
    /// The title of the site.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// The language of the texts, as a BCP 47 tag.
    pub language: String,
    /// `rtl` where that language is written from right to left, else `ltr`.
    pub direction: &'static str,
    /// The address of the home page.
    pub home: String,
    /// The address of the Atom feed, where there is one.
    pub feed: Option<String>,
    /// The address of the picture beside the title; none for the theme's own.
    pub logo: Option<String>,
    /// The feeds of the whole site; empty when the host is not known.
    pub feeds: Vec<FeedView>,
    /// The address of the web app manifest, where there is one.
    pub manifest: Option<String>,
    /// Its language and country as `pt_BR`, for previews; empty where no country is told.
    pub locale: String,
    /// Whether the browsers of readers may keep what was visited.
    pub offline: bool,
    /// Where the search is; none where the theme has no script for it.
    pub search: Option<SharedSearchView>,
    /// The lists of the site, the most used first; lists without entries are left out.
    pub navigation: Vec<NavigationEntry>,
}

/// One entry of the navigation.
#[derive(Debug, Serialize)]
pub struct NavigationEntry {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The `page.section` of the pages below it.
    pub section: String,
    /// Whether it belongs in the head of a page; all entries belong in the foot.
    pub is_primary: bool,
}

impl SharedView {
    pub(super) fn new(site: &Site) -> Self {
        let config = &site.knowledge.config;
        let feed = Route::new("atom.xml");
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: direction(&config.language),
            home: site.link(&Route::new("")),
            feed: site.routes.page(&feed).map(|_| site.link(&feed)),
            logo: config.logo.as_ref().map(|logo| site.link(&file_route(&logo.path))),
            feeds: feed::views(site, &Route::new("")),
            manifest: site.routes.address(super::manifest::ROUTE),
            locale: locale(&config.language),
            offline: config.offline,
            search: site.has_search().then(|| SharedSearchView::new(site)),
            navigation: navigation(site),
        }
    }
}

fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&primary.as_str()) {
        "rtl"
    } else {
        "ltr"
    }
}

/// Open Graph wants a country with each language: `pt-BR` as `pt_BR`, and nothing of `pt`.
fn locale(language: &str) -> String {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let country = parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    country.map(|country| format!("{primary}_{}", country.to_ascii_uppercase())).unwrap_or_default()
}

fn navigation(site: &Site) -> Vec<NavigationEntry> {
    let directory = &site.directory;
    let entry = |title: &str, section: &str, is_primary: bool| NavigationEntry {
        title: title.to_owned(),
        url: site.link(&Route::new(format!("{section}/"))),
        section: section.to_owned(),
        is_primary,
    };
    // The head of a page has room for one kind: the first that has documents.
    let primary = directory.kinds.iter().position(|(_, documents)| !documents.is_empty()).unwrap_or(0);
    let kinds = directory.kinds.iter().enumerate();
    let kinds = kinds.map(|(place, (kind, _))| entry(&kind_title(site, kind), &kind.folder(), place == primary));
    let mut entries: Vec<NavigationEntry> = kinds.collect();
    let lists = [
        ("factors", "factors", true, directory.factors.is_empty()),
        ("services", "services", true, directory.services.is_empty()),
        ("action-items", "action-items", true, directory.action_items.is_empty()),
        ("trends", "trends", true, !has_trends(site)),
        ("years", "years", false, directory.years.is_empty()),
        ("severities", "severities", false, directory.severities.is_empty()),
        ("tags", "tags", false, directory.tags.is_empty()),
        ("fact-detected-by", "detected-by", false, directory.detection.is_empty()),
    ];
    let filled = lists.into_iter().filter(|(_, _, _, is_empty)| !is_empty);
    entries.extend(filled.map(|(key, section, is_primary, _)| entry(site.words().text(key), section, is_primary)));
    entries.extend(pages(site));
    entries
}

/// Folders of plain pages and a few single ones by their own titles, more as one list.
fn pages(site: &Site) -> Vec<NavigationEntry> {
    let folders = &site.directory.page_folders;
    let named = folders.named().iter().map(|index| {
        let page = &site.knowledge.pages[*index];
        let route = plain_page_route(&page.id);
        let section = section(&route);
        let is_primary = folders.folder(*index).is_some();
        NavigationEntry { title: page.title.clone(), url: site.link(&route), section, is_primary }
    });
    let list = folders.has_list().then(|| {
        let url = site.link(&Route::new("pages/"));
        let title = site.words().text("pages").to_owned();
        NavigationEntry { title, url, section: "pages".to_owned(), is_primary: false }
    });
    named.chain(list).collect()
}

/// The section of the navigation that a page which is named there stands for.
pub(super) fn section(route: &Route) -> String {
    route.as_str().trim_end_matches('/').to_owned()
}

/// A kind as the title of its list: "Postmortems".
pub(super) fn kind_title(site: &Site, kind: &Kind) -> String {
    site.words().say("kinds", [("kind", kind.as_str().into()), ("title", in_words(&kind.folder()).into())])
}

/// A link to the list of a kind.
pub(super) fn kind_link(site: &Site, kind: &Kind) -> LinkView {
    LinkView { title: kind_title(site, kind), url: site.link(&Route::new(format!("{}/", kind.folder()))) }
}
