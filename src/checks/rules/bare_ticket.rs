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

/// The most characters on either side of a ticket that are looked at; a longer word is no text.
const LONGEST: usize = 200;

/// Where a piece of prose names tickets, as words of their own and outside addresses, paths and names of files.
fn places<'a>(
    text: &'a str,
    piece: Span,
    ticket: &'a TicketPattern,
) -> impl Iterator<Item = (Span, &'a TicketPattern)> {
    let found = ticket
        .regex
        .find_iter(&text[piece.range()])
        .map(move |found| Span::new(piece.start + found.start(), piece.start + found.end()));
    found.filter(move |span| is_alone(text, *span)).map(move |span| (span, ticket))
}

/// Whether a ticket stands by itself, where a link in its place is certainly a link, and breaks nothing around it.
fn is_alone(text: &str, span: Span) -> bool {
    let named = &text[span.range()];
    let (Some(before), Some(behind)) = (word_before(&text[..span.start]), word_behind(&text[span.end..])) else {
        return false;
    };
    let joins = |c: char| c.is_alphanumeric() || "_-/=@%\\*~+".contains(c);
    let joins_before = |c: char| joins(c) || "#&!.:[<^?".contains(c);
    let goes_on = |mark: char| behind.strip_prefix(mark).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_address = [before, named, behind].iter().any(|part| part.contains("://") || part.contains('@'));
    !named.is_empty()
        && !named.contains(|c: char| c.is_control() || "[]|\\`<>*~".contains(c))
        && !before.ends_with(joins_before)
        && !behind.starts_with(joins)
        && !behind.starts_with(']')
        && !goes_on('.')
        && !goes_on(':')
        && !is_address
        && !before.contains(['/', '\\'])
        && !before.contains("](")
        && !before.trim_start_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase().starts_with("www.")
}

/// What a text ends with that is not blank; `None` where that is too long.
fn word_before(text: &str) -> Option<&str> {
    let length: usize = text.chars().rev().take(LONGEST).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let (rest, word) = text.split_at(text.len() - length);
    (rest.is_empty() || rest.ends_with(char::is_whitespace)).then_some(word)
}

/// What a text begins with that is not blank; `None` where that is too long.
fn word_behind(text: &str) -> Option<&str> {
    let length: usize = text.chars().take(LONGEST).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let (word, rest) = text.split_at(length);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(word)
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
