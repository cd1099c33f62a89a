//! A year at a glance, for the home page: its weeks, how grave its incidents were, and how long they took.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde::Serialize;

use super::Site;
use super::calendar::CalendarView;
use super::charts::{FOR_A_MEDIAN, Summary};
use super::document::FactView;
use super::routes::year_route;
use super::views::{SeverityView, counted, duration_for_machines};
use crate::model::{Kind, Phase, Postmortem, duration_in_words};

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
        let count =
            FactView { title: "Incidents".to_owned(), value: incidents.len().to_string(), ..FactView::default() };
        Some(Self {
            title: year.to_string(),
            url: site.link(&year_route(Some(year))),
            calendar: CalendarView::new(site, year)?,
            severities: severities(site, &incidents),
            facts: [Some(count), duration(&incidents)].into_iter().flatten().collect(),
        })
    }
}

fn incidents<'a>(site: &'a Site, documents: &[usize]) -> Vec<&'a Postmortem> {
    let all = documents.iter().map(|index| &site.knowledge.postmortems[*index]);
    all.filter(|postmortem| postmortem.kind.as_str() == Kind::POSTMORTEM).collect()
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
fn duration(incidents: &[&Postmortem]) -> Option<FactView> {
    let seconds = incidents.iter().filter_map(|it| Some(it.times.until(Phase::Resolved)?.as_secs()));
    let summary = Summary::of(seconds.collect())?;
    let words = |seconds: i64| duration_in_words(SignedDuration::from_secs(seconds));
    let cases = counted(summary.cases, "case", "cases");
    if summary.cases < FOR_A_MEDIAN {
        let (shortest, longest) = (words(summary.shortest), words(summary.longest));
        let value = if shortest == longest { shortest } else { format!("{shortest} to {longest}") };
        return Some(FactView { title: "Time to resolve".to_owned(), value, note: cases, ..FactView::default() });
    }
    Some(FactView {
        title: "Median time to resolve".to_owned(),
        value: words(summary.median),
        machine: duration_for_machines(SignedDuration::from_secs(summary.median)),
        note: format!("{cases}, {} to {}", words(summary.shortest), words(summary.longest)),
        ..FactView::default()
    })
}
