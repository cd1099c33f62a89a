//! # unknown-heading
//!
//! A heading is a slip of the pen away from one that stands for a section of the template, and that section is missing.
//!
//! ## Why it matters
//!
//! "Timelime" is no Timeline: nothing is drawn from it, and the document counts as one without.
//!
//! ## Example
//!
//! ```text
//! ## Acton items
//! ```
//!
//! Write it as it is meant:
//!
//! ```text
//! ## Action items
//! ```
//!
//! ## How to silence it
//!
//! Set `unknown-heading = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `<!-- afterword: allow unknown-heading: reason -->` above the heading.

use std::collections::BTreeMap;

use crate::checks::slip::slip_of;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::heading::{known_headings, normalize};
use crate::template::TemplateSection;

pub(super) static RULE: Rule = Rule {
    name: "unknown-heading",
    level: Some(Level::Warning),
    group: Group::Structure,
    source: include_str!("unknown_heading.rs"),
    check: Some(check),
};

/// The most headings of a document that are looked at; nobody writes more that stand for nothing.
const LIMIT: usize = 500;

/// The shortest heading that can be a slip of another.
const SHORTEST: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let is_unknown = |index: &usize| {
        let section = &document.sections[*index];
        section.names.is_empty()
            && document.title_section != Some(*index)
            && !template.sections.iter().any(|known| known.is(section))
    };
    let unknown: Vec<usize> = (0..document.sections.len()).filter(is_unknown).take(LIMIT).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let is_missing = |known: &&TemplateSection| !document.sections.iter().any(|found| known.is(found));
    let missing: Vec<&TemplateSection> = template.sections.iter().filter(is_missing).collect();
    let headings = headings_of(&missing);
    if headings.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for section in unknown.into_iter().map(|index| &document.sections[index]) {
        let normalized = &section.normalized;
        if normalized.chars().count() < SHORTEST {
            continue;
        }
        let Some(near) = slip_of(normalized, headings.keys().map(String::as_str)) else { continue };
        let Some(known) = headings.get(near) else { continue };
        let message = format!("the heading \"{}\" stands for no section", section.heading);
        let help = match near == normalize(&known.heading) {
            true => format!("did you mean \"{}\"?", known.heading),
            false => format!("did you mean \"{near}\", which stands for \"{}\"?", known.heading),
        };
        findings.push(RULE.finding(subject, section.heading_span, message).help(help));
    }
    findings
}

/// All headings that would stand for one of these sections, in their normal form.
fn headings_of<'a>(sections: &[&'a TemplateSection]) -> BTreeMap<String, &'a TemplateSection> {
    let mut headings = BTreeMap::new();
    for section in sections {
        for heading in std::iter::once(&section.heading).chain(&section.also) {
            headings.entry(normalize(heading)).or_insert(*section);
        }
    }
    for (heading, names) in known_headings() {
        let of = sections.iter().find(|section| section.names.iter().any(|name| names.contains(name)));
        if let Some(section) = of {
            headings.entry(heading.to_owned()).or_insert(*section);
        }
    }
    headings
}
