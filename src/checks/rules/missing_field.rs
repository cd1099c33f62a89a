//! # missing-field
//!
//! A field that the template requires is not in the front matter.
//!
//! ## Why it matters
//!
//! Severity, times and factors are what joins one incident to the others. A document without them is read once and found
//! never again.
//!
//! ## Example
//!
//! ```text
//! ---
//! title: Checkout latency after a cache resize
//! ---
//! ```
//!
//! Add what the message names:
//!
//! ```text
//! ---
//! title: Checkout latency after a cache resize
//! status: published
//! severity: SEV2
//! started: 2026-03-04T09:12:00Z
//! contributing_factors: [cache-stampede, missing-alert]
//! ---
//! ```
//!
//! A key that is a slip of the pen away from it is told of by `unknown-key` alone.
//!
//! ## How to silence it
//!
//! Set `missing-field = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document, put
//! `<!-- afterword: allow-file missing-field: reason -->` anywhere in its text.

use super::unknown_key;
use crate::checks::{Group, Rule, Subject};
use crate::config::list_of_code;
use crate::diagnostics::{Diagnostic, Level};
use crate::diagnostics::{Span, nearest};
use crate::interpret::field;
use crate::template::TemplateField;

pub(super) static RULE: Rule = Rule {
    name: "missing-field",
    level: Some(Level::Error),
    group: Group::Fields,
    source: include_str!("missing_field.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let missing = missing(subject);
    if missing.is_empty() {
        return Vec::new();
    }
    let front_matter = &subject.document.front_matter;
    if front_matter.format.is_none() && missing.len() > 1 {
        let names = list_of_code(missing.iter().map(|required| required.name.as_str()));
        let first_line = first_line(subject);
        let finding = RULE.finding(subject, first_line, "the document has no front matter");
        return vec![finding.help(format!("begin it with a block between two `---` lines that holds {names}"))];
    }
    let place = Span::at(front_matter.span.start)
        .to(Span::at(front_matter.span.start + 3))
        .clamp_to(&subject.document.file.text);
    let place = if front_matter.format.is_some() { place } else { first_line(subject) };
    let finding = |required: &TemplateField| {
        let finding = RULE.finding(subject, place, format!("the field `{}` is missing", required.name));
        let near = nearest(&required.name, front_matter.fields.fields.iter().map(|field| field.key.as_str()));
        let help = match near {
            Some(near) => format!("is `{near}` meant to be `{}`?", required.name),
            None => format!("add `{}: …`: {}", required.name, required.guidance),
        };
        finding.help(help)
    };
    let both = unknown_key::RULE.level_for_both(&RULE, &subject.knowledge.config);
    let slips = both.map(|_| unknown_key::slips(subject)).unwrap_or_default();
    let is_misspelled = |required: &TemplateField| slips.iter().any(|(_, name)| *name == required.name);
    missing.into_iter().filter(|required| !is_misspelled(required)).map(finding).collect()
}

/// The fields that the template requires and that are not there.
pub(super) fn missing<'a>(subject: &Subject<'a>) -> Vec<&'a TemplateField> {
    let Some((postmortem, template)) = subject.held_against_template() else { return Vec::new() };
    let required = template.fields.iter().filter(|required| required.requirement.applies_to(postmortem.status));
    required.filter(|required| !is_given(subject, &required.name)).collect()
}

/// A title may stand in the text, and a day in place of a start.
fn is_given(subject: &Subject<'_>, name: &str) -> bool {
    let is_field = field(subject.document, name).is_some();
    match name {
        "title" => is_field || subject.document.title().is_some(),
        "started" => is_field || field(subject.document, "date").is_some(),
        _ => is_field,
    }
}

fn first_line(subject: &Subject<'_>) -> Span {
    let text = &subject.document.file.text;
    let start = subject.document.body.start;
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    Span::new(start, end).trimmed(text)
}
