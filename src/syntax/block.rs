//! The blocks of a body: paragraphs, lists, tables and the rest, with their plain text.

use crate::diagnostics::Span;

/// A block at the top level of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is. Texts are plain: no markup, a line end where the source has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// The heading of a section: an index into the document's sections.
    Heading(usize),
    /// Prose.
    Paragraph(String),
    /// A list of any kind, its nested entries in one row.
    List(Vec<ListEntry>),
    /// A table: its head and its rows.
    Table {
        /// The cells of the head.
        head: Vec<Cell>,
        /// The cells of each row.
        rows: Vec<Vec<Cell>>,
    },
    /// A code block.
    Code(String),
    /// A quotation or an alert.
    Quote(String),
    /// Raw HTML, comments included.
    Html,
    /// A thematic break.
    Rule,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListEntry {
    /// The whole entry with its marker and what is nested in it.
    pub span: Span,
    /// The entry's own inline content, as written; empty at the entry's start when it has none.
    pub content: Span,
    /// The entry's own text, without that of nested entries.
    pub text: String,
    /// The text that stands in bold at its start, such as a label; empty when there is none.
    pub label: String,
    /// 0 for the outermost list.
    pub depth: usize,
    /// The state of its check box, if it has one.
    pub checked: Option<bool>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The cell's content, without the bars.
    pub span: Span,
    /// Its text.
    pub text: String,
}

impl Block {
    /// All text of the block, for search and for telling whether there is any. A heading gives none.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.kind {
            BlockKind::Heading(_) | BlockKind::Html | BlockKind::Rule => String::new(),
            BlockKind::Paragraph(text) | BlockKind::Code(text) | BlockKind::Quote(text) => text.clone(),
            BlockKind::List(entries) => entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>().join("\n"),
            BlockKind::Table { head, rows } => {
                let row =
                    |cells: &Vec<Cell>| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" · ");
                std::iter::once(head).chain(rows).map(row).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Whether a reader finds something in it: text, code, a row of a table.
    #[must_use]
    pub fn has_content(&self) -> bool {
        match &self.kind {
            BlockKind::Heading(_) | BlockKind::Rule | BlockKind::Html => false,
            BlockKind::Paragraph(text) | BlockKind::Code(text) | BlockKind::Quote(text) => !text.trim().is_empty(),
            BlockKind::List(entries) => entries.iter().any(|entry| !entry.text.trim().is_empty()),
            BlockKind::Table { rows, .. } => rows.iter().flatten().any(|cell| !cell.text.trim().is_empty()),
        }
    }
}
