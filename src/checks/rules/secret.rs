//! # secret
//!
//! Something looks like a key, a token or a password: a private key, a token of a well-known service, a password in an
//! address, or a value behind a name such as `password` that nobody could guess. The whole file is looked at, code, comments
//! and front matter included, and `afterword.toml` as well.
//!
//! ## Why it matters
//!
//! A secret in git is known to everybody who can read the repository, now and later, and is copied with it. Taking it out of
//! the text does not take it back: give out a new one and withdraw this one first.
//!
//! Reports show `***` in its place.
//!
//! ## Example
//!
//! ```text
//! export DB_PASSWORD='……………………'
//! ```
//!
//! Write what it was instead:
//!
//! ```text
//! export DB_PASSWORD=<the password of the orders database, changed since>
//! ```
//!
//! ## How to silence it
//!
//! Where it is none, put `<!-- afterword: allow secret: reason -->` above it, or set `secret = "off"` under `[checks]` in
//! `afterword.toml`.

use crate::checks::{Group, Rule, Subject, secrets};
use crate::diagnostics::{Diagnostic, Level, SourceFile};

pub(super) static RULE: Rule = Rule {
    name: "secret",
    level: Some(Level::Error),
    group: Group::Sharing,
    source: include_str!("secret.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    in_file(&subject.document.file)
}

/// The secrets in the text of any file.
pub(in crate::checks) fn in_file(file: &SourceFile) -> Vec<Diagnostic> {
    let findings = secrets::find(&file.text).into_iter().map(|secret| {
        let message = match secret.beginning {
            "" => format!("this looks like {}", secret.what),
            beginning => format!("this looks like {}: `{beginning}…`", secret.what),
        };
        Diagnostic::error(RULE.name, &file.path, message)
            .at(secret.span)
            .secret(secret.beginning.len())
            .help("give out a new one and withdraw this one first: git keeps what is taken out of a text")
            .help("then write here what it was for, such as `<password of the orders database>`")
    });
    findings.collect()
}
