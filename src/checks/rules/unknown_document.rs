//! # unknown-document
//!
//! `related` or `anticipated_by` names a document that is not in the knowledge base.
//!
//! ## Why it matters
//!
//! The link that the author took care to give leads nowhere.
//!
//! ## Example
//!
//! ```text
//! related: [2025-11-28-cart-timeout]
//! ```
//!
//! Name the document by its file name without extension: `2025-11-28-cart-timeouts`.
//!
//! ## How to silence it
//!
//! Set `unknown-document = "off"`, or another level, under `[checks]` in `afterword.toml`. In one document,
//! put `# afterword: allow unknown-document: reason` behind the field.

use crate::checks::{Group, Rule, Subject};
use crate::diagnostics::nearest;
use crate::diagnostics::{Diagnostic, Level};
use crate::interpret::field;
use crate::syntax::LinkKind;

pub(super) static RULE: Rule = Rule {
    name: "unknown-document",
    level: Some(Level::Error),
    group: Group::Links,
    source: include_str!("unknown_document.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if subject.postmortem.is_none() {
        return findings;
    }
    let knowledge = subject.knowledge;
    for name in ["related", "anticipated_by"] {
        let values = field(subject.document, name).map_or(&[][..], |field| field.value.list());
        for value in values {
            let Some(text) = value.text() else { continue };
            if knowledge.resolve(subject.document.path(), LinkKind::Wiki, text).is_ok() {
                continue;
            }
            let ids = knowledge.postmortems.iter().map(|postmortem| postmortem.id.as_str());
            let help = match nearest(text, ids) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a document by its file name without extension".to_owned(),
            };
            findings.push(RULE.finding(subject, value.span, format!("no document is called `{text}`")).help(help));
        }
    }
    findings
}
