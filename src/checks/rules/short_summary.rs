//! # short-summary
//!
//! The summary has fewer words than the configuration expects: fifteen, unless it says otherwise.
//!
//! ## Why it matters
//!
//! The summary is what most people read: in the list, in the feed, in search results. It says what happened, to whom, for how
//! long, and how it ended.
//!
//! ## Example
//!
//! ```text
//! ## Summary
//!
//! Checkout was slow.
//! ```
//!
//! Two sentences are enough:
//!
//! ```text
//! ## Summary
//!
//! For two hours, one order in five took longer than half a minute, because a cache had been emptied by a resize. Adding
//! nodes one by one brought it back.
//! ```
//!
//! ## How to silence it
//!
//! Set `summary_words = [5, 250]` under `[documents]` in `afterword.toml`. For one document, put
//! `<!-- afterword: allow short-summary: reason -->` above the heading; for all, set `short-summary = "off"` under `[checks]`.

use crate::checks::{Group, Rule, Subject, summaries};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "short-summary",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("short_summary.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let least = subject.knowledge.config.summary_words.0;
    let Some((span, words)) = summaries::measured(subject).filter(|(_, words)| *words < least) else {
        return Vec::new();
    };
    let count = if words == 1 { "1 word".to_owned() } else { format!("{words} words") };
    let finding = RULE.finding(subject, span, format!("the summary has {count}, fewer than {least}"));
    vec![finding.help("say what happened, to whom, for how long, and how it ended")]
}
