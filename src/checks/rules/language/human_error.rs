//! # human-error
//!
//! A text speaks of human, operator or user error without naming it as the cause.
//!
//! ## Why it matters
//!
//! It is a drawer in which very different things lie: a mistyped name, two buttons side by side, a page that was read
//! at four in the morning. Each has another remedy.
//!
//! ## Example
//!
//! ```text
//! A second confirmation prevents human error.
//! ```
//!
//! Better:
//!
//! ```text
//! A second confirmation catches mistyped host names.
//! ```
//!
//! ## How to silence it
//!
//! Set `human-error = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow human-error: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "human-error",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("human_error.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:human|operator|user) error(?P<spare> (?:messages?|rates?|reports?|reporting|pages?|handling|handlers?|codes?|logs?|budgets?|counts?|responses?)\b)?\b",
    triggers: &["human error", "operator error", "user error"],
    spares: &[],
    says: "puts very different things in one drawer",
    label: "which one?",
    help: "name the hazard, such as a mistyped host name or two commands that look alike",
};
