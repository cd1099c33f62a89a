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

use super::missing_section;
use crate::checks::slip::slip_of;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::Section;
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

/// A heading that is a slip of one that would stand for a section of the template.
pub(super) struct Slip<'a> {
    heading: &'a Section,
    /// The section that is meant, which is missing.
    pub(super) known: &'a TemplateSection,
    /// The heading that is meant, as the template has it.
    meant: String,
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, _)) = subject.held_against_template() else { return Vec::new() };
    let mut explained = Vec::new();
    let findings = slips(subject).into_iter().map(|Slip { heading, known, meant }| {
        let message = format!("the heading \"{}\" stands for no section", heading.heading);
        let help = match meant == known.heading {
            true => format!("did you mean \"{meant}\"?"),
            false => format!("did you mean \"{meant}\", which stands for \"{}\"?", known.heading),
        };
        let mut finding = RULE.finding(subject, heading.heading_span, message).help(help);
        // It speaks for the finding that the section is missing, and so weighs as much.
        let is_first = !explained.contains(&known.heading.as_str());
        explained.push(known.heading.as_str());
        if is_first && known.requirement.applies_to(postmortem.status) {
            let both = RULE.level_for_both(&missing_section::RULE, &subject.knowledge.config);
            finding.level = both.unwrap_or(finding.level);
        }
        finding
    });
    findings.collect()
}

/// The headings that are slips of those of missing sections.
pub(super) fn slips<'a>(subject: &Subject<'a>) -> Vec<Slip<'a>> {
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
    let slip = |index: usize| {
        let heading = &document.sections[index];
        let normalized = &heading.normalized;
        if normalized.chars().count() < SHORTEST {
            return None;
        }
        // The template's own words come before those that mean the same.
        let own = slip_of(normalized, headings.iter().filter(|(_, of)| of.is_own).map(|(text, _)| text.as_str()));
        let near = own.or_else(|| slip_of(normalized, headings.keys().map(String::as_str)))?;
        let of = headings.get(near)?;
        Some(Slip { heading, known: of.section, meant: of.written.clone() })
    };
    unknown.into_iter().filter_map(slip).collect()
}

/// A heading that would stand for a section.
struct Accepted<'a> {
    section: &'a TemplateSection,
    /// As it is to be written.
    written: String,
    /// Whether the template says it, rather than that it is known to mean the same.
    is_own: bool,
}

/// All headings that would stand for one of these sections, in their normal form.
fn headings_of<'a>(sections: &[&'a TemplateSection]) -> BTreeMap<String, Accepted<'a>> {
    let mut headings = BTreeMap::new();
    for section in sections.iter().copied() {
        for heading in std::iter::once(&section.heading).chain(&section.also) {
            let accepted = Accepted { section, written: heading.clone(), is_own: true };
            headings.entry(normalize(heading)).or_insert(accepted);
        }
    }
    for (heading, names) in known_headings() {
        let of = sections.iter().copied().find(|section| section.names.iter().any(|name| names.contains(name)));
        if let Some(section) = of {
            let accepted = Accepted { section, written: section.heading.clone(), is_own: false };
            headings.entry(heading.to_owned()).or_insert(accepted);
        }
    }
    headings
}
