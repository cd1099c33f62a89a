//! # asking-who
//!
//! A text asks or tells who did it.
//!
//! ## Why it matters
//!
//! The answer to "who" is a name, and with a name the talk is over. "How" and "what" lead to conditions that can be
//! changed: how did it make sense, what did it look like from there?
//!
//! ## Example
//!
//! ```text
//! We need to find out who approved this.
//! ```
//!
//! Better:
//!
//! ```text
//! We need to find out what the approval page showed at that moment.
//! ```
//!
//! ## How to silence it
//!
//! Set `asking-who = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow asking-who: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "asking-who",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("asking_who.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"(?:^|[.!?:] )(?P<at>who (?:deleted|deployed|merged|changed|pushed|removed|disabled|enabled|broke|caused|released|restarted|dropped|renamed|overwrote|committed|wrote|approved|touched|edited|truncated|ran (?:this|that|it|the (?:command|script|query|migration|job|tool|playbook))))\b(?u:[^.!?]){0,160}\?|\bwho (?:caused|broke|did this|is responsible|was responsible|made (?:the|this) (?:mistake|change|error)|approved (?:this|it))\b",
    triggers: &[
        "who caused",
        "who broke",
        "who did this",
        "who is responsible",
        "who was responsible",
        "who made",
        "who approved",
        "who deleted",
        "who deployed",
        "who merged",
        "who changed",
        "who pushed",
        "who removed",
        "who disabled",
        "who enabled",
        "who released",
        "who restarted",
        "who dropped",
        "who renamed",
        "who overwrote",
        "who committed",
        "who wrote",
        "who touched",
        "who edited",
        "who truncated",
        "who ran",
    ],
    spares: &[],
    says: "asks for a person",
    label: "\"what\" and \"how\" lead further",
    help: "ask what happened, or how it made sense at the time",
};
