//! # deep-nesting
//!
//! Blocks of a document are nested more than 100 deep.
//!
//! ## Why it matters
//!
//! No reader follows that, and no browser lays it out well. It is most often the trace of a conversion gone wrong.
//!
//! ## Example
//!
//! A hundred `>` at the beginning of a line, left by quoting quotations. Keep the innermost text.
//!
//! ## How to silence it
//!
//! Set `deep-nesting = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "deep-nesting",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("deep_nesting.rs"),
    check: None,
};
