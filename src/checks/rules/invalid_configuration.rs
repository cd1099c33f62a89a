//! # invalid-configuration
//!
//! Something in `afterword.toml` cannot be understood: broken TOML, an unknown key, a value of the wrong type.
//!
//! ## Why it matters
//!
//! The default would stand in for what you meant, and the site would not be the one you asked for. So the command ends
//! with exit code 2.
//!
//! ## Example
//!
//! ```text
//! error[invalid-configuration]: unknown key `titel`
//!  --> afterword.toml:1:1
//!   |
//! 1 | titel = "What we learned"
//!   | ^^^^^
//!   = help: did you mean `title`?
//! ```
//!
//! ## How to silence it
//!
//! Set `invalid-configuration = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "invalid-configuration",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("invalid_configuration.rs"),
    check: None,
};
