//! What the bracket behind an action item says: who, by when, which ticket, and how far it is.

use super::parts::{Part, is_nothing, is_ticket, part_of};
use crate::interpret::date::find_date;
use crate::model::{ActionState, ActionType};

/// The longest name of an owner, in characters and in words.
const OWNER_LIMITS: (usize, usize) = (40, 5);

/// Labels that need no colon behind them: no sentence goes on from them with a name or a day.
const OWNER_LABELS: [&str; 5] = ["owner", "assignee", "assigned to", "owned by", "dri"];

/// Words that a day begins with, or that stand for one: `by Friday`, `due end of March`.
const DAYS: [&str; 31] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "end",
    "eod",
    "eow",
    "q1",
    "q2",
    "q3",
    "q4",
];

/// Words that begin a remark rather than the name of an owner.
const REMARKS: [&str; 56] = [
    "see", "since", "from", "until", "till", "after", "before", "by", "as", "at", "on", "in", "for", "with", "without",
    "to", "of", "due", "was", "were", "is", "are", "be", "has", "had", "not", "but", "and", "or", "if", "when",
    "while", "because", "so", "we", "it", "this", "that", "which", "also", "already", "still", "only", "maybe",
    "probably", "about", "around", "approx", "e", "i", "cf", "via", "blocked", "tracked", "filed", "priority",
];

/// A detail of a bracket as far as it is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read<'a> {
    Known(Part, &'a str),
    /// A text that may name an owner, where something else in the bracket says that details stand there.
    Name(&'a str),
    Unknown,
}

/// The parts of `owner: platform team, due 2025-03-01, KP-1201`, each as it stands and what it says; `None` where that is not
/// understood.
///
/// In a bracket a label may do without its colon, and the one text that nothing else explains is the owner.
pub(super) fn details(inside: &str, is_bracket: bool) -> Vec<(&str, Option<(Part, &str)>)> {
    let texts = inside.split([',', ';']).map(str::trim);
    let mut read: Vec<(&str, Read<'_>)> = texts.map(|text| (text, detail(text, is_bracket))).collect();
    let has = |part: Part| read.iter().any(|(_, read)| matches!(read, Read::Known(known, _) if *known == part));
    let is_word = |name: &str| ActionState::parse(name).is_some() || ActionType::parse(name).is_some();
    let names = read.iter().filter(|(_, read)| matches!(read, Read::Name(name) if !is_word(name))).count();
    let is_told = [Part::Due, Part::Ticket, Part::Status].into_iter().any(has);
    let has_owner = has(Part::Owner);
    for (_, read) in &mut read {
        if let Read::Name(name) = *read {
            *read = match name {
                _ if !is_told && !has_owner => Read::Unknown,
                _ if ActionState::parse(name).is_some() => Read::Known(Part::Status, name),
                _ if ActionType::parse(name).is_some() => Read::Known(Part::Type, name),
                _ if names == 1 && !has_owner => Read::Known(Part::Owner, name),
                _ => Read::Unknown,
            };
        }
    }
    let known = |read| if let Read::Known(part, value) = read { Some((part, value)) } else { None };
    read.into_iter().map(|(text, read)| (text, known(read))).collect()
}

fn detail(text: &str, is_bracket: bool) -> Read<'_> {
    let labelled = text.split_once(':').and_then(|(label, value)| Some((part_of(label)?, value.trim())));
    match labelled {
        Some((part, value)) if part != Part::Action => Read::Known(part, value),
        _ if is_ticket(text) => Read::Known(Part::Ticket, text),
        _ if text.len() == 10 && find_date(text).is_some() => Read::Known(Part::Due, text),
        _ if !is_bracket => Read::Unknown,
        _ => without_colon(text),
    }
}

/// `due 2026-03-31`, `by Friday`, `owner platform`, `status open`, or what may be a name.
fn without_colon(text: &str) -> Read<'_> {
    if let Some(day) = behind(text, "due by").or_else(|| behind(text, "due")).filter(|day| is_day(day)) {
        return Read::Known(Part::Due, day);
    }
    if behind(text, "by").is_some_and(is_day) {
        return Read::Known(Part::Due, text);
    }
    if let Some(state) = behind(text, "status").filter(|state| ActionState::parse(state).is_some()) {
        return Read::Known(Part::Status, state);
    }
    let owner = OWNER_LABELS.iter().find_map(|label| behind(text, label)).filter(|name| is_name(name));
    match owner {
        Some(owner) => Read::Known(Part::Owner, owner),
        None if is_name(text) => Read::Name(text),
        None => Read::Unknown,
    }
}

/// What stands behind a word at the beginning of a text.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
    let rest = text[start.len()..].strip_prefix(char::is_whitespace)?.trim();
    (!rest.is_empty()).then_some(rest)
}

/// Whether a text is about a day, even one that no calendar tells: `2026-03-31`, `next Friday`, `Q3`, `soon`.
fn is_day(text: &str) -> bool {
    const SOME_DAY: [&str; 7] = ["asap", "soon", "later", "tomorrow", "today", "tbd", "tba"];
    let folded = text.to_lowercase();
    let folded = ["next ", "the ", "this "].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
    let first = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_short = text.split_whitespace().count() <= OWNER_LIMITS.1 && !text.contains(['(', ')']);
    let has_digits = text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-/. ".contains(&byte));
    let is_period = ["week", "month", "quarter", "sprint", "year", "release"].contains(&folded);
    is_short
        && (find_date(text).is_some() || has_digits || DAYS.contains(&first) || SOME_DAY.contains(&folded) || is_period)
}

/// Whether a text may be what a team, a role or a person is called.
fn is_name(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let is_short = text.chars().count() <= OWNER_LIMITS.0 && text.split_whitespace().count() <= OWNER_LIMITS.1;
    let begins_like_one = text.starts_with(|c: char| c.is_alphabetic() || c == '@') || is_nothing(text);
    let is_priority = matches!(first.as_bytes(), [b'P' | b'p', rest @ ..] if rest.len() == 1 && rest[0].is_ascii_digit())
        || ["high", "medium", "low", "urgent", "critical"].iter().any(|word| text.eq_ignore_ascii_case(word));
    let has_other_marks = text.contains([':', '(', ')', '[', ']', '=', '#', '?', '!']) || text.contains("://");
    !text.is_empty()
        && is_short
        && begins_like_one
        && !is_priority
        && !has_other_marks
        && find_date(text).is_none()
        && !REMARKS.contains(&first.to_lowercase().as_str())
}
