//! # timeline-outside-incident
//!
//! An entry of the timeline is half a year or more away from the incident, and the entries beside it are not.
//!
//! ## Why it matters
//!
//! It is most often the wrong year: people mistype it in January. What the timeline draws would be stretched beyond use.
//!
//! ## Example
//!
//! ```markdown
//! - 2026-01-03 09:12 Error rate passes 2%
//! - 2025-01-03 09:31 The on-call engineer is paged
//! - 2026-01-03 09:40 The deployment is rolled back
//! ```
//!
//! Correct the year. What happened long before and helped it happen is welcome: put it first, or tell it in Contributing
//! factors.
//!
//! ## How to silence it
//!
//! Set `timeline-outside-incident = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow timeline-outside-incident: reason -->` before the timeline.

use jiff::{SignedDuration, Timestamp};

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedEntry, timeline_with_places};
use crate::model::Times;

pub(super) static RULE: Rule = Rule {
    name: "timeline-outside-incident",
    level: Some(Level::Info),
    group: Group::Times,
    source: include_str!("timeline_outside_incident.rs"),
    check: Some(check),
};

/// How far away is far: 180 days.
const FAR: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whether an instant is far from all that an incident's times span.
pub(super) fn is_far_outside(times: &Times, instant: Timestamp) -> bool {
    let begin = times.started.or(times.detected).map(|moment| moment.timestamp);
    let end = times.resolved.or(times.mitigated).map(|moment| moment.timestamp);
    let Some(begin) = begin.or(end) else { return false };
    let end = end.unwrap_or(begin).max(begin);
    begin.duration_since(instant) > FAR || instant.duration_since(end) > FAR
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let is_far = |instant| is_far_outside(&postmortem.times, instant);
    if !postmortem.timeline.iter().filter_map(|entry| entry.at).any(is_far) {
        return Vec::new();
    }
    let placed = timeline_with_places(subject.document, postmortem, &subject.knowledge.config);
    let told: Vec<(&PlacedEntry, Timestamp)> =
        placed.iter().filter_map(|placed| Some((placed, placed.entry.at?))).collect();
    let first_near = told.iter().position(|(_, at)| !is_far(*at));
    let last_near = told.iter().rposition(|(_, at)| !is_far(*at));
    let (Some(first_near), Some(last_near)) = (first_near, last_near) else { return Vec::new() };
    let begin = postmortem.times.started.or(postmortem.times.detected).map(|moment| moment.timestamp);
    // What led to the incident stands above it, and what came of it below.
    let is_strange = |index: usize, at: Timestamp| match begin.is_some_and(|begin| at < begin) {
        true => first_near < index,
        false => index < last_near,
    };
    let far = told.iter().enumerate().filter(|(_, (_, at))| is_far(*at));
    let strange = far.filter(|(index, (_, at))| is_strange(*index, *at));
    strange.map(|(_, (placed, at))| finding(subject, &postmortem.times, placed, *at)).collect()
}

fn finding(subject: &Subject<'_>, times: &Times, placed: &PlacedEntry, at: Timestamp) -> Diagnostic {
    let begin = times.started.or(times.detected).or(times.resolved).or(times.mitigated);
    let side = if begin.is_some_and(|begin| at < begin.timestamp) { "before" } else { "after" };
    let message = format!("`{}` is more than half a year {side} the incident", placed.entry.time);
    RULE.finding(subject, placed.place, message).label("is the year as it should be?").help(
        "correct the day; what led to the incident long before may stand at the top, and what came of it at the end",
    )
}
