//! # done-without-link
//!
//! An action item is done, and neither a ticket nor a link shows what was done.
//!
//! ## Why it matters
//!
//! Who reads this after the next incident wants to see what changed: the pull request, the dashboard, the runbook.
//!
//! ## Example
//!
//! ```text
//! - [x] Alert on cache hit ratio (owner: platform)
//! ```
//!
//! Name the ticket, or link what came of it:
//!
//! ```text
//! - [x] [Alert on cache hit ratio](https://git.example.com/alerts/42) (owner: platform)
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow done-without-link: reason -->` above the table, or set `done-without-link = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::actions::{Lack, lacking};
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{PlacedAction, is_ticket};
use crate::model::ActionState;

pub(super) static RULE: Rule = Rule {
    name: "done-without-link",
    level: Some(Level::Info),
    group: Group::ActionItems,
    source: include_str!("done_without_link.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let shows = |action: &PlacedAction| shows_what_was_done(subject, action);
    let lacks = |action: &PlacedAction| action.item.state == ActionState::Done && !shows(action);
    let found = lacking(&subject.actions, lacks, |action| action.ticket.is_some() || shows(action));
    let one = |action: &PlacedAction| {
        RULE.finding(subject, action.span, "this is done, and neither a ticket nor a link shows what was done")
            .help("link the ticket, the pull request or the dashboard")
    };
    let findings = found.into_iter().map(|lack| match lack {
        Lack::Group { span, count, .. } => match subject.actions.iter().find(|action| lacks(action)) {
            Some(action) if count == 1 => one(action),
            _ => {
                let message = format!("neither tickets nor links show what was done, in {count} action items");
                RULE.finding(subject, span, message).help("link a ticket, a pull request or a dashboard with each")
            }
        },
        Lack::One(action) => one(action),
    });
    findings.collect()
}

fn shows_what_was_done(subject: &Subject<'_>, action: &PlacedAction) -> bool {
    let document = subject.document;
    let first = document.links.partition_point(|link| link.span.start < action.whole.start);
    let has_link = document.links.get(first).is_some_and(|link| link.span.start < action.whole.end);
    has_link
        || !action.item.ticket.is_empty()
        || document.file.slice(action.whole).contains("://")
        || names_ticket(action)
}

/// `KP-1201` or `#123` in the text of an action.
fn names_ticket(action: &PlacedAction) -> bool {
    // A repository may stand before the number: `cart#12`.
    let names = |word: &str| is_ticket(word) || word.find('#').is_some_and(|at| is_ticket(&word[at..]));
    let words = action.item.text.split(|c: char| !c.is_ascii_alphanumeric() && !"-#".contains(c));
    words.into_iter().any(names)
}
