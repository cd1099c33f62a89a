//! # reliance-on-memory
//!
//! An action item or a lesson relies on people to be more careful.
//!
//! ## Why it matters
//!
//! Attention and memory are what had just reached its limits. In a month the resolve is forgotten and the trap is still
//! there; a guard in the system stays.
//!
//! ## Example
//!
//! ```text
//! - Be more careful when deploying.
//! ```
//!
//! Better:
//!
//! ```text
//! - The deploy tool shows the hosts that it will change, and asks.
//! ```
//!
//! ## How to silence it
//!
//! Set `reliance-on-memory = "off"`, or another level, under `[checks]` in `afterword.toml`. To allow one place, put
//! `<!-- afterword: allow reliance-on-memory: reason -->` before the paragraph, the list or the heading.

use crate::checks::wording::{Scope, Wording};
use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(in crate::checks) static RULE: Rule = Rule {
    name: "reliance-on-memory",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("reliance_on_memory.rs"),
    check: None,
};

pub(in crate::checks) static WORDING: Wording = Wording {
    rule: &RULE,
    scope: Scope::ActionsAndLessons,
    pattern: r"\b(?:be(?:ing)? (?:more )?(?:careful|vigilant|mindful|diligent|attentive|aware)|take more care|pay (?:more|closer|better) attention|(?:try )?not to (?:do|repeat|make) (?:it|this|that) again|double[- ]check|must remember to|make sure (?:that )?(?:engineers?|developers?|operators?|everyone|everybody|people|staff|the team|on-?callers?) (?:always )?(?:(?:is|are) (?:aware|informed|careful)|knows?|understands?|remembers?|checks?|reads?|follows?|tests?)\b|remind {H}|don't forget|don’t forget|do not forget)\b",
    triggers: &[
        "careful",
        "vigilant",
        "mindful",
        "diligent",
        "attentive",
        "aware",
        "more care",
        "attention",
        "again",
        "double-check",
        "double check",
        "must remember",
        "make sure",
        "remind",
        "forget",
    ],
    spares: &[],
    says: "relies on attention and memory",
    label: "a limit that was just reached",
    help: "change the system: a check before the step, a safe default, a question before it takes effect",
};
