//! # called-mistake
//!
//! A text calls an act a mistake.
//!
//! ## Why it matters
//!
//! Whether an act was a mistake is known only by how it ended. Of a system the word may be exact; of people it is worth
//! a second look, as what was done, plainly told, says more.
//!
//! ## Example
//!
//! ```text
//! The volume was deleted by mistake.
//! ```
//!
//! Better:
//!
//! ```text
//! The volume was deleted; its name differs from that of the old one by a digit.
//! ```
//!
//! ## How to silence it
//!
//! Set `called-mistake = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow called-mistake: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "called-mistake",
    level: Some(Level::Info),
    group: Group::Language,
    source: include_str!("called_mistake.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"\b(?:by mistake|mistakenly|made (?:a|the) mistake|an honest mistake|accidental(?:ly)?|inadvertent(?:ly)?|erroneously|wrongly|improper(?:ly)?)\b",
    triggers: &["mistake", "accidental", "inadvertent", "erroneously", "wrongly", "improper"],
    spares: &[],
    says: "judges an act by how it ended",
    label: "what was done?",
    help: "say plainly what was done, and what let it take effect",
};
