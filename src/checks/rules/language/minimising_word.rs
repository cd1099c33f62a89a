//! # minimising-word
//!
//! A text makes work look small by "simply" or "just".
//!
//! ## Why it matters
//!
//! For somebody at four in the morning nothing is simple. The word adds nothing, and it tells the reader that it should
//! have been easy. It is off by default, as "just before" and "not just" are as frequent.
//!
//! ## Example
//!
//! ```text
//! The operator simply restarts the service.
//! ```
//!
//! Better:
//!
//! ```text
//! The operator restarts the service.
//! ```
//!
//! ## How to silence it
//!
//! It is off unless `minimising-word = "info"`, or another level, stands under `[checks]` in `afterword.toml`. To allow
//! one place, put `<!-- afterword: allow minimising-word: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "minimising-word",
    level: None,
    group: Group::Language,
    source: include_str!("minimising_word.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:simply|just|merely|easily|trivially)\b",
    triggers: &["simply", "just", "merely", "easily", "trivially"],
    spares: &[],
    says: "makes the work look small",
    label: "leave it out",
    help: "leave the word out",
};
