//! Lines of logs, whatever wrote them: times and numbers, levels, keys and texts in quotes. The grammar that there is for
//! them takes ten times as long as others, and logs are what incidents have most of.

use super::Class;
use super::spans::{Spans, quoted, run};

const LEVELS: [&str; 16] = [
    "alert",
    "crit",
    "critical",
    "debug",
    "emerg",
    "err",
    "error",
    "fatal",
    "info",
    "information",
    "notice",
    "panic",
    "severe",
    "trace",
    "warn",
    "warning",
];

/// The parts of a log.
pub(super) fn spans(code: &str) -> Spans<'_> {
    Spans::of(code, part)
}

/// The class and the length of what a text begins with.
fn part(first: char, rest: &str) -> (Option<Class>, usize) {
    match first {
        '"' => (Some(Class::String), quoted(first, rest)),
        '0'..='9' => {
            let length = run(rest, |it| it.is_ascii_alphanumeric() || matches!(it, '.' | ':' | '-' | '+' | '_'));
            let is_number = rest[..length].bytes().all(|it| it.is_ascii_digit() || b".:-+TZ".contains(&it));
            (is_number.then_some(Class::Number), length)
        }
        'a'..='z' | 'A'..='Z' | '_' => {
            let length = run(rest, |it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | '-' | '/'));
            (word(&rest[..length], &rest[length..]), length)
        }
        _ => (None, first.len_utf8()),
    }
}

fn word(name: &str, behind: &str) -> Option<Class> {
    if behind.starts_with('=') {
        return Some(Class::Name);
    }
    LEVELS.iter().any(|level| level.eq_ignore_ascii_case(name)).then_some(Class::Keyword)
}
