//! # person-as-cause
//!
//! A text makes a person or a team the cause. Customers and users whose load or input set something off are left alone.
//!
//! ## Why it matters
//!
//! A person is never a root cause: they did what made sense with what they saw. Named as the cause, they are also where
//! the search ends, one step before the conditions that the next person will meet.
//!
//! ## Example
//!
//! ```text
//! The incident was caused by an engineer running the wrong command.
//! ```
//!
//! Better:
//!
//! ```text
//! The incident began when `rebuild --all` ran against production; the prompt looked the same on both hosts.
//! ```
//!
//! ## How to silence it
//!
//! Set `person-as-cause = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow person-as-cause: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "person-as-cause",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("person_as_cause.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"(?:^|[\s(])(?P<at>(?:caused|broken|triggered|introduced) by {H})\b",
    triggers: &["caused by", "broken by", "triggered by", "introduced by"],
    spares: &["users", "user", "customers", "customer"],
    says: "makes a person the cause",
    label: "a person here, not a condition",
    help: "name the change or the condition: \"the deploy of 2.3 introduced …\"",
};
