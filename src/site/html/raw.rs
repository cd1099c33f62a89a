//! Raw HTML in bodies: what goes to the sanitizer, and how much of it.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::writer::Writer;
use crate::knowledge::Target;
use crate::syntax::LinkKind;

/// The most raw HTML tags that a body may hold; beyond that they are shown as text.
const RAW_TAG_LIMIT: usize = 5_000;

impl<'a> Writer<'a> {
    /// A block of raw HTML. Comments are for authors and stay out of the page.
    pub(super) fn html_block(&mut self, events: &mut Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>) {
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

    pub(super) fn inline_html(&mut self, text: CowStr<'a>) {
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

    pub(super) fn raw(&mut self, text: CowStr<'a>) {
        self.raw_tags += text.matches('<').count();
        let is_too_much = self.raw_tags > RAW_TAG_LIMIT;
        if !is_too_much {
            self.find_addresses(&text);
        }
        let event = if is_too_much { Event::Text(text) } else { Event::Html(self.with_image_attributes(text)) };
        self.events.push(event);
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
                self.own.on_the_site.insert(value.to_owned(), address);
            }
        }
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}
