//! # hindsight-word
//!
//! A text calls something clear that is clear only now.
//!
//! ## Why it matters
//!
//! What is obvious afterwards was one signal among many before. To readers who lack the context the word says that they
//! should have seen it too.
//!
//! ## Example
//!
//! ```text
//! Obviously the query was wrong.
//! ```
//!
//! Better:
//!
//! ```text
//! The query returned 40,000 rows instead of 12; the count stood in a log that nobody had open.
//! ```
//!
//! ## How to silence it
//!
//! Set `hindsight-word = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow hindsight-word: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "hindsight-word",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("hindsight_word.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?P<spare>(?:attack(?:s|ers?)?|intruders?|adversar(?:y|ies)|hackers?|readers?)\b[ -~]{0,60}?\bobviously|obviously (?:you|malicious|an attack))\b|\b(?:obviously|needless to say|common sense|any(?:one| engineer) (?:would|could) (?:have )?(?:see|seen|know|known)|(?:in|with) (?:hindsight|retrospect))\b|(?:^|[.!?] )(?P<at>of course|clearly)\b",
    triggers: &[
        "obviously",
        "needless to say",
        "common sense",
        "anyone",
        "any engineer",
        "hindsight",
        "retrospect",
        "of course",
        "clearly",
    ],
    spares: &[],
    says: "tells how it looks from now",
    label: "who could see it then?",
    help: "say which signal there was, and who could see it",
};
