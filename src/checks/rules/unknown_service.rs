//! # unknown-service
//!
//! A service is none of those that `afterword.toml` lists under `[vocabulary]`. Where it lists none, any will do.
//!
//! ## Why it matters
//!
//! A service that is spelled in two ways has two pages, each with half of its history.
//!
//! ## Example
//!
//! ```text
//! services: [chekout]
//! ```
//!
//! Use the name in the list, or add the service to it.
//!
//! ## How to silence it
//!
//! Set `unknown-service = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow unknown-service: reason` behind the field.

use crate::checks::{Group, Rule, Subject};
use crate::config::vocabulary_help;
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;

pub(super) static RULE: Rule = Rule {
    name: "unknown-service",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("unknown_service.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let config = &subject.knowledge.config;
    let field = subject.postmortem.and_then(|_| field(subject.document, "services"));
    let values = field.filter(|_| !config.services.is_empty()).map_or(&[][..], |field| field.value.list());
    let mut findings = Vec::new();
    for value in values {
        if let Some(service) = value.text().filter(|service| config.service(service).is_none()) {
            let finding = RULE.finding(subject, value.span, format!("unknown service `{service}`"));
            findings.push(finding.label("not in the vocabulary").help(vocabulary_help(service, &config.services)));
        }
    }
    findings
}
