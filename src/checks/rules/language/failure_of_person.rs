//! # failure-of-person
//!
//! A text speaks of the failure or inability of a person.
//!
//! ## Why it matters
//!
//! A noun hides what happened even better than a verb: nobody can ask it what it saw. The condition behind it can be
//! described.
//!
//! ## Example
//!
//! ```text
//! The team's failure to test caused this.
//! ```
//!
//! Better:
//!
//! ```text
//! The test environment holds no rows older than a day, so the migration had nothing to fail on.
//! ```
//!
//! ## How to silence it
//!
//! Set `failure-of-person = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow failure-of-person: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "failure-of-person",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("failure_of_person.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:failure|inability|unwillingness) (?:of|by) {H}\b|\b{H}(?:'s|’s|s'|s’) (?:failure|inability|unwillingness|neglect) to\b",
    triggers: &["failure", "inability", "unwillingness", "neglect"],
    spares: &[],
    says: "turns a gap into somebody's failure",
    label: "describe the gap",
    help: "describe the condition: what was missing, hidden or in the way",
};
