//! # empty-section
//!
//! A section of the template has a heading and nothing under it.
//!
//! ## Why it matters
//!
//! A reader cannot tell whether there was nothing to say or nobody got round to saying it.
//!
//! ## Example
//!
//! ```text
//! ## Where we got lucky
//!
//! ## What surprised us
//! ```
//!
//! Write a sentence, even "Nothing that we know of". A section that the template does not require can be taken out; for one
//! that it recommends this is a warning, and for one that it calls optional it is worth knowing.
//!
//! ## How to silence it
//!
//! Set `empty-section = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document, put
//! `<!-- afterword: allow empty-section: reason -->` before it, or `allow-file` for all of it.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::Block;
use crate::template::Requirement;

pub(super) static RULE: Rule = Rule {
    name: "empty-section",
    level: Some(Level::Error),
    group: Group::Structure,
    source: include_str!("empty_section.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let mut findings = Vec::new();
    for section in &template.sections {
        let mut found = document.sections.iter().filter(|found| section.is(found)).peekable();
        let Some(first) = found.peek().copied() else { continue };
        if found.any(|found| document.blocks_of(found).iter().any(Block::has_content)) {
            continue;
        }
        let mut finding =
            RULE.finding(subject, first.heading_span, format!("the section \"{}\" is empty", first.heading));
        finding = finding.help(format!("write here: {}", section.guidance));
        if !section.requirement.applies_to(postmortem.status) {
            let is_optional = section.requirement == Requirement::Optional;
            finding.level = if is_optional { Level::Info } else { Level::Warning };
            finding = finding.help("or take the heading out: this section is not required");
        }
        findings.push(finding);
    }
    findings
}
