//! Incidents by month and severity.

use std::collections::BTreeMap;

use super::super::charts::{Periods, columns};
use super::{ChartView, Incidents, LegendView, TableView, axes, earlier};
use crate::theme::Words;

/// The most months, quarters or years that stand side by side, and the fewest.
const MOST: usize = 36;
const LEAST: usize = 12;

/// The most severities that are told apart; those that only some documents use come last and are taken together.
const SEVERITIES: usize = 5;

pub(super) fn chart(incidents: &Incidents<'_>) -> Option<ChartView> {
    let words = incidents.site.words();
    let periods = Periods::by_month(words, &incidents.days, MOST)?.at_least(LEAST);
    let (legend, series) = severities(incidents);
    let has_severities = incidents.dated.iter().any(|(_, it)| it.severity.is_some());
    let mut counts = vec![vec![0; legend.len()]; periods.count()];
    for ((day, _), series) in incidents.dated.iter().zip(series) {
        if let Some(place) = periods.place(*day) {
            counts[place][series] += 1;
        }
    }
    let classes: Vec<String> = legend.iter().map(|it| it.class.clone()).collect();
    let told = |place: usize| {
        let parts = legend.iter().zip(&counts[place]).filter(|(_, count)| **count > 0);
        let parts: Vec<String> = parts.map(|(it, count)| format!("{count} {}", it.title)).collect();
        format!("{}: {}", periods.title(place), parts.join(", "))
    };
    let title = words.say("trends-incidents-by", [("unit", periods.unit().into())]);
    let reading = reading(incidents);
    let picture = columns(&periods, ("_incidents", &title, &reading), &classes, &counts, told);
    Some(ChartView {
        anchor: "incidents",
        reading,
        picture_html: picture,
        gutter: "narrow",
        axes: axes(&periods),
        table: table(words, &periods, &legend, &counts),
        notes: earlier(words, &periods, &incidents.days),
        legend: if has_severities { legend } else { Vec::new() },
        title,
        ..ChartView::default()
    })
}

/// The severities that occur, the gravest first, and for each incident which of them it has.
fn severities(incidents: &Incidents<'_>) -> (Vec<LegendView>, Vec<usize>) {
    let site = incidents.site;
    let used = |id: &str| incidents.dated.iter().any(|(_, it)| it.severity.as_deref() == Some(id));
    let known: Vec<&str> = site.directory.severities.iter().map(|entry| entry.term.id.as_str()).collect();
    let shown: Vec<&str> = known.into_iter().filter(|id| used(id)).take(SEVERITIES).collect();
    let places: BTreeMap<&str, usize> = shown.iter().zip(0..).map(|(id, place)| (*id, place)).collect();
    let mut legend: Vec<LegendView> = shown
        .iter()
        .filter_map(|id| site.severities.get(*id))
        .map(|severity| LegendView { title: severity.title.clone(), class: format!("fill-severity-{}", severity.rank) })
        .collect();
    let others = shown.len();
    let place = |severity: Option<&str>| severity.and_then(|id| places.get(id)).copied().unwrap_or(others);
    let series: Vec<usize> = incidents.dated.iter().map(|(_, it)| place(it.severity.as_deref())).collect();
    if series.contains(&others) {
        let key = if others == 0 { "trends-incidents" } else { "trends-other-severity" };
        legend.push(LegendView { title: site.words().text(key).to_owned(), class: "fill-severity-0".to_owned() });
    }
    (legend, series)
}

/// "27 incidents: 7 in 2026, 15 in 2025, 5 in 2024."
fn reading(incidents: &Incidents<'_>) -> String {
    const YEARS: usize = 3;
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    incidents.days.iter().for_each(|day| *years.entry(day.year()).or_default() += 1);
    let words = incidents.site.words();
    let told = years.iter().rev().take(YEARS).map(|(year, count)| {
        words.say("chart-count-in", [("count", (*count).into()), ("year", year.to_string().into())])
    });
    let mut parts: Vec<String> = told.collect();
    let before: usize = years.values().rev().skip(YEARS).sum();
    if before > 0 {
        parts.push(words.count("chart-count-before", before));
    }
    let count = ("count", incidents.days.len().into());
    match parts.as_slice() {
        [_] => {
            let year = incidents.days[0].year().to_string();
            words.say("trends-incidents-in-year", [count, ("year", year.into())])
        }
        _ => {
            let years = parts.join(words.text("list-comma"));
            words.say("trends-incidents-by-year", [count, ("years", years.into())])
        }
    }
}

fn table(words: &Words, periods: &Periods<'_>, legend: &[LegendView], counts: &[Vec<usize>]) -> TableView {
    let head = [words.say("unit", [("unit", periods.unit().into())])].into_iter();
    let head = head.chain(legend.iter().map(|it| it.title.clone())).chain([words.text("chart-all").to_owned()]);
    let rows = counts.iter().enumerate().rev().map(|(place, parts)| {
        let counts = parts.iter().map(ToString::to_string);
        let all = parts.iter().sum::<usize>().to_string();
        [periods.title(place)].into_iter().chain(counts).chain([all]).collect()
    });
    TableView { head: head.collect(), rows: rows.collect() }
}
