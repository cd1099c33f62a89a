//! # single-root-cause
//!
//! A heading asks for one root cause.
//!
//! ## Why it matters
//!
//! Where there is room for one cause, one is written down, and it is mostly the last one in time. Complex systems fail
//! when several conditions meet, and each of them is a place where something can be changed.
//!
//! ## Example
//!
//! ```text
//! ## Root cause
//! ```
//!
//! Better:
//!
//! ```text
//! ## Contributing factors
//! ```
//!
//! ## How to silence it
//!
//! Set `single-root-cause = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow single-root-cause: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "single-root-cause",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("single_root_cause.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Headings,
    pattern: r"^(?:the )?root cause(?: analysis)?:?$",
    triggers: &["root cause"],
    spares: &[],
    says: "has room for one cause alone",
    label: "several conditions met",
    help: "call it \"Contributing factors\", and keep what set it off apart as \"Trigger\"",
};
