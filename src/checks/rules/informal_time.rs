//! # informal-time
//!
//! A time in front matter has its offset, but is not written as RFC 3339 has it.
//!
//! ## Why it matters
//!
//! Afterword reads it. Other programs read `2026-03-04T09:12:00Z` and little else, and sorted as texts such times are in
//! their order.
//!
//! ## Example
//!
//! ```text
//! started: 2026-03-04 09:12 UTC
//! ```
//!
//! Write `2026-03-04T09:12:00Z`; `afterword check --fix` does.
//!
//! ## How to silence it
//!
//! Put `# afterword: allow informal-time: reason` behind the field, write
//! `<!-- afterword: allow-file informal-time: reason -->` anywhere in the document, or set `informal-time = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::rewrite;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{formal_time, phase_field};
use crate::model::Phase;

pub(super) static RULE: Rule = Rule {
    name: "informal-time",
    level: Some(Level::Info),
    group: Group::Times,
    source: include_str!("informal_time.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let Some(postmortem) = subject.postmortem else { return findings };
    for phase in Phase::ALL.into_iter().filter(|phase| postmortem.times.get(*phase).is_some()) {
        let Some(field) = phase_field(subject.document, phase) else { continue };
        let Some((written, formal)) = field.value.text().and_then(|text| Some((text, formal_time(text)?))) else {
            continue;
        };
        let finding = RULE.finding(subject, field.value.span, format!("`{written}` is not written as RFC 3339 has it"));
        let finding = finding.help(format!("write `{formal}`"));
        findings.push(rewrite::offer(finding, subject.document, &field.value, &formal));
    }
    findings
}
