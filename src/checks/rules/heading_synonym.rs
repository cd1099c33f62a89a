//! # heading-synonym
//!
//! A section stands under a heading that means the same as the template's, but is another one. This check is off unless
//! `afterword.toml` sets a level for it.
//!
//! ## Why it matters
//!
//! Afterword finds the section under either. People who read many documents find it sooner where it is called the same in
//! each.
//!
//! ## Example
//!
//! ```text
//! ## TL;DR
//! ```
//!
//! Call it "Summary", as the template does; `afterword check --fix` does, unless something links to the heading.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow heading-synonym: reason -->` above the heading, or leave `heading-synonym` out of `[checks]` in
//! `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Span};
use crate::syntax::heading::{is_known, normalize};
use crate::syntax::{Document, Section};
use crate::template::TemplateSection;

pub(super) static RULE: Rule = Rule {
    name: "heading-synonym",
    level: None,
    group: Group::Structure,
    source: include_str!("heading_synonym.rs"),
    check: Some(check),
};

/// Bold labels that stand in place of headings have this level.
const LABEL_LEVEL: u8 = 7;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let mut findings = Vec::new();
    for asked in &template.sections {
        let found = document.sections.iter().find(|section| asked.is(section));
        let Some(section) = found.filter(|section| is_synonym(section, asked)) else { continue };
        // A section that stands for two of the template's is no other name for one of them.
        if template.sections.iter().filter(|other| other.is(section)).count() > 1 {
            continue;
        }
        let message = format!("\"{}\" is called \"{}\" in the template", section.heading, asked.heading);
        let finding = RULE.finding(subject, section.heading_span, message);
        let finding = finding.help(format!("call it \"{}\"", asked.heading));
        let place = heading_text(document, section).filter(|_| is_free_to_change(subject, section, asked));
        findings.push(match place {
            Some(place) => finding.fix(place, asked.heading.as_str()),
            None => finding,
        });
    }
    findings
}

/// Whether a heading is a known name, and nothing more, for what the template calls otherwise.
fn is_synonym(section: &Section, asked: &TemplateSection) -> bool {
    let shares_name = section.names.iter().any(|name| asked.names.contains(name));
    let heading = &section.normalized;
    section.level < LABEL_LEVEL && shares_name && *heading != normalize(&asked.heading) && is_known(heading)
}

/// Whether nothing links to a heading, and the new one has not been given yet.
fn is_free_to_change(subject: &Subject<'_>, section: &Section, asked: &TemplateSection) -> bool {
    let wanted = normalize(&asked.heading);
    !subject.knowledge.is_linked_to(&section.anchor)
        && !subject.document.sections.iter().any(|other| other.normalized == wanted)
}

/// Where the text of a heading stands; `None` where it holds markup, a number, or remarks that would be lost.
fn heading_text(document: &Document, section: &Section) -> Option<Span> {
    let written = document.file.slice(section.heading_span);
    let inside = written.trim_start_matches('#');
    let start = section.heading_span.end - inside.trim_start().len();
    let is_bare = section.heading.chars().all(|c| c.is_alphanumeric() || " ;-’'?:&/".contains(c));
    let is_numbered = section.heading.starts_with(|c: char| c.is_ascii_digit());
    let place = Span::new(start, start + section.heading.len());
    let is_there = document.file.text.get(place.range()) == Some(section.heading.as_str());
    (is_bare && !is_numbered && is_there && !document.file.text[place.end..section.heading_span.end].contains('{'))
        .then_some(place)
}
