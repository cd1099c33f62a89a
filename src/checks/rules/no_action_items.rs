//! # no-action-items
//!
//! A published postmortem has no action items, and its template does not ask for them either.
//!
//! ## Why it matters
//!
//! Sometimes nothing needs to change, and that is worth a sentence: who reads it later cannot tell it from forgetting. Where
//! the template requires the section, `missing-section` and `empty-section` say it.
//!
//! ## Example
//!
//! A postmortem that ends with "Lessons learned". Add what follows from them:
//!
//! ```text
//! ## Action items
//!
//! - [ ] Alert on cache hit ratio (owner: platform, due: 2026-04-01)
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow-file no-action-items: reason -->` into the document, or set `no-action-items = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::model::{Kind, Status};
use crate::syntax::Block;

pub(super) static RULE: Rule = Rule {
    name: "no-action-items",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("no_action_items.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let is_finished = postmortem.kind.as_str() == Kind::POSTMORTEM && postmortem.status == Status::Published;
    let document = subject.document;
    let has_text = document
        .sections_named("action-items")
        .any(|section| document.blocks_of(section).iter().any(Block::has_content));
    // What the template names is held against it by other rules.
    let is_named = template.sections.iter().any(|section| section.names.contains(&"action-items"));
    let is_asked_for = is_named
        && template.sections.iter().any(|section| {
            section.names.contains(&"action-items") && section.requirement.applies_to(postmortem.status)
        });
    let is_empty_there = is_named && document.section("action-items").is_some();
    if !is_finished || has_text || is_asked_for || is_empty_there {
        return Vec::new();
    }
    let place = document.section("action-items").map(|section| section.heading_span);
    let place = place.unwrap_or_else(|| Span::at(document.body.trimmed(&document.file.text).start));
    let finding = RULE.finding(subject, place, "nothing says what is to change after this");
    vec![finding.help("add `## Action items`, or a sentence there on why nothing needs to change")]
}
