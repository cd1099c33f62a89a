//! # phone-number
//!
//! A phone number stands in the file: in its international form, or behind a word such as "phone:".
//!
//! ## Why it matters
//!
//! A number that reaches a person, or a bridge that anybody may dial into, is not to be copied around. Who shall be called
//! belongs into the rota. In a public document this is a warning.
//!
//! ## Example
//!
//! ```text
//! We rang the vendor's hotline (tel: …) four times.
//! ```
//!
//! Say whom you called:
//!
//! ```text
//! We rang the vendor's hotline four times; its number is in the rota.
//! ```
//!
//! ## How to silence it
//!
//! Numbers that may be shared belong into `afterword.toml`: `[sharing]` with `allow = ["+1 800 *"]`. For one document, put
//! `<!-- afterword: allow phone-number: reason -->` above the place; for all, set `phone-number = "off"` under `[checks]` in
//! `afterword.toml`.

use crate::checks::{Group, Rule, Subject, sharing};
use crate::diagnostics::{Diagnostic, Level, Span};

pub(super) static RULE: Rule = Rule {
    name: "phone-number",
    level: Some(Level::Info),
    group: Group::Sharing,
    source: include_str!("phone_number.rs"),
    check: Some(check),
};

/// The longest number, marks between its digits included.
const LIMIT: usize = 30;

/// Words behind which a number is one of a phone.
const LABELS: [&str; 14] = [
    "phone:",
    "phone number:",
    "tel:",
    "tel.:",
    "tel.",
    "telephone:",
    "mobile:",
    "cell:",
    "fax:",
    "hotline:",
    "dial-in:",
    "telefon:",
    "téléphone:",
    "電話:",
];

fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let text = &subject.document.file.text;
    let mut findings = Vec::new();
    let mut end = 0;
    for (at, _) in text.match_indices([':', '.', '+']) {
        let found = match text.as_bytes()[at] {
            b'+' => international(text, at),
            _ => labelled(text, at),
        };
        let Some(span) = found.filter(|span| span.start >= end) else { continue };
        end = span.end;
        if sharing::is_allowed(subject, &text[span.range()]) {
            continue;
        }
        let finding = sharing::finding(&RULE, subject, span, "a phone number stands here".to_owned());
        findings.push(
            finding
                .help("say whom you called, and leave the number to the rota")
                .help("or add it to `allow` under `[sharing]` in `afterword.toml`"),
        );
    }
    findings
}

/// The digits of a number, and where it ends: digits with single marks between them.
fn number(text: &str) -> (String, usize) {
    let mut digits = String::new();
    let (mut end, mut gap) = (0, 0);
    for (at, c) in text.char_indices().take(LIMIT) {
        if c.is_ascii_digit() {
            digits.push(c);
            end = at + 1;
            gap = 0;
        } else if " -./()\u{a0}".contains(c) && gap < 2 {
            gap += 1;
        } else {
            break;
        }
    }
    (digits, end)
}

/// `+49 30 …`, `+1 (555) …`: a country's code and at least eight digits. Neither an offset of a clock, nor a sum.
fn international(text: &str, at: usize) -> Option<Span> {
    let is_word = |c: char| c.is_alphanumeric() || "+_/=".contains(c);
    if text[..at].ends_with(is_word) {
        return None;
    }
    let (digits, length) = number(&text[at + 1..]);
    let shown = &text[at + 1..at + 1 + length];
    let behind = text[at + 1 + length..].chars().next();
    let groups: Vec<&str> = shown.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    // `+1 234 567` counts something; so may digits in a row, but not eleven of them.
    let is_sum =
        groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) || groups.len() == 1 && digits.len() < 11;
    let is_long_enough = if digits.starts_with('1') { digits.len() == 11 } else { (9..=15).contains(&digits.len()) };
    let is_number = shown.starts_with(|c: char| ('1'..='9').contains(&c))
        && groups.first().is_some_and(|code| code.len() <= 3 || groups.len() == 1);
    let goes_on = behind.is_some_and(|c| c.is_alphanumeric() || ":%_".contains(c));
    (is_number && is_long_enough && !is_sum && !goes_on && !is_fiction(&digits)).then(|| Span::new(at, at + 1 + length))
}

/// A number behind a label, whose last character stands at a place: `phone: 030 …`.
fn labelled(text: &str, at: usize) -> Option<Span> {
    let begin = Span::new(at.saturating_sub(20), at + 1).clamp_to(text);
    let before = text[begin.range()].to_lowercase();
    let is_label = |label: &str| {
        let word = before.strip_suffix(label);
        word.is_some_and(|word| !word.ends_with(char::is_alphanumeric))
    };
    if !LABELS.iter().any(|label| is_label(label)) {
        return None;
    }
    let rest = &text[at + 1..];
    let rest = rest.trim_start_matches(['*', ' ', '\u{a0}']);
    let start = text.len() - rest.len();
    let opening = rest.len() - rest.trim_start_matches(['(', '+']).len();
    let (digits, length) = number(&rest[opening..]);
    let shown = &rest[..opening + length];
    let is_day = shown.len() >= 10 && shown.as_bytes()[4] == b'-' && shown.as_bytes()[7] == b'-';
    ((7..=15).contains(&digits.len()) && !is_day && !is_fiction(&digits)).then(|| Span::new(start, start + shown.len()))
}

/// Numbers that were set aside for films: 555-01xx in North America.
fn is_fiction(digits: &str) -> bool {
    let national = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits);
    let local = &national[national.len().saturating_sub(7)..];
    local.starts_with("55501") && matches!(national.len(), 7 | 10)
}
