//! Passwords in addresses, and values that stand behind a name such as `password`.

use super::{Secret, different, is_stand_in};
use crate::diagnostics::Span;

/// Names behind which a secret may stand; more letters may stand around them, as in `DB_PASSWORD` or `secret_access_key`.
pub(super) const NAMES: [&str; 11] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "api_key",
    "apikey",
    "api-key",
    "access_key",
    "accountkey",
];

/// The longest name.
const NAME_LIMIT: usize = 60;

/// The longest value that is looked at.
const VALUE_LIMIT: usize = 300;

/// The shortest value that is taken for a secret.
const VALUE_LEAST: usize = 8;

/// The value behind the name that stands at a place: `password = "…"`, `"token": "…"`, `API_KEY: …`.
pub(super) fn behind_name(text: &str, start: usize, end: usize) -> Option<Secret> {
    let rest = &text[Span::new(end, (end + NAME_LIMIT + VALUE_LIMIT).min(text.len())).clamp_to(text).range()];
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let name = rest.find(|c| !is_name(c)).filter(|length| *length < NAME_LIMIT)?;
    let behind = rest[name..].trim_start_matches(['"', '\'', '`']).trim_start_matches([' ', '\t']);
    let behind =
        behind.strip_prefix(":=").or_else(|| behind.strip_prefix("=>")).or_else(|| behind.strip_prefix([':', '=']))?;
    let behind = behind.trim_start_matches([' ', '\t']);
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let value = match quote {
        Some(quote) => behind[1..].split([quote, '\n']).next()?,
        None => {
            behind.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '`' | '|' | '&')).next()?
        }
    };
    let value_start = end + (value.as_ptr() as usize - rest.as_ptr() as usize);
    let span = Span::new(value_start, value_start + value.len());
    let name = text[start..end].to_ascii_lowercase();
    let what = if name.starts_with('p') { "a password" } else { "a key or a token" };
    (value.len() < VALUE_LIMIT && is_secret(value, quote.is_some())).then_some(Secret { what, beginning: "", span })
}

/// The password in an address, whose scheme ends at a place: `postgres://app:…@db`.
pub(super) fn in_address(text: &str, end: usize) -> Option<Secret> {
    let rest = &text[Span::new(end, (end + VALUE_LIMIT).min(text.len())).clamp_to(text).range()];
    let authority = &rest[..rest.find(|c: char| c.is_whitespace() || "/?#\"'`<>()|".contains(c)).unwrap_or(rest.len())];
    let (login, host) = authority.rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    if host.is_empty() || user.contains(['$', '{']) || !is_value(password) || is_common(password) {
        return None;
    }
    let start = end + user.len() + 1;
    let span = Span::new(start, start + password.len());
    (password.len() >= 4).then_some(Secret { what: "a password in an address", beginning: "", span })
}

/// Whether a value stands for itself: it names no variable, no place to fill in, and calls nothing.
fn is_value(value: &str) -> bool {
    // A day may stand behind any name.
    let is_day = value.len() > 7 && value.as_bytes()[4] == b'-' && value.as_bytes()[7] == b'-';
    let is_filled_in = is_day
        || value.starts_with(['$', '<', '{', '[', '%', '@', '*', '.', '/', '&', '\\', '…'])
        || value.contains("://")
        || value.contains(['(', ')', '{', '}', '[', ']', '<', '>', '…'])
        || value.contains("...");
    !is_filled_in && value.is_ascii()
}

/// What people write where a password stands.
fn is_common(password: &str) -> bool {
    let lower = password.to_ascii_lowercase();
    ["password", "passwd", "pass", "pw", "pwd", "secret", "token"].contains(&lower.as_str())
        || lower.starts_with("xxx")
        || lower.contains("***")
        || lower.contains("example")
        || lower.contains("redacted")
}

/// Whether a value looks as if nobody could guess it.
fn is_secret(value: &str, is_quoted: bool) -> bool {
    if value.len() < VALUE_LEAST || !is_value(value) || is_stand_in(value) || value.contains(' ') {
        return false;
    }
    let count = |is: fn(&u8) -> bool| value.as_bytes().iter().filter(|byte| is(byte)).count();
    let (digits, small, capital) =
        (count(u8::is_ascii_digit), count(u8::is_ascii_lowercase), count(u8::is_ascii_uppercase));
    // Dashes, dots and the like hold names and times together.
    let marks = count(|byte| byte.is_ascii_punctuation() && !b"-_./:+=,".contains(byte));
    let joints = count(|byte| b"-_./:".contains(byte));
    if digits == 0 || small + capital == 0 || joints * 5 > value.len() {
        return false;
    }
    let kinds = [digits, small, capital, marks].into_iter().filter(|count| *count > 0).count();
    let is_dense = digits * 6 >= value.len() && value.len() >= 16;
    let bits = entropy(value);
    // Without quotes more of it is prose.
    let least = if is_quoted || value.len() >= 16 { 2.8 } else { 3.0 };
    (kinds >= 3 || is_dense) && bits >= least && different(value) >= 7
}

/// Shannon's entropy of the bytes of a text, in bits for each.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = text.len() as f64;
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / length);
    shares.map(|share| -share * share.log2()).sum()
}
