//! Plain text: the prose of a body joined, with the way back to the file.

use std::ops::Range;

use super::prose::PieceKind;
use crate::diagnostics::Span;

/// The prose of a body as one plain text.
#[derive(Debug, Default)]
pub struct PlainText {
    /// All pieces, each on a line of its own.
    pub text: String,
    /// The pieces in their order.
    pub pieces: Vec<PlainPiece>,
    runs: Vec<PlainRun>,
}

/// A piece of a plain text.
#[derive(Debug, Clone)]
pub struct PlainPiece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands in the plain text, without the line end.
    pub range: Range<usize>,
}

#[derive(Debug)]
struct PlainRun {
    /// Where it begins in the plain text.
    start: usize,
    /// Where it stands in the file.
    span: Span,
    /// Whether it stands there byte for byte.
    is_verbatim: bool,
}

impl PlainText {
    /// The text of a piece.
    #[must_use]
    pub fn piece(&self, index: usize) -> &str {
        &self.text[self.pieces[index].range.clone()]
    }

    /// Where a range of the plain text stands in the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        let (Some(first), Some(last_run)) = (self.run_at(range.start), self.run_at(last)) else {
            return Span::default();
        };
        let start = if first.is_verbatim { first.span.start + (range.start - first.start) } else { first.span.start };
        let end = if !last_run.is_verbatim {
            last_run.span.end
        } else if range.is_empty() {
            start
        } else {
            last_run.span.start + (range.end - last_run.start)
        };
        Span::new(start, end.min(last_run.span.end))
    }

    fn run_at(&self, offset: usize) -> Option<&PlainRun> {
        let index = self.runs.partition_point(|run| run.start <= offset);
        self.runs.get(index.checked_sub(1)?)
    }

    pub(super) fn push_text(&mut self, source: &str, span: Span) {
        let Some(text) = source.get(span.range()) else { return };
        let mut rest = 0;
        // One space is as it is; anything else that is white space becomes one.
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let is_odd = c != ' ' && c.is_whitespace();
            let is_doubled = c == ' ' && characters.peek().is_some_and(|(_, next)| next.is_whitespace());
            let follows_space = at == rest && c == ' ' && self.text.ends_with([' ', '\n']);
            if !is_odd && !is_doubled && !follows_space {
                continue;
            }
            self.push_verbatim(&text[rest..at], span.start + rest);
            let mut end = at + c.len_utf8();
            while let Some((next, c)) = characters.next_if(|(_, c)| c.is_whitespace()) {
                end = next + c.len_utf8();
            }
            if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
                self.push_run(" ", Span::new(span.start + at, span.start + end), false);
            }
            rest = end;
        }
        self.push_verbatim(&text[rest..], span.start + rest);
    }

    fn push_verbatim(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.push_run(text, Span::new(start, start + text.len()), true);
        }
    }

    pub(super) fn push_character(&mut self, character: char, span: Span, piece_start: usize) {
        if !character.is_whitespace() {
            self.push_run(character.encode_utf8(&mut [0; 4]), span, false);
        } else if self.text.len() > piece_start && !self.text.ends_with(' ') {
            self.push_run(" ", span, false);
        }
    }

    fn push_run(&mut self, text: &str, span: Span, is_verbatim: bool) {
        self.runs.push(PlainRun { start: self.text.len(), span, is_verbatim });
        self.text.push_str(text);
    }
}
