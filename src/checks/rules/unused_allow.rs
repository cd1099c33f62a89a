//! # unused-allow
//!
//! A comment allows a check that finds nothing there, or it cannot be understood.
//!
//! ## Why it matters
//!
//! What was allowed has been mended, or the comment stands in the wrong place. Left there, it would silence the next
//! finding unseen.
//!
//! ## Example
//!
//! ```text
//! <!-- afterword: allow broken-link: the wiki moves next week -->
//!
//! See [the runbook](runbook.md).
//! ```
//!
//! Once `runbook.md` is there, take the comment out. A comment names one check or several with commas between them, and
//! gives its reason behind a colon. `allow` covers the block that follows, or the section of the heading that follows;
//! `allow-file` covers the document.
//!
//! ## How to silence it
//!
//! Set `unused-allow = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::{Diagnostic, FilePath, Level, Span};

pub(in crate::checks) static RULE: Rule = Rule {
    name: "unused-allow",
    level: Some(Level::Warning),
    group: Group::Structure,
    source: include_str!("unused_allow.rs"),
    check: None,
};

/// The finding for a comment that silences nothing.
pub(in crate::checks) fn nothing_silenced(path: &FilePath, span: Span, rule: &str) -> Diagnostic {
    finding(path, span, format!("nothing here is found by `{rule}`"))
        .help("take the comment out, or put it before what it is to allow")
}

/// The finding for a comment that names no rule.
pub(in crate::checks) fn unknown_rule(
    path: &FilePath,
    span: Span,
    name: &str,
    near: Option<&str>,
    is_group: bool,
) -> Diagnostic {
    let message = match name {
        "" => "the comment names no check".to_owned(),
        _ => format!("no check is called `{name}`"),
    };
    let help = match near {
        _ if is_group => format!("`{name}` is a group; name the check that is in brackets behind the level"),
        Some(near) => format!("did you mean `{near}`?"),
        None => "name the check that is in brackets behind the level of a finding".to_owned(),
    };
    finding(path, span, message).help(help)
}

/// The finding for a comment that begins with another word than `allow`.
pub(in crate::checks) fn unknown_word(path: &FilePath, span: Span, word: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `afterword: allow CHECK: reason`, or `allow-file` for the whole document".to_owned(),
    };
    finding(path, span, format!("`{word}` is nothing that a comment can ask for")).help(help)
}

/// The finding for the first comment beyond those that are read.
pub(in crate::checks) fn too_many(path: &FilePath, span: Span, limit: usize) -> Diagnostic {
    finding(path, span, format!("the document allows more than {limit} times"))
        .help("what is allowed from here on is found all the same; `allow-file` covers a whole document")
}

fn finding(path: &FilePath, span: Span, message: String) -> Diagnostic {
    Diagnostic::warning(RULE.name, path, message).at(span)
}
