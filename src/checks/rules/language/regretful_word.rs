//! # regretful-word
//!
//! A text says that something was unfortunate or lucky.
//!
//! ## Why it matters
//!
//! Readers see for themselves that it was. What was luck belongs under "Where we got lucky", where it can be asked
//! whether to rely on it. It is off by default, for it does no harm.
//!
//! ## Example
//!
//! ```text
//! Unfortunately the replica was stale.
//! ```
//!
//! Better:
//!
//! ```text
//! The replica was four hours behind.
//! ```
//!
//! ## How to silence it
//!
//! It is off unless `regretful-word = "info"`, or another level, stands under `[checks]` in `afterword.toml`. To allow
//! one place, put `<!-- afterword: allow regretful-word: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "regretful-word",
    level: None,
    group: Group::Language,
    source: include_str!("regretful_word.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:unfortunately|sadly|regrettably|luckily)\b",
    triggers: &["unfortunately", "sadly", "regrettably", "luckily"],
    spares: &[],
    says: "rates what happened",
    label: "readers see it themselves",
    help: "leave the word out; what was luck belongs under \"Where we got lucky\"",
};
