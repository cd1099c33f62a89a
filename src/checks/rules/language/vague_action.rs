//! # vague-action
//!
//! An action item begins with a word that has no end.
//!
//! ## Why it matters
//!
//! Nobody can tell when "improve" is done, so it never is, or it is called done when the pressure has gone. An end that
//! can be seen gives the owner something to reach.
//!
//! ## Example
//!
//! ```text
//! - Improve monitoring.
//! ```
//!
//! Better:
//!
//! ```text
//! - Alert the on-call engineer when checkout returns more than 1 % errors for five minutes.
//! ```
//!
//! ## How to silence it
//!
//! Set `vague-action = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow vague-action: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "vague-action",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("vague_action.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Actions,
    pattern: r"^[-*\d.\[\])( ]*(?P<at>(?:investigate|look into|consider|think about|explore|discuss|improve|review|revisit|monitor|enhance|better|more|be|ensure|try)\b)",
    triggers: &[
        "investigate",
        "look into",
        "consider",
        "think about",
        "explore",
        "discuss",
        "improve",
        "review",
        "revisit",
        "monitor",
        "enhance",
        "better",
        "more",
        "be",
        "ensure",
        "try",
    ],
    spares: &[],
    says: "has no end that can be seen",
    label: "how will we know that it is done?",
    help: "say what will be there when it is done",
};
