//! # blamed-person
//!
//! A text says whose fault it was.
//!
//! ## Why it matters
//!
//! Who expects blame tells less next time, and the next incident is understood less well. That somebody did a thing is
//! a fact; that they are guilty of it is a verdict, and nothing follows from it that makes the system safer.
//!
//! ## Example
//!
//! ```text
//! The network team is to blame for the delay.
//! ```
//!
//! Better:
//!
//! ```text
//! The change waited two hours for the network team, whose only reviewer was asleep.
//! ```
//!
//! ## How to silence it
//!
//! Set `blamed-person = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow blamed-person: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "blamed-person",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("blamed_person.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?P<spare>(?:not|nobody|no one|\w+n't|\w+n’t) (?:(?:is|was|are|were|being) )?(?:at fault|to blame)|(?:not|never|isn't|isn’t|wasn't|wasn’t) (?:(?:{H}(?:'s|’s|s'|s’)|my|our|his|her|their|your) fault)|(?:my|our|his|her|their|your) fault[ -](?:tolera|domain|inject|isolat|detect|handl|model|report|lines?\b|logs?\b))|\b(?:at fault|to blame|blamed (?:on|for)|the fault of|whose fault|(?:{H}(?:'s|’s|s'|s’)|my|our|his|her|their|your) fault|guilty|(?:culprit|offender) (?:was|is|were) {H}|{H} (?:was|were|is|are) responsible for (?:the|this) (?:outage|incident|failure|breakage|bug))\b",
    triggers: &[
        "at fault",
        "to blame",
        "blamed",
        "fault of",
        "whose fault",
        "'s fault",
        "’s fault",
        "s' fault",
        "s’ fault",
        "my fault",
        "our fault",
        "his fault",
        "her fault",
        "their fault",
        "guilty",
        "culprit",
        "offender",
        "responsible for",
    ],
    spares: &["nobody", "no"],
    says: "says whose fault it was",
    label: "a verdict, not a condition",
    help: "describe the condition, or write that it \"contributed to\" what happened",
};
