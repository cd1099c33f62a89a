//! # unlisted-factor
//!
//! The text describes a factor of the catalogue, and the front matter does not list it. What describes a factor is its title,
//! an alias of two words or more, or a link to its page. Code, quotations, action items, and what the text says did not happen do not count.
//!
//! ## Why it matters
//!
//! A factor links an incident to those it has something in common with, but only where it is listed.
//!
//! ## Example
//!
//! ```text
//! ---
//! contributing_factors: [missing-alert]
//! ---
//!
//! What followed was a retry storm that lasted for an hour.
//! ```
//!
//! Add `retry-storm` to the list, if it helped the incident happen or made it worse. That is for the author to judge.
//!
//! ## How to silence it
//!
//! Set `unlisted-factor = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow unlisted-factor: reason -->` before the paragraph.

use std::collections::BTreeMap;

use crate::checks::words::{BREAK, Words};
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::knowledge::Target;
use crate::model::{FactorId, Kind};
use crate::syntax::{Document, LinkKind};

pub(super) static RULE: Rule = Rule {
    name: "unlisted-factor",
    level: Some(Level::Info),
    group: Group::Factors,
    source: include_str!("unlisted_factor.rs"),
    check: Some(check),
};

/// Sections that tell of what else there was, or of what is to come.
const ELSEWHERE: [&str; 6] =
    ["action-items", "went-well", "got-lucky", "supporting-information", "recurrence", "history"];

/// Words shortly before a factor that say that it was not there, or that nobody knows.
const NEGATING: [&str; 22] = [
    "no",
    "not",
    "never",
    "without",
    "neither",
    "nor",
    "t",
    "avoid",
    "avoids",
    "avoided",
    "prevent",
    "prevents",
    "prevented",
    "possible",
    "potential",
    "suspected",
    "if",
    "could",
    "would",
    "might",
    "ruled",
    "against",
];

/// How many words before a factor may say so.
const NEGATING_WORDS: usize = 5;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let postmortem = subject.postmortem.filter(|postmortem| postmortem.kind.as_str() == Kind::POSTMORTEM);
    let Some(postmortem) = postmortem.filter(|_| !subject.knowledge.factor_names().is_empty()) else {
        return Vec::new();
    };
    let mut described: BTreeMap<FactorId, Span> = BTreeMap::new();
    let mut note = |id: &FactorId, place: Span| {
        if !postmortem.factors.contains(id) {
            let first = described.entry(id.clone()).or_insert(place);
            *first = if place.start < first.start { place } else { *first };
        }
    };
    let elsewhere = elsewhere(subject.document);
    linked(subject, &elsewhere, &mut note);
    named(subject, &elsewhere, &mut note);
    described.into_iter().map(|(id, place)| finding(subject, &id, place)).collect()
}

fn finding(subject: &Subject<'_>, id: &FactorId, place: Span) -> Diagnostic {
    let message = format!("the text describes `{id}`, and the front matter does not list it");
    let help = format!("add `{id}` to `contributing_factors`, if it helped the incident happen or made it worse");
    RULE.finding(subject, place, message).label("a factor of the catalogue").help(help)
}

/// Which blocks do not describe the incident itself.
fn elsewhere(document: &Document) -> Vec<bool> {
    let mut elsewhere = vec![false; document.blocks.len()];
    let sections = document.sections.iter().filter(|section| section.names.iter().any(|name| ELSEWHERE.contains(name)));
    sections.for_each(|section| elsewhere[section.blocks.clone()].fill(true));
    elsewhere
}

/// Factors whose pages the text links to.
fn linked(subject: &Subject<'_>, elsewhere: &[bool], note: &mut impl FnMut(&FactorId, Span)) {
    let document = subject.document;
    let may_be_factor = |kind, target: &str| match kind {
        LinkKind::Wiki => true,
        LinkKind::Text => target.contains("factors/"),
        LinkKind::Image => false,
    };
    for link in document.links.iter().filter(|link| may_be_factor(link.kind, &link.target)) {
        let Some(Target::Factor(id)) = subject.knowledge.target_of(document.path(), link) else { continue };
        let block = document.blocks.partition_point(|block| block.span.end <= link.span.start);
        if !elsewhere.get(block).copied().unwrap_or_default() {
            note(&id, link.span);
        }
    }
}

/// Factors that prose names.
fn named(subject: &Subject<'_>, elsewhere: &[bool], note: &mut impl FnMut(&FactorId, Span)) {
    let names = subject.knowledge.factor_names();
    for (index, block) in subject.document.blocks.iter().enumerate() {
        if elsewhere[index] || !names.may_be_named_in(subject.document.file.slice(block.span)) {
            continue;
        }
        let words = Words::of(subject.document, block);
        let mut next = 0;
        for (start, _) in &words.places {
            if *start < next {
                continue;
            }
            let Some((length, id)) = names.named_at_start(&words.folded[*start..]) else { continue };
            next = start + length;
            if !is_negated(&words.folded[..*start])
                && let Some(place) = words.place(*start, next)
            {
                note(id, place);
            }
        }
    }
}

/// Whether the words right before a factor say that it was not there.
fn is_negated(before: &str) -> bool {
    let words = before.split(' ').rev().filter(|word| !word.is_empty()).take(NEGATING_WORDS);
    words.take_while(|word| *word != BREAK).any(|word| NEGATING.contains(&word))
}
