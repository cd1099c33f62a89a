//! # placeholder-section
//!
//! A section still holds text of the template, or nothing but a word such as `TBD`.
//!
//! ## Why it matters
//!
//! It passes for written, and readers stop to make out what is meant.
//!
//! ## Example
//!
//! ```text
//! ## Detection
//!
//! TODO
//! ```
//!
//! Write it, or take the section out if the template does not require it; until the document is published this is a warning
//! for such a section.
//!
//! ## How to silence it
//!
//! Set `placeholder-section = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document, put
//! `<!-- afterword: allow placeholder-section: reason -->` before it, or `allow-file` for all of it.

use crate::checks::placeholder::is_placeholder;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::Status;
use crate::syntax::{Block, BlockKind};

pub(super) static RULE: Rule = Rule {
    name: "placeholder-section",
    level: Some(Level::Error),
    group: Group::Structure,
    source: include_str!("placeholder_section.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let document = subject.document;
    let mut findings = Vec::new();
    for section in &document.sections {
        let known = template.sections.iter().find(|known| known.is(section));
        // What stands below a deeper heading is that section's own.
        let own = document.blocks_of(section).iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let pieces: Vec<_> =
            own.filter(|block| !matches!(block.kind, BlockKind::Code(_))).flat_map(Block::pieces).collect();
        let is_alone = pieces.len() == 1;
        for (span, text) in pieces {
            let is_left_over = known.is_some_and(|known| known.placeholders.contains(&text));
            if is_left_over || is_alone && is_placeholder(&text) {
                let message = format!("\"{}\" still holds a placeholder", section.heading);
                let guidance = known.map(|known| format!("write here: {}", known.guidance));
                let mut finding = RULE.finding(subject, span, message).maybe_help(guidance);
                // What a document can do without may wait, but is not to be published so.
                let can_wait = known.is_some_and(|known| !known.requirement.applies_to(Status::Published));
                if can_wait && postmortem.status != Status::Published {
                    finding.level = Level::Warning;
                    finding = finding.help("or take the section out: it is not required");
                }
                findings.push(finding);
            }
        }
    }
    findings
}
