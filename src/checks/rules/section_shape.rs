//! # section-shape
//!
//! A section that is to hold a timeline or action items has text, and none of it can be read as one.
//!
//! ## Why it matters
//!
//! The timeline of the page, the times of the incident and the list of open action items are made from these sections. What
//! cannot be read is in none of them.
//!
//! ## Example
//!
//! ```text
//! ## Timeline
//!
//! It began shortly after nine, and by noon all was well.
//! ```
//!
//! Write one line an event, with its time first; for action items one line or row each:
//!
//! ```text
//! ## Timeline
//!
//! - 09:12 The first payment fails
//! - 11:50 All payments go through
//! ```
//!
//! ## How to silence it
//!
//! Set `section-shape = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `<!-- afterword: allow section-shape: reason -->` above the heading.

use crate::checks::placeholder::is_placeholder;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::Postmortem;
use crate::syntax::{Block, BlockKind, Document, Section};
use crate::template::{Shape, TemplateSection};

pub(super) static RULE: Rule = Rule {
    name: "section-shape",
    level: Some(Level::Warning),
    group: Group::Structure,
    source: include_str!("section_shape.rs"),
    check: Some(check),
};

/// The most words that say that there is nothing to say, such as "None; the fix was in place already".
const FEW_WORDS: usize = 12;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let findings = template.sections.iter().filter_map(|known| {
        let shape = known.expected_shape()?;
        let (message, help) = unread(shape, postmortem)?;
        let section = written(subject.document, known)?;
        let message = format!("{message} in the section \"{}\"", section.heading);
        Some(RULE.finding(subject, section.heading_span, message).help(help))
    });
    findings.collect()
}

/// What to say of a shape that was looked for and not found.
fn unread(shape: Shape, postmortem: &Postmortem) -> Option<(&'static str, &'static str)> {
    match shape {
        Shape::Timeline if postmortem.timeline.is_empty() => Some((
            "no event can be read",
            "write a table or a list with one event a line, its time first: `- 09:12 The first payment fails`",
        )),
        Shape::ActionItems if postmortem.action_items.is_empty() => Some((
            "no action item can be read",
            "write a table or a list with one item a line: `- Alert on the cache hit ratio`",
        )),
        _ => None,
    }
}

/// The first section of the document that has more to say than that there is nothing.
fn written<'a>(document: &'a Document, known: &TemplateSection) -> Option<&'a Section> {
    document
        .sections
        .iter()
        .filter(|section| known.is(section))
        .find(|section| says_something(document, section, known))
}

fn says_something(document: &Document, section: &Section, known: &TemplateSection) -> bool {
    let mut words = 0;
    for block in document.blocks_of(section) {
        let is_tabular = matches!(block.kind, BlockKind::List(_) | BlockKind::Table { .. });
        for (_, text) in block.pieces() {
            if known.placeholders.contains(&text) || is_placeholder(&text) {
                continue;
            }
            if is_tabular || matches!(block, Block { kind: BlockKind::Code(_), .. }) {
                return true;
            }
            words += text.split_whitespace().count();
        }
        if words > FEW_WORDS {
            return true;
        }
    }
    false
}
