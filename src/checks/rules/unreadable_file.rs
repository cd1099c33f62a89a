//! # unreadable-file
//!
//! A file or folder of the knowledge base could not be read, or its name is not UTF-8.
//!
//! ## Why it matters
//!
//! What cannot be read is missing on the site, and nobody would notice that it is missing.
//!
//! ## Example
//!
//! ```text
//! error[unreadable-file]: the file cannot be read: Permission denied
//!  --> postmortems/2026-03-04-cart.md
//! ```
//!
//! Make the file readable for whoever builds the site, or leave it out by `exclude` under `[documents]`.
//!
//! ## How to silence it
//!
//! Set `unreadable-file = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "unreadable-file",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("unreadable_file.rs"),
    check: None,
};
