//! Bodies as HTML that is safe to show: nothing that an author writes runs as script or asks another host for anything.
//!
//! 1. pulldown-cmark's events are rewritten one by one: headings get their anchors, links and images the addresses of
//!    the site, tables and alerts their classes. A link that leads nowhere becomes its text.
//! 2. What is left goes through pulldown-cmark's own writer, which escapes all text.
//! 3. Only a body with raw HTML in it goes through ammonia, which keeps a list of harmless tags and what step 1 made.

mod footnotes;
mod links;
mod rows;
mod sanitize;

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind as FoundKind};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd, html,
};
use pulldown_cmark_escape::{escape_href, escape_html};

use footnotes::Notes;
use rows::Rows;
use sanitize::sanitizer;

use crate::diagnostics::FilePath;
use crate::knowledge::{KnowledgeBase, Target};
use crate::syntax::{Document, MARKDOWN, NESTING_LIMIT, Section};
use crate::theme::Words;

/// The most raw HTML tags that a body may hold; beyond that they are shown as text.
const RAW_TAG_LIMIT: usize = 5_000;

/// Where the targets of links are on the site.
pub trait LinkAddresses {
    /// The address that a link to `target` gets, its anchor included; `None` when the site has nothing there.
    fn address_of(&self, target: &Target) -> Option<String>;
}

/// What a text stands in: the knowledge base that its links are of, where their targets are, and the words of the site.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The knowledge base.
    pub knowledge: &'a KnowledgeBase,
    /// Where the targets of links are.
    pub addresses: &'a dyn LinkAddresses,
    /// The words of the site.
    pub words: &'a Words,
}

/// A body as HTML, and its headings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct BodyHtml {
    /// The HTML.
    pub html: String,
    /// The headings in their order, the document's title left out.
    pub contents: Vec<ContentsEntry>,
    /// For each place that was asked for, the anchor of the row, entry or paragraph around it.
    pub rows: Vec<Option<String>>,
}

/// A heading of a body.
#[derive(Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// Its level on the page, from 2.
    pub level: u8,
    /// The heading as plain text.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
}

/// Renders the body of a document. Its title is left out, for the page has it already.
#[must_use]
pub fn body(surroundings: Surroundings<'_>, document: &Document) -> BodyHtml {
    body_with_rows(surroundings, document, &[])
}

/// Renders a body in which the row of a table, the entry of a list or the paragraph around each of some places has an
/// anchor. The places are offsets in the file.
#[must_use]
pub fn body_with_rows(surroundings: Surroundings<'_>, document: &Document, places: &[usize]) -> BodyHtml {
    let title = document.title_section.map(|index| &document.sections[index]);
    let headings: Vec<&Section> = document.sections.iter().filter(|section| section.level <= 6).collect();
    let highest = headings.iter().filter(|section| Some(**section) != title).map(|section| section.level).min();
    let shift = if highest == Some(1) { 1 } else { 0 };
    let mut writer = Writer::new(surroundings, document.path());
    writer.title = title.map(|section| section.heading_span.start);
    writer.headings = headings.iter().map(|section| (section.heading_span.start, section.anchor.as_str())).collect();
    writer.shift = shift;
    writer.rows = Rows::new(places);
    let text = document.file.slice(document.body);
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    let base = document.body.start;
    writer.write(events.map(|(event, range)| (event, base + range.start..base + range.end)).peekable());
    let contents = headings.iter().filter(|section| Some(**section) != title).map(|section| ContentsEntry {
        level: (section.level + shift).clamp(2, 6),
        text: section.heading.clone(),
        anchor: section.anchor.clone(),
    });
    let contents = contents.filter(|entry| !entry.text.is_empty()).collect();
    let rows = std::mem::take(&mut writer.rows).anchors;
    BodyHtml { html: writer.finish(), contents, rows }
}

/// Renders a piece of Markdown without any block: a cell, an action item, a timeline entry. Raw HTML in it is left out.
#[must_use]
pub fn inline(surroundings: Surroundings<'_>, path: &FilePath, markdown: &str) -> String {
    let is_plain = !markdown.contains(|c: char| "\\`*_[]<&!~:#|>+".contains(c));
    if is_plain {
        return escaped(markdown.trim());
    }
    let mut writer = Writer::new(surroundings, path);
    writer.is_inline = true;
    // References are defined somewhere else in the document.
    let references = surroundings.knowledge.document(path).map(|document| &document.references);
    let define = |link: BrokenLink<'_>| {
        let target = references?.get(&link.reference.to_lowercase())?;
        Some((CowStr::from(target.clone()), CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(markdown.trim(), MARKDOWN, Some(define)).into_offset_iter();
    writer.write(events.peekable());
    writer.finish().trim().to_owned()
}

/// The same as plain text, for where no markup can stand, such as within a link.
#[must_use]
pub fn inline_text(surroundings: Surroundings<'_>, path: &FilePath, markdown: &str) -> String {
    let html = inline(surroundings, path, markdown);
    // All `<` that are not of a tag are escaped, and so is `>` within the values of attributes.
    let mut text = html.split('<').next().unwrap_or_default().to_owned();
    for piece in html.split('<').skip(1) {
        text.push_str(piece.split_once('>').map_or("", |(_, behind)| behind));
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    let text = named.into_iter().fold(text, |text, (escaped, character)| text.replace(escaped, character));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Writer<'a> {
    knowledge: &'a KnowledgeBase,
    addresses: &'a dyn LinkAddresses,
    words: &'a Words,
    path: &'a FilePath,
    is_inline: bool,
    /// The offset of the heading that is the title.
    title: Option<usize>,
    /// Anchors by the offsets of their headings.
    headings: BTreeMap<usize, &'a str>,
    shift: u8,
    events: Vec<Event<'a>>,
    notes: Notes<'a>,
    raw_tags: usize,
    /// Addresses as written in raw HTML, or by this module, with where they are on the site.
    own: BTreeMap<String, String>,
    depth: usize,
    /// What each open link or image became.
    links: Vec<Close>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Whether no text has come yet in the block being written.
    is_block_start: bool,
    level: u8,
    anchor: Option<&'a str>,
    rows: Rows,
    /// How many images came so far.
    images: usize,
    /// The place of the paragraph that began with an image, and that image's title.
    figure: Option<(usize, CowStr<'a>)>,
}

/// What the end of a link writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Anchor,
    Nothing,
}

impl<'a> Writer<'a> {
    fn new(surroundings: Surroundings<'a>, path: &'a FilePath) -> Self {
        let Surroundings { knowledge, addresses, words } = surroundings;
        Self {
            knowledge,
            addresses,
            words,
            path,
            is_inline: false,
            title: None,
            headings: BTreeMap::new(),
            shift: 0,
            events: Vec::new(),
            notes: Notes::default(),
            raw_tags: 0,
            own: BTreeMap::new(),
            depth: 0,
            links: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            is_block_start: true,
            level: 2,
            anchor: None,
            rows: Rows::default(),
            images: 0,
            figure: None,
        }
    }

    fn write(&mut self, mut events: Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>) {
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

    fn markup(&mut self, markup: impl Into<CowStr<'a>>) {
        self.events.push(Event::Html(markup.into()));
    }

    fn push_text(&mut self, text: &'static str) {
        self.events.push(Event::Text(CowStr::Borrowed(text)));
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        if let Tag::Link { link_type, dest_url, .. } = tag {
            return self.link(link_type, &dest_url);
        }
        if matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript) {
            self.events.push(Event::Start(tag));
            return;
        }
        self.depth += 1;
        self.is_block_start = true;
        if self.is_inline || self.depth > NESTING_LIMIT {
            return;
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.level = (level as u8 + self.shift).clamp(2, 6);
                self.anchor = self.headings.get(&range.start).copied();
                self.rows.name(range, self.anchor);
                let anchor = self.anchor.map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
                self.markup(format!("<h{}{anchor}>", self.level));
            }
            Tag::BlockQuote(Some(kind)) => {
                let class = alert(kind);
                let title = escaped(&self.words.say("alert", [("kind", class.into())]));
                self.markup(format!("<div class=\"alert alert-{class}\"><p class=\"alert-title\">{title}</p>\n"));
            }
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escaped(language))
                };
                self.markup(format!("<pre tabindex=\"0\"><code{class}>"));
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.markup("<div class=\"table\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.markup("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                let anchor = self.rows.take(range);
                self.markup(format!("<tr{anchor}>"));
            }
            Tag::Item if self.rows.are_within(range) => {
                let anchor = self.rows.take(range);
                self.markup(format!("<li{anchor}>"));
            }
            Tag::Paragraph if self.rows.are_within(range) => {
                let anchor = self.rows.take(range);
                self.markup(format!("<p{anchor}>"));
            }
            Tag::TableCell => {
                let class = self.alignments.get(self.column).and_then(|alignment| match alignment {
                    Alignment::None | Alignment::Left => None,
                    Alignment::Center => Some(" class=\"center\""),
                    Alignment::Right => Some(" class=\"right\""),
                });
                let class = class.unwrap_or_default();
                self.markup(if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") });
                self.column += 1;
            }
            Tag::FootnoteDefinition(label) => {
                let outer = std::mem::take(&mut self.events);
                self.notes.outer = Some((outer, label.into_string()));
            }
            tag => self.events.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if self.links.pop() == Some(Close::Anchor) {
                    self.markup("</a>");
                }
                return;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.events.push(Event::End(tag));
                return;
            }
            _ => {}
        }
        let is_followed = !self.is_inline && self.depth <= NESTING_LIMIT;
        self.depth = self.depth.saturating_sub(1);
        if !is_followed {
            self.push_text(" ");
            return;
        }
        match tag {
            TagEnd::Heading(_) => {
                if let Some(anchor) = self.anchor.take() {
                    let href = escaped(anchor);
                    let label = escaped(self.words.text("heading-link"));
                    self.markup(format!(" <a class=\"heading-anchor\" href=\"#{href}\" aria-label=\"{label}\">#</a>"));
                }
                self.markup(format!("</h{}>\n", self.level));
            }
            TagEnd::BlockQuote(Some(_)) => self.markup("</div>\n"),
            TagEnd::CodeBlock => self.markup("</code></pre>\n"),
            TagEnd::Table => self.markup("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.markup("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.markup("</tr>\n"),
            TagEnd::TableCell => self.markup(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::FootnoteDefinition => {
                if let Some((outer, label)) = self.notes.outer.take() {
                    let text = std::mem::replace(&mut self.events, outer);
                    self.notes.texts.entry(label).or_insert(text);
                }
            }
            TagEnd::Paragraph => self.end_paragraph(),
            tag => self.events.push(Event::End(tag)),
        }
    }

    /// Text with its bare addresses as links.
    fn text(&mut self, text: CowStr<'a>) {
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

    /// A block of raw HTML. Comments are for authors and stay out of the page.
    fn html_block(&mut self, events: &mut Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>) {
        let mut text = String::new();
        for (event, _) in events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(line) | Event::Text(line) => text.push_str(&line),
                _ => {}
            }
        }
        if !self.is_inline && !is_comment(&text) {
            self.raw(text.into());
        }
    }

    fn inline_html(&mut self, text: CowStr<'a>) {
        if is_comment(&text) {
            return;
        }
        if self.is_inline {
            if text.starts_with("<br") {
                self.push_text(" ");
            }
            return;
        }
        self.raw(text);
    }

    fn raw(&mut self, text: CowStr<'a>) {
        self.raw_tags += text.matches('<').count();
        let is_too_much = self.raw_tags > RAW_TAG_LIMIT;
        if !is_too_much {
            self.find_addresses(&text);
        }
        self.events.push(if is_too_much { Event::Text(text) } else { Event::Html(text) });
    }

    fn task(&mut self, checked: bool) {
        if self.is_inline {
            return;
        }
        let (class, key) = if checked { ("done", "task-done") } else { ("open", "task-open") };
        let word = escaped(self.words.text(key));
        self.markup(format!("<span class=\"task task-{class}\" role=\"img\" aria-label=\"{word}\"></span> "));
    }

    fn finish(mut self) -> String {
        self.footnotes();
        let mut written = String::with_capacity(self.events.len() * 32);
        html::push_html(&mut written, self.events.into_iter());
        if self.raw_tags == 0 { written } else { sanitizer(self.own).clean(&written).to_string() }
    }
}

/// A kind of alert, as its class and in its message.
fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

fn skip_until<'a>(
    events: &mut Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>,
    is_end: impl Fn(&Event<'a>) -> bool,
) {
    events.by_ref().find(|(event, _)| is_end(event));
}

/// The plain text of the events up to an end.
fn text_until<'a>(
    events: &mut Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>,
    is_end: impl Fn(&Event<'a>) -> bool,
) -> String {
    let mut text = String::new();
    let mut nested = 0_usize;
    for (event, _) in events.by_ref() {
        match event {
            Event::Start(Tag::Image { .. } | Tag::Link { .. }) => nested += 1,
            Event::End(TagEnd::Image | TagEnd::Link) if nested > 0 => nested -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            event if is_end(&event) => break,
            _ => {}
        }
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

fn escaped_href(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    // Writing to a `String` cannot fail.
    let _ = escape_href(&mut escaped, address);
    escaped
}

#[cfg(test)]
mod tests;
