//! The writer of a body: it rewrites pulldown-cmark's events one by one and turns what comes of them into HTML.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind as FoundKind};
use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Tag, TagEnd, html};

use super::events::{escaped_href, skip_until, text_until};
use super::footnotes::Notes;
use super::numbers::numbered;
use super::outline::Outline;
use super::rows::Rows;
use super::sanitize::{Own, sanitizer};
use super::{LinkAddresses, Surroundings};
use crate::diagnostics::FilePath;
use crate::knowledge::KnowledgeBase;
use crate::syntax::NESTING_LIMIT;
use crate::theme::Words;

pub(super) struct Writer<'a> {
    pub(super) knowledge: &'a KnowledgeBase,
    pub(super) addresses: &'a dyn LinkAddresses,
    pub(super) words: &'a Words,
    pub(super) path: &'a FilePath,
    pub(super) is_inline: bool,
    /// The offset of the heading that is the title.
    pub(super) title: Option<usize>,
    /// Anchors by the offsets of their headings.
    pub(super) headings: BTreeMap<usize, &'a str>,
    pub(super) outline: Outline,
    /// Whether some of the text is written from right to left, so that each list, table and quotation has its own direction.
    pub(super) has_both_directions: bool,
    pub(super) events: Vec<Event<'a>>,
    pub(super) notes: Notes<'a>,
    pub(super) raw_tags: usize,
    pub(super) own: Own,
    pub(super) depth: usize,
    /// What each open link or image became.
    pub(super) links: Vec<Close>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Whether no text has come yet in the block being written.
    pub(super) is_block_start: bool,
    pub(super) level: u8,
    pub(super) anchor: Option<&'a str>,
    pub(super) rows: Rows,
    /// The addresses of links with their numbers, from 1, in the order in which they came.
    pub(super) noted: BTreeMap<String, usize>,
    /// How many bytes of code came so far.
    pub(super) coloured: usize,
    /// How many images came so far.
    pub(super) images: usize,
    /// The place of the paragraph that began with an image, and that image's title.
    pub(super) figure: Option<(usize, CowStr<'a>)>,
}

/// What the end of a link writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    Anchor,
    Nothing,
}

impl<'a> Writer<'a> {
    pub(super) fn new(surroundings: Surroundings<'a>, path: &'a FilePath) -> Self {
        let Surroundings { knowledge, addresses, words } = surroundings;
        Self {
            knowledge,
            addresses,
            words,
            path,
            is_inline: false,
            title: None,
            headings: BTreeMap::new(),
            outline: Outline::default(),
            has_both_directions: false,
            events: Vec::new(),
            notes: Notes::default(),
            raw_tags: 0,
            own: Own::default(),
            depth: 0,
            links: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            is_block_start: true,
            level: 2,
            anchor: None,
            rows: Rows::default(),
            noted: BTreeMap::new(),
            coloured: 0,
            images: 0,
            figure: None,
        }
    }

    pub(super) fn write(&mut self, mut events: Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Heading { .. }) if self.title == Some(range.start) && !self.is_inline => {
                    skip_until(&mut events, |event| matches!(event, Event::End(TagEnd::Heading(_))));
                }
                Event::Start(Tag::HtmlBlock) => self.html_block(&mut events),
                Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                    let text = text_until(&mut events, |event| matches!(event, Event::End(TagEnd::Image)));
                    self.image(link_type, &dest_url, &text, title);
                }
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                    let text = text_until(&mut events, |event| matches!(event, Event::End(TagEnd::Link)));
                    self.wiki_link(&dest_url, &text);
                }
                Event::Start(Tag::CodeBlock(kind)) if !self.is_inline && self.depth < NESTING_LIMIT => {
                    let text = text_until(&mut events, |event| matches!(event, Event::End(TagEnd::CodeBlock)));
                    self.code(&kind, &text);
                }
                Event::Start(tag) => self.start(tag, &range),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(text),
                Event::Code(code) => {
                    self.is_block_start = false;
                    self.events.push(Event::Code(code));
                }
                Event::InlineHtml(text) => self.inline_html(text),
                Event::Html(text) => self.raw(text),
                Event::FootnoteReference(label) => self.reference(label),
                Event::TaskListMarker(checked) => self.task(checked),
                Event::SoftBreak | Event::HardBreak if self.is_inline => self.push_text(" "),
                Event::HardBreak => self.markup("<br>\n"),
                Event::Rule if self.is_inline => {}
                Event::Rule => self.markup("<hr>\n"),
                event => self.events.push(event),
            }
        }
    }

    pub(super) fn markup(&mut self, markup: impl Into<CowStr<'a>>) {
        self.events.push(Event::Html(markup.into()));
    }

    pub(super) fn push_text(&mut self, text: &'static str) {
        self.events.push(Event::Text(CowStr::Borrowed(text)));
    }

    /// Text with its bare addresses as links.
    pub(super) fn text(&mut self, text: CowStr<'a>) {
        if !text.trim().is_empty() {
            self.is_block_start = false;
        }
        if !text.contains("://") || !self.links.is_empty() {
            self.events.push(Event::Text(text));
            return;
        }
        let mut finder = LinkFinder::new();
        finder.kinds(&[FoundKind::Url]);
        for span in finder.spans(&text) {
            let part = CowStr::from(span.as_str().to_owned());
            let is_web = part.starts_with("https://") || part.starts_with("http://");
            if span.kind().is_some() && is_web {
                self.markup(format!("<a href=\"{}\" rel=\"noopener noreferrer\">", escaped_href(&part)));
                self.events.push(Event::Text(part));
                self.markup("</a>");
            } else {
                self.events.push(Event::Text(part));
            }
        }
    }

    /// The HTML, and the numbers of its addresses.
    pub(super) fn finish(mut self) -> (String, BTreeMap<String, usize>) {
        self.footnotes();
        let mut written = String::with_capacity(self.events.len() * 32);
        html::push_html(&mut written, self.events.into_iter());
        if self.raw_tags == 0 {
            return (written, self.noted);
        }
        numbered(&sanitizer(self.own).clean(&written).to_string(), &self.noted)
    }
}
