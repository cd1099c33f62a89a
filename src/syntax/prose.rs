//! Prose: what people wrote as sentences, in pieces, with the place of each byte.
//!
//! Takes the events of the body while it is read; gives the runs of text between the markup. [`Prose::text`] joins them:
//! markup is gone, a line end within a piece is a space, runs of white space are one space, code is one character, and
//! [`PlainText::span`] leads back to the file. Code blocks, raw HTML, comments, alternative texts and bare addresses are
//! no prose.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::diagnostics::Span;

/// Stands for code within a sentence: a word that is nobody's.
pub const CODE: char = '\u{fffc}';

/// The prose of a body as runs of its text. It holds no text of its own.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    pieces: Vec<Piece>,
    runs: Vec<Run>,
}

/// The smallest part in which sentences stand: a paragraph, the text of an entry, a cell, a heading.
#[derive(Debug, Clone)]
struct Piece {
    kind: PieceKind,
    /// Its runs; they end where those of the next piece begin.
    first_run: u32,
}

/// What a piece of prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading of a level, 1 to 6.
    Heading(u8),
    /// A paragraph of the text.
    Paragraph,
    /// A paragraph in an entry of a list.
    ListEntry,
    /// A cell in the head of a table.
    TableHead,
    /// A cell in another row.
    TableCell,
    /// A paragraph that is quoted, whatever it stands in.
    Quote,
}

/// A run of text; places are 32 bits wide to keep documents small.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// Text as it stands in the file.
    Text(u32, u32),
    /// A character written in another way, such as `&amp;`.
    Character(u32, u32, char),
}

/// Gathers the prose of a body from its events.
#[derive(Default)]
pub(super) struct Recorder {
    prose: Prose,
    is_open: bool,
    heading: Option<u8>,
    entries: usize,
    quotes: usize,
    in_table_head: bool,
    in_cell: bool,
    /// How many open elements hide their text.
    hidden: usize,
    /// Whether each open link shows its address alone.
    bare_links: Vec<bool>,
}

impl Recorder {
    pub fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, span),
            Event::Code(_) | Event::FootnoteReference(_) => self.character(CODE, span),
            Event::SoftBreak | Event::HardBreak => self.character(' ', span),
            Event::InlineHtml(html) if html.starts_with("<br") => self.character(' ', span),
            _ => {}
        }
    }

    /// The prose, once the last event is there.
    pub fn finish(self) -> Prose {
        self.prose
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Link { link_type, .. } => {
                let shows_target = |kind: &LinkType| {
                    matches!(kind, LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false })
                };
                let is_bare = shows_target(link_type);
                self.bare_links.push(is_bare);
                self.hidden += usize::from(is_bare);
                return;
            }
            Tag::Image { .. } => {
                self.hidden += 1;
                return;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => self.entries += 1,
            Tag::Heading { level, .. } => self.heading = Some(level_of(*level)),
            Tag::TableHead => self.in_table_head = true,
            Tag::TableCell => self.in_cell = true,
            _ => {}
        }
        self.is_open = false;
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                return;
            }
            TagEnd::Link => {
                let is_bare = self.bare_links.pop().unwrap_or_default();
                self.hidden = self.hidden.saturating_sub(usize::from(is_bare));
                return;
            }
            TagEnd::Image => {
                self.hidden = self.hidden.saturating_sub(1);
                return;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => self.entries = self.entries.saturating_sub(1),
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::TableHead => self.in_table_head = false,
            TagEnd::TableCell => self.in_cell = false,
            _ => {}
        }
        self.is_open = false;
    }

    fn text(&mut self, text: &str, span: Span) {
        if text.len() == span.end - span.start {
            let (start, end) = (narrow(span.start), narrow(span.end));
            if self.is_open
                && self.hidden == 0
                && let Some(Run::Text(_, last)) = self.prose.runs.last_mut()
                && *last == start
            {
                *last = end;
                return;
            }
            self.push(Run::Text(start, end));
        } else {
            self.character(text.chars().next().unwrap_or(' '), span);
        }
    }

    fn character(&mut self, character: char, span: Span) {
        self.push(Run::Character(narrow(span.start), narrow(span.end), character));
    }

    fn push(&mut self, run: Run) {
        if self.hidden > 0 {
            return;
        }
        if !self.is_open {
            self.is_open = true;
            let first_run = narrow(self.prose.runs.len());
            self.prose.pieces.push(Piece { kind: self.kind(), first_run });
        }
        self.prose.runs.push(run);
    }

    fn kind(&self) -> PieceKind {
        match self.heading {
            _ if self.quotes > 0 => PieceKind::Quote,
            Some(level) => PieceKind::Heading(level),
            None if self.in_cell && self.in_table_head => PieceKind::TableHead,
            None if self.in_cell => PieceKind::TableCell,
            None if self.entries > 0 => PieceKind::ListEntry,
            None => PieceKind::Paragraph,
        }
    }
}

/// Files end long before 4 GiB; what were beyond is cut off.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}

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

impl Prose {
    /// Joins the prose of a file into a plain text.
    #[must_use]
    pub fn text(&self, source: &str) -> PlainText {
        let mut plain = PlainText::default();
        for (index, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(index + 1).map_or(self.runs.len(), |next| next.first_run as usize);
            let start = plain.text.len();
            for run in self.runs.get(piece.first_run as usize..end).unwrap_or_default() {
                match *run {
                    Run::Text(start, end) => plain.push_text(source, Span::new(start as usize, end as usize)),
                    Run::Character(from, to, character) => {
                        plain.push_character(character, Span::new(from as usize, to as usize), start);
                    }
                }
            }
            plain.pieces.push(PlainPiece { kind: piece.kind, range: start..plain.text.len() });
            plain.text.push('\n');
        }
        plain
    }
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

    fn push_text(&mut self, source: &str, span: Span) {
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

    fn push_character(&mut self, character: char, span: Span, piece_start: usize) {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::syntax::parse;

    fn plain(text: &str) -> PlainText {
        parse(Arc::new(SourceFile::new("a.md", text))).0.prose.text(text)
    }

    #[test]
    fn pieces_are_plain_and_know_their_kind() {
        use PieceKind::*;
        let text = "---\ntitle: No prose\n---\n## The **head**\n\nOne *two*\n  three &amp; `four` [five](six.md) <https://seven.example>\\\neight.\n\n\
                    - [ ] nine\n  - ten\n\n        code\n\n    eleven\n\n> twelve\n\n| a | b |\n| - | - |\n| c | |\n\n```\ncode\n```\n\
                    <!-- comment -->\n\n![thirteen](x.png) [[fourteen]] [[x|fifteen]] <b>sixteen</b><!-- no -->\n";
        let plain = plain(text);
        let shown: Vec<_> = plain.pieces.iter().map(|piece| (piece.kind, &plain.text[piece.range.clone()])).collect();
        assert_eq!(
            shown,
            [
                (Heading(2), "The head"),
                (Paragraph, "One two three & \u{fffc} five eight."),
                (ListEntry, "nine"),
                (ListEntry, "ten"),
                (ListEntry, "eleven"),
                (Quote, "twelve"),
                (TableHead, "a"),
                (TableHead, "b"),
                (TableCell, "c"),
                (Paragraph, "fifteen sixteen"),
            ]
        );
    }

    #[test]
    fn every_word_leads_back_to_its_place() {
        let text =
            "The **on-call**  engineer\r\n\tdidn&#39;t\u{a0}look, *nor* did\n[anybody](x.md) else.\n\n- ä\n  **ö** ü\n";
        let plain = plain(text);
        assert_eq!(plain.text, "The on-call engineer didn't look, nor did anybody else.\nä ö ü\n");
        for (found, written) in [
            ("The on-call", "The **on-call"),
            ("engineer didn't look", "engineer\r\n\tdidn&#39;t\u{a0}look"),
            ("didn't", "didn&#39;t"),
            ("nor did", "nor* did"),
            ("anybody", "anybody"),
            ("did anybody else", "did\n[anybody](x.md) else"),
            ("ä ö", "ä\n  **ö"),
            ("ü", "ü"),
        ] {
            let at = plain.text.find(found).expect(found);
            assert_eq!(&text[plain.span(at..at + found.len()).range()], written, "{found}");
        }
    }

    #[test]
    fn hostile_prose_has_places_inside_the_file() {
        for text in
            ["&amp;".repeat(5_000), "a  \u{a0}".repeat(5_000), "*a* `b`\n".repeat(5_000), "\u{feff}é".to_owned()]
        {
            let plain = plain(&text);
            for (at, c) in plain.text.char_indices() {
                let span = plain.span(at..at + c.len_utf8());
                assert!(text.get(span.range()).is_some(), "{span:?}");
            }
        }
    }
}
