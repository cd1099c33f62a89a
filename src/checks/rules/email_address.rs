//! # email-address
//!
//! A person's e-mail address stands in the file, in its text, its code, its comments or its front matter.
//!
//! ## Why it matters
//!
//! What is written here is copied, indexed, and read by machines that send mail. It also ties an incident to one person,
//! where a role says more. Addresses of roles such as `support@` or `security@` may stay, and so may those of examples
//! (`example.com`, `.example`, `.test`, `.invalid`). In a public document this is a warning.
//!
//! ## Example
//!
//! ```text
//! The pager called … (ada at kestrel.example), who …
//! ```
//!
//! Name the role, or the team's own address:
//!
//! ```text
//! The pager called the on-call engineer of the platform team, who …
//! ```
//!
//! ## How to silence it
//!
//! Addresses that may be shared belong into `afterword.toml`: `[sharing]` with `allow = ["*@kestrel.example"]`. For one
//! document, put `<!-- afterword: allow email-address: reason -->` above the place; for all, set `email-address = "off"` under
//! `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule, Subject, sharing};
use crate::diagnostics::{Diagnostic, Level, Span};

pub(super) static RULE: Rule = Rule {
    name: "email-address",
    level: Some(Level::Info),
    group: Group::Sharing,
    source: include_str!("email_address.rs"),
    check: Some(check),
};

/// Addresses that belong to a role, or that nobody reads.
const ROLES: [&str; 24] = [
    "support",
    "info",
    "security",
    "abuse",
    "postmaster",
    "hostmaster",
    "webmaster",
    "contact",
    "help",
    "hello",
    "press",
    "privacy",
    "status",
    "sales",
    "legal",
    "team",
    "admin",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "git",
    "root",
    "user",
];

/// Last parts of what has the form of an address and is a file, a unit or a host.
const NO_DOMAINS: [&str; 30] = [
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "md",
    "html",
    "js",
    "ts",
    "css",
    "json",
    "yaml",
    "yml",
    "toml",
    "py",
    "rs",
    "service",
    "timer",
    "socket",
    "target",
    "local",
    "internal",
    "lan",
    "svc",
    "example",
    "test",
    "invalid",
    "localhost",
    "tgz",
];

/// The most that is looked at before and behind the sign, in bytes (RFC 5321 has 64 and 255).
const LOCAL_LIMIT: usize = 64;
const DOMAIN_LIMIT: usize = 255;

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let text = &subject.document.file.text;
    let mut spans: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let Some(span) = address_around(text, at) else { continue };
        if sharing::is_allowed(subject, &text[span.range()]) {
            continue;
        }
        // An address that is the text of its own link is one.
        match spans.last_mut() {
            Some(last) if text[last.end..].starts_with("](mailto:") && span.start == last.end + "](mailto:".len() => {
                last.end = span.end;
            }
            _ => spans.push(span),
        }
    }
    let findings = spans.into_iter().map(|span| {
        let first = text[span.start..].chars().next().unwrap_or_default();
        let finding = sharing::finding(&RULE, subject, span, format!("an e-mail address stands here: `{first}…@…`"));
        finding
            .help("name the role or the team; it says more and stays true longer")
            .help("or add it to `allow` under `[sharing]` in `afterword.toml`")
    });
    findings.collect()
}

/// The address whose sign stands at a place, unless it is one of a role or of an example, or none at all.
fn address_around(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let local = bytes[..at].iter().rev().take(LOCAL_LIMIT + 1).take_while(|byte| is_local(byte)).count();
    let is_domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let domain = bytes[at + 1..].iter().take(DOMAIN_LIMIT).take_while(|byte| is_domain(byte)).count();
    if local == 0 || local > LOCAL_LIMIT || domain < 4 {
        return None;
    }
    let start = at - local;
    let start = start + text[start..at].bytes().take_while(|byte| b".-+%".contains(byte)).count();
    let domain = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let end = at + 1 + domain.len();
    let local = text[start..at].to_ascii_lowercase();
    let role = local.split(['+', '_', '.']).next().unwrap_or_default();
    let is_path = text[end..].starts_with(':') && text[end + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    // `@name@host` is a name in a network of servers.
    let is_login =
        bytes[..start].ends_with(b"//") || bytes[..start].ends_with(b"@") || is_behind_login(&text[..start]) || is_path;
    (!local.is_empty()
        && is_domain_of_mail(domain)
        && !ROLES.contains(&role)
        && !ROLES.contains(&local.as_str())
        && !is_login)
        .then_some(Span::new(start, end))
}

/// Whether what stands before the sign is the password of an address such as `https://user:…@host`.
fn is_behind_login(before: &str) -> bool {
    let begin = Span::new(before.len().saturating_sub(80), before.len()).clamp_to(before);
    let word = before[begin.range()].rsplit(char::is_whitespace).next().unwrap_or_default();
    before.ends_with(':') && word.contains("://")
}

fn is_domain_of_mail(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let labels: Vec<&str> = domain.split('.').collect();
    let Some(last) = labels.last().filter(|_| labels.len() >= 2) else { return false };
    let is_name = last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_example = labels[labels.len() - 2] == "example" && ["com", "org", "net", "edu"].contains(last);
    let is_noreply = domain.starts_with("users.noreply.") || labels.contains(&"noreply");
    is_name && labels.iter().all(|label| !label.is_empty()) && !NO_DOMAINS.contains(last) && !is_example && !is_noreply
}
