//! The Summary section of a document, measured.

use super::{Subject, prose};
use crate::checks::placeholder::is_placeholder;
use crate::diagnostics::Span;
use crate::syntax::{Block, BlockKind};

/// The heading of the summary and its words, where there is text in it that is no placeholder.
pub(super) fn measured(subject: &Subject<'_>) -> Option<(Span, usize)> {
    subject.postmortem?;
    let document = subject.document;
    let section = document.section("summary")?;
    let own = prose::own_blocks(document, section);
    let is_text = |block: &&Block| !matches!(block.kind, BlockKind::Code(_) | BlockKind::Table { .. });
    let texts: Vec<String> = own.iter().filter(is_text).map(Block::text).filter(|text| !text.is_empty()).collect();
    let placeholders = subject.template.iter().flat_map(|template| &template.sections);
    let is_left_over = |text: &str| placeholders.clone().any(|known| known.placeholders.iter().any(|it| it == text));
    if texts.is_empty() || texts.iter().all(|text| is_placeholder(text) || is_left_over(text)) {
        return None;
    }
    Some((section.heading_span, texts.iter().map(|text| prose::words(text)).sum()))
}
