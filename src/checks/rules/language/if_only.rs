//! # if-only
//!
//! A text imagines another past.
//!
//! ## Why it matters
//!
//! In that past the incident is prevented, and nobody learns why it was not in this one. The wish in it may be a good
//! one: as an action item it can come true.
//!
//! ## Example
//!
//! ```text
//! If they had followed the checklist, this would not have happened.
//! ```
//!
//! Better:
//!
//! ```text
//! The checklist is on a wiki that asks for a login; under pressure the steps were done from memory.
//! ```
//!
//! ## How to silence it
//!
//! Set `if-only = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow if-only: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "if-only",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("if_only.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\bif only\b|\b(?:if {H}(?: had|'d|’d)|had {H}) (?:just |only |simply )?(?:paid attention|been more careful|followed|checked|tested|read|known|noticed|asked|listened|waited)\b",
    triggers: &[
        "if only",
        "paid attention",
        "more careful",
        "followed",
        "checked",
        "tested",
        "read",
        "known",
        "noticed",
        "asked",
        "listened",
        "waited",
    ],
    spares: &[],
    says: "imagines another past",
    label: "what was there instead?",
    help: "say what happened; turn the wish into an action item",
};
