//! All documents by year. Templates: `years.html` and `year.html`.

use jiff::civil::Date;
use serde::Serialize;

use super::Site;
use super::calendar::{CalendarView, anchors};
use super::charts::Periods;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::year_route;
use super::sparklines::{counts, drawn};
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
    /// Its documents by month; empty where none has a day.
    pub picture_html: String,
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
    /// Its weeks; none on later pages, and without an incident.
    pub calendar: Option<CalendarView>,
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
        let pictures = pictures(site);
        let years = site.directory.years.iter().zip(pictures).map(|((year, documents), picture_html)| YearRow {
            title: year_title(site, *year),
            url: site.link(&year_route(*year)),
            count: documents.len(),
            picture_html,
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
            calendar: name.filter(|_| number == 1).and_then(|year| CalendarView::new(site, year)),
            documents: rows(site, documents, number),
            pager: PagerView::new(site, &year_route(*name), documents.len(), number),
            earlier: name.and(years.get(year + 1)).and_then(link),
            later: name.and(year.checked_sub(1)).and_then(|later| link(&years[later])),
        }
    }
}

/// The documents of a page of a year, of which those that its calendar leads to have anchors.
fn rows(site: &Site, documents: &[usize], number: usize) -> Vec<DocumentRow> {
    let here = range(documents.len(), number);
    let anchors = anchors(site, documents, here.start);
    let rows = DocumentRow::all(site, &documents[here]).into_iter().zip(anchors);
    rows.map(|(row, anchor)| DocumentRow { anchor, ..row }).collect()
}

/// The months of each year, on one scale.
fn pictures(site: &Site) -> Vec<String> {
    let day = |index: &usize| site.knowledge.postmortems[*index].date.map(|date| date.day);
    let rows = site.directory.years.iter().map(|(year, documents)| {
        let days: Vec<Date> = documents.iter().filter_map(day).collect();
        let year = year.and_then(|year| Some([Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?]));
        let periods = year.and_then(|ends| Periods::by_month(site.words(), &ends, 12));
        periods.map(|periods| (periods, counts(&periods, &days)))
    });
    let rows: Vec<Option<(Periods<'_>, Vec<usize>)>> = rows.collect();
    let top = rows.iter().flatten().flat_map(|(_, counts)| counts.iter().copied()).max().unwrap_or(0);
    let pictures = rows.iter().zip(1..).map(|(row, number)| {
        row.as_ref()
            .map(|(periods, counts)| drawn(periods, (number, site.words().text("by-month")), counts, top))
            .unwrap_or_default()
    });
    pictures.collect()
}

pub(super) fn year_title(site: &Site, year: Option<i16>) -> String {
    year.map_or_else(|| site.words().text("undated").to_owned(), |year| year.to_string())
}

/// Links to all years that have documents.
pub(super) fn year_links(site: &Site) -> Vec<LinkView> {
    let years = site.directory.years.iter();
    years.map(|(year, _)| LinkView { title: year_title(site, *year), url: site.link(&year_route(*year)) }).collect()
}
