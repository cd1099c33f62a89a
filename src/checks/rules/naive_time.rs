//! # naive-time
//!
//! A time of day has no offset from UTC, and nothing else says which zone it is in. `[times] zone` in `afterword.toml` could,
//! or a field `timezone`; for a timeline its heading, the head of its column or a sentence such as "All times in CET". The time
//! is taken for UTC. A document has one such finding, at the first of these times.
//!
//! ## Why it matters
//!
//! Whoever reads about an incident compares its times with logs and charts, often from another place. An hour that is off by
//! one or by nine hides what belongs together.
//!
//! ## Example
//!
//! ```text
//! started: 2026-03-04T09:12:00
//! ```
//!
//! Write `2026-03-04T09:12:00Z` or `2026-03-04T09:12:00+01:00`. Where all times are local ones, declare the zone once instead:
//!
//! ```toml
//! [times]
//! zone = "Europe/Berlin"
//! ```
//!
//! For the times of one document its field `timezone: Europe/Berlin` does the same, and "Time (UTC)" as the head of a column
//! does for a timeline.
//!
//! ## How to silence it
//!
//! Set `naive-time = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow naive-time: reason` on the line of the field, or `<!-- afterword: allow naive-time: reason -->` before
//! the timeline.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{declared_zone, phase_field, states_utc, timeline_with_places};
use crate::model::{Phase, Postmortem};

pub(super) static RULE: Rule = Rule {
    name: "naive-time",
    level: Some(Level::Warning),
    group: Group::Times,
    source: include_str!("naive_time.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    if declared_zone(subject.document, &subject.knowledge.config).is_some() || states_utc(subject.document) {
        return Vec::new();
    }
    let finding = in_fields(subject, postmortem).or_else(|| in_timeline(subject, postmortem));
    finding.into_iter().collect()
}

/// The first field without an offset, with the others.
fn in_fields(subject: &Subject<'_>, postmortem: &Postmortem) -> Option<Diagnostic> {
    let naive = Phase::ALL.into_iter().filter(|phase| postmortem.times.get(*phase).is_some_and(|it| it.is_naive()));
    let mut fields = naive.filter_map(|phase| phase_field(subject.document, phase));
    let first = fields.next()?;
    let written = first.value.text()?;
    let message = format!("`{}` has no offset from UTC", first.key);
    let mut finding = RULE.finding(subject, first.value.span, message).label("taken for UTC");
    for other in fields.filter(|other| other.key_span != first.key_span) {
        finding = finding.related(other.value.span, "this one too");
    }
    let written = written.replacen(' ', "T", 1);
    Some(finding.help(format!("add the offset: `{written}Z` for UTC, or one such as `{written}+01:00`")).help(
        "or declare the zone: `timezone: Europe/Berlin` for this document, `[times] zone` in `afterword.toml` for all",
    ))
}

/// The first entry of a timeline whose zone nothing tells, where no field has an offset either.
fn in_timeline(subject: &Subject<'_>, postmortem: &Postmortem) -> Option<Diagnostic> {
    let has_offset = Phase::ALL.iter().any(|phase| postmortem.times.get(*phase).is_some_and(|it| it.offset.is_some()));
    let has_clock_time = postmortem.timeline.iter().any(|entry| entry.time.contains(':'));
    if has_offset || !has_clock_time {
        return None;
    }
    let placed = timeline_with_places(subject.document, postmortem, &subject.knowledge.config);
    let first = placed.iter().find(|placed| placed.is_naive)?;
    let finding = RULE.finding(subject, first.place, "the timeline does not say which time zone its times are in");
    let mut finding = finding.label("taken for UTC");
    // Whoever reads on can still tell: nothing is computed from these alone.
    finding.level = Level::Info;
    let help = "say it once: \"Time (UTC)\" as the head of the column, or \"All times in CET.\" above the first entry";
    Some(finding.help(help).help("or declare it in `afterword.toml`: `[times]` with `zone = \"Europe/Berlin\"`"))
}
