//! # should-have
//!
//! A text says what somebody should have done. Users and customers are left alone: what a system let them do is a fact
//! about the system.
//!
//! ## Why it matters
//!
//! It describes a past that did not happen, and leaves out the one that did. With the outcome known the better way is
//! easy to see; what the people saw then is what the next ones will see.
//!
//! ## Example
//!
//! ```text
//! The engineer should have checked the disk first.
//! ```
//!
//! Better:
//!
//! ```text
//! The dashboard showed request rates and no disk, so the engineer began with the load balancer.
//! ```
//!
//! ## How to silence it
//!
//! Set `should-have = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow should-have: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "should-have",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("should_have.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b{H} (?:really |clearly |probably |also )?(?:should|ought to)(?:n't|n’t| not| never)?(?: have|'ve|’ve) (?:\w+ )?(?:been|done|known|seen|caught|gone|taken|made|run|put|kept|told|thought|found|written|read|given|had|\w{2,}ed)\b",
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
    spares: &["users", "user", "customers", "customer"],
    says: "describes what somebody did not do",
    label: "what was done, and why?",
    help: "say what was done and known at the time; turn the wish into an action item",
};
