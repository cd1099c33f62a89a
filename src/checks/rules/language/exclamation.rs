//! # exclamation
//!
//! A text shouts: two exclamation marks, or one behind a question mark.
//!
//! ## Why it matters
//!
//! A reader in another mood hears reproach. What is remarkable is so without marks.
//!
//! ## Example
//!
//! ```text
//! The disk was full again!!
//! ```
//!
//! Better:
//!
//! ```text
//! The disk was full again, for the third time in May.
//! ```
//!
//! ## How to silence it
//!
//! Set `exclamation = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow exclamation: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "exclamation",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("exclamation.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"!{2,}|\?!",
    triggers: &["!!", "?!"],
    spares: &[],
    says: "shouts",
    label: "a full stop will do",
    help: "use a full stop",
};
