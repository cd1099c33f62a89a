//! # bare-ticket
//!
//! A ticket of your tracker is named and not linked. Which words are tickets is for `afterword.toml` to say; without that
//! nothing is looked for.
//!
//! ## Why it matters
//!
//! A reader wants to see how far it is, and should not have to know where the tracker is, and by which address.
//!
//! ## Example
//!
//! ```toml
//! [links]
//! tickets = [{ pattern = "OPS-\\d+", url = "https://tracker.example.com/browse/{ticket}" }]
//! ```
//!
//! ```text
//! The limit was raised in OPS-311.
//! ```
//!
//! `afterword check --fix` makes it a link:
//!
//! ```text
//! The limit was raised in [OPS-311](https://tracker.example.com/browse/OPS-311).
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow bare-ticket: reason -->` above the place, or set `bare-ticket = "off"` under `[checks]` in
//! `afterword.toml`.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::checks::{Group, Rule, Subject, shortened};
use crate::config::TicketPattern;
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::syntax::{Document, MARKDOWN};

pub(super) static RULE: Rule = Rule {
    name: "bare-ticket",
    level: Some(Level::Info),
    group: Group::Links,
    source: include_str!("bare_ticket.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let tickets = &subject.knowledge.config.tickets;
    let text = &subject.document.file.text;
    let is_there = tickets.iter().any(|ticket| ticket.regex.is_match(text));
    if !is_there {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for piece in prose(subject.document) {
        let mut end = piece.start;
        let mut found: Vec<(Span, &TicketPattern)> =
            tickets.iter().flat_map(|ticket| places(text, piece, ticket)).collect();
        found.sort_by_key(|(span, _)| *span);
        for (span, ticket) in found {
            if span.start < end {
                continue;
            }
            end = span.end;
            let name = &text[span.range()];
            let address = ticket.address_of(name);
            let finding = RULE.finding(subject, span, format!("the ticket `{}` is not linked", shortened(name)));
            findings.push(
                finding.help(format!("link it: `[{name}]({address})`")).fix(span, format!("[{name}]({address})")),
            );
        }
    }
    findings
}

/// Where a piece of prose names tickets, as words of their own and outside addresses.
fn places<'a>(
    text: &'a str,
    piece: Span,
    ticket: &'a TicketPattern,
) -> impl Iterator<Item = (Span, &'a TicketPattern)> {
    let found = ticket
        .regex
        .find_iter(&text[piece.range()])
        .map(move |found| Span::new(piece.start + found.start(), piece.start + found.end()));
    let is_word = |c: char| c.is_alphanumeric() || "_-/#=&@%".contains(c);
    let is_alone = move |span: &Span| {
        let goes_on = text[span.end..].starts_with(|c: char| c.is_alphanumeric() || "_-/=@%".contains(c));
        !span.is_empty()
            && !text[..span.start].ends_with(is_word)
            && !goes_on
            && !text[span.range()].contains(['[', ']', '\n'])
    };
    found.filter(is_alone).map(move |span| (span, ticket))
}

/// The pieces of the body that are read as text and can hold a link: no code, links, headings or raw HTML.
fn prose(document: &Document) -> Vec<Span> {
    let body = document.body;
    let mut pieces: Vec<Span> = Vec::new();
    let (mut closed, mut raw_links) = (0_usize, 0_usize);
    for (event, range) in Parser::new_ext(document.file.slice(body), MARKDOWN).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Heading { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
            }
            Event::InlineHtml(html) if is_tag(&html, "<a") => raw_links += 1,
            Event::InlineHtml(html) if is_tag(&html, "</a") => raw_links = raw_links.saturating_sub(1),
            Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item) => raw_links = 0,
            Event::Text(_) if closed == 0 && raw_links == 0 => {
                let span = Span::new(range.start + body.start, range.end + body.start).clamp_to(&document.file.text);
                match pieces.last_mut() {
                    Some(last) if last.end == span.start => last.end = span.end,
                    _ => pieces.push(span),
                }
            }
            _ => {}
        }
    }
    pieces
}

fn is_tag(html: &str, beginning: &str) -> bool {
    let head = html.get(..beginning.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(beginning))
        && !html[beginning.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}
