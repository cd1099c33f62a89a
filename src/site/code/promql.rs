//! Queries of Prometheus, for which the grammars have none.

use super::Class;
use super::spans::{Spans, quoted, run};

const KEYWORDS: [&str; 16] = [
    "and",
    "atan2",
    "bool",
    "by",
    "end",
    "group_left",
    "group_right",
    "ignoring",
    "inf",
    "nan",
    "offset",
    "on",
    "or",
    "start",
    "unless",
    "without",
];

/// The parts of a query.
pub(super) fn spans(code: &str) -> Spans<'_> {
    Spans::of(code, part)
}

/// The class and the length of what a text begins with.
fn part(first: char, rest: &str) -> (Option<Class>, usize) {
    match first {
        '#' => (Some(Class::Comment), rest.find('\n').unwrap_or(rest.len())),
        '"' | '\'' | '`' => (Some(Class::String), quoted(first, rest)),
        '0'..='9' => (Some(Class::Number), run(rest, |it| it.is_ascii_alphanumeric() || it == '.')),
        'a'..='z' | 'A'..='Z' | '_' | ':' => {
            let length = run(rest, |it| it.is_ascii_alphanumeric() || it == '_' || it == ':');
            (word(&rest[..length], rest[length..].trim_start()), length)
        }
        _ => (None, first.len_utf8()),
    }
}

fn word(name: &str, behind: &str) -> Option<Class> {
    let is_label = behind.starts_with(['=', '!']) && !behind.starts_with("==");
    let is_function = behind.starts_with('(') || behind.starts_with("by ") || behind.starts_with("without ");
    match name {
        _ if KEYWORDS.contains(&name) => Some(Class::Keyword),
        _ if is_function => Some(Class::Function),
        _ if is_label => Some(Class::Name),
        _ => None,
    }
}
