//! # invalid-style
//!
//! A file of the styles folder cannot be understood: broken YAML, a pattern that is none, something that Afterword does
//! not support. The rule in it is left out.
//!
//! ## Why it matters
//!
//! A rule of your team would find nothing, and nobody would notice. What Vale knows and Afterword does not is a warning:
//! there the file is right, and Vale can still use it.
//!
//! ## Example
//!
//! ```text
//! error[invalid-style]: expected an extension point, found `existance`
//!  --> styles/Kestrel/Jargon.yml:1:10
//!   |
//! 1 | extends: existance
//!   |          ^^^^^^^^^
//!   = help: did you mean `existence`?
//! ```
//!
//! Afterword understands `existence`, `substitution` and `occurrence` with the keys that Vale documents for them, and
//! regular expressions without looking ahead, behind or back.
//!
//! ## How to silence it
//!
//! Set `invalid-style = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::{Diagnostic, FilePath, Level, Span};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "invalid-style",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("invalid_style.rs"),
    check: None,
};

/// A finding in a file of a style.
pub(in crate::checks) fn finding(path: &FilePath, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(RULE.name, path, message).at(span)
}
