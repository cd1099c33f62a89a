//! # judged-act
//!
//! A text holds what somebody did against a rule.
//!
//! ## Why it matters
//!
//! Rules are bent every day so that work gets done, and mostly all goes well; "ignored" is said only afterwards. Why
//! the other way looked better is what there is to learn.
//!
//! ## Example
//!
//! ```text
//! The operator ignored the alert.
//! ```
//!
//! Better:
//!
//! ```text
//! The alert was the ninth of its kind that night; the eight before it had cleared by themselves.
//! ```
//!
//! ## How to silence it
//!
//! Set `judged-act = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow judged-act: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "judged-act",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("judged_act.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b{H} (?:violated|disobeyed|disregarded|ignored|bypassed|flouted|misused|mismanaged|mishandled|(?:chose|decided) to ignore)\b",
    triggers: &[
        "violated",
        "disobeyed",
        "disregarded",
        "ignored",
        "bypassed",
        "flouted",
        "misused",
        "mismanaged",
        "mishandled",
        "to ignore",
    ],
    spares: &[],
    says: "is a verdict on what somebody did",
    label: "why did it look right?",
    help: "say what was done instead and why that looked better at the time",
};
