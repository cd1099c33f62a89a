//! # invalid-front-matter
//!
//! The front matter of a document cannot be read: broken YAML or TOML, a missing closing or opening line, nesting or
//! aliases far beyond what a person writes.
//!
//! ## Why it matters
//!
//! Nothing in it counts: no severity, no times, no factors. The document is published as a plain page, found by nobody who
//! looks for its factors.
//!
//! ## Example
//!
//! ```text
//! title: Checkout: slow after a resize
//! ```
//!
//! A colon followed by a space begins a new value. Put the title in quotes:
//!
//! ```text
//! title: "Checkout: slow after a resize"
//! ```
//!
//! ## How to silence it
//!
//! Set `invalid-front-matter = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "invalid-front-matter",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("invalid_front_matter.rs"),
    check: None,
};
