//! The words of prose, folded for comparing, with their places; code, links, addresses and tags are left out.

use crate::diagnostics::Span;
use crate::syntax::{Block, BlockKind, Document};

/// What stands between two words that are of no common phrase. No folded word holds it.
pub(super) const BREAK: &str = "|";

/// The most characters of a span of code.
const SPAN_LIMIT: usize = 1_000;

/// Words of a document in their order.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words in lower case with a space between each two, and [`BREAK`] where a sentence ends or something was left out.
    pub folded: String,
    /// Where each word begins in `folded`, with its place in the file.
    pub places: Vec<(usize, Span)>,
}

impl Words {
    /// The words of a block. Quotations, code and raw HTML have none.
    pub fn of(document: &Document, block: &Block) -> Self {
        let mut words = Self::default();
        match &block.kind {
            BlockKind::Heading(_) | BlockKind::Paragraph(_) => words.add(document, block.span),
            BlockKind::List(entries) => entries.iter().for_each(|entry| words.add(document, entry.content)),
            BlockKind::Table { rows, .. } => {
                rows.iter().flatten().for_each(|cell| words.add(document, cell.span));
            }
            BlockKind::Code(_) | BlockKind::Quote(_) | BlockKind::Html | BlockKind::Rule => {}
        }
        words
    }

    /// The place of the words between two bytes of `folded`.
    pub fn place(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.places.partition_point(|(at, _)| *at < start);
        let behind = self.places.partition_point(|(at, _)| *at < end);
        Some(self.places.get(first)?.1.to(self.places.get(behind.checked_sub(1)?)?.1))
    }

    fn add(&mut self, document: &Document, span: Span) {
        let text = &document.file.text[..span.end];
        let first_link = document.links.partition_point(|link| link.span.end <= span.start);
        let mut links = document.links[first_link..].iter().map(|link| link.span).peekable();
        let mut at = span.start;
        self.end_phrase();
        while let Some(c) = text[at..].chars().next() {
            while links.next_if(|link| link.end <= at).is_some() {}
            if let Some(link) = links.peek().filter(|link| link.start <= at) {
                at = link.end.min(span.end);
                self.end_phrase();
            } else if c.is_alphanumeric() {
                at = self.word(text, at);
            } else {
                at = self.mark(text, at, c);
            }
        }
        self.end_phrase();
    }

    /// Takes a word; gives the offset behind it. What begins with `https://` is an address rather than a word.
    fn word(&mut self, text: &str, start: usize) -> usize {
        let ascii = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let is_ascii = text.as_bytes().get(start + ascii).is_none_or(u8::is_ascii);
        let end = if is_ascii { start + ascii } else { end_of(text, start, |c| !c.is_alphanumeric()) };
        if text[end..].starts_with("://") {
            self.end_phrase();
            return end_of(text, end, char::is_whitespace);
        }
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        self.places.push((self.folded.len(), Span::new(start, end)));
        let at = self.folded.len();
        if is_ascii {
            self.folded.push_str(&text[start..end]);
            self.folded[at..].make_ascii_lowercase();
        } else {
            self.folded.extend(text[start..end].chars().flat_map(char::to_lowercase));
        }
        end
    }

    /// Takes a mark between words; gives the offset behind it and behind what it leaves out.
    fn mark(&mut self, text: &str, at: usize, c: char) -> usize {
        let behind = at + c.len_utf8();
        match c {
            '`' => {
                self.end_phrase();
                let open = end_of(text, at, |c| c != '`');
                // Looking for the end nearby alone keeps lone marks cheap.
                let nearby = text[open..].char_indices().take(SPAN_LIMIT).find(|(_, c)| *c == '\n');
                let nearby = nearby.map(|(length, _)| length);
                let limit =
                    || text[open..].char_indices().nth(SPAN_LIMIT).map_or(text.len(), |(length, _)| open + length);
                let line = &text[open..nearby.map_or_else(limit, |length| open + length)];
                line.find(&text[at..open]).map_or(open, |close| open + close + (open - at))
            }
            '<' if text[behind..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') => {
                self.end_phrase();
                let end = end_of(text, behind, |c| c == '>' || c == '\n');
                end.saturating_add(1).min(text.len())
            }
            '.' | '!' | '?' | ';' | ':' | ',' | '(' | ')' | '"' | '“' | '”' | '|' | '–' | '—' => {
                self.end_phrase();
                behind
            }
            _ => behind,
        }
    }

    fn end_phrase(&mut self) {
        if !self.folded.is_empty() && !self.folded.ends_with(BREAK) {
            self.folded.push(' ');
            self.folded.push_str(BREAK);
        }
    }
}

/// The offset of the first character from `start` on at which something ends.
fn end_of(text: &str, start: usize, ends: impl Fn(char) -> bool) -> usize {
    text[start..].find(ends).map_or(text.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::syntax::parse;

    #[test]
    fn code_links_and_addresses_are_no_words() {
        let cases = [
            ("A **retry** _storm_ came.", "a retry storm came |"),
            ("The `retry storm` and ``a ` b`` ended", "the | and | ended |"),
            ("See [the runbook](x/y.md), https://a.example/retry-storm or <b>bold</b>", "see | or | bold |"),
            ("A lone ` mark, <3", "a lone | mark | 3 |"),
            ("- one\n- two `x`\n", "one | two |"),
            ("| A | B |\n|-|-|\n| c d | e |\n", "c d | e |"),
            ("> quoted\n", ""),
            ("ÜBER-all", "über all |"),
        ];
        for (text, expected) in cases {
            let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
            let words = Words::of(&document, &document.blocks[0]);
            assert_eq!(words.folded, expected, "{text}");
        }
    }
}
