//! # known-better
//!
//! A text says that somebody should have known.
//!
//! ## Why it matters
//!
//! It is hindsight and nothing else. What was known can be told; what should have been known was in a place where
//! nobody looked, and that place is worth a sentence.
//!
//! ## Example
//!
//! ```text
//! They should have known better.
//! ```
//!
//! Better:
//!
//! ```text
//! The limit is in the vendor's release notes of May; nothing at hand pointed there.
//! ```
//!
//! ## How to silence it
//!
//! Set `known-better = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow known-better: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "known-better",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("known_better.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:should|ought to) have known(?: better)?\b|\bknew better\b",
    triggers: &["have known", "knew better"],
    spares: &[],
    says: "is hindsight and nothing else",
    label: "where was it to be known?",
    help: "say where the information was, and from where it could not be seen",
};
