//! # unknown-action-type
//!
//! The type of an action item is a word that Afterword does not know.
//!
//! ## Why it matters
//!
//! The site shows what sort of change follows from incidents: fewer of them, sooner noticed, smaller. A word of its own
//! falls out of that picture.
//!
//! ## Example
//!
//! ```text
//! | Action                   | Type      |
//! | ------------------------ | --------- |
//! | Alert on cache hit ratio | detecting |
//! ```
//!
//! Known are `prevent`, `detect`, `mitigate`, `process`, `repair` and `investigate`.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow unknown-action-type: reason -->` above the table, or set `unknown-action-type = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::actions::word;
use crate::checks::{Group, Rule, Subject};
use crate::config::list_of_code;
use crate::diagnostics::{Diagnostic, Level, nearest};
use crate::model::ActionType;

pub(super) static RULE: Rule = Rule {
    name: "unknown-action-type",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("unknown_action_type.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let written = subject.actions.iter().filter(|action| action.item.action_type.is_none());
    let unknown = written.filter_map(|action| action.action_type.as_ref()).filter(|it| is_word(&it.text));
    let findings = unknown.map(|written| {
        let words = ActionType::ALL.map(ActionType::as_str);
        let help = match nearest(&written.text, words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use one of {}", list_of_code(words)),
        };
        RULE.finding(subject, written.span, format!("unknown type of an action item: `{}`", written.text)).help(help)
    });
    findings.collect()
}

/// Whether anything was written there but that nothing is yet.
fn is_word(text: &str) -> bool {
    !["", "tbd", "tba", "todo", "n/a", "none", "-", "—", "…", "?"].contains(&word(text).as_str())
}
