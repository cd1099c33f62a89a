//! # placeholder-field
//!
//! A field still holds what the template put there, or a word such as `TBD`.
//!
//! ## Why it matters
//!
//! A document with the template's title is found by nobody, and three of them are told apart by nobody.
//!
//! ## Example
//!
//! ```text
//! title: Title of the incident
//! severity: TBD
//! ```
//!
//! Write what it is. What is not known yet can be left out of a draft.
//!
//! ## How to silence it
//!
//! Set `placeholder-field = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow placeholder-field: reason` behind the field.

use crate::checks::placeholder::is_placeholder;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;

pub(super) static RULE: Rule = Rule {
    name: "placeholder-field",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("placeholder_field.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    let mut findings = Vec::new();
    for known in &template.fields {
        let Some(field) = field(subject.document, &known.name) else { continue };
        for value in field.value.list() {
            let Some(text) = value.text() else { continue };
            let is_left_over = !known.placeholder.is_empty() && text == known.placeholder;
            if is_left_over || is_placeholder(text) {
                let finding =
                    RULE.finding(subject, value.span, format!("the field `{}` still holds a placeholder", field.key));
                findings.push(finding.help(format!("write here: {}", known.guidance)));
            }
        }
    }
    findings
}
