//! # long-summary
//!
//! The summary has more words than the configuration expects: two hundred and fifty, unless it says otherwise.
//!
//! ## Why it matters
//!
//! Who decides whether to read on has half a minute. What needs more room has a section of its own further down.
//!
//! ## Example
//!
//! A summary that tells the whole day, minute by minute. Move that to "Timeline", and what helped it happen to "Contributing
//! factors"; leave what happened, to whom, for how long, and how it ended.
//!
//! ## How to silence it
//!
//! Set `summary_words = [15, 400]` under `[documents]` in `afterword.toml`. For one document, put
//! `<!-- afterword: allow long-summary: reason -->` above the heading; for all, set `long-summary = "off"` under `[checks]`.

use crate::checks::{Group, Rule, Subject, summaries};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "long-summary",
    level: Some(Level::Info),
    group: Group::Depth,
    source: include_str!("long_summary.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = subject.knowledge.config.summary_words.1;
    let Some((span, words)) = summaries::measured(subject).filter(|(_, words)| *words > most) else {
        return Vec::new();
    };
    let finding = RULE.finding(subject, span, format!("the summary has {words} words, more than {most}"));
    vec![finding.help("leave what happened, to whom, for how long and how it ended; the rest has sections of its own")]
}
