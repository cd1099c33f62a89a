//! # action-without-due-date
//!
//! An action item that is still to be done has no day by which it is to be, or has a word such as "soon" there.
//!
//! ## Why it matters
//!
//! Without a day nobody notices that it never came. A day is no promise: it is when somebody looks at it again.
//!
//! ## Example
//!
//! ```text
//! - [ ] Alert on cache hit ratio (owner: platform, due: soon)
//! ```
//!
//! A day that may move is better than none:
//!
//! ```text
//! - [ ] Alert on cache hit ratio (owner: platform, due: 2026-04-01)
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow action-without-due-date: reason -->` above the table, or set `action-without-due-date = "off"`
//! under `[checks]` in `afterword.toml`.

use crate::checks::actions::{Lack, lacking, word};
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedAction, find_date};

pub(super) static RULE: Rule = Rule {
    name: "action-without-due-date",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("action_without_due_date.rs"),
    check: Some(check),
};

/// Words that stand where no day was written yet.
const NOT_YET: [&str; 16] = [
    "",
    "tbd",
    "tba",
    "todo",
    "n/a",
    "na",
    "none",
    "unknown",
    "to be decided",
    "?",
    "??",
    "???",
    "-",
    "—",
    "…",
    "未定",
];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = lacking(&subject.actions, lacks_day, |action| action.due.is_some() || names_day(action));
    let findings = found.into_iter().map(|lack| match lack {
        Lack::Group { span, is_table: true, .. } => RULE
            .finding(subject, span, "no column of this table says by when an action item is to be done")
            .help("add a column \"Due\" with days such as `2026-04-01`"),
        Lack::Group { span, count, .. } => RULE
            .finding(subject, span, format!("none of these {count} action items says by when it is to be done"))
            .help("write it behind each, such as `(owner: platform team, due: 2026-04-01)`"),
        Lack::One(action) => of_one(subject, action),
    });
    findings.collect()
}

fn of_one(subject: &Subject<'_>, action: &PlacedAction) -> Diagnostic {
    let written = action.due.as_ref().filter(|due| !due.text.trim().is_empty());
    let Some(due) = written else {
        let finding = RULE.finding(subject, action.span, "this action item has no due date");
        return finding.help("give the day on which somebody looks at it again, such as `2026-04-01`");
    };
    let message = match NOT_YET.contains(&word(&due.text).as_str()) {
        true => format!("`{}` stands where the due date is to be", due.text),
        false => format!("`{}` names no day", due.text),
    };
    RULE.finding(subject, due.span, message)
        .label("when is it overdue?")
        .help("give the day on which somebody looks at it again, such as `2026-04-01`; it may move")
}

fn lacks_day(action: &PlacedAction) -> bool {
    action.item.state.is_unfinished() && action.item.due.is_none() && !names_day(action)
}

/// Whether the text of an action that is no row of a table names a day itself.
fn names_day(action: &PlacedAction) -> bool {
    !action.is_row && action.due.is_none() && find_date(&action.item.text).is_some()
}
