//! # overdue-action
//!
//! An action item was due before today and is neither done nor dropped.
//!
//! ## Why it matters
//!
//! The next incident does not wait for it. That it is late is nobody's fault and worth knowing: it may be bigger than it
//! looked, or no longer the right thing to do.
//!
//! ## Example
//!
//! ```text
//! | Action                   | Owner    | Due        | Status |
//! | ------------------------ | -------- | ---------- | ------ |
//! | Alert on cache hit ratio | platform | 2025-04-01 | open   |
//! ```
//!
//! Say that it is `done` or `dropped`, or give it another day.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow overdue-action: reason -->` above the table, or set `overdue-action = "off"` under `[checks]` in
//! `afterword.toml`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "overdue-action",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("overdue_action.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let overdue = subject.actions.iter().filter(|action| action.item.is_overdue(subject.today));
    let findings = overdue.filter_map(|action| {
        let due = action.item.due?;
        let span = action.due.as_ref().map_or(action.span, |written| written.span);
        let days = subject.today.since(due).map_or(0, |span| span.get_days());
        let days = if days == 1 { "yesterday".to_owned() } else { format!("{days} days ago") };
        let finding = RULE.finding(subject, span, format!("this action item was due on {due}, {days}"));
        Some(finding.help("mark it as `done` or `dropped`, or give it a new day"))
    });
    findings.collect()
}
