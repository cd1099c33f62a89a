//! # training-alone
//!
//! An action item or a lesson trusts in training alone.
//!
//! ## Why it matters
//!
//! Those who are trained move on, and those who come were not there. Training helps people to use a guard; it does not
//! replace one.
//!
//! ## Example
//!
//! ```text
//! - Retrain the on-call engineers.
//! ```
//!
//! Better:
//!
//! ```text
//! - The runbook command refuses to run on the leader; a drill in May shows how to use it.
//! ```
//!
//! ## How to silence it
//!
//! Set `training-alone = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow training-alone: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "training-alone",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("training_alone.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::ActionsAndLessons,
    pattern: r"\b(?:(?:re-?)?train(?:ing)? (?:{H}|for|on|of|session)|train humans|educate {H}|raise awareness|awareness (?:session|training)|communicate the importance|reprimand|disciplinary|warn(?:ed)? {H}|coach {H})\b",
    triggers: &[
        "train",
        "educate",
        "awareness",
        "communicate the importance",
        "reprimand",
        "disciplinary",
        "warn",
        "coach",
    ],
    spares: &[],
    says: "changes people and not the system",
    label: "what will catch the next one?",
    help: "pair it with a guard: validation, a safe default, a question before it takes effect",
};
