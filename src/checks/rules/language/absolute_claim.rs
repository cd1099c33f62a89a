//! # absolute-claim
//!
//! A text generalises about people: they always, they never.
//!
//! ## Why it matters
//!
//! Hardly anything is done always or never, and the people in question know when it was otherwise. A count with dates
//! can be looked at together. It is off by default.
//!
//! ## Example
//!
//! ```text
//! The team never tests its backups.
//! ```
//!
//! Better:
//!
//! ```text
//! The team's last restore was tested in March 2025.
//! ```
//!
//! ## How to silence it
//!
//! It is off unless `absolute-claim = "info"`, or another level, stands under `[checks]` in `afterword.toml`. To allow
//! one place, put `<!-- afterword: allow absolute-claim: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "absolute-claim",
    level: None,
    group: Group::Language,
    source: include_str!("absolute_claim.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b{H} (?:never|always|constantly|repeatedly|completely|totally)\b",
    triggers: &["never", "always", "constantly", "repeatedly", "completely", "totally"],
    spares: &[],
    says: "generalises about people",
    label: "how often, and when?",
    help: "give counts and dates",
};
