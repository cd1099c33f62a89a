//! # action-without-owner
//!
//! An action item that is still to be done names nobody who looks after it, or names everybody.
//!
//! ## Why it matters
//!
//! What belongs to all is done by none. An owner is not to blame if it gets late; an owner is who can say what it waits for.
//!
//! ## Example
//!
//! ```text
//! | Action                   | Owner    | Due        |
//! | ------------------------ | -------- | ---------- |
//! | Alert on cache hit ratio | everyone | 2026-04-01 |
//! ```
//!
//! A team is an owner, and so is a role:
//!
//! ```text
//! | Alert on cache hit ratio | platform | 2026-04-01 |
//! ```
//!
//! In a list, write the owner behind the action: `- [ ] Alert on cache hit ratio (owner: platform, due: 2026-04-01)`.
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow action-without-owner: reason -->` above the table, or set `action-without-owner = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::actions::{Lack, lacking, word};
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedAction, is_nothing};

pub(super) static RULE: Rule = Rule {
    name: "action-without-owner",
    level: Some(Level::Warning),
    group: Group::ActionItems,
    source: include_str!("action_without_owner.rs"),
    check: Some(check),
};

/// Words that name everybody, and so nobody.
const EVERYBODY: [&str; 23] = [
    "all",
    "everyone",
    "everybody",
    "all teams",
    "all of us",
    "the team",
    "team",
    "our team",
    "us",
    "we",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "whoever",
    "various",
    "multiple",
    "everyone on the team",
    "alle",
    "todos",
    "tous",
    "全員",
    "みんな",
];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = lacking(&subject.actions, lacks_owner, |action| action.owner.is_some() || mentions(action));
    let findings = found.into_iter().map(|lack| match lack {
        Lack::Group { span, count, is_table } => {
            let message = match (is_table, count) {
                (true, _) => "no column of this table says who looks after an action item".to_owned(),
                (false, count) => format!("none of these {count} action items says who looks after it"),
            };
            let help = match is_table {
                true => "add a column \"Owner\": a team or a role is enough",
                false => "write it behind each, such as `(owner: platform team, due: 2026-04-01)`",
            };
            RULE.finding(subject, span, message).help(help)
        }
        Lack::One(action) => of_one(subject, action),
    });
    findings.collect()
}

fn of_one(subject: &Subject<'_>, action: &PlacedAction) -> Diagnostic {
    let Some(owner) = &action.owner else {
        let finding = RULE.finding(subject, action.span, "this action item says nothing of who looks after it");
        return finding.help("write it behind the action, such as `(owner: platform team)`");
    };
    let written = word(&owner.text);
    if EVERYBODY.contains(&written.as_str()) {
        let finding = RULE.finding(subject, owner.span, format!("`{}` names no one in particular", owner.text));
        return finding
            .label("who will know how far it is?")
            .help("name the one team, role or person that others can ask about it");
    }
    if owner.text.trim().is_empty() {
        // An empty cell is no place that one can see.
        let finding = RULE.finding(subject, action.span, "this action item has no owner");
        return finding.help("name the team, role or person that others can ask about it");
    }
    let finding = RULE.finding(subject, owner.span, format!("`{}` stands where the owner is to be named", owner.text));
    finding.help("name the team, role or person that others can ask about it")
}

fn lacks_owner(action: &PlacedAction) -> bool {
    if !action.item.state.is_unfinished() {
        return false;
    }
    match &action.owner {
        Some(owner) => {
            let written = word(&owner.text);
            is_nothing(&owner.text) || EVERYBODY.contains(&written.as_str())
        }
        None => !mentions(action),
    }
}

/// Whether the text of an action that is no row of a table calls somebody: `@platform`.
fn mentions(action: &PlacedAction) -> bool {
    let text = &action.item.text;
    let is_call = |at: usize| {
        let before = text[..at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric()) && behind.is_some_and(char::is_alphanumeric)
    };
    !action.is_row && text.match_indices('@').any(|(at, _)| is_call(at))
}
