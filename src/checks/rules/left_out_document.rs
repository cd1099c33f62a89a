//! # left-out-document
//!
//! A file without extension begins like Markdown and is not read, because nothing says that it is a document.
//!
//! ## Why it matters
//!
//! It may be a postmortem that nobody will find.
//!
//! ## Example
//!
//! ```text
//! 2022-10-31-phone-incident
//! ```
//!
//! Rename it to `2022-10-31-phone-incident.md`, or name it in `afterword.toml`:
//!
//! ```text
//! [documents]
//! include = ["2022-*/*"]
//! ```
//!
//! ## How to silence it
//!
//! Set `left-out-document = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "left-out-document",
    level: Some(Level::Info),
    group: Group::Reading,
    source: include_str!("left_out_document.rs"),
    check: None,
};
