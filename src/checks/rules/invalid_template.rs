//! # invalid-template
//!
//! Something in `templates/<kind>.md` cannot be understood.
//!
//! ## Why it matters
//!
//! A template decides what documents must hold. A mistake in it would be a wrong finding in each of them, or none where
//! there should be one.
//!
//! ## Example
//!
//! ```text
//! resolved: # requird once published
//! ```
//!
//! The words are `required`, `required once published`, `recommended` and `optional`.
//!
//! ## How to silence it
//!
//! Set `invalid-template = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "invalid-template",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("invalid_template.rs"),
    check: None,
};
