//! # unmeasured-judgement
//!
//! A text calls something inadequate or insufficient without saying against what.
//!
//! ## Why it matters
//!
//! It was enough until that day, and the word hides the measure by which it no longer was. A number can be checked and
//! changed.
//!
//! ## Example
//!
//! ```text
//! The limit was inadequate.
//! ```
//!
//! Better:
//!
//! ```text
//! The limit was 20 connections; the load reached 35.
//! ```
//!
//! ## How to silence it
//!
//! Set `unmeasured-judgement = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow unmeasured-judgement: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "unmeasured-judgement",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("unmeasured_judgement.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:inadequate(?:ly)?|insufficient(?:ly)?|inappropriate(?:ly)?|substandard|poorly)\b",
    triggers: &["inadequate", "insufficient", "inappropriate", "substandard", "poorly"],
    spares: &[],
    says: "judges without a measure",
    label: "how much, against what?",
    help: "give the value and what it met: \"the limit was 20, the load reached 35\"",
};
