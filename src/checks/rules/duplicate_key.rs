//! # duplicate-key
//!
//! A key stands twice in the front matter. The first one counts.
//!
//! ## Why it matters
//!
//! Readers of the file may believe the second.
//!
//! ## Example
//!
//! ```text
//! severity: SEV2
//! services: [cart]
//! severity: SEV3
//! ```
//!
//! Keep one.
//!
//! ## How to silence it
//!
//! Set `duplicate-key = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-key",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("duplicate_key.rs"),
    check: None,
};
