//! # unreadable-accent
//!
//! The accent colour of the configuration is too light to be read on a light page.
//!
//! ## Why it matters
//!
//! Links have the accent colour. What has less contrast than 4.5 to 1 with the page cannot be read by many people, and by nobody
//! in the sun. Pages use a darker shade of the colour, which may not be the one that you would choose.
//!
//! ## Example
//!
//! ```toml
//! [theme]
//! accent = "#ffe066"
//! ```
//!
//! Name a darker colour. For dark pages a lighter shade is made of it in any case.
//!
//! ## How to silence it
//!
//! Set `unreadable-accent = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "unreadable-accent",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("unreadable_accent.rs"),
    check: None,
};
