//! # missing-cell
//!
//! A row of a Timeline or Action items table has fewer cells than the head of the table.
//!
//! ## Why it matters
//!
//! Nobody sees whether the owner is not known yet, or whether a bar was forgotten and what stands there belongs one column
//! further on.
//!
//! ## Example
//!
//! ```text
//! | Action                   | Owner    | Due        |
//! | ------------------------ | -------- | ---------- |
//! | Alert on cache hit ratio | platform |
//! ```
//!
//! Add the empty cell, `| Alert on cache hit ratio | platform |  |`, or what belongs there; `afterword check --fix` adds
//! empty ones at the end of a row that says at least what happened, or what is to be done.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow missing-cell: reason -->` above the table, or set `missing-cell = "off"` under `[checks]` in
//! `afterword.toml`.

use std::collections::BTreeSet;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::{action_column, event_column};
use crate::syntax::{BlockKind, Cell, Document};

pub(super) static RULE: Rule = Rule {
    name: "missing-cell",
    level: Some(Level::Info),
    group: Group::Structure,
    source: include_str!("missing_cell.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let document = subject.document;
    let mut findings = Vec::new();
    if subject.postmortem.is_none() {
        return findings;
    }
    let blocks_of = |name| document.sections_named(name).flat_map(|section| section.blocks.clone());
    let timeline: BTreeSet<usize> = blocks_of("timeline").collect();
    let blocks: BTreeSet<usize> = timeline.iter().copied().chain(blocks_of("action-items")).collect();
    for block in blocks {
        let Some(BlockKind::Table { head, rows }) = document.blocks.get(block).map(|block| &block.kind) else {
            continue;
        };
        // A row that does not say what it is about is not whole with empty cells, and would not be found again.
        let told_in = if timeline.contains(&block) { event_column(head) } else { action_column(head) };
        for row in rows {
            let Some((line, cells)) = row_line(document, row) else { continue };
            if cells >= head.len() {
                continue;
            }
            let message = format!("this row has {cells} of the {} cells of its table", head.len());
            let missing: Vec<String> = head[cells..].iter().map(|cell| format!("\"{}\"", cell.text)).collect();
            let help = format!("add what is missing for {}, or empty cells", missing.join(", "));
            let close = if document.file.slice(line).ends_with('|') { "" } else { " |" };
            let empty = format!("{close}{}", "  |".repeat(head.len() - cells));
            let finding = RULE.finding(subject, line, message).help(help);
            findings.push(match told_in.is_some_and(|column| column < cells) {
                true => finding.fix(Span::at(line.end), empty),
                false => finding,
            });
        }
    }
    findings
}

/// The line of a row without the white space around it, and how many cells are written in it.
///
/// `None` where no bar is written, for that is a line of text below the table that was meant to be none of its rows, and
/// where a backslash may keep a bar from being one.
fn row_line(document: &Document, row: &[Cell]) -> Option<(Span, usize)> {
    let text = &document.file.text;
    let place = row.first()?.span.start;
    let start = text[..place].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[place..].find('\n').map_or(text.len(), |newline| place + newline);
    let line = Span::new(start, end).trimmed(text);
    let written = document.file.slice(line);
    if !written.contains('|') || written.contains('\\') {
        return None;
    }
    let inside = written.strip_prefix('|').unwrap_or(written);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    Some((line, inside.split('|').count()))
}
