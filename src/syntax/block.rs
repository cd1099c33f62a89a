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
                std::iter::once(head).chain(rows).map(|row| row_text(row)).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// The smallest parts that an author replaces one by one: a paragraph, an entry of a list, a row of a table. Parts
    /// without text are left out.
    #[must_use]
    pub fn pieces(&self) -> Vec<(Span, String)> {
        let mut pieces: Vec<(Span, String)> = match &self.kind {
            BlockKind::List(entries) => entries.iter().map(|entry| (entry.content, entry.text.clone())).collect(),
            BlockKind::Table { rows, .. } => {
                rows.iter().filter_map(|row| Some((row_span(row)?, row_text(row)))).collect()
            }
            _ => vec![(self.span, self.text())],
        };
        pieces.retain(|(_, text)| text.chars().any(|c| !c.is_whitespace() && c != '·'));
        pieces
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

fn row_text(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" · ")
}

fn row_span(cells: &[Cell]) -> Option<Span> {
    Some(cells.first()?.span.to(cells.last()?.span))
}
