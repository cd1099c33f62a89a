//! Reading ahead in events, and text as it may stand in HTML.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

pub(super) fn skip_until<'a>(
    events: &mut Peekable<impl Iterator<Item = (Event<'a>, Range<usize>)>>,
    is_end: impl Fn(&Event<'a>) -> bool,
) {
    events.by_ref().find(|(event, _)| is_end(event));
}

/// The plain text of the events up to an end.
pub(super) fn text_until<'a>(
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

pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

/// Text between tags, where quotes may stand as they are.
pub(super) fn escaped_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = escape_html_body_text(&mut escaped, text);
    escaped
}

pub(super) fn escaped_href(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    // Writing to a `String` cannot fail.
    let _ = escape_href(&mut escaped, address);
    escaped
}
