//! All documents by year. Templates: `years.html` and `year.html`.

use serde::Serialize;

use super::Site;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::year_route;
use super::views::{DocumentRow, LinkView, PageView};

/// What `years.html` sees.
#[derive(Debug, Serialize)]
pub struct YearsView {
    /// The page's head.
    pub page: PageView,
    /// The years, the newest first; documents without a day last.
    pub years: Vec<YearRow>,
}

/// A year in the list of years.
#[derive(Debug, Serialize)]
pub struct YearRow {
    /// The year, or "Undated".
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many documents it has.
    pub count: usize,
    /// The newest of them.
    pub latest: Vec<LinkView>,
}

/// What `year.html` sees.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// The page's head.
    pub page: PageView,
    /// Whether these are the documents without a day.
    pub is_undated: bool,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
    /// The year before, if it has documents.
    pub earlier: Option<LinkView>,
    /// The year after, if it has documents.
    pub later: Option<LinkView>,
}

impl YearsView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let years = site.directory.years.iter().map(|(year, documents)| YearRow {
            title: year_title(site, *year),
            url: site.link(&year_route(*year)),
            count: documents.len(),
            latest: documents
                .iter()
                .take(3)
                .map(|index| {
                    let title = site.knowledge.postmortems[*index].title.clone();
                    LinkView { title, url: site.document_link(*index) }
                })
                .collect(),
        });
        Self { page: PageView::new(site, route, site.words().text("years")), years: years.collect() }
    }
}

impl YearView {
    pub(super) fn new(site: &Site, route: &Route, year: usize, number: usize) -> Self {
        let years = &site.directory.years;
        let (name, documents) = &years[year];
        let link = |(year, _): &(Option<i16>, Vec<usize>)| {
            year.map(|_| LinkView { title: year_title(site, *year), url: site.link(&year_route(*year)) })
        };
        Self {
            page: PageView::new(site, route, &year_title(site, *name))
                .below(site.words().text("years"), site.link(&Route::new("years/"))),
            is_undated: name.is_none(),
            documents: DocumentRow::all(site, &documents[range(documents.len(), number)]),
            pager: PagerView::new(site, &year_route(*name), documents.len(), number),
            earlier: name.and(years.get(year + 1)).and_then(link),
            later: name.and(year.checked_sub(1)).and_then(|later| link(&years[later])),
        }
    }
}

pub(super) fn year_title(site: &Site, year: Option<i16>) -> String {
    year.map_or_else(|| site.words().text("undated").to_owned(), |year| year.to_string())
}

/// Links to all years that have documents.
pub(super) fn year_links(site: &Site) -> Vec<LinkView> {
    let years = site.directory.years.iter();
    years.map(|(year, _)| LinkView { title: year_title(site, *year), url: site.link(&year_route(*year)) }).collect()
}
