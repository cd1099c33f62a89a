//! The factors that incidents name together with one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Site;
use super::super::charts::{Element, Svg};
use super::super::routes::factor_route;
use crate::model::FactorId;

/// Another factor that incidents name together with this one.
#[derive(Debug, Serialize)]
pub struct CompanionView {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many incidents name both.
    pub count: usize,
    /// How many incidents name this factor.
    pub total: usize,
    /// The one number as a part of the other.
    pub bar_html: String,
}

/// The most companions that are shown.
const COMPANIONS: usize = 8;

/// The factors that the incidents of a factor name besides, the most frequent first.
pub(super) fn companions(site: &Site, id: &FactorId, incidents: &[usize]) -> Vec<CompanionView> {
    let mut counts: BTreeMap<&FactorId, usize> = BTreeMap::new();
    for index in incidents {
        let others = site.knowledge.postmortems[*index].factors.iter().filter(|other| *other != id);
        others.for_each(|other| *counts.entry(other).or_default() += 1);
    }
    let mut counts: Vec<(&FactorId, usize)> = counts.into_iter().collect();
    // A stable sort: among equals in the order of their ids.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let companions = counts.into_iter().filter_map(|(other, count)| {
        let share = count as f64 / incidents.len() as f64 * 100.0;
        let bars = [Element::bar("span-before", 0.0, 100.0, 2.0, 4.0), Element::bar("fill-1", 0.0, share, 0.0, 8.0)];
        Some(CompanionView {
            title: site.knowledge.factors.get(other)?.title.clone(),
            url: site.link(&factor_route(other)),
            count,
            total: incidents.len(),
            bar_html: Svg::decoration("share", "8").with(bars).finish(),
        })
    });
    companions.take(COMPANIONS).collect()
}
