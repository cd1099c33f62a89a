//! Wording: rules about how something is said, built in or a team's own, over the prose of a document.
//!
//! The text of a document is put together once. One pass finds the words that call for a closer look, and only there the
//! patterns themselves are tried: most of them are never asked.

mod built_in;
mod quotes;
mod sections;
mod triggers;

pub(super) use built_in::{BuiltIn, Scope, Wording};

pub(super) use triggers::Triggers;

use super::Subject;
use super::styles::ActiveStyles;
use crate::diagnostics::Diagnostic;

/// What both kinds of rules find in a document.
pub(super) fn check(subject: &Subject<'_>, built_in: &BuiltIn, styles: &ActiveStyles<'_>) -> Vec<Diagnostic> {
    let text = subject.document.prose.text(&subject.document.file.text);
    let mut findings = built_in.check(subject, &text);
    findings.extend(styles.check(subject, &text));
    findings
}
