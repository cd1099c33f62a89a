//! # named-in-cause
//!
//! A handle stands among the causes or contributing factors.
//!
//! ## Why it matters
//!
//! A name beside a cause sticks to it for as long as the document is found. A role tells the reader as much, and the
//! next holder of the role can learn from it.
//!
//! ## Example
//!
//! ```text
//! @kim merged the change without the second review.
//! ```
//!
//! Better:
//!
//! ```text
//! The change was merged without the second review, which the tool asks for on weekdays alone.
//! ```
//!
//! ## How to silence it
//!
//! Set `named-in-cause = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow named-in-cause: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "named-in-cause",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("named_in_cause.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Causes,
    pattern: r"(?:^|[\s(])(?P<at>@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\b",
    triggers: &["@"],
    spares: &[],
    says: "puts a person beside a cause",
    label: "a role says as much",
    help: "write the role here, such as \"the on-call engineer\"; names belong in `authors` and `roles`",
};
