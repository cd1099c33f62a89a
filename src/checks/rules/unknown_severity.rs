//! # unknown-severity
//!
//! The severity is none of those that `afterword.toml` lists under `[vocabulary]`. Where it lists none, any will do.
//!
//! ## Why it matters
//!
//! `Sev-2`, `P2` and `major` are three severities to a chart. One vocabulary makes incidents comparable over years.
//!
//! ## Example
//!
//! ```text
//! severity: SEV22
//! ```
//!
//! Use one of the list, or add a new one to it.
//!
//! ## How to silence it
//!
//! Set `unknown-severity = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow unknown-severity: reason` behind the field.

use crate::checks::placeholder::is_placeholder;
use crate::checks::{Group, Rule, Subject};
use crate::config::vocabulary_help;
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;

pub(super) static RULE: Rule = Rule {
    name: "unknown-severity",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("unknown_severity.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let config = &subject.knowledge.config;
    let Some(field) = subject.postmortem.and_then(|_| field(subject.document, "severity")) else { return Vec::new() };
    let Some(severity) = field.value.text() else { return Vec::new() };
    if config.severities.is_empty() || config.severity(severity).is_some() || is_placeholder(severity) {
        return Vec::new();
    }
    let finding = RULE.finding(subject, field.value.span, format!("unknown severity `{severity}`"));
    vec![finding.label("not in the vocabulary").help(vocabulary_help(severity, &config.severities))]
}
