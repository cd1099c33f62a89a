//! # wrong-type
//!
//! A field holds a list or a map where text belongs, or the other way round.
//!
//! ## Why it matters
//!
//! The value is left out, and with it the document from lists and pages.
//!
//! ## Example
//!
//! ```text
//! services: {checkout: down}
//! ```
//!
//! Write a list:
//!
//! ```text
//! services: [checkout]
//! ```
//!
//! ## How to silence it
//!
//! Set `wrong-type = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("wrong_type.rs"),
    check: None,
};
