//! # internal-host
//!
//! A host stands in the file that `internal_hosts` in `afterword.toml` says is known inside alone. Without that list nothing
//! is looked for.
//!
//! ## Why it matters
//!
//! Names of machines tell an attacker where to look, and tell a reader outside nothing. In a public document this is an
//! error.
//!
//! ## Example
//!
//! ```toml
//! [sharing]
//! internal_hosts = ["*.corp.example", "10.0.0.0/8"]
//! ```
//!
//! ```text
//! The pool on orders-db-3.corp.example was empty.
//! ```
//!
//! Say what the machine is for:
//!
//! ```text
//! The pool of the third orders database was empty.
//! ```
//!
//! ## How to silence it
//!
//! Put `<!-- afterword: allow internal-host: reason -->` above the place, or set `internal-host = "off"` under `[checks]` in
//! `afterword.toml`.

use crate::checks::{Group, Rule, Subject, sharing};
use crate::diagnostics::{Diagnostic, Level, Span};

pub(super) static RULE: Rule = Rule {
    name: "internal-host",
    level: Some(Level::Warning),
    group: Group::Sharing,
    source: include_str!("internal_host.rs"),
    check: Some(check),
};

/// The longest name of a host.
const LIMIT: usize = 253;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let patterns = &subject.knowledge.config.internal_hosts;
    if patterns.is_empty() {
        return Vec::new();
    }
    let text = &subject.document.file.text;
    let mut findings = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && !"-_.:".contains(c)) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        // An IPv6 address has colons; before or behind a host they set off a label, a port or a path.
        for (offset, part) in std::iter::once((0, word)).chain(parts(word)) {
            let host = part.trim_matches(['.', '-', ':']);
            if host.is_empty() || host.len() > LIMIT {
                continue;
            }
            let lower = host.to_lowercase();
            let Some(pattern) = patterns.iter().find(|pattern| pattern.is_match(&lower)) else { continue };
            let at = start + offset + (part.len() - part.trim_start_matches(['.', '-', ':']).len());
            let message = format!("a host stands here that is known inside alone: it is one of `{pattern}`");
            let finding = sharing::finding(&RULE, subject, Span::new(at, at + host.len()), message);
            findings.push(finding.help("say what the machine is for"));
            break;
        }
    }
    findings
}

/// The parts between the colons of a word, with their offsets; none where it has no colon.
fn parts(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = word.split(':').map(|part| (part.as_ptr() as usize - word.as_ptr() as usize, part));
    parts.filter(move |(_, part)| part.len() < word.len())
}
