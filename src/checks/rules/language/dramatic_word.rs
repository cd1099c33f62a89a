//! # dramatic-word
//!
//! A text tells of an incident in dramatic words.
//!
//! ## Why it matters
//!
//! Strong words hide numbers, and they make an incident something to be ashamed of. Shame does not get shared, and what
//! is not shared is not learnt from.
//!
//! ## Example
//!
//! ```text
//! The rollback was a nightmare.
//! ```
//!
//! Better:
//!
//! ```text
//! The rollback took three attempts and 50 minutes.
//! ```
//!
//! ## How to silence it
//!
//! Set `dramatic-word = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow dramatic-word: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "dramatic-word",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("dramatic_word.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:ridiculous(?:ly)?|insane(?:ly)?|crazy|nightmare|horrible|horrendous|horrific|terrible|terribly|awful|disastrous(?:ly)?|catastroph(?:ic|ically|e)|apocalyp\w+|meltdown|fiasco|debacle|shocking(?:ly)?|unbelievabl[ey]|embarrassing(?:ly)?|shameful(?:ly)?|epic fail\w*|clusterf\w*|shitshow|wtf|damn|hell broke loose|practically wiped out|(?:can't|cannot|can’t) believe)\b",
    triggers: &[
        "ridiculous",
        "insane",
        "crazy",
        "nightmare",
        "horrible",
        "horrendous",
        "horrific",
        "terribl",
        "awful",
        "disastrous",
        "catastroph",
        "apocalyp",
        "meltdown",
        "fiasco",
        "debacle",
        "shocking",
        "unbelievabl",
        "embarrassing",
        "shameful",
        "epic fail",
        "clusterf",
        "shitshow",
        "wtf",
        "damn",
        "hell broke loose",
        "wiped out",
        "believe",
    ],
    spares: &[],
    says: "dramatises",
    label: "how much was it?",
    help: "give the number: how long, how many, how often",
};
