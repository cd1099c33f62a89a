//! `_headers`: paths, and below each the headers of what stands there.

use super::pattern::Pattern;
use super::{Line, RULE_LIMIT, Remarks};

/// Headers that hosts set by themselves, and that no file changes.
const OF_THE_HOST: [&str; 17] = [
    "accept-ranges",
    "age",
    "allow",
    "alt-svc",
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "date",
    "keep-alive",
    "location",
    "proxy-connection",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The header whose values cannot be joined.
const SET_COOKIE: &str = "set-cookie";

/// What some paths have.
#[derive(Debug, Clone)]
pub(super) struct HeaderRule {
    pattern: Pattern,
    changes: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Add { name: String, value: String },
    Remove { name: String },
}

/// Reads the lines of the file.
pub(super) fn read(lines: &[Line<'_>], remarks: &mut Remarks) -> Vec<HeaderRule> {
    let mut rules: Vec<HeaderRule> = Vec::new();
    // Headers below a path that is not followed are not followed either, without another word.
    let mut is_below_a_path = None;
    for (number, line) in lines {
        if is_path(line) {
            let is_full = rules.len() == RULE_LIMIT;
            let pattern = if is_full { Err("there are too many rules") } else { pattern(line) };
            is_below_a_path = Some(pattern.is_ok());
            match pattern {
                Ok(pattern) => rules.push(HeaderRule { pattern, changes: Vec::new() }),
                Err(message) => remarks.say(*number, message),
            }
            continue;
        }
        match (is_below_a_path, rules.last_mut(), change(line)) {
            (Some(false), ..) => {}
            (Some(true), Some(rule), Ok(change)) => rule.changes.push(change),
            (None, ..) | (_, None, _) => remarks.say(*number, "no path stands above this line"),
            (_, _, Err(message)) => remarks.say(*number, message),
        }
    }
    rules
}

fn is_path(line: &str) -> bool {
    line.starts_with('/') || line.starts_with("https://") || line.starts_with("http://")
}

fn pattern(line: &str) -> Result<Pattern, &'static str> {
    if !line.starts_with('/') {
        return Err("rules for single hosts are not followed here");
    }
    if line.contains(char::is_whitespace) {
        return Err("the path has a space in it; write `%20`");
    }
    Pattern::read(line)
}

fn change(line: &str) -> Result<Change, &'static str> {
    if let Some(name) = line.strip_prefix('!') {
        return Ok(Change::Remove { name: checked_name(name.trim())? });
    }
    let (name, value) = line.split_once(':').ok_or("this is neither a path nor a header")?;
    let (name, value) = (checked_name(name.trim())?, value.trim());
    if value.is_empty() {
        return Err("the header has no value");
    }
    if value.contains(char::is_control) {
        return Err("the header has a control character in it");
    }
    Ok(Change::Add { name, value: value.to_owned() })
}

fn checked_name(name: &str) -> Result<String, &'static str> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if name.is_empty() || !name.chars().all(is_sign) {
        return Err("the header has no name, or one with other signs than letters, digits and `-`");
    }
    if OF_THE_HOST.contains(&name.to_ascii_lowercase().as_str()) {
        return Err("hosts set this header by themselves");
    }
    Ok(name.to_owned())
}

/// The headers of a path by the rules in their order, in the order in which they were named first.
pub(super) fn of(rules: &[HeaderRule], path: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for change in rules.iter().filter(|rule| rule.pattern.is_match(path)).flat_map(|rule| &rule.changes) {
        match change {
            Change::Remove { name } => headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name)),
            Change::Add { name, value } => {
                let known = headers.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name));
                match known.filter(|_| !name.eq_ignore_ascii_case(SET_COOKIE)) {
                    Some((_, values)) => values.push_str(&format!(", {value}")),
                    None => headers.push((name.clone(), value.clone())),
                }
            }
        }
    }
    headers
}
