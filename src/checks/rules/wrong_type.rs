//! # wrong-type
//!
//! A field holds a list or a map where text belongs, or the other way round; or a field to which the template gives a type,
//! such as `number` or `date`, holds something else.
//!
//! ## Why it matters
//!
//! The value is left out, and with it the document from lists and pages.
//!
//! ## Example
//!
//! With `people_paged: # optional, number` in the template:
//!
//! ```text
//! services: {checkout: down}
//! people_paged: about ten
//! ```
//!
//! Write a list and a number:
//!
//! ```text
//! services: [checkout]
//! people_paged: 10
//! ```
//!
//! ## How to silence it
//!
//! Set `wrong-type = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `# afterword: allow wrong-type: reason` behind the field.

use crate::checks::contract::held_fields;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("wrong_type.rs"),
    check: Some(check),
};

/// Looks at the fields of the team's own; those of Afterword's own have been read already.
fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for held in held_fields(subject).into_iter().filter(|held| held.built_in.is_none()) {
        let mismatches = held.declared.mismatches(&held.field.value, &|text| held.is_placeholder(text));
        for mismatch in mismatches.into_iter().filter(|mismatch| !mismatch.is_unknown_word) {
            let found = match &mismatch.found {
                Some(text) if text.chars().count() <= 60 => format!("`{text}`"),
                Some(_) => "a longer text".to_owned(),
                None if mismatch.expected == "must be text" => "a list or a map".to_owned(),
                None => "something else".to_owned(),
            };
            let message = format!("`{}` {}, and this is {found}", held.named.name, mismatch.expected);
            let help = Some(mismatch.help).filter(|help| !help.is_empty());
            findings.push(RULE.finding(subject, mismatch.span, message).maybe_help(help));
        }
    }
    findings
}
