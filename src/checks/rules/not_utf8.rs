//! # not-utf8
//!
//! A document is not UTF-8 text and was left out.
//!
//! ## Why it matters
//!
//! In another encoding letters would silently become others.
//!
//! ## Example
//!
//! A file saved as Latin-1 or UTF-16. Save it as UTF-8 in the editor, or convert it:
//! `iconv -f latin1 -t utf-8 old.md > new.md`.
//!
//! ## How to silence it
//!
//! Set `not-utf8 = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "not-utf8",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("not_utf8.rs"),
    check: None,
};
