//! Places in a document that some rules are about: the sections of some names, the actions of tables.

use crate::diagnostics::Span;
use crate::interpret::action_column;
use crate::syntax::{BlockKind, Document};

/// Spans in their order, none overlapping another.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<Span>);

impl Places {
    /// The sections that stand for one of some names, with what stands below them.
    pub fn sections(document: &Document, names: &[&str]) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for section in &document.sections {
            // What is not the outermost of them is held by it.
            if spans.last().is_some_and(|last| section.span.start < last.end) {
                continue;
            }
            if section.names.iter().any(|name| names.contains(name)) {
                spans.push(section.span);
            }
        }
        Self(spans)
    }

    /// The cells of all tables that say what is to be done.
    pub fn action_cells(document: &Document) -> Self {
        let mut spans = Vec::new();
        for block in &document.blocks {
            let BlockKind::Table { head, rows } = &block.kind else { continue };
            let Some(column) = action_column(head) else { continue };
            spans.extend(rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.span));
        }
        Self(spans)
    }

    /// Whether an offset lies in one of them.
    pub fn hold(&self, offset: usize) -> bool {
        let index = self.0.partition_point(|span| span.start <= offset);
        index.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|span| offset < span.end)
    }
}
