//! # invalid-template
//!
//! Something in `templates/<kind>.md` cannot be understood.
//!
//! ## Why it matters
//!
//! A template decides what documents must hold. A mistake in it would be a wrong finding in each of them, or none where
//! there should be one.
//!
//! ## Example
//!
//! ```text
//! resolved: # requird once published, datetime: when all was as before
//! ```
//!
//! Write what is required, a comma, the type, a colon, and guidance:
//!
//! ```text
//! resolved: # required once published, time: when all was as before
//! ```
//!
//! Required is one of `required`, `required once published`, `recommended` and `optional`. Types of fields are `text`, `time`,
//! `date`, `month`, `number`, `boolean`, `list`, `map`, `severity`, `service`, `factor`, `document`, `one of a | b` and `list of
//! …`. Under a heading stand shapes in place of types (`prose`, `timeline`, `action items`) and other headings that are
//! accepted: `also "Chronology"`.
//!
//! ## How to silence it
//!
//! Set `invalid-template = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "invalid-template",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("invalid_template.rs"),
    check: None,
};
