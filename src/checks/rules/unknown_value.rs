//! # unknown-value
//!
//! A field that knows only a few words holds another: `status`, `detected_by`, `visibility`.
//!
//! ## Why it matters
//!
//! `visibility: pubic` would otherwise be taken for internal without a word, and `status: publishd` for something else.
//!
//! ## Example
//!
//! ```text
//! detected_by: customers
//! ```
//!
//! Write `customer`; `afterword explain` and the template name the words.
//!
//! ## How to silence it
//!
//! Set `unknown-value = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "unknown-value",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("unknown_value.rs"),
    check: None,
};
