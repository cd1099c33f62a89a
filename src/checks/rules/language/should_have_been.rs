//! # should-have-been
//!
//! A text says what the system should have done.
//!
//! ## Why it matters
//!
//! Nobody is blamed, but a wish stands where an observation could stand. Often it is an action item that nobody will
//! find there.
//!
//! ## Example
//!
//! ```text
//! The alert should have been routed to the database team.
//! ```
//!
//! Better:
//!
//! ```text
//! The alert went to a channel that nobody watches at night.
//! ```
//!
//! ## How to silence it
//!
//! Set `should-have-been = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow should-have-been: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "should-have-been",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("should_have_been.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:should|ought to)(?:n't|n’t| not| never)?(?: have|'ve|’ve) (?:been \w+|(?:\w+ )?(?:caught|prevented|detected|noticed|alerted|fired|known|blocked|stopped))\b|\b(?:should|ought to)(?:n't|n’t| not| never)(?: have|'ve|’ve) (?:\w+ )?(?:happened|occurred|existed)\b|\bnever should(?: have|'ve|’ve) (?:happened|occurred|existed|been \w+)\b",
    triggers: &[
        "should have",
        "should've",
        "should’ve",
        "shouldn't",
        "shouldn’t",
        "should not",
        "should never",
        "ought to",
    ],
    spares: &[],
    says: "is a wish about the past",
    label: "what did it do?",
    help: "keep what was observed here, and move the wish to the action items",
};
