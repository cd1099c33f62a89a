//! # single-factor
//!
//! A postmortem that is in review or published names one contributing factor alone.
//!
//! ## Why it matters
//!
//! There is rarely one cause. An incident takes several conditions that meet: what made it possible, what set it off, what let
//! it grow, what kept it unseen. Where one is named, the others are likely still there.
//!
//! ## Example
//!
//! ```text
//! contributing_factors: [expired-certificate]
//! ```
//!
//! Ask what else had to be so: why did nobody see the date coming, why did one certificate stop everything?
//!
//! ```text
//! contributing_factors: [expired-certificate, missing-alert, single-point-of-failure]
//! ```
//!
//! ## How to silence it
//!
//! Set `single-factor = "off"`, or another level, under `[checks]` in `afterword.toml`, or write
//! `# afterword: allow single-factor: reason` on the line of the field.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level, Span};
use crate::interpret::texts_with_places;
use crate::model::{Kind, Postmortem, Status};

pub(super) static RULE: Rule = Rule {
    name: "single-factor",
    level: Some(Level::Info),
    group: Group::Factors,
    source: include_str!("single_factor.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let is_meant =
        |postmortem: &&Postmortem| postmortem.kind.as_str() == Kind::POSTMORTEM && postmortem.status != Status::Draft;
    let Some(postmortem) = subject.postmortem.filter(is_meant) else { return Vec::new() };
    let Some(place) = only_factor(subject, postmortem) else { return Vec::new() };
    let finding = RULE.finding(subject, place, "one contributing factor alone is named").label("there is rarely one");
    vec![finding.help("ask what else had to be so: what let it grow, what kept it unseen, what made it last")]
}

/// Where the only factor stands: in front matter, or as the only bullet of the section on factors.
fn only_factor(subject: &Subject<'_>, postmortem: &Postmortem) -> Option<Span> {
    let document = subject.document;
    match (postmortem.factors.as_slice(), postmortem.factor_texts.as_slice()) {
        ([_], _) => texts_with_places(document, "contributing_factors").first().map(|(_, place)| *place),
        ([], [_]) => document.section("contributing-factors").map(|section| section.heading_span),
        _ => None,
    }
}
