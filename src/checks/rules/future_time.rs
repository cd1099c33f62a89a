//! # future-time
//!
//! A postmortem tells of a time that lies in the future, by more than a day, since zones differ. A document has one such
//! finding, at the first of these times.
//!
//! ## Why it matters
//!
//! What has not happened yet cannot have been learned from. Most often a year or a month is mistyped, and the document would
//! stand above all others on every list.
//!
//! ## Example
//!
//! ```text
//! started: 2062-03-04T09:12:00Z
//! ```
//!
//! Correct the year. A document that looks ahead is a premortem, or of a kind of its own.
//!
//! ## How to silence it
//!
//! Set `future-time = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow future-time: reason` on the line of the field; `<!-- afterword: allow-file future-time: reason -->`
//! does for the document.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{phase_field, time_field};
use crate::model::{Kind, Moment, Phase};
use crate::spanned::Field;

pub(super) static RULE: Rule = Rule {
    name: "future-time",
    level: Some(Level::Warning),
    group: Group::Times,
    source: include_str!("future_time.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let postmortem = subject.postmortem.filter(|postmortem| postmortem.kind.as_str() == Kind::POSTMORTEM);
    let Some(postmortem) = postmortem else { return Vec::new() };
    let Ok(tomorrow) = subject.today.tomorrow() else { return Vec::new() };
    let phases = Phase::ALL
        .into_iter()
        .filter_map(|phase| Some((phase_field(subject.document, phase)?, postmortem.times.get(phase)?)));
    let date = time_field(subject.document, "date");
    let date = date.and_then(|field| Some((field, Moment::parse(field.value.text()?)?)));
    let mut times: Vec<(&Field, Moment)> = phases.chain(date).collect();
    times.dedup_by_key(|(field, _)| field.key_span);
    let mut ahead = times.into_iter().filter(|(_, moment)| moment.day() > tomorrow);
    let Some((field, moment)) = ahead.next() else { return Vec::new() };
    let message = format!("`{}` is in the future: {}", field.key, moment.day());
    let mut finding = RULE.finding(subject, field.value.span, message).label("has not happened yet");
    for (other, _) in ahead {
        finding = finding.related(other.value.span, "nor has this");
    }
    let this_year = moment.day().with().year(subject.today.year()).build().ok();
    let meant = this_year.filter(|day| *day != moment.day() && *day <= tomorrow);
    vec![finding.help(match meant {
        Some(day) => format!("is the year mistyped, and `{day}` meant?"),
        None => format!("today is {}; look at year and month", subject.today),
    })]
}
