//! # late-publication
//!
//! A postmortem was published long after the incident was resolved, or is not published yet, long after. Two weeks are long,
//! unless the configuration has another number.
//!
//! ## Why it matters
//!
//! Memory fades within days, and meanwhile others may run into the same. A short one that is read now helps more than a
//! complete one that comes when nobody asks any more.
//!
//! ## Example
//!
//! ```yaml
//! status: in-review
//! resolved: 2026-01-31T11:00:00Z
//! ```
//!
//! Publish what is known, and say what is still being looked into:
//!
//! ```yaml
//! status: published
//! resolved: 2026-01-31T11:00:00Z
//! published: 2026-02-06
//! ```
//!
//! ## How to silence it
//!
//! Set `publish_within_days = 30` under `[documents]` in `afterword.toml`. For one document, put
//! `# afterword: allow late-publication: reason` behind the field; for all, set `late-publication = "off"` under `[checks]`.

use jiff::civil::Date;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::{field, time_field};
use crate::model::{Moment, Status};

pub(super) static RULE: Rule = Rule {
    name: "late-publication",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("late_publication.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let resolved =
        subject.postmortem.and_then(|postmortem| Some((postmortem.status, postmortem.times.resolved?.day())));
    let Some((status, resolved)) = resolved else { return Vec::new() };
    let most = i32::from(subject.knowledge.config.publish_within_days);
    let finding = match status {
        Status::Published => published(subject).and_then(|(span, day)| {
            let days = days_between(resolved, day);
            let message = format!("published {days} days after the incident was resolved");
            let finding = RULE.finding(subject, span, message);
            (days > most)
                .then(|| finding.help("ask what kept it, and publish the next one when the half of it is known"))
        }),
        Status::Draft | Status::InReview => {
            let days = days_between(resolved, subject.today);
            let place = field(subject.document, "status").or_else(|| time_field(subject.document, "resolved"));
            place.filter(|_| days > most).map(|place| {
                let message = format!("the incident was resolved {days} days ago, and this is not published yet");
                let finding = RULE.finding(subject, place.value.span, message);
                finding.help("publish what is known, and say what is still being looked into")
            })
        }
    };
    finding.into_iter().collect()
}

/// The day that the front matter gives for the publication, and its place.
fn published(subject: &Subject<'_>) -> Option<(Span, Date)> {
    let value = &time_field(subject.document, "published")?.value;
    Some((value.span, Moment::parse(value.text()?)?.day()))
}

fn days_between(start: Date, end: Date) -> i32 {
    end.since(start).map_or(0, |span| span.get_days())
}
