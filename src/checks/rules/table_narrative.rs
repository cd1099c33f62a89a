//! # table-narrative
//!
//! A published postmortem is nearly all tables and lists; hardly a sentence tells how it went.
//!
//! ## Why it matters
//!
//! A story is read; a form is not. Times and cells say what happened, and leave out why it made sense to people at the time,
//! what they expected, and what surprised them. That is what others learn from.
//!
//! ## Example
//!
//! ```text
//! | 09:12 | Error rate 2% |
//! | 09:31 | Page          |
//! | 10:05 | Rolled back   |
//! ```
//!
//! Keep the table, and tell the story beside it:
//!
//! ```text
//! The page came nineteen minutes after the first failing order, since the alert looked at an average over the hour. The
//! on-call engineer took it for the nightly import, which had paged twice that week, and …
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow-file table-narrative: reason -->` into the document, or set `table-narrative = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, prose};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::model::{Kind, Status};
use crate::syntax::{BlockKind, Document};

pub(super) static RULE: Rule = Rule {
    name: "table-narrative",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("table_narrative.rs"),
    check: Some(check),
};

/// So many words make an entry of a list a paragraph.
const TELLING_ENTRY: usize = 25;

/// A document with fewer words in tables and lists is a note rather than a form.
const FORM_LEAST: usize = 100;

/// One word of prose to so many of tables and lists is next to none.
const FORM_SHARE: usize = 8;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem else { return Vec::new() };
    if postmortem.kind.as_str() != Kind::POSTMORTEM || postmortem.status != Status::Published {
        return Vec::new();
    }
    let document = subject.document;
    let (told, listed) = told_and_listed(document);
    if listed < FORM_LEAST || told * FORM_SHARE > listed {
        return Vec::new();
    }
    let title = document.title_section.map(|index| document.sections[index].heading_span);
    let place = title.unwrap_or_else(|| Span::at(document.body.trimmed(&document.file.text).start));
    let message = format!("{told} words of this are told in sentences, and {listed} stand in tables and lists");
    vec![
        RULE.finding(subject, place, message)
            .help("tell beside them how it went: what people saw, and what they made of it"),
    ]
}

/// The words of sentences, and those of tables and lists.
fn told_and_listed(document: &Document) -> (usize, usize) {
    let (mut told, mut listed) = (0, 0);
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Quote(text) => told += prose::words(text),
            BlockKind::Table { .. } => listed += prose::words(&block.text()),
            BlockKind::List(entries) => {
                for words in entries.iter().map(|entry| prose::words(&entry.text)) {
                    *(if words >= TELLING_ENTRY { &mut told } else { &mut listed }) += words;
                }
            }
            _ => {}
        }
    }
    (told, listed)
}
