//! # no-factors
//!
//! A published postmortem names no contributing factors. Its front matter lists none, and it has no section "Contributing
//! factors" with a list in it. Where the template requires the field or the section, `missing-field` and its like say so
//! instead.
//!
//! ## Why it matters
//!
//! Factors are what links incidents to one another. Without any, the document stands alone: nobody who looks for what keeps
//! coming back will find it.
//!
//! ## Example
//!
//! ```text
//! title: Checkout latency after a cache resize
//! ```
//!
//! Name the conditions that helped it happen, two or more:
//!
//! ```text
//! title: Checkout latency after a cache resize
//! contributing_factors: [cache-stampede, missing-alert]
//! ```
//!
//! ## How to silence it
//!
//! Set `no-factors = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `<!-- afterword: allow-file no-factors: reason -->`.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::field;
use crate::model::{Kind, Status};
use crate::syntax::Block;
use crate::template::Template;

pub(super) static RULE: Rule = Rule {
    name: "no-factors",
    level: Some(Level::Warning),
    group: Group::Factors,
    source: include_str!("no_factors.rs"),
    check: Some(check),
};

const FIELD: &str = "contributing_factors";
const SECTION: &str = "contributing-factors";

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(postmortem) = subject.postmortem.filter(|_| !subject.document.front_matter.is_broken) else {
        return Vec::new();
    };
    let is_finished = postmortem.kind.as_str() == Kind::POSTMORTEM && postmortem.status == Status::Published;
    let names_some = !postmortem.factors.is_empty() || !postmortem.factor_texts.is_empty();
    if !is_finished || names_some || has_parts(subject) || is_told_by_template(subject, postmortem.status) {
        return Vec::new();
    }
    let finding = RULE.finding(subject, place(subject), "no contributing factors are named");
    vec![
        finding.help(format!(
            "list the conditions that helped it happen, two or more: `{FIELD}: […]` in the front matter"
        )),
    ]
}

/// Whether the section tells of each factor under a heading of its own.
fn has_parts(subject: &Subject<'_>) -> bool {
    let sections = &subject.document.sections;
    sections.iter().enumerate().filter(|(_, section)| section.names.contains(&SECTION)).any(|(index, section)| {
        let inner = sections[index + 1..].iter().take_while(|inner| inner.span.end <= section.span.end);
        inner.take(2).count() > 1
    })
}

/// Whether the template asks for what is lacking, so that another check has said it.
fn is_told_by_template(subject: &Subject<'_>, status: Status) -> bool {
    let document = subject.document;
    let requires = |template: &Template| {
        let field = template.fields.iter().find(|field| field.name == FIELD);
        let section = template.sections.iter().find(|section| {
            let found = document.sections.iter().filter(|found| section.is(found));
            let is_lacking =
                found.flat_map(|found| document.blocks_of(found)).all(|block: &Block| !block.has_content());
            section.names.contains(&SECTION) && is_lacking && section.requirement.applies_to(status)
        });
        field.is_some_and(|field| field.requirement.applies_to(status)) || section.is_some()
    };
    subject.template.is_some_and(requires)
}

/// The empty field, the section, or the beginning of the document.
fn place(subject: &Subject<'_>) -> Span {
    let document = subject.document;
    let field = field(document, FIELD).map(|field| field.key_span);
    let section = || document.section(SECTION).map(|section| section.heading_span);
    let text = &document.file.text;
    let first_line = || Span::new(0, text.find('\n').unwrap_or(text.len()));
    field.or_else(section).unwrap_or_else(first_line)
}
