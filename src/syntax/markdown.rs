//! The body of a document, read by pulldown-cmark: blocks, sections and links with their places.
//!
//! One pass over the parser's events, without recursion; lists and tables that stand inside other blocks become text.

use std::collections::{BTreeMap, HashSet};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Cell, ListEntry};
use super::heading::sections_of;
use super::outline::{Anchors, Heading, sections};
use super::prose::{Prose, Recorder};
use super::{Image, Link, LinkKind, Section, raw_html};
use crate::diagnostics::{Diagnostic, SourceFile, Span};

/// The Markdown that documents are written in: GitHub's, with wiki links and heading attributes.
pub const MARKDOWN: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// The level of a bold label that stands in place of a heading.
const LABEL_LEVEL: u8 = 7;

/// The deepest nesting of blocks that is followed; what is nested deeper is kept as text.
pub const NESTING_LIMIT: usize = 100;

/// What one pass over a body gives.
pub(super) struct ParsedBody {
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    pub links: Vec<Link>,
    pub raw_links: Vec<Link>,
    pub images: Vec<Image>,
    pub references: BTreeMap<String, String>,
    pub anchors: HashSet<String>,
    pub comments: Vec<Span>,
    pub prose: Prose,
    pub words: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the body of a file.
pub(super) fn parse(file: &SourceFile, body: Span) -> ParsedBody {
    let mut reader = Reader {
        text: &file.text,
        depth: 0,
        deepest: None,
        current: None,
        inline: Inline::default(),
        blocks: Vec::new(),
        headings: Vec::new(),
        links: Vec::new(),
        raw_links: Vec::new(),
        images: Vec::new(),
        open_images: Vec::new(),
        raw: None,
        words: 0,
        anchors: Anchors::default(),
        set: HashSet::new(),
        comments: Vec::new(),
    };
    let mut recorder = Recorder::default();
    let events = Parser::new_ext(file.slice(body), MARKDOWN).into_offset_iter();
    let references = events.reference_definitions().iter();
    let references = references.map(|(name, definition)| (name.to_lowercase(), definition.dest.to_string())).collect();
    for (event, range) in events {
        let span = Span::new(range.start + body.start, range.end + body.start).clamp_to(&file.text);
        recorder.event(&event, span);
        reader.event(event, span);
    }
    reader.finish_raw();
    let diagnostics = reader.deepest.map(|span| {
        Diagnostic::warning("deep-nesting", &file.path, format!("blocks are nested more than {NESTING_LIMIT} deep"))
            .at(Span::new(span.start, span.start))
            .help("what stands deeper is shown as plain text; nest it less")
    });
    let sections = sections(reader.headings, &reader.blocks, body.end);
    // A label is no heading on the page, so that nothing can link to it.
    let headings = sections.iter().filter(|section| section.level < LABEL_LEVEL);
    let mut anchors = reader.set;
    anchors.extend(headings.map(|section| section.anchor.to_lowercase()));
    ParsedBody {
        blocks: reader.blocks,
        sections,
        links: reader.links,
        raw_links: reader.raw_links,
        images: reader.images,
        references,
        anchors,
        comments: reader.comments,
        prose: recorder.finish(),
        words: reader.words,
        diagnostics: diagnostics.into_iter().collect(),
    }
}

/// A block of the top level that is being read.
struct Current {
    span: Span,
    kind: CurrentKind,
}

enum CurrentKind {
    Heading { level: u8, id: Option<String> },
    Paragraph,
    List { entries: Vec<ListEntry>, open: Vec<usize>, depth: usize },
    Table { head: Vec<Cell>, rows: Vec<Vec<Cell>>, in_head: bool },
    Code,
    Quote,
    Html,
}

/// The inline text being gathered.
#[derive(Default)]
struct Inline {
    text: String,
    span: Option<Span>,
    /// Text in bold that began the inline content.
    label: String,
    strong: usize,
}

impl Inline {
    /// Counts a place as part of the inline content.
    fn cover(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |known| known.to(span)));
    }
}

struct Reader<'a> {
    text: &'a str,
    depth: usize,
    deepest: Option<Span>,
    current: Option<Current>,
    inline: Inline,
    blocks: Vec<Block>,
    headings: Vec<Heading>,
    links: Vec<Link>,
    raw_links: Vec<Link>,
    images: Vec<Image>,
    /// The images whose texts are being gathered, by their places in `images`.
    open_images: Vec<usize>,
    /// Raw HTML whose lines are being gathered.
    raw: Option<Span>,
    words: usize,
    anchors: Anchors,
    /// Anchors that raw HTML sets.
    set: HashSet<String>,
    comments: Vec<Span>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match self.raw {
            Some(raw) if matches!(event, Event::Html(_)) && raw.end == span.start => self.raw = Some(raw.to(span)),
            _ => {
                self.finish_raw();
                self.raw = matches!(event, Event::Html(_) | Event::InlineHtml(_)).then_some(span);
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text, span),
            Event::Code(text) => self.push(&text, span),
            Event::SoftBreak | Event::HardBreak => self.push("\n", span),
            Event::TaskListMarker(checked) => self.check(checked, span),
            Event::Rule if self.current.is_none() => self.blocks.push(Block { span, kind: BlockKind::Rule }),
            Event::InlineHtml(html) => {
                self.inline.cover(span);
                self.html(&html, span);
            }
            Event::Html(html) => self.html(&html, span),
            _ => {}
        }
    }

    /// Reads raw HTML once all its lines are there.
    fn finish_raw(&mut self) {
        if let Some(span) = self.raw.take() {
            raw_html::read(&self.text[span.range()], span.start, &mut self.raw_links, &mut self.images);
        }
    }

    fn html(&mut self, html: &str, span: Span) {
        self.set.extend(anchors_in(html));
        if html.trim_start().starts_with("<!--") {
            self.comments.push(span);
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, span),
            Tag::Image { link_type, dest_url, .. } => {
                let kind =
                    if matches!(link_type, LinkType::WikiLink { .. }) { LinkKind::Wiki } else { LinkKind::Image };
                self.inline.cover(span);
                self.open_images.push(self.images.len());
                let target = dest_url.into_string();
                self.images.push(Image { target: target.clone(), text: Some(String::new()), is_raw: false, span });
                self.links.push(Link { kind, target, span });
            }
            Tag::Strong => {
                self.inline.cover(span);
                self.inline.strong += 1;
            }
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.inline.cover(span),
            tag => self.start_block(tag, span),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, span: Span) {
        self.depth += 1;
        if self.depth > NESTING_LIMIT {
            self.deepest.get_or_insert(span);
            return;
        }
        let Some(current) = &mut self.current else {
            let kind = match tag {
                Tag::Heading { level, id, .. } => {
                    CurrentKind::Heading { level: level_of(level), id: id.map(|id| id.into_string()) }
                }
                Tag::Paragraph => CurrentKind::Paragraph,
                Tag::List(_) => CurrentKind::List { entries: Vec::new(), open: Vec::new(), depth: 0 },
                Tag::Table(_) => CurrentKind::Table { head: Vec::new(), rows: Vec::new(), in_head: false },
                Tag::CodeBlock(_) => CurrentKind::Code,
                Tag::HtmlBlock => CurrentKind::Html,
                _ => CurrentKind::Quote,
            };
            self.inline = Inline::default();
            self.current = Some(Current { span, kind });
            return;
        };
        match (&mut current.kind, tag) {
            (CurrentKind::List { depth, .. }, Tag::List(_)) => {
                *depth += 1;
                self.finish_entry();
            }
            (CurrentKind::List { entries, open, depth }, Tag::Item) => {
                open.push(entries.len());
                let content = Span::at(span.start);
                let (text, label) = (String::new(), String::new());
                entries.push(ListEntry { span, content, text, label, depth: *depth, checked: None });
                self.inline = Inline::default();
            }
            (CurrentKind::Table { in_head, .. }, Tag::TableHead) => *in_head = true,
            (CurrentKind::Table { rows, .. }, Tag::TableRow) => rows.push(Vec::new()),
            (CurrentKind::Table { .. }, Tag::TableCell) => {
                self.inline = Inline { span: Some(span), ..Inline::default() };
            }
            _ if !self.inline.text.is_empty() => self.inline.text.push('\n'),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => {
                self.open_images.pop();
                return;
            }
            TagEnd::Link | TagEnd::Emphasis | TagEnd::Strikethrough => return,
            TagEnd::Superscript | TagEnd::Subscript => return,
            TagEnd::Strong => {
                self.inline.strong = self.inline.strong.saturating_sub(1);
                return;
            }
            _ => {}
        }
        let is_followed = self.depth <= NESTING_LIMIT;
        self.depth = self.depth.saturating_sub(1);
        if !is_followed {
            return;
        }
        if self.depth == 0 {
            self.finish_block();
            return;
        }
        match (self.current.as_mut().map(|current| &mut current.kind), tag) {
            (Some(CurrentKind::List { depth, .. }), TagEnd::List(_)) => *depth = depth.saturating_sub(1),
            (Some(CurrentKind::List { .. }), TagEnd::Item) => {
                self.finish_entry();
                if let Some(Current { kind: CurrentKind::List { open, .. }, .. }) = &mut self.current {
                    open.pop();
                }
            }
            (Some(CurrentKind::Table { in_head, .. }), TagEnd::TableHead) => *in_head = false,
            (Some(CurrentKind::Table { head, rows, in_head }), TagEnd::TableCell) => {
                let inline = std::mem::take(&mut self.inline);
                let span = inline.span.unwrap_or_default().trimmed(self.text);
                let cell = Cell { span, text: inline.text.trim().to_owned() };
                match rows.last_mut() {
                    Some(row) if !*in_head => row.push(cell),
                    _ => head.push(cell),
                }
            }
            _ => {}
        }
    }

    /// Gives the text gathered so far to the innermost open entry of a list.
    fn finish_entry(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let Some(Current { kind: CurrentKind::List { entries, open, .. }, .. }) = &mut self.current else { return };
        let Some(entry) = open.last().and_then(|index| entries.get_mut(*index)) else { return };
        if !inline.text.trim().is_empty() {
            if !entry.text.is_empty() {
                entry.text.push('\n');
            }
            entry.text.push_str(inline.text.trim());
        }
        if entry.label.is_empty() && entry.content.is_empty() {
            entry.label = inline.label.trim().to_owned();
        }
        if let (Some(span), true) = (inline.span, entry.content.is_empty()) {
            entry.content = span;
        }
    }

    fn finish_block(&mut self) {
        let Some(current) = self.current.take() else { return };
        let inline = std::mem::take(&mut self.inline);
        let text = inline.text.trim().to_owned();
        let span = current.span.trimmed(self.text);
        let kind = match current.kind {
            CurrentKind::Heading { level, id } => {
                self.heading(text, level, id, span);
                return;
            }
            CurrentKind::Paragraph if is_label(&inline.label, &text) => {
                let heading = text.trim_end_matches(':').trim().to_owned();
                if !sections_of(&heading).is_empty() {
                    self.heading(heading, LABEL_LEVEL, None, span);
                    return;
                }
                BlockKind::Paragraph(text)
            }
            CurrentKind::Paragraph => BlockKind::Paragraph(text),
            CurrentKind::List { entries, .. } => return self.list(entries, span),
            CurrentKind::Table { head, rows, .. } => BlockKind::Table { head, rows },
            CurrentKind::Code => BlockKind::Code(text),
            CurrentKind::Quote => BlockKind::Quote(text),
            CurrentKind::Html => BlockKind::Html,
        };
        self.add(Block { span, kind });
    }

    /// A list is one block, unless its outermost entries begin with bold labels that name sections, as some templates
    /// have it: then each such label is a heading, and what stands behind and below it the content.
    fn list(&mut self, entries: Vec<ListEntry>, span: Span) {
        let is_section =
            |entry: &ListEntry| entry.depth == 0 && !entry.label.is_empty() && !sections_of(&entry.label).is_empty();
        if entries.iter().filter(|entry| is_section(entry)).count() < 2 {
            self.add(Block { span, kind: BlockKind::List(entries) });
            return;
        }
        // Beside them, a label that the vocabulary does not know is a heading of the author's own.
        let is_label = |entry: &ListEntry| {
            let behind = entry.text.strip_prefix(entry.label.as_str()).unwrap_or_default();
            entry.depth == 0 && !entry.label.is_empty() && (entry.label.ends_with(':') || behind.starts_with(':'))
        };
        let mut rest: Vec<ListEntry> = Vec::new();
        for entry in entries {
            if entry.depth == 0 {
                self.flush(&mut rest);
            }
            if !is_section(&entry) && !is_label(&entry) {
                rest.push(entry);
                continue;
            }
            let label = entry.label.trim_end_matches(':').trim().to_owned();
            let behind = entry.text.strip_prefix(entry.label.as_str()).unwrap_or_default();
            let behind = behind.trim_start_matches([':', ' ']).trim().to_owned();
            let heading_span = Span::new(entry.content.start, entry.content.start + entry.label.len() + 4);
            self.heading(label, LABEL_LEVEL, None, heading_span.clamp_to(self.text));
            if !behind.is_empty() {
                self.add(Block { span: entry.content, kind: BlockKind::Paragraph(behind) });
            }
        }
        self.flush(&mut rest);
    }

    /// Makes a list of the entries gathered so far, nested as deep as its outermost one.
    fn flush(&mut self, entries: &mut Vec<ListEntry>) {
        let mut entries = std::mem::take(entries);
        let outermost = entries.iter().map(|entry| entry.depth).min().unwrap_or(0);
        entries.iter_mut().for_each(|entry| entry.depth -= outermost);
        if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
            let span = first.span.to(last.span);
            self.add(Block { span, kind: BlockKind::List(entries) });
        }
    }

    fn add(&mut self, block: Block) {
        if !matches!(block.kind, BlockKind::Code(_)) {
            self.words += count_words(&block.text());
        }
        self.blocks.push(block);
    }

    fn heading(&mut self, text: String, level: u8, id: Option<String>, span: Span) {
        self.words += count_words(&text);
        let anchor = self.anchors.unique(id.as_deref().unwrap_or(&text));
        let block = self.blocks.len();
        self.blocks.push(Block { span, kind: BlockKind::Heading(self.headings.len()) });
        self.headings.push(Heading { text: text.replace('\n', " "), level, anchor, span, block });
    }

    fn push(&mut self, text: &str, span: Span) {
        if let Some(image) = self.open_images.last().and_then(|index| self.images.get_mut(*index)) {
            image.text.get_or_insert_default().push_str(text);
        }
        if matches!(self.current, None | Some(Current { kind: CurrentKind::Html, .. })) {
            return;
        }
        if self.inline.strong > 0 && self.inline.text.trim() == self.inline.label.trim() {
            self.inline.label.push_str(text);
        }
        self.inline.text.push_str(text);
        self.inline.cover(span);
    }

    fn check(&mut self, checked: bool, span: Span) {
        if let Some(Current { kind: CurrentKind::List { entries, open, .. }, .. }) = &mut self.current
            && let Some(entry) = open.last().and_then(|index| entries.get_mut(*index))
        {
            entry.checked = Some(checked);
            entry.content = Span::at(span.end);
        }
    }

    fn link(&mut self, link_type: LinkType, target: &str, span: Span) {
        let kind = match link_type {
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            LinkType::Email => return,
            _ => LinkKind::Text,
        };
        self.inline.cover(span);
        self.links.push(Link { kind, target: target.to_owned(), span });
    }
}

/// The anchors that raw HTML sets by `id` or `name`, in lower case. What begins with an underscore is the page's own.
fn anchors_in(html: &str) -> impl Iterator<Item = String> {
    let is_attribute = |before: &str| {
        let before = before.trim_end();
        [" id", " name", "\tid", "\nid"].iter().any(|name| {
            before
                .len()
                .checked_sub(name.len())
                .is_some_and(|at| before.as_bytes()[at..].eq_ignore_ascii_case(name.as_bytes()))
        })
    };
    html.match_indices('=').filter(move |(at, _)| is_attribute(&html[..*at])).filter_map(|(at, _)| {
        let value = html[at + 1..].trim_start();
        let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.split(*quote).next());
        let value = quoted.or_else(|| value.split([' ', '>', '\n', '/']).next())?;
        Some(value.to_lowercase()).filter(|value| !value.is_empty() && value.len() < 200 && !value.starts_with('_'))
    })
}

/// A paragraph that is nothing but bold text, perhaps with a colon.
fn is_label(label: &str, text: &str) -> bool {
    !label.is_empty() && label.len() <= 80 && text.trim_end_matches(':').trim() == label.trim_end_matches(':').trim()
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Words are runs between white space; each ideograph and kana counts as one, for such text has no spaces.
fn count_words(text: &str) -> usize {
    let is_ideograph =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    text.split_whitespace().map(|word| word.chars().filter(|c| is_ideograph(*c)).count().max(1)).sum()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::sync::Arc;

    use super::*;
    use crate::syntax::{Document, parse};

    fn document(text: &str) -> Document {
        parse(Arc::new(SourceFile::new("a.md", text))).0
    }

    /// One line a section: level, anchor, names, the texts of its blocks.
    fn outline(text: &str) -> String {
        let document = document(text);
        let mut outline = String::new();
        for section in &document.sections {
            let texts: Vec<String> = document.blocks_of(section).iter().map(Block::text).collect();
            writeln!(outline, "{} {} {:?} {:?}", section.level, section.anchor, section.names, texts)
                .expect("a string");
        }
        outline
    }

    #[test]
    fn sections_hold_what_stands_below_them() {
        assert_eq!(
            outline("# T\nintro\n## Summary\na\n### Detail\nb\n## Impact\nc\n## Impact\n"),
            "1 t [] [\"intro\", \"\", \"a\", \"\", \"b\", \"\", \"c\", \"\"]\n\
             2 summary [\"summary\"] [\"a\", \"\", \"b\"]\n\
             3 detail [] [\"b\"]\n\
             2 impact [\"impact\"] [\"c\"]\n\
             2 impact-1 [\"impact\"] []\n"
        );
    }

    #[test]
    fn bold_labels_stand_in_place_of_headings() {
        assert_eq!(
            outline("- **Impact**: All of it\n- **Cost**: 2 h\n- **Resolution**:\n  - one\n  - two\n"),
            "7 impact [\"impact\"] [\"All of it\"]\n7 cost [] [\"2 h\"]\n7 resolution [\"recovery\"] [\"one\\ntwo\"]\n"
        );
        assert_eq!(
            outline("**Root cause:**\n\ntext\n\n**Not a heading**\n"),
            "7 root-cause [\"root-cause\"] [\"text\", \"Not a heading\"]\n"
        );
    }

    #[test]
    fn lists_and_tables_keep_their_parts() {
        let text =
            "- [x] **Do** `it` (owner: a)\n  - nested\n- plain\n\n| A | B |\n| - | - |\n| 1 | **2** |\n| 3 | |\n";
        let document = document(text);
        let BlockKind::List(entries) = &document.blocks[0].kind else { panic!("{:?}", document.blocks) };
        let shown: Vec<_> = entries
            .iter()
            .map(|entry| {
                (entry.text.as_str(), &text[entry.content.range()], entry.label.as_str(), entry.depth, entry.checked)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("Do it (owner: a)", "**Do** `it` (owner: a)", "Do", 0, Some(true)),
                ("nested", "nested", "", 1, None),
                ("plain", "plain", "", 0, None)
            ]
        );
        let BlockKind::Table { head, rows } = &document.blocks[1].kind else { panic!("{:?}", document.blocks) };
        let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        assert_eq!(
            (texts(head), texts(&rows[0]), texts(&rows[1])),
            (vec!["A".into(), "B".into()], vec!["1".into(), "2".into()], vec!["3".into(), String::new()])
        );
        assert_eq!(&text[rows[0][1].span.range()], "**2**");
    }

    #[test]
    fn links_know_their_kind_and_place() {
        let text = "[a](b.md) ![i](c.png) [[d|text]] <https://e.example> [r]\n\n[r]: f.md\n";
        let document = document(text);
        let links: Vec<_> =
            document.links.iter().map(|link| (link.kind, link.target.as_str(), &text[link.span.range()])).collect();
        assert_eq!(
            links,
            [
                (LinkKind::Text, "b.md", "[a](b.md)"),
                (LinkKind::Image, "c.png", "![i](c.png)"),
                (LinkKind::Wiki, "d", "[[d|text]]"),
                (LinkKind::Text, "https://e.example", "<https://e.example>"),
                (LinkKind::Text, "f.md", "[r]"),
            ]
        );
    }

    #[test]
    fn hostile_bodies_cost_milliseconds() {
        let hostile = [
            "> ".repeat(50_000) + "x",
            "- ".repeat(20_000) + "x",
            "[".repeat(100_000),
            "# a\n".repeat(50_000),
            "**a** ".repeat(50_000),
            "|a".repeat(50_000) + "\n" + &"|-".repeat(50_000) + "\n",
            "![](".repeat(50_000),
            "<".repeat(100_000),
            "[[".repeat(50_000),
            "`".repeat(100_001),
        ];
        for text in hostile {
            let document = document(&text);
            assert!(document.blocks.iter().all(|block| block.span.end <= text.len()));
        }
    }
}
