//! Facts that documents without front matter carry in their text: `**Date**: 2026-03-04`, a bullet, a row of a table.

use jiff::civil::Date;

use super::date::find_date;
use crate::model::DateSource;
use crate::syntax::heading::normalize;
use crate::syntax::{BlockKind, Document};

/// The labels under which a text gives its day, normalised.
const DATE_LABELS: [&str; 22] = [
    "date",
    "incident date",
    "date of incident",
    "occurred on",
    "occurred",
    "start",
    "started",
    "started at",
    "start time",
    "start date",
    "incident start",
    "impact start",
    "outage start",
    "first detected",
    "detected",
    "fecha",
    "data",
    "datum",
    "日付",
    "発生日時",
    "発生日",
    "date of the incident",
];

/// How many blocks at the head of a document may carry such facts.
const HEAD: usize = 14;

/// The day that the text gives: in a labelled line, in the title, or at the first entry of the timeline.
pub(super) fn date_in_text(document: &Document) -> Option<Date> {
    labelled(document).or_else(|| document.title().and_then(find_date))
}

/// The first day that the Timeline section names; it is trusted less than the name of the file.
pub(super) fn date_in_timeline(document: &Document) -> Option<Date> {
    let section = document.section("timeline")?;
    let headings = document
        .sections
        .iter()
        .filter(|inner| section.span.start < inner.span.start && inner.span.end <= section.span.end);
    let first_heading = headings.map(|inner| inner.heading.as_str()).find_map(find_date);
    first_heading.or_else(|| document.blocks_of(section).iter().find_map(|block| find_date(&block.text())))
}

/// The day that a document is listed under, where no field tells: from its text, its file name, its timeline.
pub(super) fn date_elsewhere(document: &Document) -> Option<(Date, DateSource)> {
    let path = document.path();
    date_in_text(document)
        .map(|day| (day, DateSource::Text))
        .or_else(|| find_date(path.name()).map(|day| (day, DateSource::FileName)))
        .or_else(|| path.folder().rsplit('/').find_map(find_date).map(|day| (day, DateSource::FileName)))
        .or_else(|| date_in_timeline(document).map(|day| (day, DateSource::Text)))
}

fn labelled(document: &Document) -> Option<Date> {
    let mut heading_is_label = false;
    for block in document.blocks.iter().take(HEAD) {
        if let BlockKind::Heading(section) = block.kind {
            heading_is_label = is_date_label(&document.sections[section].heading);
            continue;
        }
        let text = block.text();
        if heading_is_label {
            return find_date(&text);
        }
        for line in text.lines() {
            let parts = line.split_once([':', '：']).or_else(|| line.split_once(" · "));
            if let Some((label, value)) = parts
                && is_date_label(label)
                && let Some(date) = find_date(value)
            {
                return Some(date);
            }
        }
    }
    None
}

fn is_date_label(label: &str) -> bool {
    label.len() <= 60 && DATE_LABELS.contains(&normalize(label).as_str())
}
