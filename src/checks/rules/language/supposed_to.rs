//! # supposed-to
//!
//! A text holds what somebody did against how the work was meant to be done. Users and customers are left alone: what a
//! product asks of them is a fact.
//!
//! ## Why it matters
//!
//! Work as it is imagined and work as it is done always differ, and mostly that is why it gets done. How it usually
//! goes, and why, tells more than the rule.
//!
//! ## Example
//!
//! ```text
//! The operator was supposed to wait ten minutes.
//! ```
//!
//! Better:
//!
//! ```text
//! The runbook asks for ten minutes of waiting; in practice two are common, as the lag is gone by then.
//! ```
//!
//! ## How to silence it
//!
//! Set `supposed-to = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow supposed-to: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "supposed-to",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("supposed_to.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b{H} (?:was|were|is|are) (?:supposed|expected|meant|required) to\b",
    triggers: &["supposed to", "expected to", "meant to", "required to"],
    spares: &["users", "user", "customers", "customer"],
    says: "measures people by how work was imagined",
    label: "how is it usually done?",
    help: "describe how the work is usually done, and why",
};
