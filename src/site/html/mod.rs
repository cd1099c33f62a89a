//! Bodies as HTML that is safe to show: nothing that an author writes runs as script or asks another host for anything.
//!
//! 1. pulldown-cmark's events are rewritten one by one: headings get their anchors, links and images the addresses of
//!    the site, tables and alerts their classes. A link that leads nowhere becomes its text.
//! 2. What is left goes through pulldown-cmark's own writer, which escapes all text.
//! 3. Only a body with raw HTML in it goes through ammonia, which keeps a list of harmless tags and what step 1 made. Its
//!    links are numbered after that, so that those of raw HTML say what all others do.

mod blocks;
mod events;
mod footnotes;
mod images;
mod links;
mod numbers;
mod outline;
mod raw;
mod rows;
mod sanitize;
mod writer;

use pulldown_cmark::{BrokenLink, CowStr, Parser};

use events::escaped;
use outline::Outline;
use rows::Rows;
use writer::Writer;

use crate::diagnostics::FilePath;
use crate::knowledge::{KnowledgeBase, Target};
use crate::syntax::{Document, MARKDOWN, Section};
use crate::theme::Words;

/// Where the targets of links are on the site.
pub trait LinkAddresses {
    /// The address that a link to `target` gets, its anchor included; `None` when the site has nothing there.
    fn address_of(&self, target: &Target) -> Option<String>;

    /// The addresses of an image in several sizes with their widths, the smallest first and the image itself last; empty
    /// where it is there in one size alone.
    fn variants_of(&self, _: &FilePath) -> Vec<(String, usize)> {
        Vec::new()
    }
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
    /// The addresses that links lead to, in the order of the numbers that the links have for print.
    pub addresses: Vec<String>,
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
    let mut writer = Writer::new(surroundings, document.path());
    writer.title = title.map(|section| section.heading_span.start);
    writer.headings = headings.iter().map(|section| (section.heading_span.start, section.anchor.as_str())).collect();
    writer.rows = Rows::new(places);
    let text = document.file.slice(document.body);
    writer.has_both_directions = text.contains(is_right_to_left);
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    let base = document.body.start;
    writer.write(events.map(|(event, range)| (event, base + range.start..base + range.end)).peekable());
    let mut outline = Outline::default();
    let contents = headings.iter().filter(|section| Some(**section) != title).map(|section| ContentsEntry {
        level: outline.place(section.level),
        text: section.heading.clone(),
        anchor: section.anchor.clone(),
    });
    let contents = contents.filter(|entry| !entry.text.is_empty()).collect();
    let rows = std::mem::take(&mut writer.rows).anchors;
    let (html, numbers) = writer.finish();
    let mut addresses: Vec<(usize, String)> = numbers.into_iter().map(|(address, number)| (number, address)).collect();
    addresses.sort_unstable();
    let addresses = addresses.into_iter().map(|(_, address)| address).collect();
    BodyHtml { html, contents, rows, addresses }
}

/// Whether a character is of a script that is written from right to left: Hebrew, Arabic and their neighbours.
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
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
    writer.finish().0.trim().to_owned()
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
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of HTML as it is read.
fn unescaped(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    named.into_iter().fold(text.to_owned(), |text, (escaped, character)| text.replace(escaped, character))
}

#[cfg(test)]
mod tests;
