//! # unknown-action-status
//!
//! The status of an action item is a word that Afterword does not know, so that it counts as open.
//!
//! ## Why it matters
//!
//! What is done shall not be listed as open, or as overdue.
//!
//! ## Example
//!
//! ```text
//! | Action                   | Status |
//! | ------------------------ | ------ |
//! | Alert on cache hit ratio | dnoe   |
//! ```
//!
//! Known are `open`, `in progress`, `done` and `dropped`, and many words that mean the same, such as `to do`, `closed` or
//! `won't fix`. What else there is to say fits behind the word, in brackets: `done (since March)`.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow unknown-action-status: reason -->` above the table, or set `unknown-action-status = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::config::list_of_code;
use crate::diagnostics::{Diagnostic, Level, nearest};
use crate::interpret::is_nothing;
use crate::model::ActionState;

pub(super) static RULE: Rule = Rule {
    name: "unknown-action-status",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("unknown_action_status.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let written = subject.actions.iter().filter_map(|action| action.status.as_ref());
    let unknown = written.filter(|it| !is_nothing(&it.text) && ActionState::parse(&it.text).is_none());
    let findings = unknown.map(|written| {
        let words = ActionState::ALL.map(ActionState::as_str);
        let help = match nearest(&written.text, words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("begin it with one of {}", list_of_code(words)),
        };
        let message = format!("unknown status of an action item: `{}`", written.text);
        RULE.finding(subject, written.span, message).label("counts as open").help(help)
    });
    findings.collect()
}
