//! The search page, and what each page knows of the search. Template: `search.html`.
//!
//! The page is filled in the browser. What this makes is there without it: the lists that lead to every document. In a
//! theme without a search the page has these alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Site;
use super::directory::Entry;
use super::route::Route;
use super::routes::{Vocabulary, factor_route, plain_page_route, year_route};
use super::search_examples::SearchExamples;
use super::views::{PageView, SeverityView};
use super::years::year_title;

/// The folder of the search page; nothing else stands below it.
pub(super) const SEARCH_FOLDER: &str = "search/";

/// The folder of the search index.
pub(super) const SEARCH_DATA_FOLDER: &str = "search/data/";

/// The most entries of a list that the search page shows.
const SHOWN: usize = 24;

/// `site.search` in templates.
#[derive(Debug, Serialize)]
pub struct SharedSearchView {
    /// The address of the search page.
    pub page: String,
    /// The address of the folder of the index.
    pub data: String,
    /// How grave each severity is, by its name in documents, as JSON: `{"SEV1":1}`.
    pub severities: String,
    /// Examples of queries in one line; may be empty.
    pub examples: String,
}

impl SharedSearchView {
    pub(super) fn new(site: &Site) -> Self {
        let ranks: BTreeMap<&str, usize> =
            site.severities.iter().map(|(id, severity)| (id.as_str(), severity.rank)).collect();
        Self {
            page: site.link(&Route::new(SEARCH_FOLDER)),
            data: site.link(&Route::new(SEARCH_DATA_FOLDER)),
            severities: serde_json::to_string(&ranks).expect("names and numbers are JSON"),
            examples: SearchExamples::new(site).hint(),
        }
    }
}

/// What `search.html` sees.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The page's head.
    pub page: PageView,
    /// The lists that are not empty: factors, services, years, severities, who noticed, and plain pages.
    pub lists: Vec<SearchList>,
    /// Words of this knowledge base, for queries that find something.
    pub examples: SearchExamples,
}

/// A list that leads to documents.
#[derive(Debug, Serialize)]
pub struct SearchList {
    /// Which list it is, such as `factors`.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many entries it has.
    pub total: usize,
    /// The first of them; factors and services by the number of their documents.
    pub links: Vec<CountedLink>,
}

/// An entry of a list.
#[derive(Debug, Serialize)]
pub struct CountedLink {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many documents it has; 0 for a plain page, which is one itself.
    pub count: usize,
    /// The severity, for severities.
    pub severity: Option<SeverityView>,
}

impl SearchView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let lists = [
            list(site, "factors", "factors", most_frequent(factors(site))),
            list(site, "services", "services", most_frequent(terms(site, Vocabulary::Services))),
            list(site, "years", "years", years(site)),
            list(site, "severities", "severities", terms(site, Vocabulary::Severities)),
            list(site, "detected-by", "fact-detected-by", terms(site, Vocabulary::Detection)),
            list(site, "pages", "pages", pages(site)),
        ];
        let words = site.words();
        // Without a script nothing can be asked for, and the lists are all that the page is for.
        let (title, description) =
            if site.has_search() { ("search", "search-description") } else { ("find", "find-description") };
        let description = words.say(description, [("site", site.title().into())]);
        Self {
            page: PageView::new(site, route, words.text(title)).describe(&description),
            lists: lists.into_iter().filter(|list| list.total > 0).collect(),
            examples: SearchExamples::new(site),
        }
    }
}

/// A list by its folder, and the message that is its title.
fn list(site: &Site, name: &'static str, key: &str, mut links: Vec<CountedLink>) -> SearchList {
    let total = links.len();
    links.truncate(SHOWN);
    let title = site.words().text(key).to_owned();
    SearchList { name, title, url: site.link(&Route::new(format!("{name}/"))), total, links }
}

fn most_frequent(mut links: Vec<CountedLink>) -> Vec<CountedLink> {
    links.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
    links
}

fn factors(site: &Site) -> Vec<CountedLink> {
    let factors = site.knowledge.factors.iter().map(|(id, factor)| CountedLink {
        title: factor.title.clone(),
        url: site.link(&factor_route(id)),
        count: site.directory.factors.get(id).map_or(0, Vec::len),
        severity: None,
    });
    factors.filter(|factor| factor.count > 0).collect()
}

fn terms(site: &Site, vocabulary: Vocabulary) -> Vec<CountedLink> {
    let link = |entry: &Entry| CountedLink {
        title: entry.term.title.clone(),
        url: site.link(&vocabulary.route(&entry.slug)),
        count: entry.documents.len(),
        severity: (vocabulary == Vocabulary::Severities).then(|| SeverityView::new(site, entry)),
    };
    vocabulary.entries(&site.directory).iter().map(link).filter(|term| term.count > 0).collect()
}

fn years(site: &Site) -> Vec<CountedLink> {
    let years = site.directory.years.iter().map(|(year, documents)| CountedLink {
        title: year_title(site, *year),
        url: site.link(&year_route(*year)),
        count: documents.len(),
        severity: None,
    });
    years.collect()
}

fn pages(site: &Site) -> Vec<CountedLink> {
    let pages = site.knowledge.pages.iter().map(|page| CountedLink {
        title: page.title.clone(),
        url: site.link(&plain_page_route(&page.id)),
        count: 0,
        severity: None,
    });
    pages.collect()
}
