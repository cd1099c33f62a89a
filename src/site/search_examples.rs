//! Examples of queries that find something in this knowledge base.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::Serialize;

use super::Site;
use super::directory::Entry;
use crate::model::{Phase, Postmortem};

/// Values for examples of queries, quoted where a query needs that. What the knowledge base lacks is left out.
#[derive(Debug, Serialize)]
pub struct SearchExamples {
    /// A word of a title.
    pub title: Option<String>,
    /// A contributing factor.
    pub factor: Option<String>,
    /// A service.
    pub service: Option<String>,
    /// Another one.
    pub other_service: Option<String>,
    /// A severity.
    pub severity: Option<String>,
    /// What or who noticed an incident.
    pub detected_by: Option<String>,
    /// A kind of document, other than postmortems where there is one.
    pub kind: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// An author, if authors are shown.
    pub author: Option<String>,
    /// A year.
    pub year: Option<String>,
    /// The month in which impact began, such as `2026-03`.
    pub month: Option<String>,
    /// A day, such as `2026-03-04`.
    pub day: Option<String>,
    /// A duration that something lasted longer than.
    pub longer_than: Option<&'static str>,
    /// A span of durations.
    pub between: Option<&'static str>,
}

impl SearchExamples {
    pub(super) fn new(site: &Site) -> Self {
        let (directory, postmortems) = (&site.directory, &site.knowledge.postmortems);
        let factors = directory.factors.iter().map(|(id, documents)| (documents.len(), id.as_str()));
        let services = most_frequent_ids(entries(&directory.services));
        let authors = postmortems.iter().filter(|_| site.knowledge.config.shows_authors).flat_map(|it| &it.authors);
        let detected_by = postmortems.iter().filter_map(|it| it.detected_by).map(|detected_by| detected_by.as_str());
        let mut kinds = directory.kinds.iter().filter(|(_, documents)| !documents.is_empty());
        let started = postmortems.iter().find_map(|it| it.times.started).map(|started| started.timestamp);
        Self {
            title: postmortems.iter().find_map(|it| longest_word(&it.title)),
            factor: first(most_frequent_ids(factors)),
            service: services.first().copied().map(value),
            other_service: services.get(1).copied().map(value),
            severity: first(most_frequent_ids(entries(&directory.severities))),
            detected_by: first(most_frequent_ids(counted(detected_by))),
            kind: kinds.next_back().map(|(kind, _)| value(&kind.to_string())),
            tag: first(most_frequent_ids(entries(&directory.tags))),
            author: first(most_frequent_ids(counted(authors.map(String::as_str)))),
            year: directory.years.iter().find_map(|(year, _)| *year).map(|year| year.to_string()),
            month: started.map(|started| started.to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string()),
            day: postmortems.iter().find_map(|it| it.date).map(|date| date.day.to_string()),
            longer_than: example_of(postmortems, &[("1h", 3600, i64::MAX), ("10m", 600, i64::MAX)]),
            between: example_of(postmortems, &[("30m..2h", 1800, 7200), ("1m..1h", 60, 3600)]),
        }
    }

    /// A few of them in one line, for a box that is empty.
    pub(super) fn hint(&self) -> String {
        let named = [("factor", &self.factor), ("year", &self.year), ("service", &self.service)];
        let known = named.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}:{value}")));
        known.take(2).collect::<Vec<_>>().join(", ")
    }
}

fn first(ids: Vec<&str>) -> Option<String> {
    ids.first().copied().map(value)
}

/// A value as it is written behind a colon.
fn value(id: &str) -> String {
    let id = id.replace('"', " ");
    let is_plain = id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if is_plain { id } else { format!("\"{id}\"") }
}

fn entries(entries: &[Entry]) -> impl Iterator<Item = (usize, &str)> {
    entries.iter().map(|entry| (entry.documents.len(), entry.term.id.as_str()))
}

fn counted<'a>(words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (usize, &'a str)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts.into_iter().map(|(word, count)| (count, word))
}

/// Ids that documents have, those of the most documents first.
fn most_frequent_ids<'a>(counted: impl Iterator<Item = (usize, &'a str)>) -> Vec<&'a str> {
    let mut counted: Vec<(usize, &str)> = counted.filter(|(count, _)| *count > 0).collect();
    counted.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    counted.into_iter().map(|(_, id)| id).collect()
}

/// Short words say little, and very long ones are names.
fn longest_word(title: &str) -> Option<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| (4..=20).contains(&word.chars().count()));
    let words = words.filter(|word| word.chars().all(char::is_alphabetic));
    words.rev().max_by_key(|word| word.chars().count()).map(str::to_lowercase)
}

/// The first of `spans` in seconds, each with how it is written, that some document lies in.
fn example_of(postmortems: &[Arc<Postmortem>], spans: &[(&'static str, i64, i64)]) -> Option<&'static str> {
    let durations = postmortems.iter().filter_map(|it| {
        let times = &it.times;
        times.until(Phase::Resolved).or_else(|| times.until(Phase::Mitigated)).map(|duration| duration.as_secs())
    });
    let durations: Vec<i64> = durations.collect();
    let has = |from: i64, to: i64| durations.iter().any(|seconds| (from + 1..=to).contains(seconds));
    spans.iter().find(|(_, from, to)| has(*from, *to)).map(|(written, ..)| *written)
}
