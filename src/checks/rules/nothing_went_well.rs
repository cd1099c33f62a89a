//! # nothing-went-well
//!
//! A published postmortem does not say what went well, or says "nothing".
//!
//! ## Why it matters
//!
//! It ended, so something worked: an alert, a colleague who knew the old system, a switch that somebody had built two years
//! ago. What nobody names is the first to be cut. Where the template requires the section, `missing-section` and
//! `empty-section` say that it lacks.
//!
//! ## Example
//!
//! ```text
//! ## What went well
//!
//! Nothing.
//! ```
//!
//! Ask what kept it from getting worse:
//!
//! ```text
//! ## What went well
//!
//! The rollback took four minutes, since it is tried every week.
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow-file nothing-went-well: reason -->` into the document, or set `nothing-went-well = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, learning};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "nothing-went-well",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("nothing_went_well.rs"),
    check: Some(check),
};

/// The section, and the help for whoever writes it.
const WENT_WELL: &str = "went-well";
const HELP: &str = "ask what kept it from getting worse: people, tools, preparation, earlier repairs";

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(template) = learning::template_of_finished(subject) else { return Vec::new() };
    let document = subject.document;
    let section = document.section(WENT_WELL);
    if let Some(section) = section
        && let blocks = document.blocks_of(section)
        && learning::says_nothing(blocks)
    {
        let place = blocks.iter().find(|block| block.has_content()).map_or(section.heading_span, |block| block.span);
        let message = format!("\"{}\" says that nothing did", section.heading);
        return vec![RULE.finding(subject, place, message).help(HELP)];
    }
    let learned = document.sections.iter().filter(|it| it.names.iter().any(|name| learning::SECTIONS.contains(name)));
    let has_learned = learned.into_iter().any(|section| learning::has_content(subject, section));
    let is_named = template.sections.iter().any(|it| it.names.contains(&WENT_WELL));
    // An empty section that the template names, and a document without any of its kind, are for other rules.
    let is_told = learning::is_required(template, &[WENT_WELL]) || section.is_some() && is_named || !has_learned;
    if is_told || section.is_some_and(|section| learning::has_content(subject, section)) {
        return Vec::new();
    }
    let place = section.map_or_else(|| learning::place_of_missing(subject), |section| section.heading_span);
    vec![RULE.finding(subject, place, "nothing says what went well").help(format!("add `## What went well`: {HELP}"))]
}
