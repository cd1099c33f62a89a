//! # one-sided-actions
//!
//! Three action items or more, each with its type, and none of them prevents or repairs anything.
//!
//! ## Why it matters
//!
//! An alert tells sooner of the next one; it does not make it rarer. Looked at together, such a list often shows that the
//! conditions behind the incident stay as they are.
//!
//! ## Example
//!
//! ```text
//! | Action                            | Type   |
//! | --------------------------------- | ------ |
//! | Alert on cache hit ratio          | detect |
//! | Page when a node leaves the ring  | detect |
//! | Chart evictions on the dashboard  | detect |
//! ```
//!
//! Add what makes it less likely, or say why that is not worth it here:
//!
//! ```text
//! | Warm a node before it takes load  | prevent |
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow one-sided-actions: reason -->` above the heading, or set `one-sided-actions = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::config::list_of_code;
use crate::diagnostics::{Diagnostic, Level};
use crate::model::ActionType;

pub(super) static RULE: Rule = Rule {
    name: "one-sided-actions",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("one_sided_actions.rs"),
    check: Some(check),
};

/// The fewest action items that have sides.
const FEWEST: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let actions = &subject.actions;
    let types: Option<Vec<ActionType>> = actions.iter().map(|action| action.item.action_type).collect();
    let Some(mut types) = types.filter(|types| types.len() >= FEWEST) else { return Vec::new() };
    if types.iter().any(|it| matches!(it, ActionType::Prevent | ActionType::Repair)) {
        return Vec::new();
    }
    let Some(section) = subject.document.section("action-items") else { return Vec::new() };
    types.sort_unstable();
    types.dedup();
    let count = actions.len();
    let message = match types.as_slice() {
        [only] => format!("all {count} action items are of the type `{}`", only.as_str()),
        types => {
            let types = list_of_code(types.iter().map(|it| it.as_str()));
            format!("none of the {count} action items is to prevent or repair anything: their types are {types}")
        }
    };
    let finding = RULE.finding(subject, section.heading_span, message);
    vec![finding.help("ask what would make the next one less likely, or smaller by design")]
}
