//! Facts that documents without front matter carry in their text: `**Date**: 2026-03-04`, a bullet, a row of a table.

use jiff::civil::Date;

use super::date::find_date;
use super::fields::field;
use crate::model::DateSource;
use crate::syntax::heading::normalize;
use crate::syntax::{BlockKind, Document};

/// The labels under which a text gives its day, normalised.
const DATE_LABELS: [&str; 24] = [
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
    "影響期間",
    "期間",
];

/// The labels under which a text gives its severity, normalised.
const SEVERITY_LABELS: [&str; 10] = [
    "severity",
    "sev",
    "severity level",
    "incident severity",
    "priority",
    "incident priority",
    "schweregrad",
    "severidad",
    "重大度",
    "深刻度",
];

/// How many blocks at the head of a document may carry such facts.
const HEAD: usize = 14;

/// The day that the text gives: in a labelled line or in the title.
fn date_in_text(document: &Document, title: &str) -> Option<Date> {
    labelled(document).or_else(|| find_date(title))
}

/// The first day that the Timeline section names; it is trusted less than the name of the file.
fn date_in_timeline(document: &Document) -> Option<Date> {
    let section = document.section("timeline")?;
    let headings = document
        .sections
        .iter()
        .filter(|inner| section.span.start < inner.span.start && inner.span.end <= section.span.end);
    let first_heading = headings.map(|inner| inner.heading.as_str()).find_map(find_date);
    first_heading.or_else(|| document.blocks_of(section).iter().find_map(|block| find_date(&block.text())))
}

/// The day that a document is listed under, where no field tells: from its text, its file name, its summary, its
/// timeline, and last from the address that another generator gave it, for that is the day of its publication.
pub(super) fn date_elsewhere(document: &Document, title: &str, summary: &str) -> Option<(Date, DateSource)> {
    let path = document.path();
    let in_text = |day| (day, DateSource::Text);
    date_in_text(document, title)
        .map(in_text)
        .or_else(|| find_date(path.name()).or_else(|| find_date(path.folder())).map(|day| (day, DateSource::FileName)))
        .or_else(|| find_date(summary).or_else(|| date_in_timeline(document)).map(in_text))
        .or_else(|| address_date(document).map(|day| (day, DateSource::FrontMatter)))
}

/// The day in an address such as `path = "2025/09/12/phishing"`.
fn address_date(document: &Document) -> Option<Date> {
    ["path", "permalink", "url", "slug"].iter().find_map(|name| find_date(field(document, name)?.value.text()?))
}

fn labelled(document: &Document) -> Option<Date> {
    let mut heading_is_label = false;
    for block in document.blocks.iter().take(HEAD) {
        if let BlockKind::Heading(section) = block.kind {
            let heading = &document.sections[section].heading;
            heading_is_label = is_date_label(heading);
            if let Some(date) = labelled_date(heading) {
                return Some(date);
            }
            continue;
        }
        let text = block.text();
        if heading_is_label {
            return find_date(&text);
        }
        if let Some(date) = text.lines().find_map(labelled_date) {
            return Some(date);
        }
    }
    None
}

/// The severity that a labelled line gives, such as `**Severity**: SEV-2 (bad)`; a whole sentence is none.
pub(super) fn severity(document: &Document) -> Option<String> {
    let value = |line: &str| {
        let (label, value) = line.split_once([':', '：']).or_else(|| line.split_once(" · "))?;
        let value = value.split(['(', '（', ',', '、']).next()?.trim().trim_matches(['*', '_', '`']);
        let is_word = SEVERITY_LABELS.contains(&normalize(label).as_str()) && value.split_whitespace().count() <= 2;
        let is_known = !value.is_empty() && !["tbd", "todo", "n/a", "-", "?"].contains(&value.to_lowercase().as_str());
        (is_word && is_known && value.chars().count() <= 30).then(|| value.to_owned())
    };
    let texts = document.blocks.iter().take(HEAD).map(|block| match block.kind {
        BlockKind::Heading(section) => document.sections[section].heading.clone(),
        _ => block.text(),
    });
    texts.into_iter().find_map(|text| text.lines().find_map(value))
}

/// The day behind a label: `Date: 2026-03-04`, or the two cells of a row.
fn labelled_date(line: &str) -> Option<Date> {
    let parts = [line.split_once([':', '：']), line.split_once(" · ")];
    let (_, value) = parts.into_iter().flatten().find(|(label, _)| is_date_label(label))?;
    find_date(value)
}

fn is_date_label(label: &str) -> bool {
    label.len() <= 60 && DATE_LABELS.contains(&normalize(label).as_str())
}
