//! The home page: what is new, what keeps coming back, the latest year, and what is still to be done. Template: `home.html`.

use serde::Serialize;

use super::Site;
use super::action_items::{ActionItemRow, overdue};
use super::factors::FactorRow;
use super::glance::GlanceView;
use super::plain_page;
use super::route::Route;
use super::shared::kind_link;
use super::trends::has_trends;
use super::views::{DocumentRow, LinkView, PageView, shorten};
use super::years::YearRow;
use super::years::YearsView;

/// What `home.html` sees.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The page's head.
    pub page: PageView,
    /// How many documents there are.
    pub count: usize,
    /// Whether documents are still to come: there are none, and more than plain pages is here.
    pub is_new: bool,
    /// The featured document of the latest month that has one.
    pub featured: Option<FeaturedView>,
    /// The newest documents.
    pub latest: Vec<DocumentRow>,
    /// The kinds of documents, with the addresses of their lists.
    pub kinds: Vec<LinkView>,
    /// The factors that more than one incident names, the most frequent first.
    pub recurring: Vec<FactorRow>,
    /// The unfinished action items that are due first.
    pub action_items: Vec<ActionItemRow>,
    /// The latest year that has incidents.
    pub glance: Option<GlanceView>,
    /// How many action items are overdue.
    pub overdue: usize,
    /// The day as of which they are; empty where none is known.
    pub as_of: String,
    /// How many action items are unfinished.
    pub unfinished: usize,
    /// Whether there is anything to show trends of.
    pub has_trends: bool,
    /// The years, the newest first.
    pub years: Vec<YearRow>,
    /// The first of the plain pages that lead to all others, by title.
    pub pages: Vec<LinkView>,
    /// How many plain pages there are.
    pub page_count: usize,
}

/// The featured document.
#[derive(Debug, Serialize)]
pub struct FeaturedView {
    /// The first day of the month in which it is featured, such as `2026-04-01`; empty where no month is told.
    pub month: String,
    /// The document, with more of its summary than in lists.
    pub document: DocumentRow,
}

/// How many documents, factors and action items the home page shows.
const LATEST: usize = 8;
const RECURRING: usize = 8;
const ACTION_ITEMS: usize = 6;

/// How many plain pages it shows, which are all that there is where a folder holds no other documents.
const PAGES: usize = 50;

impl HomeView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let knowledge = &site.knowledge;
        let latest: Vec<usize> = (0..knowledge.postmortems.len().min(LATEST)).collect();
        let mut page = PageView::new(site, route, &knowledge.config.title).describe(&knowledge.config.description);
        page.section = "home".to_owned();
        Self {
            page,
            count: knowledge.postmortems.len(),
            is_new: knowledge.postmortems.is_empty()
                && (knowledge.pages.is_empty() || !site.directory.factors.is_empty()),
            featured: featured(site),
            latest: DocumentRow::all(site, &latest),
            kinds: site.directory.kinds.iter().map(|(kind, _)| kind_link(site, kind)).collect(),
            recurring: FactorRow::recurring(site, RECURRING),
            action_items: ActionItemRow::next(site, ACTION_ITEMS),
            glance: GlanceView::latest(site),
            overdue: overdue(site),
            as_of: site.as_of_day(),
            unfinished: site.directory.unfinished,
            has_trends: has_trends(site),
            years: YearsView::new(site, route).years,
            pages: plain_page::leading(site).into_iter().take(PAGES).collect(),
            page_count: knowledge.pages.len(),
        }
    }
}

/// The document that is featured in the latest month; among several the newest.
fn featured(site: &Site) -> Option<FeaturedView> {
    let all = site.knowledge.postmortems.iter().enumerate();
    let featured = all.filter_map(|(index, postmortem)| Some((postmortem.featured.as_deref()?, index)));
    let (month, index) = featured.max_by_key(|(month, index)| (*month, std::cmp::Reverse(*index)))?;
    let day = format!("{month}-01").parse::<jiff::civil::Date>();
    let month = day.map(|day| day.to_string()).unwrap_or_default();
    let summary = shorten(&site.knowledge.postmortems[index].summary, 400);
    Some(FeaturedView { month, document: DocumentRow { summary, ..DocumentRow::new(site, index) } })
}
