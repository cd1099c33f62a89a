//! # times-out-of-order
//!
//! The times of an incident contradict each other: `started`, `detected`, `responded`, `mitigated` and `resolved` follow one
//! another in this order.
//!
//! ## Why it matters
//!
//! Time to detect and time to resolve would be negative. Most often a day, a month or an offset is mistyped.
//!
//! ## Example
//!
//! ```text
//! started: 2026-03-04T09:12:00Z
//! detected: 2026-03-04T08:31:00Z
//! ```
//!
//! Check the offsets first: `08:31` in London is `09:31` in Berlin.
//!
//! ## How to silence it
//!
//! Set `times-out-of-order = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow times-out-of-order: reason` behind the field.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::phase_field;
use crate::model::{Moment, Phase};

pub(super) static RULE: Rule = Rule {
    name: "times-out-of-order",
    level: Some(Level::Error),
    group: Group::Times,
    source: include_str!("times_out_of_order.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let mut findings = Vec::new();
    let mut last: Option<(Phase, Moment)> = None;
    for phase in Phase::ALL {
        let Some(moment) = postmortem.times.get(phase) else { continue };
        if let Some((earlier, before)) = last
            && is_before(moment, before)
        {
            let (Some(field), Some(other)) =
                (phase_field(subject.document, phase), phase_field(subject.document, earlier))
            else {
                continue;
            };
            let message = format!("`{}` is before `{}`", field.key, other.key);
            let finding = RULE.finding(subject, field.value.span, message).label("this is earlier");
            let order = "the order is started, detected, responded, mitigated, resolved; look at days and offsets";
            findings.push(finding.related(other.value.span, "than this").help(order));
            continue;
        }
        last = Some((phase, moment));
    }
    findings
}

/// A day without a time of day is before another moment only if that moment is on a later day.
fn is_before(moment: Moment, other: Moment) -> bool {
    if moment.whole_day || other.whole_day {
        return moment.local.date() < other.local.date();
    }
    // Where one of the two has no offset, nobody knows which is earlier unless both readings agree.
    let is_local_too = moment.offset.is_some() == other.offset.is_some() || moment.local < other.local;
    moment.timestamp < other.timestamp && is_local_too
}
