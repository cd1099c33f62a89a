//! Wording: rules about how something is said, built in or a team's own, over the prose of a document.
//!
//! The text of a document is put together once. One pass finds the words that call for a closer look, and only there the
//! patterns themselves are tried: most of them are never asked.

mod built_in;
mod quotes;
mod sections;
mod triggers;

pub(super) use built_in::{BuiltIn, Scope, Wording};

use super::Subject;
use crate::diagnostics::Diagnostic;

/// What both kinds of rules find in a document.
pub(super) fn check(subject: &Subject<'_>, built_in: &BuiltIn) -> Vec<Diagnostic> {
    let text = subject.document.prose.text(&subject.document.file.text);
    built_in.check(subject, &text)
}
