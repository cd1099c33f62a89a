//! # duplicate-id
//!
//! Two files would have the same id and address. The one with the later path got a longer one.
//!
//! ## Why it matters
//!
//! Links by id, such as `[[2026-03-04-cart]]`, lead to the first. The address of the second depends on its folders.
//!
//! ## Example
//!
//! ```text
//! postmortems/2025/cart.md
//! postmortems/2026/cart.md
//! ```
//!
//! Begin file names with the date: `2026-03-04-cart-timeouts.md`.
//!
//! ## How to silence it
//!
//! Set `duplicate-id = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("duplicate_id.rs"),
    check: None,
};
