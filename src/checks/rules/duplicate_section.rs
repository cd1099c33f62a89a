//! # duplicate-section
//!
//! Two sections side by side have the same heading, and both have text.
//!
//! ## Why it matters
//!
//! A link to the heading leads to the first one alone, and who reads it may believe to have read all.
//!
//! ## Example
//!
//! ```text
//! ## Impact
//!
//! 1,200 customers could not pay.
//!
//! ## Timeline
//!
//! - 09:12 The first payment fails
//!
//! ## Impact
//!
//! The lockers were not affected.
//! ```
//!
//! Put the two together under one heading, or name what each tells of: "Impact on lockers".
//!
//! ## How to silence it
//!
//! Set `duplicate-section = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `<!-- afterword: allow duplicate-section: reason -->` above the second heading.

use std::collections::BTreeMap;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::{Block, Section};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-section",
    level: Some(Level::Warning),
    group: Group::Structure,
    source: include_str!("duplicate_section.rs"),
    check: Some(check),
};

/// The level of a bold label in place of a heading.
const LABEL: u8 = 7;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let mut findings = Vec::new();
    let mut first_of: BTreeMap<(Option<usize>, String), &Section> = BTreeMap::new();
    for (section, parent) in with_parents(&document.sections) {
        let is_of_template = || template.sections.iter().any(|known| known.is(section));
        let has_content = || document.blocks_of(section).iter().any(Block::has_content);
        let is_heading = section.level < LABEL && !section.heading.trim().is_empty();
        if !is_heading || section.names.is_empty() && !is_of_template() || !has_content() {
            continue;
        }
        let key = (parent, section.normalized.clone());
        let Some(first) = first_of.get(&key) else {
            first_of.insert(key, section);
            continue;
        };
        let message = format!("the section \"{}\" stands here twice", section.heading);
        let finding = RULE.finding(subject, section.heading_span, message).label("the second one");
        let finding = finding.related(first.heading_span, "the first one");
        findings.push(finding.help("put the two together, or name in the heading what each tells of"));
    }
    findings
}

/// Each section with the heading that it stands under, as its place among the sections.
fn with_parents(sections: &[Section]) -> Vec<(&Section, Option<usize>)> {
    let mut open: Vec<usize> = Vec::new();
    let mut with_parents = Vec::with_capacity(sections.len());
    for (index, section) in sections.iter().enumerate() {
        while open.last().is_some_and(|parent| sections[*parent].level >= section.level) {
            open.pop();
        }
        with_parents.push((section, open.last().copied()));
        open.push(index);
    }
    with_parents
}
