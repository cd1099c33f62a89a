//! # missing-section
//!
//! A section that the template requires is not in the document, under none of the headings that are accepted for it.
//!
//! ## Why it matters
//!
//! Each section asks a question of its own. "Where we got lucky" left out means that nobody asked it.
//!
//! ## Example
//!
//! A document that ends with "Timeline". Add the heading that the message names, or write under one that means the same:
//! "TL;DR" for Summary, "Root causes" for Contributing factors, "Follow-ups" for Action items.
//!
//! A heading that is a slip of the pen away from it is told of by `unknown-heading` alone.
//!
//! ## How to silence it
//!
//! Set `missing-section = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document, put
//! `<!-- afterword: allow-file missing-section: reason -->` anywhere in its text.

use super::unknown_heading;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::Span;
use crate::diagnostics::{Diagnostic, Level};
use crate::template::TemplateSection;

pub(super) static RULE: Rule = Rule {
    name: "missing-section",
    level: Some(Level::Error),
    group: Group::Structure,
    source: include_str!("missing_section.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let both = unknown_heading::RULE.level_for_both(&RULE, &subject.knowledge.config);
    let slips = both.map(|_| unknown_heading::slips(subject)).unwrap_or_default();
    let is_misspelled = |section: &TemplateSection| slips.iter().any(|slip| std::ptr::eq(slip.known, section));
    let mut findings = Vec::new();
    let mut place = Span::at(document.body.trimmed(&document.file.text).start);
    for section in &template.sections {
        if let Some(found) = document.sections.iter().find(|found| section.is(found)) {
            place = found.heading_span;
        } else if section.requirement.applies_to(postmortem.status) && !is_misspelled(section) {
            let finding = RULE.finding(subject, place, format!("the section \"{}\" is missing", section.heading));
            let finding = if place.is_empty() { finding } else { finding.label("it would come after this one") };
            findings.push(finding.help(format!("add `## {}`: {}", section.heading, section.guidance)));
        }
    }
    findings
}
