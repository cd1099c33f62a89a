//! # variant-spelling
//!
//! A field holds a word of its vocabulary in another case or by another name: `severity`, `services`, `status`,
//! `detected_by`, `visibility`.
//!
//! ## Why it matters
//!
//! Afterword knows what is meant. Other programs that read the files, and people who search them, may not.
//!
//! ## Example
//!
//! ```text
//! severity: sev2
//! status: final
//! ```
//!
//! Write `SEV2`, as the vocabulary has it, and `published`; `afterword check --fix` does.
//!
//! ## How to silence it
//!
//! Put `# afterword: allow variant-spelling: reason` behind the field, write
//! `<!-- afterword: allow-file variant-spelling: reason -->` anywhere in the document, or set `variant-spelling = "off"`
//! under `[checks]` in `afterword.toml`.

use std::collections::HashSet;

use crate::checks::rewrite;
use crate::checks::{Group, Rule, Subject};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;
use crate::model::{DetectedBy, Status, Visibility};

pub(super) static RULE: Rule = Rule {
    name: "variant-spelling",
    level: Some(Level::Info),
    group: Group::Fields,
    source: include_str!("variant_spelling.rs"),
    check: Some(check),
};

/// The fields that have a vocabulary, with what gives the word of it that a text means.
type Words = (&'static str, for<'a> fn(&'a Config, &str) -> Option<&'a str>);

const FIELDS: [Words; 5] = [
    ("status", |_, text| Status::parse(text).map(Status::as_str)),
    ("severity", |config, text| config.severity(text).map(|term| term.id.as_str())),
    ("detected_by", |_, text| DetectedBy::parse(text).map(DetectedBy::as_str)),
    ("services", |config, text| config.service(text).map(|term| term.id.as_str())),
    ("visibility", |_, text| Visibility::parse(text).map(as_str)),
];

fn as_str(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Internal => "internal",
        Visibility::Public => "public",
    }
}

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if subject.postmortem.is_none() && subject.factor.is_none() {
        return findings;
    }
    for (name, word_for) in FIELDS {
        let Some(field) = field(subject.document, name) else { continue };
        let values = field.value.list();
        let mut named: HashSet<&str> = values.iter().filter_map(|value| value.text()).collect();
        for value in values {
            let Some(written) = value.text() else { continue };
            let word = word_for(&subject.knowledge.config, written).filter(|word| *word != written);
            let Some(word) = word else { continue };
            let finding = RULE.finding(subject, value.span, format!("`{written}` stands for `{word}`"));
            findings.push(match named.insert(word) {
                true => rewrite::offer(finding.help(format!("write `{word}`")), subject.document, value, word),
                false => finding.help(format!("take it out: `{word}` is named already")),
            });
        }
    }
    findings
}
