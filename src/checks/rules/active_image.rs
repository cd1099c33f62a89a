//! # active-image
//!
//! An SVG image holds script, or asks for something from elsewhere, and was left out.
//!
//! ## Why it matters
//!
//! An image that is opened by itself runs its script on the site, and one that loads something tells another host who reads.
//!
//! ## Example
//!
//! ```text
//! <svg xmlns="http://www.w3.org/2000/svg" onload="…">
//! ```
//!
//! Export it again without scripts and links, or as PNG.
//!
//! ## How to silence it
//!
//! Set `active-image = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "active-image",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("active_image.rs"),
    check: None,
};
