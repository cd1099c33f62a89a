//! # the-root-cause
//!
//! A sentence speaks of the one root cause.
//!
//! ## Why it matters
//!
//! It closes the list of conditions before it is complete. It is off by default, because nearly every team writes so;
//! turn it on where factors have become a habit.
//!
//! ## Example
//!
//! ```text
//! The root cause was a full disk.
//! ```
//!
//! Better:
//!
//! ```text
//! A full disk contributed, and so did an alert that had been muted in May.
//! ```
//!
//! ## How to silence it
//!
//! It is off unless `the-root-cause = "info"`, or another level, stands under `[checks]` in `afterword.toml`. To allow
//! one place, put `<!-- afterword: allow the-root-cause: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "the-root-cause",
    level: None,
    group: Group::Language,
    source: include_str!("the_root_cause.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\bthe (?:single |one |main |primary |real |true |actual )?root cause (?:was|is|of)\b",
    triggers: &["root cause"],
    spares: &[],
    says: "names one cause alone",
    label: "what else was needed for it?",
    help: "write \"a contributing factor was …\", and name the others",
};
