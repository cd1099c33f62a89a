//! # invalid-time
//!
//! A field that is to be a time cannot be read as one.
//!
//! ## Why it matters
//!
//! Time to detect and time to resolve are drawn from these fields. A time that cannot be read leaves a gap in them.
//!
//! ## Example
//!
//! ```text
//! started: 2024-08-13T015:00:00+02:00
//! ```
//!
//! There is no hour `015`. Write `2024-08-13T15:00:00+02:00`. What is read is a day, `2024-08-13`; a day and a time of day with
//! a `T` or a space between them, with or without seconds; and behind it `Z`, an offset or a zone in brackets. Days such as
//! `03/04/2026` are not read, for they are one day to some and another to others.
//!
//! ## How to silence it
//!
//! Set `invalid-time = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow invalid-time: reason` behind the field.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "invalid-time",
    level: Some(Level::Error),
    group: Group::Times,
    source: include_str!("invalid_time.rs"),
    check: None,
};
