//! # unused-factor
//!
//! No document lists a factor of the catalogue.
//!
//! ## Why it matters
//!
//! A catalogue grows by what has happened. An entry that nothing refers to was perhaps described before it was needed, or its
//! documents call it by a name that it does not know.
//!
//! ## Example
//!
//! ```text
//! factors/solar-flare.md
//! ```
//!
//! If documents speak of "space weather", add that to the entry's `aliases`. If none does, the file can wait in a branch, or
//! say `status: draft`.
//!
//! ## How to silence it
//!
//! Set `unused-factor = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow-file unused-factor: reason -->` in the entry.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::field;
use crate::model::Status;

pub(super) static RULE: Rule = Rule {
    name: "unused-factor",
    level: Some(Level::Info),
    group: Group::Factors,
    source: include_str!("unused_factor.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let knowledge = subject.knowledge;
    let Some(factor) = subject.factor.filter(|factor| factor.status != Status::Draft) else { return Vec::new() };
    // A catalogue that comes before the first document is a beginning.
    if !knowledge.lists_factors() || knowledge.is_listed(&factor.id) {
        return Vec::new();
    }
    let document = subject.document;
    let text = &document.file.text;
    let first_line = Span::new(0, text.find('\n').unwrap_or(text.len()));
    let place = field(document, "title").map_or(first_line, |field| field.value.span);
    let finding = RULE.finding(subject, place, format!("no document lists the factor `{}`", factor.id));
    vec![finding.help("if documents call it by another name, add that to its `aliases`")]
}
