//! Contributing factors: the catalogue, and each with its incidents. Templates: `factors.html` and `factor.html`.

use serde::Serialize;

use super::Site;
use super::factor_map::has_map;
use super::history::HistoryView;
use super::html;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::factor_route;
use super::views::{DateView, DocumentRow, PageView};
use crate::model::{Factor, FactorId};

mod companions;
mod remedies;

pub use companions::CompanionView;
use companions::companions;
pub use remedies::RemediesView;

/// What `factors.html` sees.
#[derive(Debug, Serialize)]
pub struct FactorsView {
    /// The page's head.
    pub page: PageView,
    /// The groups by name; the factors without a group come last, under an empty name.
    pub groups: Vec<FactorGroup>,
    /// Whether the factor map shows anything.
    pub has_map: bool,
    /// The way to the other pages.
    pub pager: PagerView,
}

/// A group of factors.
#[derive(Debug, Serialize)]
pub struct FactorGroup {
    /// Its name; may be empty.
    pub title: String,
    /// Its factors, the most frequent first.
    pub factors: Vec<FactorRow>,
}

/// A factor in a list.
#[derive(Debug, Serialize)]
pub struct FactorRow {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// How many documents name it.
    pub count: usize,
    /// How many of them are incidents.
    pub incidents: usize,
    /// The day of the newest of them, if it has one.
    pub latest: Option<DateView>,
}

/// What `factor.html` sees.
#[derive(Debug, Serialize)]
pub struct FactorView {
    /// The page's head.
    pub page: PageView,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// The group that it belongs to; may be empty.
    pub group: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// What the catalogue says about it; empty when no file describes it.
    pub body_html: String,
    /// The addresses of its links, for print.
    pub addresses: Vec<String>,
    /// The file that would describe it, where there is none.
    pub missing_file: Option<String>,
    /// When it contributed; none on later pages, and where no incident has a day and no other document names it.
    pub history: Option<HistoryView>,
    /// The factors that it comes with, the most frequent first; none on later pages.
    pub companions: Vec<CompanionView>,
    /// The action items of the incidents that name it; none on later pages, and where they have none.
    pub remedies: Option<RemediesView>,
    /// Whether the factor map shows anything.
    pub has_map: bool,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
}

impl FactorsView {
    pub(super) fn new(site: &Site, route: &Route, number: usize) -> Self {
        let mut all: Vec<(&FactorId, &Factor)> = site.knowledge.factors.iter().collect();
        let count = |id: &FactorId| site.directory.factors.get(id).map_or(0, Vec::len);
        // By group, those without one last; within a group the most frequent first.
        all.sort_by_cached_key(|(id, factor)| {
            let group = factor.group.as_str();
            (group.is_empty(), group, std::cmp::Reverse(count(id)), factor.title.as_str())
        });
        let here = &all[range(all.len(), number)];
        let groups = here.chunk_by(|(_, a), (_, b)| a.group == b.group).map(|group| FactorGroup {
            title: group[0].1.group.clone(),
            factors: group.iter().map(|(id, factor)| FactorRow::new(site, id, factor)).collect(),
        });
        let words = site.words();
        let page = PageView::new(site, route, words.text("contributing-factors"));
        Self {
            page: page.describe(words.text("factors-description")),
            groups: groups.collect(),
            has_map: has_map(site),
            pager: PagerView::new(site, &Route::new("factors/"), all.len(), number),
        }
    }
}

impl FactorRow {
    fn new(site: &Site, id: &FactorId, factor: &Factor) -> Self {
        let documents = site.directory.factors.get(id).map_or(&[][..], Vec::as_slice);
        let latest = documents.first().and_then(|index| site.knowledge.postmortems[*index].date);
        Self {
            title: factor.title.clone(),
            url: site.link(&factor_route(id)),
            description: factor.description.clone(),
            count: documents.len(),
            incidents: site.knowledge.incidents_among(documents).len(),
            latest: latest.map(DateView::new),
        }
    }

    /// The factors that more than one incident names, the most frequent first, then those that came back last.
    pub(super) fn recurring(site: &Site, limit: usize) -> Vec<Self> {
        let factors = site.directory.factors.iter();
        let named = factors.map(|(id, documents)| (id, site.knowledge.incidents_among(documents)));
        let mut recurring: Vec<(&FactorId, Vec<usize>)> = named.filter(|(_, incidents)| incidents.len() > 1).collect();
        recurring.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let factors = recurring.into_iter().filter_map(|(id, _)| Some((id, site.knowledge.factors.get(id)?)));
        factors.take(limit).map(|(id, factor)| Self::new(site, id, factor)).collect()
    }
}

/// The aliases of a factor that say more than its title in other letters.
fn other_names(factor: &Factor) -> Vec<String> {
    let title = factor.title.to_lowercase();
    factor.aliases.iter().filter(|alias| alias.to_lowercase() != title).cloned().collect()
}

impl FactorView {
    pub(super) fn new(site: &Site, route: &Route, id: &FactorId, number: usize) -> Self {
        let factor = &site.knowledge.factors[id];
        let documents = site.directory.factors.get(id).map_or(&[][..], Vec::as_slice);
        let incidents = site.knowledge.incidents_among(documents);
        let text = factor.path.as_ref().and_then(|path| site.knowledge.document(path));
        let first = number == 1;
        let body = text.map(|text| html::body(site.surroundings(), text)).unwrap_or_default();
        let page = PageView::new(site, route, &factor.title).describe(&factor.description);
        let list = site.link(&Route::new("factors/"));
        Self {
            page: page.followed(site, &factor_route(id)).below(site.words().text("factors"), list),
            aliases: other_names(factor),
            group: factor.group.clone(),
            description: factor.description.clone(),
            body_html: body.html,
            addresses: site.printed(&body.addresses),
            missing_file: factor.path.is_none().then(|| format!("factors/{id}.md")),
            history: first.then(|| HistoryView::of_factor(site, documents)).flatten(),
            companions: if first { companions(site, id, &incidents) } else { Vec::new() },
            remedies: first.then(|| RemediesView::new(site, &incidents)).flatten(),
            has_map: has_map(site),
            documents: DocumentRow::all(site, &documents[range(documents.len(), number)]),
            pager: PagerView::new(site, &factor_route(id), documents.len(), number),
        }
    }
}
