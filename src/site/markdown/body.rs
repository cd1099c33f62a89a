//! A body with its links made whole: every change is an edit of the source, so that all else stays as its author wrote it.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::{escaped, in_brackets};
use crate::knowledge::Target;
use crate::site::Site;
use crate::site::html::LinkAddresses;
use crate::syntax::{Document, LinkKind, MARKDOWN};

/// What begins raw HTML that no page shows, and what ends it.
const HIDDEN: [(&str, &str); 4] =
    [("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<template", "</template")];

/// The body of a document in which links lead to addresses of the site, those that lead nowhere are their text, and
/// nothing is left of raw HTML but its text.
pub(super) fn rewritten(site: &Site, document: &Document) -> String {
    let text = document.file.slice(document.body);
    let mut rewriter = Rewriter {
        site,
        document,
        text,
        edits: Vec::new(),
        open: Vec::new(),
        html: Vec::new(),
        in_html: false,
        hidden: None,
        notes: Vec::new(),
        referenced: BTreeSet::new(),
    };
    let events = Parser::new_ext(text, MARKDOWN).into_offset_iter();
    // Every link names its address itself.
    for (_, definition) in events.reference_definitions().iter() {
        rewriter.edits.push((definition.span.clone(), String::new()));
    }
    for (event, range) in events {
        rewriter.event(event, range);
    }
    rewriter.finish()
}

struct Rewriter<'a> {
    site: &'a Site,
    document: &'a Document,
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
    open: Vec<Open>,
    /// The lines of the block of raw HTML that is being read.
    html: Vec<Range<usize>>,
    in_html: bool,
    /// Where something began that is not shown, and what will end it.
    hidden: Option<(usize, &'static str)>,
    /// The texts of footnotes by their labels, and the labels that something refers to.
    notes: Vec<(String, Range<usize>)>,
    referenced: BTreeSet<String>,
}

/// A link or image whose end is yet to come.
struct Open {
    range: Range<usize>,
    /// Where its text ends, as far as it is known.
    end: Option<usize>,
    /// Where its text begins, once that is known.
    start: Option<usize>,
    form: Form,
    opening: String,
    closing: String,
}

/// How a link is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Its text stands in brackets.
    Bracketed { image: bool },
    /// `[[name|text]]`.
    Wiki,
    /// The whole of it is exchanged.
    Whole,
    /// `<https://example.org>`.
    Angled,
}

impl<'a> Rewriter<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let is_own_end = matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
            && self.open.last().is_some_and(|open| open.range == range);
        if let Some(open) = self.open.last_mut().filter(|_| !is_own_end) {
            open.start.get_or_insert(range.start);
            open.end = open.end.max(Some(range.end));
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.link(link_type, &dest_url, range),
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                self.image(link_type, &dest_url, &title, range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close(),
            Event::Start(Tag::HtmlBlock) => self.in_html = true,
            Event::Html(_) => self.html.push(range),
            Event::Text(_) if self.in_html => self.html.push(range),
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Start(Tag::FootnoteDefinition(label)) => self.notes.push((label.into_string(), range)),
            Event::FootnoteReference(label) => {
                self.referenced.insert(label.into_string());
            }
            _ => {}
        }
    }

    fn link(&mut self, link_type: LinkType, target: &str, range: Range<usize>) {
        let kind = if is_wiki(link_type) { LinkKind::Wiki } else { LinkKind::Text };
        let found = match link_type {
            LinkType::Email => Some(Target::External(format!("mailto:{target}"))),
            _ => self.site.knowledge.resolve(self.document.path(), kind, target).ok(),
        };
        let address = found.as_ref().and_then(|target| self.address(target));
        let (mut opening, closing) = match &address {
            Some(address) => ("[".to_owned(), format!("]({})", in_brackets(address))),
            None => (String::new(), String::new()),
        };
        let form = match link_type {
            LinkType::Autolink | LinkType::Email if address.is_some() => return self.keep(range),
            LinkType::Autolink | LinkType::Email => Form::Angled,
            LinkType::WikiLink { has_pothole: true } => Form::Wiki,
            LinkType::WikiLink { has_pothole: false } => {
                opening.push_str(&escaped(&self.name(found.as_ref(), target)));
                Form::Whole
            }
            _ => Form::Bracketed { image: false },
        };
        self.open.push(Open { range, start: None, end: None, form, opening, closing });
    }

    /// A link that stays as it is.
    fn keep(&mut self, range: Range<usize>) {
        let opening = self.text[range.clone()].to_owned();
        self.open.push(Open { range, start: None, end: None, form: Form::Whole, opening, closing: String::new() });
    }

    /// An image of the site stays one; one of another host is a link, as on the page.
    fn image(&mut self, link_type: LinkType, target: &str, title: &CowStr<'_>, range: Range<usize>) {
        let kind = if is_wiki(link_type) { LinkKind::Wiki } else { LinkKind::Image };
        let found = self.site.knowledge.resolve(self.document.path(), kind, target).ok();
        let address = found.as_ref().and_then(|target| self.address(target)).map(|address| in_brackets(&address));
        let title =
            if title.is_empty() { String::new() } else { format!(" \"{}\"", escaped(title).replace('"', "\\\"")) };
        let (opening, closing) = match (found, address) {
            (Some(Target::Asset(_)), Some(address)) => ("![", format!("]({address}{title})")),
            (Some(Target::External(_)), Some(address)) if self.open.is_empty() => ("[", format!("]({address})")),
            _ => ("", String::new()),
        };
        let form = match link_type {
            LinkType::WikiLink { .. } => Form::Wiki,
            _ => Form::Bracketed { image: true },
        };
        self.open.push(Open { range, start: None, end: None, form, opening: opening.to_owned(), closing });
    }

    /// Where a target stands: the whole address where the host is known.
    fn address(&self, target: &Target) -> Option<String> {
        let address = self.site.routes().address_of(target)?;
        Some(match target {
            Target::External(_) | Target::Anchor(_) => address,
            _ => self.site.with_host(&address),
        })
    }

    /// What a wiki link without a text of its own says.
    fn name(&self, target: Option<&Target>, written: &str) -> String {
        let knowledge = &self.site.knowledge;
        let name = match target {
            Some(Target::Document(id, _)) => knowledge.title(id).map(str::to_owned),
            Some(Target::Factor(id)) => knowledge.factors.get(id).map(|factor| factor.title.clone()),
            _ => None,
        };
        name.unwrap_or_else(|| written.to_owned())
    }

    /// Writes what stands before and behind the text of the link that ends here.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Open { range, start, end, form, opening, closing } = open;
        let inner = match form {
            Form::Whole => None,
            Form::Angled => Some(range.start + 1..range.end - 1),
            Form::Wiki => start.zip(end).map(|(start, end)| start..end),
            // A text may begin with an escaped character, which events leave out.
            Form::Bracketed { image } => end.and_then(|end| {
                let start = range.start + 1 + usize::from(image);
                Some(start..end + self.text.get(end..range.end)?.find(']')?)
            }),
        };
        match inner.filter(|inner| range.start <= inner.start && inner.start <= inner.end && inner.end <= range.end) {
            Some(inner) => {
                self.edits.push((range.start..inner.start, opening));
                self.edits.push((inner.end..range.end, closing));
            }
            None => self.edits.push((range, opening + &closing)),
        }
    }

    /// Leaves the text of a block of raw HTML, on lines of its own or, within a quotation, on a single one.
    fn html_block(&mut self) {
        self.in_html = false;
        let lines = std::mem::take(&mut self.html);
        let Some((first, last)) = lines.first().zip(lines.last()) else { return };
        let block = first.start..last.end;
        let is_whole = lines.windows(2).all(|pair| pair[0].end == pair[1].start);
        let html: String = lines.iter().map(|line| &self.text[line.clone()]).collect();
        let shown = self.shown(&html, &block);
        let shown: Vec<&str> = shown.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let shown = shown.join(if is_whole { "\n" } else { " " });
        self.edits.extend(lines.iter().skip(1).map(|line| (line.clone(), String::new())));
        self.edits.push((first.clone(), if shown.is_empty() { shown } else { shown + "\n" }));
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let is_break = html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
        let shown = self.shown(html, &range);
        self.edits.push((range, if is_break { " ".to_owned() } else { shown }));
    }

    /// What a page shows of a piece of raw HTML: its text, outside of comments and scripts.
    fn shown(&mut self, html: &str, range: &Range<usize>) -> String {
        let (lower, mut visible, mut at) = (html.to_ascii_lowercase(), String::new(), 0);
        loop {
            if let Some((since, end)) = self.hidden {
                let Some(found) = lower[at..].find(end) else { break };
                self.edits.push((since..range.start, String::new()));
                self.hidden = None;
                at += found + end.len();
                // An end tag was found by its name alone.
                if end.starts_with("</") {
                    at = lower[at..].find('>').map_or(lower.len(), |close| at + close + 1);
                }
            }
            let Some((found, start, end)) = next_hidden(&lower[at..]) else {
                visible.push_str(&html[at..]);
                break;
            };
            visible.push_str(&html[at..at + found]);
            at += found + start.len();
            self.hidden = Some((range.end, end));
        }
        text_of(&visible)
    }

    fn finish(mut self) -> String {
        if let Some((since, _)) = self.hidden {
            self.edits.push((since..self.text.len(), String::new()));
        }
        let unread = self.notes.iter().filter(|(label, _)| !self.referenced.contains(label));
        self.edits.extend(unread.map(|(_, range)| (range.clone(), String::new())));
        apply(self.text, self.edits)
    }
}

fn is_wiki(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::WikiLink { .. })
}

/// Where the next part begins that no page shows, with what begins and what ends it.
fn next_hidden(lower: &str) -> Option<(usize, &'static str, &'static str)> {
    let brackets = lower.match_indices('<').map(|(at, _)| at);
    let mut found = brackets.filter_map(|at| {
        HIDDEN.iter().find(|(start, _)| lower[at..].starts_with(start)).map(|(start, end)| (at, *start, *end))
    });
    found.next()
}

/// The text of raw HTML. A tag that does not end hides what follows it, as on the page.
fn text_of(html: &str) -> String {
    let (mut text, mut rest) = (String::new(), html);
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            rest = &rest[end_of_tag(rest)..];
        } else {
            text.push_str("&lt;");
        }
    }
    text + rest
}

/// Where a tag ends that begins with `<` before this text: behind the first `>` outside of quoted values.
fn end_of_tag(tag: &str) -> usize {
    let (mut quote, mut last) = (None, b' ');
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    tag.len()
}

/// A text with its edits; what stands within a wider edit goes with it.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.retain(|(range, _)| range.start <= range.end);
    edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    for (range, replacement) in edits {
        if range.start < at {
            continue;
        }
        written.push_str(&text[at..range.start]);
        written.push_str(&replacement);
        at = range.end;
    }
    written.push_str(&text[at..]);
    written
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn tags_are_left_out_of_raw_html_with_all_that_they_say() {
        for (html, text) in [
            ("<p class=\"a>b\">one</p> two", "one two"),
            ("<a title = 'x>y'>z</a>", "z"),
            ("<b don't>one</b>", "one"),
            ("1 < 2 &amp; <i>3</i>", "1 &lt; 2 &amp; 3"),
            ("one <img alt=\"two", "one "),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
        assert_eq!(text_of(&"<div>".repeat(1_000_000)), "");
    }
}
