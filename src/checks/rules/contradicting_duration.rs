//! # contradicting-duration
//!
//! A duration that is written down contradicts the times in front matter. It is a field such as `duration` or
//! `time_to_detect`, or a labelled line of the text such as "**Duration:** 45 minutes". A tenth more or less is no contradiction, nor is the
//! smallest unit that was written; "about" gives more room. Whether the incident ended when it was mitigated or when it was
//! resolved, and whether it is counted from its start or from its detection, is left to the author.
//!
//! ## Why it matters
//!
//! One of the two is wrong, and readers quote the one that is in words.
//!
//! ## Example
//!
//! ```text
//! ---
//! started: 2026-03-04T09:12:00Z
//! resolved: 2026-03-04T11:20:00Z
//! ---
//!
//! **Duration:** 45 minutes
//! ```
//!
//! Write `2 h 8 min`, or correct the times. Better still, leave it out: every page shows it, computed from the times.
//!
//! ## How to silence it
//!
//! Set `contradicting-duration = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow contradicting-duration: reason -->` before the line.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::WrittenDuration;
use crate::model::{Phase, Times, duration_in_words};
use crate::syntax::heading::normalize;
use crate::syntax::{BlockKind, Document};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-duration",
    level: Some(Level::Warning),
    group: Group::Times,
    source: include_str!("contradicting_duration.rs"),
    check: Some(check),
};

/// What a duration is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Measure {
    Whole,
    Until(Phase),
}

/// The names of fields and the labels of lines that mean a duration, normalised.
const LABELS: [(Measure, &[&str]); 5] = [
    (
        Measure::Whole,
        &[
            "duration",
            "total duration",
            "incident duration",
            "outage duration",
            "duration of incident",
            "duration of the incident",
            "duration of outage",
            "dauer",
            "duración",
            "duração",
            "duracion",
            "duracao",
            "durée",
            "継続時間",
            "障害時間",
        ],
    ),
    (Measure::Until(Phase::Detected), &["time to detect", "time to detection", "ttd", "detection latency"]),
    (Measure::Until(Phase::Responded), &["time to respond", "time to response", "time to acknowledge", "tta"]),
    (Measure::Until(Phase::Mitigated), &["time to mitigate", "time to mitigation", "ttm", "time to repair"]),
    (
        Measure::Until(Phase::Resolved),
        &["time to resolve", "time to resolution", "ttr", "time to recover", "time to recovery", "time to restore"],
    ),
];

/// How many blocks at the head of a document may carry facts about all of it.
const HEAD: usize = 14;

/// A duration in a document: what it is of, how it was written, and within which piece of the file.
struct Written<'a> {
    measure: Measure,
    label: &'a str,
    text: &'a str,
    within: Span,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    let known = Phase::ALL.iter().filter(|phase| postmortem.times.get(**phase).is_some());
    if known.count() < 2 {
        return Vec::new();
    }
    let mut written = in_fields(subject.document);
    written.extend(in_text(subject.document));
    written.iter().filter_map(|written| contradiction(subject, &postmortem.times, written)).collect()
}

fn contradiction(subject: &Subject<'_>, times: &Times, written: &Written<'_>) -> Option<Diagnostic> {
    let duration = WrittenDuration::parse(written.text)?;
    let computed = computed(times, written.measure);
    if computed.is_empty() || computed.iter().any(|(computed, _)| duration.agrees_with(*computed)) {
        return None;
    }
    let (length, meaning) = computed.first()?;
    let message =
        format!("`{}` says {}, and the times say {}", written.label, written.text, duration_in_words(*length));
    let finding =
        RULE.finding(subject, place(subject.document, written), message).label(format!("from {meaning} it is another"));
    Some(finding.help(format!("write {}, or correct the times in front matter", duration_in_words(*length))))
}

/// What a measure may be by the times, with what it is counted from and to; the most usual meaning first.
fn computed(times: &Times, measure: Measure) -> Vec<(SignedDuration, String)> {
    let ends: &[Phase] = match measure {
        Measure::Whole => &[Phase::Resolved, Phase::Mitigated],
        Measure::Until(Phase::Resolved) => &[Phase::Resolved, Phase::Mitigated],
        Measure::Until(Phase::Mitigated) => &[Phase::Mitigated, Phase::Resolved],
        Measure::Until(Phase::Responded) => &[Phase::Responded],
        Measure::Until(_) => &[Phase::Detected],
    };
    let begins = [Phase::Started, Phase::Detected, Phase::Responded];
    let pairs = begins.iter().flat_map(|begin| ends.iter().map(move |end| (*begin, *end)));
    let lengths = pairs.filter(|(begin, end)| begin < end).filter_map(|(begin, end)| {
        let (from, to) = (times.get(begin)?, times.get(end)?);
        let is_known = !from.whole_day && !to.whole_day && from.is_naive() == to.is_naive();
        let length = to.timestamp.duration_since(from.timestamp);
        (is_known && !length.is_negative()).then(|| (length, format!("`{begin}` to `{end}`")))
    });
    lengths.collect()
}

fn in_fields(document: &Document) -> Vec<Written<'_>> {
    let fields = document.front_matter.fields.fields.iter().filter_map(|field| {
        let measure = measure(&field.key.replace(['_', '-'], " "))?;
        Some(Written { measure, label: &field.key, text: field.value.text()?, within: field.value.span })
    });
    fields.collect()
}

/// The labelled lines at the head of a document and in its Summary and Impact. Where several say how long it took and
/// disagree, they are of different things, and none counts.
fn in_text(document: &Document) -> Vec<Written<'_>> {
    let sections = ["summary", "impact"].iter().flat_map(|name| document.sections_named(name));
    let indices = (0..document.blocks.len().min(HEAD)).chain(sections.flat_map(|section| section.blocks.clone()));
    let indices: BTreeSet<usize> = indices.collect();
    let mut written: Vec<Written<'_>> = Vec::new();
    for index in indices {
        let block = &document.blocks[index];
        match &block.kind {
            BlockKind::Paragraph(text) => labelled_lines(block.span, text, &mut written),
            BlockKind::List(entries) => {
                entries.iter().for_each(|entry| labelled_lines(entry.content, &entry.text, &mut written));
            }
            BlockKind::Table { head, rows } => {
                for row in std::iter::once(head).chain(rows) {
                    if let [label, value] = row.as_slice()
                        && let Some(measure) = measure(&label.text)
                    {
                        let (label, text) = (label.text.trim(), value.text.trim());
                        written.push(Written { measure, label, text, within: value.span });
                    }
                }
            }
            _ => {}
        }
    }
    let mut counts: BTreeMap<Measure, usize> = BTreeMap::new();
    written.iter().for_each(|written| *counts.entry(written.measure).or_default() += 1);
    written.retain(|written| counts.get(&written.measure) == Some(&1));
    written
}

fn labelled_lines<'a>(within: Span, text: &'a str, written: &mut Vec<Written<'a>>) {
    for line in text.lines() {
        let Some((label, value)) = line.split_once([':', '：']) else { continue };
        if let Some(measure) = measure(label) {
            let (label, text) = (label.trim(), value.trim());
            written.push(Written { measure, label, text, within });
        }
    }
}

fn measure(label: &str) -> Option<Measure> {
    if label.len() > 60 {
        return None;
    }
    let label = normalize(label);
    LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str())).map(|(measure, _)| *measure)
}

/// Where a duration stands within its piece of the document; all of the piece where markup runs through it. A value in
/// quotes is pointed at with them.
fn place(document: &Document, written: &Written<'_>) -> Span {
    let within = written.within;
    match document.file.slice(within).rfind(written.text) {
        Some(offset) if offset > 1 => Span::new(within.start + offset, within.start + offset + written.text.len()),
        _ => within,
    }
}
