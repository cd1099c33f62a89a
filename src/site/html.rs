//! Bodies as HTML that is safe to show: nothing that an author writes runs as script or asks another host for anything.
//!
//! 1. pulldown-cmark's events are rewritten one by one: headings get their anchors, links and images the addresses of
//!    the site, tables and alerts their classes. A link that leads nowhere becomes its text.
//! 2. What is left goes through pulldown-cmark's own writer, which escapes all text.
//! 3. Only a body with raw HTML in it goes through ammonia, which keeps a list of harmless tags and what step 1 made.

use std::collections::BTreeMap;
use std::iter::Peekable;

use ammonia::{Builder, UrlRelative};
use linkify::{LinkFinder, LinkKind as FoundKind};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd, html,
};
use pulldown_cmark_escape::{escape_href, escape_html};

use crate::diagnostics::FilePath;
use crate::knowledge::{KnowledgeBase, Target};
use crate::model::factor_in_words;
use crate::syntax::{Document, LinkKind, MARKDOWN, NESTING_LIMIT, Section};

/// The most raw HTML tags that a body may hold; beyond that they are shown as text.
const RAW_TAG_LIMIT: usize = 5_000;

/// Where the targets of links are on the site.
pub trait LinkAddresses {
    /// The address that a link to `target` gets, its anchor included; `None` when the site has nothing there.
    fn address_of(&self, target: &Target) -> Option<String>;
}

/// A body as HTML, and its headings.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct BodyHtml {
    /// The HTML.
    pub html: String,
    /// The headings in their order, the document's title left out.
    pub contents: Vec<ContentsEntry>,
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
pub fn body(knowledge: &KnowledgeBase, addresses: &dyn LinkAddresses, document: &Document) -> BodyHtml {
    let title = document.title_section.map(|index| &document.sections[index]);
    let headings: Vec<&Section> = document.sections.iter().filter(|section| section.level <= 6).collect();
    let highest = headings.iter().filter(|section| Some(**section) != title).map(|section| section.level).min();
    let shift = if highest == Some(1) { 1 } else { 0 };
    let mut writer = Writer::new(knowledge, addresses, document.path());
    writer.title = title.map(|section| section.heading_span.start);
    writer.headings = headings.iter().map(|section| (section.heading_span.start, section.anchor.as_str())).collect();
    writer.shift = shift;
    let text = document.file.slice(document.body);
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    let base = document.body.start;
    writer.write(events.map(|(event, range)| (event, base + range.start)).peekable());
    let contents = headings.iter().filter(|section| Some(**section) != title).map(|section| ContentsEntry {
        level: (section.level + shift).clamp(2, 6),
        text: section.heading.clone(),
        anchor: section.anchor.clone(),
    });
    let contents = contents.filter(|entry| !entry.text.is_empty()).collect();
    BodyHtml { html: writer.finish(), contents }
}

/// Renders a piece of Markdown without any block: a cell, an action item, a timeline entry. Raw HTML in it is left out.
#[must_use]
pub fn inline(knowledge: &KnowledgeBase, addresses: &dyn LinkAddresses, path: &FilePath, markdown: &str) -> String {
    let is_plain = !markdown.contains(|c: char| "\\`*_[]<&!~:#|>+".contains(c));
    if is_plain {
        return escaped(markdown.trim());
    }
    let mut writer = Writer::new(knowledge, addresses, path);
    writer.is_inline = true;
    // References are defined somewhere else in the document.
    let references = knowledge.document(path).map(|document| &document.references);
    let define = |link: BrokenLink<'_>| {
        let target = references?.get(&link.reference.to_lowercase())?;
        Some((CowStr::from(target.clone()), CowStr::Borrowed("")))
    };
    let events = Parser::new_with_broken_link_callback(markdown.trim(), MARKDOWN, Some(define)).into_offset_iter();
    writer.write(events.map(|(event, range)| (event, range.start)).peekable());
    writer.finish().trim().to_owned()
}

struct Writer<'a> {
    knowledge: &'a KnowledgeBase,
    addresses: &'a dyn LinkAddresses,
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
}

/// What the end of a link writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Close {
    Anchor,
    Nothing,
}

/// Footnotes: their texts by label, and the labels in the order of their first references.
#[derive(Default)]
struct Notes<'a> {
    order: Vec<CowStr<'a>>,
    texts: BTreeMap<String, Vec<Event<'a>>>,
    /// The number of each label, and how many references it has.
    references: BTreeMap<String, (usize, usize)>,
    /// The events of the page while a footnote is being read, and the footnote's label.
    outer: Option<(Vec<Event<'a>>, String)>,
}

impl<'a> Writer<'a> {
    fn new(knowledge: &'a KnowledgeBase, addresses: &'a dyn LinkAddresses, path: &'a FilePath) -> Self {
        Self {
            knowledge,
            addresses,
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
        }
    }

    fn write(&mut self, mut events: Peekable<impl Iterator<Item = (Event<'a>, usize)>>) {
        while let Some((event, offset)) = events.next() {
            match event {
                Event::Start(Tag::Heading { .. }) if self.title == Some(offset) && !self.is_inline => {
                    skip_until(&mut events, |event| matches!(event, Event::End(TagEnd::Heading(_))));
                }
                Event::Start(Tag::HtmlBlock) => self.html_block(&mut events),
                Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                    let text = text_until(&mut events, |event| matches!(event, Event::End(TagEnd::Image)));
                    self.image(link_type, &dest_url, &text);
                }
                Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                    let text = text_until(&mut events, |event| matches!(event, Event::End(TagEnd::Link)));
                    self.wiki_link(&dest_url, &text);
                }
                Event::Start(tag) => self.start(tag, offset),
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

    fn start(&mut self, tag: Tag<'a>, offset: usize) {
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
                self.anchor = self.headings.get(&offset).copied();
                let anchor = self.anchor.map(|anchor| format!(" id=\"{}\"", escaped(anchor))).unwrap_or_default();
                self.markup(format!("<h{}{anchor}>", self.level));
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = alert(kind);
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
                self.markup("<tr>");
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
                    self.markup(format!(
                        " <a class=\"heading-anchor\" href=\"#{href}\" aria-label=\"Link to this section\">#</a>"
                    ));
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

    fn link(&mut self, link_type: LinkType, target: &str) {
        let target = match link_type {
            LinkType::Email => Some(Target::External(format!("mailto:{target}"))),
            LinkType::WikiLink { .. } => self.knowledge.resolve(self.path, LinkKind::Wiki, target).ok(),
            _ => self.knowledge.resolve(self.path, LinkKind::Text, target).ok(),
        };
        let opening = target.and_then(|target| self.opening(&target));
        // A link inside a link is none in HTML.
        match opening.filter(|_| !self.links.contains(&Close::Anchor)) {
            Some(opening) => {
                self.markup(opening);
                self.links.push(Close::Anchor);
            }
            None => self.links.push(Close::Nothing),
        }
    }

    /// The opening tag of a link to a target that the site has.
    fn opening(&mut self, target: &Target) -> Option<String> {
        let address = self.addresses.address_of(target)?;
        self.own.insert(address.clone(), address.clone());
        let relation = if matches!(target, Target::External(_)) { " rel=\"noopener noreferrer\"" } else { "" };
        Some(format!("<a href=\"{}\"{relation}>", escaped_href(&address)))
    }

    /// A wiki link without a text of its own shows what it leads to by name.
    fn wiki_link(&mut self, target: &str, text: &str) {
        let found = self.knowledge.resolve(self.path, LinkKind::Wiki, target).ok();
        let name = match &found {
            Some(Target::Document(id, _)) => self.knowledge.title(id).map(str::to_owned),
            Some(Target::Factor(id)) => self.knowledge.factors.get(id).map(|factor| match self.is_block_start {
                true => factor.title.clone(),
                false => factor_in_words(&factor.title),
            }),
            _ => None,
        };
        self.is_block_start = false;
        let name = name.unwrap_or_else(|| text.to_owned());
        match found.and_then(|target| self.opening(&target)) {
            Some(opening) if !self.links.contains(&Close::Anchor) => {
                self.markup(opening);
                self.events.push(Event::Text(name.into()));
                self.markup("</a>");
            }
            _ => self.events.push(Event::Text(name.into())),
        }
    }

    /// An image of the site is shown; one of another host is a link to it, since no page asks another host for anything.
    fn image(&mut self, link_type: LinkType, target: &str, text: &str) {
        let kind = if matches!(link_type, LinkType::WikiLink { .. }) { LinkKind::Wiki } else { LinkKind::Image };
        self.is_block_start = false;
        let found = self.knowledge.resolve(self.path, kind, target).ok();
        match found {
            Some(Target::Asset(path)) if !self.is_inline => {
                if let Some(address) = self.addresses.address_of(&Target::Asset(path)) {
                    let (source, text) = (escaped_href(&address), escaped(text));
                    self.own.insert(address.clone(), address);
                    self.markup(format!("<img src=\"{source}\" alt=\"{text}\" loading=\"lazy\">"));
                    return;
                }
                self.events.push(Event::Text(text.to_owned().into()));
            }
            Some(target @ (Target::External(_) | Target::Asset(_))) if self.links.is_empty() => {
                let name = if text.trim().is_empty() { "image".to_owned() } else { text.to_owned() };
                if let Some(opening) = self.opening(&target) {
                    self.markup(opening);
                    self.events.push(Event::Text(name.into()));
                    self.markup("</a>");
                }
            }
            _ => self.events.push(Event::Text(text.to_owned().into())),
        }
    }

    /// A block of raw HTML. Comments are for authors and stay out of the page.
    fn html_block(&mut self, events: &mut Peekable<impl Iterator<Item = (Event<'a>, usize)>>) {
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

    /// Looks up whatever stands in raw HTML where an address may stand. The sanitizer asks for some of them.
    fn find_addresses(&mut self, html: &str) {
        for value in html.split('=').skip(1).map(str::trim_start) {
            let value = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
                _ => value.split([' ', '>', '\n']).next(),
            };
            let Some(value) = value.filter(|value| !value.is_empty() && value.len() < 1_000) else { continue };
            let found = self.knowledge.resolve(self.path, LinkKind::Text, value).ok();
            let found = found.filter(|target| !matches!(target, Target::External(_) | Target::Anchor(_)));
            if let Some(address) = found.and_then(|target| self.addresses.address_of(&target)) {
                self.own.insert(value.to_owned(), address);
            }
        }
    }

    fn reference(&mut self, label: CowStr<'a>) {
        if self.is_inline {
            return;
        }
        if !self.notes.references.contains_key(label.as_ref()) {
            self.notes.order.push(label.clone());
        }
        let next = self.notes.order.len();
        let (number, count) = self.notes.references.entry(label.into_string()).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        let id =
            if count == 1 { format!("note-reference-{number}") } else { format!("note-reference-{number}-{count}") };
        self.markup(format!("<sup class=\"note-reference\" id=\"{id}\"><a href=\"#note-{number}\">{number}</a></sup>"));
    }

    fn task(&mut self, checked: bool) {
        if self.is_inline {
            return;
        }
        let (class, word) = if checked { ("done", "done") } else { ("open", "to do") };
        self.markup(format!("<span class=\"task task-{class}\" role=\"img\" aria-label=\"{word}\"></span> "));
    }

    fn finish(mut self) -> String {
        self.footnotes();
        let mut written = String::with_capacity(self.events.len() * 32);
        html::push_html(&mut written, self.events.into_iter());
        if self.raw_tags == 0 { written } else { sanitizer(self.own).clean(&written).to_string() }
    }

    /// The footnotes that the text refers to, in that order, each with a way back.
    fn footnotes(&mut self) {
        let labels = std::mem::take(&mut self.notes.order);
        if labels.is_empty() {
            return;
        }
        self.markup("<section class=\"notes\" aria-label=\"Footnotes\"><ol>\n");
        for (index, label) in labels.iter().enumerate() {
            let number = index + 1;
            self.markup(format!("<li id=\"note-{number}\">"));
            let text = self.notes.texts.remove(label.as_ref()).unwrap_or_default();
            self.events.extend(text);
            let back = format!(
                "<a class=\"note-back\" href=\"#note-reference-{number}\" aria-label=\"Back to the text\">↩</a>"
            );
            self.markup(format!("{back}</li>\n"));
        }
        self.markup("</ol></section>\n");
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

fn skip_until<'a>(
    events: &mut Peekable<impl Iterator<Item = (Event<'a>, usize)>>,
    is_end: impl Fn(&Event<'a>) -> bool,
) {
    events.by_ref().find(|(event, _)| is_end(event));
}

/// The plain text of the events up to an end.
fn text_until<'a>(
    events: &mut Peekable<impl Iterator<Item = (Event<'a>, usize)>>,
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

/// Keeps ammonia's harmless tags and what this module writes itself. An address stays when it is one of `own`, which maps
/// what was written to where it is on the site, an anchor, or, for a link, another site. So no page asks another host for
/// an image, and no link leads nowhere.
fn sanitizer(own: BTreeMap<String, String>) -> Builder<'static> {
    let mut builder = Builder::default();
    let classes: [(&'static str, &[&'static str]); 8] = [
        ("a", &["heading-anchor", "note-back"]),
        ("div", &["table", "alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"]),
        ("p", &["alert-title"]),
        ("sup", &["note-reference"]),
        ("section", &["notes"]),
        ("span", &["task", "task-done", "task-open"]),
        ("td", &["center", "right"]),
        ("th", &["center", "right"]),
    ];
    for (tag, allowed) in classes {
        builder.add_allowed_classes(tag, allowed.iter().copied());
    }
    builder
        .add_tags(["section"])
        // Tags that HTML has given up.
        .rm_tags(["acronym", "center", "strike", "tt"])
        .add_generic_attributes(["id", "aria-label"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("div", ["tabindex"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("pre", ["tabindex"])
        .add_tag_attributes("span", ["role"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .url_schemes(["http", "https", "mailto", "tel", "ftp"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("code", "class") => {
                (value.starts_with("language-") && !value.contains(char::is_whitespace)).then(|| value.into())
            }
            (_, "tabindex") => (value == "0").then(|| value.into()),
            (_, "rel") => Some("noopener noreferrer".into()),
            ("a", "href") if value.starts_with('#') => Some(value.into()),
            ("a", "href") if is_elsewhere(value) => Some(value.into()),
            (_, "href" | "src" | "cite" | "longdesc") => own.get(value).map(|address| address.clone().into()),
            _ => Some(value.into()),
        });
    builder
}

/// An address with a scheme; ammonia has dropped those with a scheme that is not allowed.
fn is_elsewhere(address: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "ftp://"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::config::Config;
    use crate::diagnostics::SourceFile;
    use crate::interpret;
    use crate::knowledge::{Unlinked, link};
    use crate::model::{DocumentId, Kind};
    use crate::syntax::parse;

    /// Everything is where its name says.
    struct Everywhere;

    impl LinkAddresses for Everywhere {
        fn address_of(&self, target: &Target) -> Option<String> {
            Some(match target {
                Target::Document(id, anchor) => {
                    format!("/base/{id}/{}", anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default())
                }
                Target::Factor(id) => format!("/base/factors/{id}/"),
                Target::Asset(path) => format!("/base/{path}"),
                Target::Anchor(anchor) => format!("#{anchor}"),
                Target::Route(route) => format!("/base/{route}"),
                Target::External(address) => address.clone(),
            })
        }
    }

    fn knowledge(text: &str) -> (KnowledgeBase, FilePath) {
        let config = Config::default();
        let mut unlinked = Unlinked::default();
        for (path, text) in
            [("postmortems/a.md", text), ("postmortems/b.md", "---\ntitle: The \"B\" <case>\n---\n## Impact\n")]
        {
            let (document, _) = parse(Arc::new(SourceFile::new(path, text)));
            let id = DocumentId::new(if path.ends_with("a.md") { "a" } else { "b" });
            unlinked.postmortems.push(interpret::postmortem(&document, &id, &Kind::new(Kind::POSTMORTEM), &config).0);
            unlinked.documents.insert(FilePath::new(path), Arc::new(document));
        }
        let factor = parse(Arc::new(SourceFile::new("factors/missing-alert.md", "---\ntitle: Missing alert\n---\n"))).0;
        unlinked.catalogue.push(interpret::factor(&factor, &DocumentId::new("missing-alert")).0);
        unlinked.assets.insert(FilePath::new("postmortems/pic.png"));
        (link(Arc::new(config), unlinked), FilePath::new("postmortems/a.md"))
    }

    fn rendered(text: &str) -> String {
        let (knowledge, path) = knowledge(text);
        let document = knowledge.document(&path).expect("the document");
        body(&knowledge, &Everywhere, document).html
    }

    #[test]
    fn links_lead_to_the_site_or_become_text() {
        let cases = [
            ("[x](b.md#impact)", "<p><a href=\"/base/b/#impact\">x</a></p>\n"),
            ("[[b]]", "<p><a href=\"/base/b/\">The \"B\" &lt;case&gt;</a></p>\n"),
            ("See [[missing-alert]].", "<p>See <a href=\"/base/factors/missing-alert/\">missing alert</a>.</p>\n"),
            ("[[missing-alert]]: x", "<p><a href=\"/base/factors/missing-alert/\">Missing alert</a>: x</p>\n"),
            ("[[b|that one]]", "<p><a href=\"/base/b/\">that one</a></p>\n"),
            ("[gone](nowhere.md) [[nothing]]", "<p>gone nothing</p>\n"),
            ("[x](javascript:alert(1))", "<p>x</p>\n"),
            (
                "![a \"pic\"](pic.png)",
                "<p><img src=\"/base/postmortems/pic.png\" alt=\"a &quot;pic&quot;\" loading=\"lazy\"></p>\n",
            ),
            (
                "![far](https://e.example/x.png)",
                "<p><a href=\"https://e.example/x.png\" rel=\"noopener noreferrer\">far</a></p>\n",
            ),
            (
                "go to https://e.example/a?b=1&c=2.",
                "<p>go to <a href=\"https://e.example/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">https://e.example/a?b=1&amp;c=2</a>.</p>\n",
            ),
            ("[factors](../factors/)", "<p><a href=\"/base/factors/\">factors</a></p>\n"),
        ];
        for (markdown, expected) in cases {
            assert_eq!(rendered(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn headings_get_their_anchors_and_the_title_is_left_out() {
        let html = rendered("# Title\n\n## Summary {onclick=x .y}\n\n# Summary\n");
        assert!(!html.contains("Title") && !html.contains("onclick"), "{html}");
        assert!(html.contains("<h3 id=\"summary\">Summary <a class=\"heading-anchor\" href=\"#summary\""), "{html}");
        assert!(html.contains("<h2 id=\"summary-1\">"), "{html}");
    }

    #[test]
    fn tables_alerts_tasks_and_footnotes_have_no_inline_style() {
        let html = rendered(
            "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n> [!WARNING]\n> hot\n\n- [x] yes\n\nText[^n] and[^n].\n\n[^n]: The note.\n",
        );
        for part in [
            "<th scope=\"col\" class=\"center\">a</th>",
            "<td class=\"right\">2</td>",
            "<div class=\"alert alert-warning\"><p class=\"alert-title\">Warning</p>",
            "<span class=\"task task-done\" role=\"img\" aria-label=\"done\"></span>",
            "<a href=\"#note-1\">1</a>",
            "id=\"note-reference-1-2\"",
            "<li id=\"note-1\">",
            "<p>The note.</p>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn nothing_that_authors_write_runs_or_asks_another_host() {
        let hostile = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<img src=https://e.example/x.png>",
            "<img src=//e.example/x.png>",
            "<iframe src=https://e.example></iframe>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
            "<a href=\"data:text/html,x\">x</a>",
            "<a href=//e.example>x</a>",
            "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
            "<div style=\"background:url(https://e.example)\">x</div>",
            "<form action=https://e.example><input></form>",
            "<details ontoggle=alert(1) open>x</details>",
            "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
            "<object data=x></object><embed src=x><video src=x></video><audio src=x></audio><link rel=stylesheet href=x><base href=//x><meta http-equiv=refresh content=0>",
            "[x](<javascript:alert(1)>) [y](java\nscript:alert(1)) [z](&#106;avascript:alert(1)) [w](vbscript:x) [v](\x01javascript:alert(1))",
            "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg/onload=alert(1)>)",
            "```\"><script>alert(1)</script>\nx\n```",
            "| <script>alert(1)</script> |\n|-|\n| x |",
            "[[<img src=x onerror=alert(1)>]]",
            "[^1]\n\n[^1]: <script>alert(1)</script>",
            "## <img src=x onerror=alert(1)>",
            "<!-- --><script>alert(1)</script>",
            "<a href=x class=\"alert\" tabindex=9 id=a>x</a>",
        ];
        for markdown in hostile {
            let html = rendered(markdown);
            let tags = html.to_lowercase().replace("&lt;", "");
            for bad in [
                "<script",
                "onerror=",
                "onload=",
                "ontoggle=",
                "href=\"javascript",
                "href=\"data",
                "<iframe",
                "<svg",
                "style=",
                "<form",
                "<input",
                "<object",
                "<embed",
                "<video",
                "<link",
                "<base",
                "<meta",
                "src=\"http",
                "src=\"//",
                "href=\"//",
                "tabindex=\"9",
            ] {
                let is_text = bad.ends_with('=') && html.contains("&lt;");
                assert!(is_text || !tags.contains(bad), "{bad} in {html} of {markdown}");
            }
        }
    }

    #[test]
    fn harmless_html_stays_and_what_was_made_here_survives_beside_it() {
        let html = rendered(
            "Press <kbd>Esc</kbd> <img src=\"pic.png\" alt=\"p\"> <a href=\"b.md\">b</a> <a href=\"gone.md\">c</a>\n\n## Impact\n\n```rust\nfn\n```\n\n[[b]]\n\n<details><summary>More</summary>\n\nhidden\n\n</details>\n",
        );
        for part in [
            "<kbd>Esc</kbd>",
            "src=\"/base/postmortems/pic.png\"",
            "<a href=\"/base/b/\">b</a>",
            "<a>c</a>",
            "<h2 id=\"impact\">",
            "class=\"heading-anchor\"",
            "<code class=\"language-rust\">",
            "<details><summary>More</summary>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn inline_markdown_has_no_blocks() {
        let (knowledge, path) = knowledge("x\n\n[Ref]: b.md\n");
        let inline = |markdown: &str| inline(&knowledge, &Everywhere, &path, markdown);
        assert_eq!(
            inline("a **b** `c<` [d](b.md)"),
            "a <strong>b</strong> <code>c&lt;</code> <a href=\"/base/b/\">d</a>"
        );
        assert_eq!(inline("one<br>two <script>x</script>"), "one two x");
        assert_eq!(inline("# h\n\n- x"), "h x");
        assert_eq!(inline("see [it][ref]"), "see <a href=\"/base/b/\">it</a>");
        assert_eq!(inline("plain & simple"), "plain &amp; simple");
    }

    #[test]
    fn hostile_bodies_cost_milliseconds() {
        for text in [
            "> ".repeat(50_000) + "<b>x</b>",
            "<div>".repeat(200_000),
            "<b>".repeat(4_000) + &"> ".repeat(90) + "x",
            "- ".repeat(10_000) + "x",
            "[^a]".repeat(20_000) + "\n\n[^a]: x",
            (0..20_000).map(|note| format!("[^{note}]\n\n[^{note}]: x\n\n")).collect(),
            "<table><tr><td>".repeat(1_500),
        ] {
            assert!(!rendered(&text).is_empty());
        }
    }
}
