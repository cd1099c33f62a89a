//! # ambiguous-time
//!
//! A local time of the declared zone did not occur, since clocks went forward over it, or occurred twice, since they went
//! back.
//!
//! ## Why it matters
//!
//! Such a time is an hour off for half of its readers. Incidents like the night on which clocks change.
//!
//! ## Example
//!
//! ```text
//! timezone: Europe/Berlin
//! started: 2026-10-25T02:30:00
//! ```
//!
//! That night had two half past twos. Write the offset of the one that is meant: `2026-10-25T02:30:00+02:00` is the first,
//! `2026-10-25T02:30:00+01:00` the second. Without it the first counts, and in a timeline the one that follows the entry above.
//!
//! ## How to silence it
//!
//! Set `ambiguous-time = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow ambiguous-time: reason` on the line of the field, or `<!-- afterword: allow ambiguous-time: reason -->`
//! before the timeline.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::{declared_zone, phase_field, timeline_with_places};
use crate::model::{Ambiguity, Moment, Phase, Postmortem};

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-time",
    level: Some(Level::Info),
    group: Group::Times,
    source: include_str!("ambiguous_time.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let Some(zone) = declared_zone(subject.document, &subject.knowledge.config) else { return Vec::new() };
    let fields = Phase::ALL.into_iter().filter(|phase| postmortem.times.get(*phase).is_some());
    let in_fields = fields.filter_map(|phase| {
        let value = &phase_field(subject.document, phase)?.value;
        let text = value.text()?;
        Some(finding(subject, value.span, text, Moment::parse(text)?.ambiguity(&zone)?))
    });
    let mut findings: Vec<Diagnostic> = in_fields.collect();
    if clocks_change(postmortem, &zone) {
        let placed = timeline_with_places(subject.document, postmortem, &subject.knowledge.config);
        let ambiguous = placed.iter().filter_map(|placed| Some((placed, placed.ambiguity?)));
        findings.extend(ambiguous.map(|(placed, why)| finding(subject, placed.place, &placed.entry.time, why)));
    }
    findings
}

/// Whether clocks change while the timeline goes on.
fn clocks_change(postmortem: &Postmortem, zone: &TimeZone) -> bool {
    let instants = || postmortem.timeline.iter().filter_map(|entry| entry.at);
    let (Some(first), Some(last)) = (instants().min(), instants().max()) else { return false };
    let from = first.checked_sub(24.hours()).unwrap_or(first);
    let until = last.checked_add(24.hours()).unwrap_or(last);
    zone.following(from).next().is_some_and(|change| change.timestamp() <= until)
}

fn finding(subject: &Subject<'_>, span: Span, time: &str, why: Ambiguity) -> Diagnostic {
    let (message, label) = match why {
        Ambiguity::Skipped => (format!("`{time}` did not occur in this zone"), "clocks went forward over it"),
        Ambiguity::Twice => (format!("`{time}` occurred twice in this zone"), "clocks went back"),
    };
    RULE.finding(subject, span, message).label(label).help("write the offset that is meant, or the time in UTC")
}
