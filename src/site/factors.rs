//! Contributing factors: the catalogue, and each with its incidents. Templates: `factors.html` and `factor.html`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Site;
use super::factor_history::{CompanionView, HistoryView, companions};
use super::html;
use super::pager::{PagerView, range};
use super::route::Route;
use super::routes::factor_route;
use super::views::{DateView, DocumentRow, PageView};
use crate::model::{Factor, FactorId};

/// What `factors.html` sees.
#[derive(Debug, Serialize)]
pub struct FactorsView {
    /// The page's head.
    pub page: PageView,
    /// The groups by name; the factors without a group come last, under an empty name.
    pub groups: Vec<FactorGroup>,
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
    /// The file that would describe it, where there is none.
    pub missing_file: Option<String>,
    /// When it contributed; none on later pages, and where no document has a day.
    pub history: Option<HistoryView>,
    /// The factors that it comes with, the most frequent first; none on later pages.
    pub companions: Vec<CompanionView>,
    /// The documents on this page.
    pub documents: Vec<DocumentRow>,
    /// The way to the other pages.
    pub pager: PagerView,
}

impl FactorsView {
    pub(super) fn new(site: &Site, route: &Route) -> Self {
        let mut groups: BTreeMap<(bool, &str), Vec<FactorRow>> = BTreeMap::new();
        for (id, factor) in &site.knowledge.factors {
            let group = factor.group.as_str();
            groups.entry((group.is_empty(), group)).or_default().push(FactorRow::new(site, id, factor));
        }
        let groups = groups.into_iter().map(|((_, title), mut factors)| {
            factors.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
            FactorGroup { title: title.to_owned(), factors }
        });
        let words = site.words();
        let page = PageView::new(site, route, words.text("contributing-factors"));
        Self { page: page.describe(words.text("factors-description")), groups: groups.collect() }
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
            latest: latest.map(DateView::new),
        }
    }

    /// The factors that more than one document names, the most frequent first, then those that came back last.
    pub(super) fn recurring(site: &Site, limit: usize) -> Vec<Self> {
        let mut recurring: Vec<(&FactorId, &Vec<usize>)> =
            site.directory.factors.iter().filter(|(_, documents)| documents.len() > 1).collect();
        recurring.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let factors = recurring.into_iter().filter_map(|(id, _)| Some((id, site.knowledge.factors.get(id)?)));
        factors.take(limit).map(|(id, factor)| Self::new(site, id, factor)).collect()
    }
}

impl FactorView {
    pub(super) fn new(site: &Site, route: &Route, id: &FactorId, number: usize) -> Self {
        let factor = &site.knowledge.factors[id];
        let documents = site.directory.factors.get(id).map_or(&[][..], Vec::as_slice);
        let text = factor.path.as_ref().and_then(|path| site.knowledge.document(path));
        let body = text.map(|text| html::body(site.surroundings(), text)).unwrap_or_default();
        let page = PageView::new(site, route, &factor.title).describe(&factor.description);
        let list = site.link(&Route::new("factors/"));
        Self {
            page: page.followed(site, &factor_route(id)).below(site.words().text("factors"), list),
            aliases: factor.aliases.clone(),
            group: factor.group.clone(),
            description: factor.description.clone(),
            body_html: body.html,
            missing_file: factor.path.is_none().then(|| format!("factors/{id}.md")),
            history: if number == 1 { HistoryView::new(site, documents) } else { None },
            companions: if number == 1 { companions(site, id, documents) } else { Vec::new() },
            documents: DocumentRow::all(site, &documents[range(documents.len(), number)]),
            pager: PagerView::new(site, &factor_route(id), documents.len(), number),
        }
    }
}
