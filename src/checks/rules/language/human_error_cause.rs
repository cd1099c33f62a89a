//! # human-error-cause
//!
//! A text gives the error of a person as the cause.
//!
//! ## Why it matters
//!
//! "Human error" says where somebody stopped asking. The same person with the same screen would do the same again, and
//! so would others: what can be changed is what the screen showed, what the command took without a question, and what
//! let the slip travel so far.
//!
//! ## Example
//!
//! ```text
//! The outage was due to human error.
//! ```
//!
//! Better:
//!
//! ```text
//! The host list was typed by hand, and the tool took `prod-*` without showing which hosts it meant.
//! ```
//!
//! ## How to silence it
//!
//! Set `human-error-cause = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow human-error-cause: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "human-error-cause",
    level: Some(Level::Warning),
    group: Group::Language,
    source: include_str!("human_error_cause.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::Prose,
    pattern: r"(?:\b(?:(?:due|owing|down|attribut(?:ed|able)) to|because of|caused by|triggered by|result of|result from|resulted from|was|were|as|by|through|from|this|simple|plain) (?:\w+ ){0,2}(?:human|operator|user|developer|engineer|pilot|manual|admin|administrator|employee|staff|personnel)(?:(?:'s|s|’s)? (?:error|mistake|negligence|oversight)| fault)|^(?:human|operator|user) error)(?P<spare> (?:messages?|rates?|reports?|reporting|pages?|handling|handlers?|codes?|logs?|budgets?|counts?|responses?)\b)?\b",
    triggers: &["error", "mistake", "fault", "negligence", "oversight"],
    spares: &[],
    says: "makes a slip of a person the cause",
    label: "here the questions begin",
    help: "say what made the action look right, and what let it take effect",
};
