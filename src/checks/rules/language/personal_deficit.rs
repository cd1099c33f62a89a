//! # personal-deficit
//!
//! A text explains events by what people lacked.
//!
//! ## Why it matters
//!
//! Afterwards there is always something that somebody did not know. Told as a lack, it calls for training and ends
//! there; told as what they knew and saw, it shows where the knowledge would have had to be.
//!
//! ## Example
//!
//! ```text
//! There was a lack of training.
//! ```
//!
//! Better:
//!
//! ```text
//! The runbook does not cover a split cluster, and the drill in March ended before one.
//! ```
//!
//! ## How to silence it
//!
//! Set `personal-deficit = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow personal-deficit: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "personal-deficit",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("personal_deficit.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:(?:loss|lack) of situational awareness|lack of (?:training|experience|knowledge|understanding|familiarity|communication)|unfamiliar(?:ity)? with|inexperienced?|poor(?:ly)? (?:trained|judge?ment|decision|communication|performance)|misjudg(?:ed|ement|ment)|insufficient(?:ly)? trained)\b",
    triggers: &["lack of", "loss of situational", "unfamiliar", "inexperience", "poor", "misjudg", "insufficient"],
    spares: &[],
    says: "explains it by what people lacked",
    label: "what did they know and see?",
    help: "say what people knew and saw, and what the runbook or the dashboard showed",
};
