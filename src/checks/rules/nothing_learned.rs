//! # nothing-learned
//!
//! A published postmortem has none of the sections that say what was learned: lessons, what went well, what went wrong, where
//! we got lucky, what surprised us. Or they are all empty.
//!
//! ## Why it matters
//!
//! An outage is paid for once; whether others learn from it depends on what is written down. Where the template requires one
//! of these sections, `missing-section` and `empty-section` say it.
//!
//! ## Example
//!
//! A document that ends with "Timeline". Add what you know now and did not know before:
//!
//! ```text
//! ## What surprised us
//!
//! The cache was thought to be a convenience; without it the database holds a third of the load.
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow-file nothing-learned: reason -->` into the document, or set `nothing-learned = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, learning};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "nothing-learned",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("nothing_learned.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(template) = learning::template_of_finished(subject) else { return Vec::new() };
    let mut sections =
        subject.document.sections.iter().filter(|it| it.names.iter().any(|name| learning::SECTIONS.contains(name)));
    let has_learned = sections.any(|section| learning::has_content(subject, section));
    if has_learned || learning::is_required(template, &learning::SECTIONS) {
        return Vec::new();
    }
    let place = learning::place_of_missing(subject);
    let finding = RULE.finding(subject, place, "nothing says what was learned from this");
    vec![finding.help("add `## Lessons learned`, `## What went well` or `## What surprised us`")]
}
