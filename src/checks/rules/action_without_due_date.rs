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

use jiff::civil::Date;

use crate::checks::actions::{Lack, lacking};
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedAction, find_date, is_nothing};

pub(super) static RULE: Rule = Rule {
    name: "action-without-due-date",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("action_without_due_date.rs"),
    check: Some(check),
};

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
    let (message, help) = match is_nothing(&due.text) {
        true => (format!("`{}` stands where the due date is to be", due.text), LATER.to_owned()),
        false if looks_like_day(&due.text) => {
            let write = match guessed(&due.text) {
                Some(day) => format!("write `{day}`"),
                None => "write it as year, month and day, such as `2026-04-01`".to_owned(),
            };
            (format!("`{}` is no day that Afterword can read", due.text), write)
        }
        false => (format!("`{}` names no day", due.text), LATER.to_owned()),
    };
    RULE.finding(subject, due.span, message).label("when is it overdue?").help(help)
}

/// What helps where no day is known yet.
const LATER: &str = "give the day on which somebody looks at it again, such as `2026-04-01`; it may move";

/// The numbers of a text that is nothing but a day in digits: `06/20/2026`, `2026-12-32`, `31.2.`.
fn numbers(text: &str) -> Option<Vec<i16>> {
    let parts: Vec<&str> = text.trim().trim_end_matches('.').split(['/', '.', '-']).map(str::trim).collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = (2..=3).contains(&parts.len()) && parts.iter().all(is_number);
    is_day.then(|| parts.iter().filter_map(|part| part.parse().ok()).collect())
}

fn looks_like_day(text: &str) -> bool {
    numbers(text).is_some()
}

/// The one day that numbers can mean whichever of day and month stands first.
fn guessed(text: &str) -> Option<Date> {
    let numbers = numbers(text)?;
    let [first, second, third] = numbers[..] else { return None };
    let day = |year: i16, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
    if first >= 1000 {
        return day(first, second, third);
    }
    if third < 1000 {
        return None;
    }
    match (day(third, first, second), day(third, second, first)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

fn lacks_day(action: &PlacedAction) -> bool {
    action.item.state.is_unfinished() && action.item.due.is_none() && !names_day(action)
}

/// Whether the text of an action that is no row of a table names a day itself.
fn names_day(action: &PlacedAction) -> bool {
    !action.is_row && action.due.is_none() && find_date(&action.item.text).is_some()
}
