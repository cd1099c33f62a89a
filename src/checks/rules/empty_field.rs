//! # empty-field
//!
//! A field that the template requires is there and empty.
//!
//! ## Why it matters
//!
//! It looks filled in to whoever skims the file, and counts as missing for everything else.
//!
//! ## Example
//!
//! ```text
//! severity:
//! contributing_factors: []
//! ```
//!
//! Fill it in.
//!
//! ## How to silence it
//!
//! Set `empty-field = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow empty-field: reason` behind the field.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;

pub(super) static RULE: Rule = Rule {
    name: "empty-field",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("empty_field.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let mut findings = Vec::new();
    for required in template.fields.iter().filter(|required| required.requirement.applies_to(postmortem.status)) {
        if let Some(field) = field(subject.document, &required.name)
            && field.value.is_empty()
        {
            let finding = RULE.finding(subject, field.key_span, format!("the field `{}` is empty", field.key));
            findings.push(finding.help(format!("write here: {}", required.guidance)));
        }
    }
    findings
}
