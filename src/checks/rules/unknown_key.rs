//! # unknown-key
//!
//! A key of the front matter is a slip of the pen away from one that the template or Afterword knows. Any other key is your
//! own business, and no finding.
//!
//! ## Why it matters
//!
//! `sevrity: SEV1` reads right to everybody, and counts for nothing.
//!
//! ## Example
//!
//! ```text
//! sevrity: SEV1
//! ```
//!
//! Write it as it is meant:
//!
//! ```text
//! severity: SEV1
//! ```
//!
//! If it is a field of your own, name it in `templates/<kind>.md`; then it is known.
//!
//! ## How to silence it
//!
//! Set `unknown-key = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single one by
//! `# afterword: allow unknown-key: reason` behind the field.

use std::collections::BTreeSet;

use super::missing_field;
use crate::checks::slip::slip_of;
use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{KNOWN_FIELDS, canonical, fold};
use crate::spanned::Field;

pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    level: Some(Level::Warning),
    group: Group::Fields,
    source: include_str!("unknown_key.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut explained = Vec::new();
    let findings = slips(subject).into_iter().map(|(field, name)| {
        let finding = RULE.finding(subject, field.key_span, format!("unknown key `{}`", field.key));
        let mut finding = finding.label("no field has this name").help(format!("did you mean `{name}`?"));
        // It speaks for the finding that the field is missing, and so weighs as much.
        let is_missing = || missing_field::missing(subject).iter().any(|missing| missing.name == name);
        if !explained.contains(&name) && is_missing() {
            let both = RULE.level_for_both(&missing_field::RULE, &subject.knowledge.config);
            finding.level = both.unwrap_or(finding.level);
        }
        explained.push(name);
        finding
    });
    findings.collect()
}

/// The keys that are slips of fields which are not there, and the names that are meant.
pub(super) fn slips<'a>(subject: &Subject<'a>) -> Vec<(&'a Field, &'a str)> {
    if subject.postmortem.is_none() || subject.document.front_matter.is_broken {
        return Vec::new();
    }
    let fields = &subject.document.front_matter.fields.fields;
    let own = subject.template.map_or(&[][..], |template| &template.fields);
    let known: Vec<(&str, String)> =
        own.iter().map(|field| field.name.as_str()).chain(KNOWN_FIELDS).map(|name| (name, fold(name))).collect();
    let given: BTreeSet<String> = fields.iter().map(|field| fold(&field.key)).collect();
    let meant = |name: &str| canonical(name).map_or_else(|| fold(name), str::to_owned);
    let is_given: BTreeSet<String> = fields.iter().map(|field| meant(&field.key)).collect();
    // Where the right key stands too, the other one is meant to be another.
    let missing: Vec<_> =
        known.iter().filter(|(name, folded)| !given.contains(folded) && !is_given.contains(&meant(name))).collect();
    let is_known = |folded: &str| known.iter().any(|(_, known)| known == folded);
    let slip = |field: &'a Field| {
        let folded = fold(&field.key);
        if is_known(&folded) || canonical(&field.key).is_some() {
            return None;
        }
        let near = slip_of(&folded, missing.iter().map(|(_, folded)| folded.as_str()))?;
        missing.iter().find(|(_, folded)| folded == near).map(|(name, _)| (field, *name))
    };
    fields.iter().filter_map(slip).collect()
}
