//! # contradicting-fields
//!
//! One field stands in the front matter under two of its spellings, with two values.
//!
//! ## Why it matters
//!
//! One of them counts, and readers of the file may believe the other. Where it is `visibility`, the difference is who sees
//! the document.
//!
//! ## Example
//!
//! ```text
//! severity: SEV2
//! sev: SEV3
//! ```
//!
//! Keep the one that is right:
//!
//! ```text
//! severity: SEV3
//! ```
//!
//! ## How to silence it
//!
//! Set `contradicting-fields = "off"`, or another level, under `[checks]` in `afterword.toml`. A document allows a single
//! one by `# afterword: allow contradicting-fields: reason` behind the field.

use std::collections::BTreeMap;

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::{canonical, fold};
use crate::spanned::{Field, Node, Value};

pub(super) static RULE: Rule = Rule {
    name: "contradicting-fields",
    level: Some(Level::Warning),
    group: Group::Fields,
    source: include_str!("contradicting_fields.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut first_of: BTreeMap<String, &Field> = BTreeMap::new();
    for field in in_order_of_weight(&subject.document.front_matter.fields.fields) {
        let name = canonical(&field.key);
        // `resolved: true` beside `resolved_at` says that it is over, not when.
        if field.value.is_empty() || field.value.truth().is_some() && name != Some("draft") {
            continue;
        }
        let folded = name.map_or_else(|| fold(&field.key), str::to_owned);
        let Some(first) = first_of.get(&folded) else {
            first_of.insert(folded, field);
            continue;
        };
        if shape(&first.value) == shape(&field.value) {
            continue;
        }
        let message = format!("`{}` says other than `{}`, and both are the same field", field.key, first.key);
        let mut finding = RULE.finding(subject, field.key_span, message).label("does not count");
        finding = finding.related(first.key_span, "this one counts");
        if name == Some("visibility") {
            finding.level = Level::Error;
        }
        findings.push(finding.help("keep the one that is right"));
    }
    findings
}

/// The fields, those under their own names first, since these are what counts.
fn in_order_of_weight(fields: &[Field]) -> Vec<&Field> {
    let mut fields: Vec<&Field> = fields.iter().collect();
    fields.sort_by_cached_key(|field| canonical(&field.key) != Some(field.key.as_str()));
    fields
}

/// A value as it compares: its texts in their order, whether alone or in a list.
fn shape(value: &Value) -> Vec<String> {
    match &value.node {
        Node::Map(map) => {
            let pairs = map.fields.iter().map(|field| format!("{}: {}", field.key, shape(&field.value).join(", ")));
            pairs.collect()
        }
        Node::List(values) => values.iter().flat_map(shape).collect(),
        Node::Scalar(text) => vec![text.trim().to_lowercase()],
        Node::Null => Vec::new(),
    }
}
