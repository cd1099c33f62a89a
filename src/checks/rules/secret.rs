//! # secret
//!
//! Something looks like a key, a token or a password: a private key, a token of a well-known service, a password in an
//! address, or a value behind a name such as `password` that nobody could guess. The whole file is looked at, code, comments
//! and front matter included.
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
use crate::diagnostics::{Diagnostic, Level};

pub(super) static RULE: Rule = Rule {
    name: "secret",
    level: Some(Level::Error),
    group: Group::Sharing,
    source: include_str!("secret.rs"),
    check: Some(check),
};

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let findings = secrets::find(&subject.document.file.text).into_iter().map(|secret| {
        let message = match secret.beginning {
            "" => format!("this looks like {}", secret.what),
            beginning => format!("this looks like {}: `{beginning}…`", secret.what),
        };
        RULE.finding(subject, secret.span, message)
            .secret(secret.beginning.len())
            .help("give out a new one and withdraw this one first: git keeps what is taken out of a text")
            .help("then write here what it was for, such as `<password of the orders database>`")
    });
    findings.collect()
}
