//! A year at a glance, for the home page: its weeks, how grave its incidents were, and how long they took.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde::Serialize;

use super::Site;
use super::calendar::CalendarView;
use super::charts::{FOR_A_MEDIAN, Summary};
use super::document::FactView;
use super::routes::year_route;
use super::views::{SeverityView, duration_for_machines, time_to};
use crate::model::{Phase, Postmortem};
use crate::theme::Words;

/// The latest year that has incidents.
#[derive(Debug, Serialize)]
pub struct GlanceView {
    /// The year.
    pub title: String,
    /// The page of all its documents.
    pub url: String,
    /// Its weeks.
    pub calendar: CalendarView,
    /// How many of its incidents have which severity, the gravest first.
    pub severities: Vec<SeverityCount>,
    /// How many incidents it has, and how long they took.
    pub facts: Vec<FactView>,
}

/// How many incidents have a severity.
#[derive(Debug, Serialize)]
pub struct SeverityCount {
    /// The severity.
    pub severity: SeverityView,
    /// How many incidents have it.
    pub count: usize,
}

impl GlanceView {
    /// `None` where no incident has a day.
    pub(super) fn latest(site: &Site) -> Option<Self> {
        let years = site.directory.years.iter();
        let found = years.filter_map(|(year, documents)| Some(((*year)?, incidents(site, documents))));
        let (year, incidents) = found.into_iter().find(|(_, incidents)| !incidents.is_empty())?;
        let words = site.words();
        let count = FactView {
            title: words.text("trends-incidents").to_owned(),
            value: words.number(incidents.len()),
            ..FactView::default()
        };
        Some(Self {
            title: year.to_string(),
            url: site.link(&year_route(Some(year))),
            calendar: CalendarView::new(site, year)?,
            severities: severities(site, &incidents),
            facts: [Some(count), duration(words, &incidents)].into_iter().flatten().collect(),
        })
    }
}

fn incidents<'a>(site: &'a Site, documents: &[usize]) -> Vec<&'a Postmortem> {
    let incidents = site.knowledge.incidents_among(documents);
    incidents.into_iter().map(|index| site.knowledge.postmortems[index].as_ref()).collect()
}

fn severities(site: &Site, incidents: &[&Postmortem]) -> Vec<SeverityCount> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    incidents.iter().filter_map(|it| it.severity.as_deref()).for_each(|id| *counts.entry(id).or_default() += 1);
    let entries = site.directory.severities.iter();
    let counted = entries.filter_map(|entry| {
        let severity = site.severities.get(&entry.term.id)?.clone();
        Some(SeverityCount { severity, count: *counts.get(entry.term.id.as_str())? })
    });
    counted.collect()
}

/// The median time to resolve with its cases, or what the few cases took.
fn duration(words: &Words, incidents: &[&Postmortem]) -> Option<FactView> {
    let seconds = incidents.iter().filter_map(|it| Some(it.times.until(Phase::Resolved)?.as_secs()));
    let summary = Summary::of(seconds.collect())?;
    let told = |seconds: i64| words.duration(SignedDuration::from_secs(seconds));
    let cases = words.count("cases", summary.cases);
    let (shortest, longest) = (told(summary.shortest), told(summary.longest));
    let is_one = shortest == longest;
    let range = words.say("from-to", [("first", shortest.as_str().into()), ("last", longest.into())]);
    if summary.cases < FOR_A_MEDIAN {
        let value = if is_one { shortest } else { range };
        let title = time_to(words, Phase::Resolved);
        return Some(FactView { title, value, note: cases, ..FactView::default() });
    }
    Some(FactView {
        title: words.text("glance-median").to_owned(),
        value: told(summary.median),
        machine: duration_for_machines(SignedDuration::from_secs(summary.median)),
        note: [cases, range].join(words.text("list-comma")),
        ..FactView::default()
    })
}
