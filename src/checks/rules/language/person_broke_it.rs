//! # person-broke-it
//!
//! A text says that a person broke something.
//!
//! ## Why it matters
//!
//! Experiments show that readers blame more when a sentence has a person as its subject than when it tells the same
//! event without one. What broke it was a change, a command or a load; the person is one of many who could have been
//! there.
//!
//! ## Example
//!
//! ```text
//! The on-call engineer broke production.
//! ```
//!
//! Better:
//!
//! ```text
//! The deploy at 14:02 removed the index that production reads from.
//! ```
//!
//! ## How to silence it
//!
//! Set `person-broke-it = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow person-broke-it: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "person-broke-it",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("person_broke_it.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b{H} (?:broke|crashed|destroyed|took down|brought down|messed up|screwed up|botched|blew up|killed|wrecked|dropped the ball)\b",
    triggers: &[
        "broke",
        "crashed",
        "destroyed",
        "took down",
        "brought down",
        "messed up",
        "screwed up",
        "botched",
        "blew up",
        "killed",
        "wrecked",
        "dropped the ball",
    ],
    spares: &[],
    says: "has a person break it",
    label: "what did the change do?",
    help: "make the change or the command the subject, then say what allowed it",
};
