//! # judged-character
//!
//! A text judges somebody's character or care.
//!
//! ## Why it matters
//!
//! It explains nothing: careful people have incidents as well, and nobody can act on "be less hasty". What can be
//! changed is what made haste look right: the pressure, the signals, the tools of that hour.
//!
//! ## Example
//!
//! ```text
//! This careless change was merged.
//! ```
//!
//! Better:
//!
//! ```text
//! The change was merged in eleven minutes, between two other alerts.
//! ```
//!
//! ## How to silence it
//!
//! Set `judged-character = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow judged-character: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "judged-character",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("judged_character.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:careless(?:ly|ness)?|complacen(?:t|cy)|negligen(?:t|ce|tly)|incompeten(?:t|ce)|reckless(?:ly)?|laziness|lazy (?:engineer|developer|admin|operator|team|person|work|coding|thinking|review)s?|sloppy|sloppily|sloppiness|irresponsib(?:le|ly)|stupid(?:ly|ity)?|dumb|idiotic|foolish(?:ly)?|ignoran(?:t|ce)|clueless|unprofessional(?:ly)?|overconfident|hasty|hastily|inattentive|inattention|lack of (?:care|diligence|attention|discipline|ownership))\b",
    triggers: &[
        "careless",
        "complacen",
        "negligen",
        "incompeten",
        "reckless",
        "laziness",
        "lazy ",
        "sloppy",
        "sloppi",
        "irresponsib",
        "stupid",
        "dumb",
        "idiotic",
        "foolish",
        "ignoran",
        "clueless",
        "unprofessional",
        "overconfident",
        "hasty",
        "hastily",
        "inattenti",
        "lack of",
    ],
    spares: &[],
    says: "judges character",
    label: "what did the moment look like?",
    help: "describe the pressure, the signals and the tools of that moment",
};
