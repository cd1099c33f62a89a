//! # heading-jump
//!
//! A heading is more than one level below the one before it.
//!
//! ## Why it matters
//!
//! Who listens to a page moves through it by the levels of its headings, and a level that is missing sounds like a part that
//! was missed.
//!
//! ## Example
//!
//! ```text
//! ## Impact
//!
//! #### On customers
//! ```
//!
//! Write the next level:
//!
//! ```text
//! ## Impact
//!
//! ### On customers
//! ```
//!
//! ## How to silence it
//!
//! Set `heading-jump = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `<!-- afterword: allow heading-jump: reason -->` above the heading.

use std::collections::BTreeMap;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::syntax::Section;

pub(super) static RULE: Rule = Rule {
    name: "heading-jump",
    level: Some(Level::Info),
    group: Group::Structure,
    source: include_str!("heading_jump.rs"),
    check: Some(check),
};

/// The deepest level of a heading; what is deeper is a bold label.
const DEEPEST: u8 = 6;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.postmortem.is_none() {
        return Vec::new();
    }
    let headings = subject.document.sections.iter().filter(|section| section.level <= DEEPEST);
    let mut before: Option<&Section> = None;
    // A document that writes all its parts in one way is told once.
    let mut jumps: BTreeMap<(u8, u8), (&Section, &Section, usize)> = BTreeMap::new();
    for section in headings {
        if let Some(before) = before.filter(|before| section.level > before.level + 1) {
            jumps.entry((before.level, section.level)).or_insert((before, section, 0)).2 += 1;
        }
        before = Some(section);
    }
    let finding = |((from, to), (before, section, count)): ((u8, u8), (&Section, &Section, usize))| {
        let more = match count {
            1 => String::new(),
            2 => ", and so does another".to_owned(),
            many => format!(", and so do {} others", many - 1),
        };
        let message = format!("the heading jumps from level {from} to level {to}{more}");
        let finding = RULE.finding(subject, section.heading_span, message);
        let finding = finding.related(before.heading_span, "this is the one above it");
        finding.help(format!("begin it with `{}`", "#".repeat(usize::from(from) + 1)))
    };
    jumps.into_iter().map(finding).collect()
}
