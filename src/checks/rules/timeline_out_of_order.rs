//! # timeline-out-of-order
//!
//! An entry of the timeline is earlier than the one above it. A timeline that tells the newest first is in order too.
//!
//! ## Why it matters
//!
//! Readers take the order of the rows for the order of events, and draw conclusions from it: what could be known when. Most
//! often a digit is mistyped, or a row was added at the end.
//!
//! ## Example
//!
//! ```markdown
//! | Time (UTC) | What happened |
//! | --- | --- |
//! | 09:35 | The deployment is rolled back |
//! | 09:31 | The on-call engineer is paged |
//! ```
//!
//! Move the row up, or correct its time. Where a day has passed, write the day: `2026-03-05 09:31`.
//!
//! ## How to silence it
//!
//! Set `timeline-out-of-order = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow timeline-out-of-order: reason -->` before the timeline.

use jiff::{SignedDuration, Timestamp};

use super::timeline_outside_incident::is_far_outside;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedEntry, timeline_with_places};
use crate::model::duration_in_words;

pub(super) static RULE: Rule = Rule {
    name: "timeline-out-of-order",
    level: Some(Level::Warning),
    group: Group::Times,
    source: include_str!("timeline_out_of_order.rs"),
    check: Some(check),
};

/// The most findings in one document: whoever tells nothing in order need not hear it of every row.
const MOST: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let instants: Vec<Timestamp> = postmortem.timeline.iter().filter_map(|entry| entry.at).collect();
    if !instants.windows(2).any(|pair| is_before(pair[1], pair[0])) {
        return Vec::new();
    }
    let placed = timeline_with_places(subject.document, postmortem, &subject.knowledge.config);
    let mut findings = Vec::new();
    for run in placed.chunk_by(|above, below| above.run == below.run) {
        let told: Vec<(&PlacedEntry, Timestamp)> = run
            .iter()
            .filter_map(|placed| Some((placed, placed.entry.at?)))
            .filter(|(_, at)| !is_far_outside(&postmortem.times, *at))
            .collect();
        let pairs = || told.windows(2);
        let backwards = pairs().filter(|pair| is_before(pair[1].1, pair[0].1)).count();
        let forwards = pairs().filter(|pair| is_before(pair[0].1, pair[1].1)).count();
        if backwards > forwards && told.len() > 2 {
            continue;
        }
        // Where one of two names its zone and the other does not, nobody knows which is earlier.
        let out_of_order = pairs()
            .filter(|pair| is_before(pair[1].1, pair[0].1))
            .filter(|pair| pair[0].0.is_naive == pair[1].0.is_naive);
        findings.extend(out_of_order.map(|pair| finding(subject, pair[0], pair[1])));
    }
    findings.truncate(MOST);
    findings
}

fn finding(subject: &Subject<'_>, above: (&PlacedEntry, Timestamp), entry: (&PlacedEntry, Timestamp)) -> Diagnostic {
    let (time, before) = (&entry.0.entry.time, &above.0.entry.time);
    let earlier = duration_in_words(above.1.duration_since(entry.1));
    let finding = RULE.finding(subject, entry.0.place, format!("`{time}` stands below `{before}`, and is before it"));
    let finding = finding.label(format!("{earlier} earlier")).related(above.0.place, "than this");
    let finding = finding.help("move it up, or correct one of the two times");
    let is_time_alone = !time.contains('-') && !time.contains('/');
    finding.maybe_help(is_time_alone.then(|| "if it is of another day, write the day in front of the time".to_owned()))
}

/// Whether a time is before another by a minute or more; where one has seconds, the other may have left them out.
fn is_before(time: Timestamp, other: Timestamp) -> bool {
    other.duration_since(time) >= SignedDuration::from_mins(1)
}
