//! The commonest factors over time, each as a small picture of its own.

use super::super::charts::{Periods, small_columns};
use super::super::routes::factor_route;
use super::{ChartView, Incidents, MultipleView, TableView, axes};
use crate::model::{Factor, FactorId};
use crate::theme::Words;

/// How many factors are shown.
const FACTORS: usize = 8;

/// The most periods that a small picture has, and the fewest.
const MOST: usize = 16;
const LEAST: usize = 4;

pub(super) fn chart(incidents: &Incidents<'_>) -> Option<ChartView> {
    let words = incidents.site.words();
    let periods = Periods::by_quarter(words, &incidents.days, MOST)?.at_least(LEAST);
    let common = common(incidents, &periods);
    let top = common.iter().flat_map(|(_, _, counts)| counts.iter().copied()).max().filter(|top| *top > 0)?;
    let told: Vec<String> = common.iter().take(3).map(|(factor, count, _)| told(words, factor, *count)).collect();
    let site = incidents.site;
    let multiples = common.iter().zip(1..).map(|((factor, count, counts), number)| {
        let told = told_by_period(&periods, counts);
        let id = format!("_factor{number}");
        MultipleView {
            title: factor.title.clone(),
            url: site.link(&factor_route(&factor.id)),
            count: *count,
            picture_html: small_columns(&periods, (&id, &factor.title, &told), counts, (top, 40.0)),
        }
    });
    let head = [words.text("chart-factor").to_owned()]
        .into_iter()
        .chain((0..periods.count()).map(|place| periods.title(place)));
    let rows = common.iter().map(|(factor, _, counts)| {
        [factor.title.clone()].into_iter().chain(counts.iter().map(ToString::to_string)).collect()
    });
    Some(ChartView {
        anchor: "factors",
        title: words.say("trends-factors-by", [("unit", periods.unit().into())]),
        reading: words.say("trends-factors-most", [("factors", words.list(&told).into())]),
        axes: axes(&periods),
        table: TableView { head: head.chain([]).collect(), rows: rows.collect() },
        multiples: multiples.collect(),
        ..ChartView::default()
    })
}

fn told(words: &Words, factor: &Factor, count: usize) -> String {
    let factor = words.in_sentence(&factor.title);
    words.say("trends-factor-count", [("factor", factor.into()), ("count", count.into())])
}

pub(in crate::site) fn told_by_period(periods: &Periods<'_>, counts: &[usize]) -> String {
    let named = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let parts: Vec<String> = named.map(|(place, count)| format!("{}: {count}", periods.title(place))).collect();
    parts.join(", ")
}

/// The factors that most incidents of these periods name, with how many do, in all and in each period.
fn common<'a>(incidents: &Incidents<'a>, periods: &Periods<'_>) -> Vec<(&'a Factor, usize, Vec<usize>)> {
    let site = incidents.site;
    let mut places: std::collections::BTreeMap<&FactorId, Vec<usize>> = std::collections::BTreeMap::new();
    for (day, postmortem) in &incidents.dated {
        let Some(place) = periods.place(*day) else { continue };
        postmortem.factors.iter().for_each(|id| places.entry(id).or_default().push(place));
    }
    let mut all: Vec<(&FactorId, Vec<usize>)> = places.into_iter().collect();
    // A stable sort: among equals in the order of their ids.
    all.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    let common = all.into_iter().filter_map(|(id, places)| {
        let mut counts = vec![0; periods.count()];
        places.iter().for_each(|place| counts[*place] += 1);
        Some((site.knowledge.factors.get(id)?, places.len(), counts))
    });
    common.take(FACTORS).collect()
}
