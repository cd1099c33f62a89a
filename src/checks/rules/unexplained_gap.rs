//! # unexplained-gap
//!
//! More than an hour passed between `started` and `detected`, and the document does not say how it came to light. There is no
//! Detection section, nothing in the text speaks of noticing, alerts, pages, reports or monitoring, and no field
//! `detected_by` says who noticed.
//!
//! ## Why it matters
//!
//! An hour in which nobody knew is often where there is most to learn: what could have told us, and what got in its way?
//!
//! ## Example
//!
//! ```text
//! started: 2026-03-04T09:12:00Z
//! detected: 2026-03-04T13:40:00Z
//! ```
//!
//! Add a section such as:
//!
//! ```markdown
//! ## Detection
//!
//! A customer wrote to support. The alert on the error rate averages over a day, and this was a bad hour of a good day.
//! ```
//!
//! ## How to silence it
//!
//! Set `unexplained-gap = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow unexplained-gap: reason` on the line of `detected`; `<!-- afterword: allow-file unexplained-gap -->`
//! does for the document.

use jiff::SignedDuration;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::phase_field;
use crate::model::{Phase, duration_in_words};
use crate::syntax::{Block, Document};

pub(super) static RULE: Rule = Rule {
    name: "unexplained-gap",
    level: Some(Level::Info),
    group: Group::Times,
    source: include_str!("unexplained_gap.rs"),
    check: Some(check),
};

/// Beginnings of words that tell how something came to light, in the languages whose headings are known.
const WORDS: [&str; 34] = [
    "detect",
    "notic",
    "alert",
    "alarm",
    "page",
    "paging",
    "report",
    "monitor",
    "discover",
    "spotted",
    "realis",
    "realiz",
    "complain",
    "ticket",
    "told us",
    "called",
    "found",
    "bemerk",
    "erkannt",
    "entdeck",
    "gemeldet",
    "meldung",
    "aufgefallen",
    "détect",
    "signal",
    "découv",
    "aviso",
    "notar",
    "検知",
    "検出",
    "発見",
    "報告",
    "通知",
    "気付",
];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let gap = postmortem.times.until(Phase::Detected).filter(|gap| *gap > SignedDuration::from_hours(1));
    let Some(gap) = gap else { return Vec::new() };
    // Where one of the two has no offset, the gap may be that offset alone.
    let is_naive = |phase| postmortem.times.get(phase).is_some_and(|moment| moment.is_naive());
    if is_naive(Phase::Started) != is_naive(Phase::Detected) {
        return Vec::new();
    }
    let document = subject.document;
    let (Some(started), Some(detected)) =
        (phase_field(document, Phase::Started), phase_field(document, Phase::Detected))
    else {
        return Vec::new();
    };
    if postmortem.detected_by.is_some() || tells_of_detection(document) {
        return Vec::new();
    }
    let message =
        format!("{} passed unnoticed, and the text does not say how it came to light", duration_in_words(gap));
    let finding = RULE.finding(subject, detected.value.span, message).related(started.value.span, "from here");
    vec![finding.help("tell it in a section \"Detection\": what could have told us sooner, and what got in its way")]
}

fn tells_of_detection(document: &Document) -> bool {
    let has_section = |section| document.blocks_of(section).iter().any(Block::has_content);
    let is_told = |block: &Block| {
        let text = block.text().to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    document.sections_named("detection").any(has_section) || document.blocks.iter().any(is_told)
}
