//! `_redirects`: from where, to where, and with which status.

use super::pattern::{Destination, Pattern};
use super::{Line, RULE_LIMIT, Redirect, Remarks};

/// The status of a rule that names none.
const DEFAULT_STATUS: u16 = 301;

/// A line of the file.
#[derive(Debug, Clone)]
pub(super) struct RedirectRule {
    from: Pattern,
    to: Destination,
    status: u16,
    /// Whether it holds where something exists, too.
    pub(super) is_forced: bool,
}

/// Reads the lines of the file.
pub(super) fn read(lines: &[Line<'_>], remarks: &mut Remarks) -> Vec<RedirectRule> {
    let mut rules = Vec::new();
    for (number, line) in lines {
        let is_full = rules.len() == RULE_LIMIT;
        match if is_full { Err("there are too many rules") } else { rule(line) } {
            Ok(rule) => rules.push(rule),
            Err(message) => remarks.say(*number, message),
        }
    }
    rules
}

fn rule(line: &str) -> Result<RedirectRule, &'static str> {
    let mut words = line.split_whitespace().take_while(|word| !word.starts_with('#'));
    let from = words.next().unwrap_or_default();
    if is_elsewhere(from) {
        return Err("rules for single hosts are not followed here");
    }
    let to = words.next().ok_or("the rule does not say where it leads")?;
    if to.starts_with("//") || !(to.starts_with('/') || is_elsewhere(to)) {
        return Err(match to.contains('=') {
            true => "rules for single query parameters are not followed here",
            false => "a rule leads to a path that begins with a slash, or to an address",
        });
    }
    // Browsers take a backslash for a slash, two of which begin the name of a host.
    if to.contains(|c: char| c.is_control() || c == '\\') {
        return Err("the address has a control character or a backslash in it");
    }
    let status = words.next();
    if words.next().is_some() || status.is_some_and(|status| status.contains('=')) {
        return Err("rules with conditions are not followed here");
    }
    let (status, is_forced) = status.map_or(Ok((DEFAULT_STATUS, false)), read_status)?;
    if matches!(status, 200 | 404) && is_elsewhere(to) {
        return Err("pages of other hosts are not shown in place of the site's own here");
    }
    Ok(RedirectRule { from: Pattern::read(from)?, to: Destination::read(to), status, is_forced })
}

fn is_elsewhere(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn read_status(written: &str) -> Result<(u16, bool), &'static str> {
    let (status, is_forced) = written.strip_suffix('!').map_or((written, false), |status| (status, true));
    match status {
        "200" | "301" | "302" | "303" | "307" | "308" | "404" => {
            Ok((status.parse().unwrap_or(DEFAULT_STATUS), is_forced))
        }
        _ => Err("the status is none of 200, 301, 302, 303, 307, 308 and 404"),
    }
}

impl RedirectRule {
    /// Where the rule leads from a path; `None` where it is not for that path, or leads nowhere else.
    pub(super) fn follow(&self, path: &str) -> Option<Redirect> {
        let found = self.from.find(path)?;
        let place = self.to.path(&found);
        if matches!(self.status, 200 | 404) {
            return Some(Redirect { to: place, status: self.status });
        }
        let to = self.to.address(&found);
        // What a placeholder stands for is not to make the name of a host of a path.
        let is_itself =
            place.trim_end_matches('/') == path.trim_end_matches('/') || to.replace('\\', "/").starts_with("//");
        (!is_itself).then_some(Redirect { to, status: self.status })
    }
}
