//! # could-have
//!
//! A text says what somebody could have done. Users, customers, readers and attackers are left alone.
//!
//! ## Why it matters
//!
//! It is the mild form of "should have", and as far from what happened. Where it holds a wish, that wish is an action
//! item in hiding.
//!
//! ## Example
//!
//! ```text
//! They could have rolled back sooner.
//! ```
//!
//! Better:
//!
//! ```text
//! The rollback began after 40 minutes; until then the deploy was not under suspicion.
//! ```
//!
//! ## How to silence it
//!
//! Set `could-have = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow could-have: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "could-have",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("could_have.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?P<spare>(?:attackers?|intruders?|adversar(?:y|ies)|hackers?|third part(?:y|ies)|readers?)\b[ -~]{0,120}?\b(?:he|she|they|someone|somebody|you) (?:\w+ )?(?:could|might)\b)|\b{H} (?:really |easily |probably |also )?(?:could|might)(?:n't|n’t| not)?(?: have|'ve|’ve) (?:\w+ )?(?:been|done|known|seen|caught|gone|taken|made|run|put|kept|told|thought|found|written|read|given|had|\w{2,}ed)\b",
    triggers: &[
        "could have",
        "could've",
        "could’ve",
        "couldn't",
        "couldn’t",
        "could not",
        "might have",
        "might've",
        "might’ve",
        "mightn't",
        "mightn’t",
        "might not",
    ],
    spares: &["users", "user", "customers", "customer", "anyone", "anybody", "someone", "somebody", "you"],
    says: "describes a past that did not happen",
    label: "what happened instead?",
    help: "say what happened; turn the wish into an action item",
};
