//! Keys and tokens that tell by their form who gave them out.

use super::{Secret, different, is_stand_in};
use crate::diagnostics::Span;

/// The longest token that is looked at.
const TOKEN_LIMIT: usize = 4_096;

/// The longest private key that is looked at; RSA with 16,384 bits has 12 KiB.
const KEY_LIMIT: usize = 16_384;

/// The form of a service's tokens.
pub(super) struct Token {
    pub what: &'static str,
    /// What it begins with; may be shown.
    pub beginning: &'static str,
    /// What may stand behind that, beside letters and digits.
    marks: &'static str,
    /// The least length of what stands behind the beginning.
    least: usize,
    /// What else must be true of it.
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Any,
    /// Hexadecimal digits, so many and no more.
    Hex,
    /// Capital letters and digits, so many and no more.
    Capitals,
    /// Digits, capital and small letters.
    Mixed,
    /// Three parts with dots between them.
    Parts,
}

const fn known(what: &'static str, beginning: &'static str, marks: &'static str, least: usize, form: Form) -> Token {
    Token { what, beginning, marks, least, form }
}

/// The tokens that are known. Beginnings are in no other case than this.
pub(super) const TOKENS: &[Token] = &[
    known("a GitHub token", "ghp_", "", 36, Form::Any),
    known("a GitHub token", "gho_", "", 36, Form::Any),
    known("a GitHub token", "ghu_", "", 36, Form::Any),
    known("a GitHub token", "ghs_", "", 36, Form::Any),
    known("a GitHub token", "ghr_", "", 36, Form::Any),
    known("a GitHub token", "github_pat_", "_", 36, Form::Any),
    known("a GitLab token", "glpat-", "_-.", 20, Form::Any),
    known("a Slack token", "xoxb-", "-", 20, Form::Any),
    known("a Slack token", "xoxp-", "-", 20, Form::Any),
    known("a Slack token", "xoxa-", "-", 20, Form::Any),
    known("a Slack token", "xoxr-", "-", 20, Form::Any),
    known("a Slack token", "xoxs-", "-", 20, Form::Any),
    known("an address of a Slack webhook", "hooks.slack.com/services/", "/", 30, Form::Mixed),
    known("an address of a Discord webhook", "discord.com/api/webhooks/", "/_-", 60, Form::Mixed),
    known("a Stripe key", "sk_live_", "", 20, Form::Any),
    known("a Stripe key", "rk_live_", "", 20, Form::Any),
    known("a Google API key", "AIza", "_-", 35, Form::Any),
    known("an AWS access key", "AKIA", "", 16, Form::Capitals),
    known("an AWS access key", "ASIA", "", 16, Form::Capitals),
    known("a Twilio key", "SK", "", 32, Form::Hex),
    known("a SendGrid key", "SG.", "_-.", 60, Form::Any),
    known("an npm token", "npm_", "", 36, Form::Any),
    known("a PyPI token", "pypi-", "_-", 50, Form::Mixed),
    known("an API key", "sk-ant-", "_-", 40, Form::Mixed),
    known("an API key", "sk-proj-", "_-", 40, Form::Mixed),
    known("an API key", "sk-", "", 40, Form::Mixed),
    known("a Hugging Face token", "hf_", "", 34, Form::Mixed),
    known("a DigitalOcean token", "dop_v1_", "", 64, Form::Hex),
    known("a Vault token", "hvs.", "_-", 24, Form::Mixed),
    known("a JSON Web Token", "eyJ", "_-.", 50, Form::Parts),
];

/// The token that begins at a place.
fn token_at<'a>(text: &'a str, start: usize, token: &Token) -> Option<&'a str> {
    let rest = text[start..].strip_prefix(token.beginning)?;
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || token.marks.as_bytes().contains(byte);
    let length = rest.bytes().take(TOKEN_LIMIT).take_while(is_part).count();
    let body = rest[..length].trim_end_matches(['.', '-', '/']);
    (body.len() >= token.least && has_form(body, token)).then_some(body)
}

pub(super) fn token(text: &str, start: usize, token: &'static Token) -> Option<Secret> {
    let before = before(&text.as_bytes()[..start]);
    let is_word =
        |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte) || token.marks.as_bytes().contains(&byte);
    let is_address = token.beginning.contains('/');
    if before.is_some_and(is_word) && !is_address {
        return None;
    }
    let body = token_at(text, start, token)?;
    let end = start + token.beginning.len() + body.len();
    (!is_stand_in(body)).then_some(Secret { what: token.what, beginning: token.beginning, span: Span::new(start, end) })
}

/// The byte before a token; one that is written as `%2F` counts as what it stands for.
fn before(text: &[u8]) -> Option<u8> {
    let last = text.last().copied();
    let [.., b'%', high, low] = text else { return last };
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    digit(high).zip(digit(low)).map_or(last, |(high, low)| Some(high << 4 | low))
}

fn has_form(body: &str, token: &Token) -> bool {
    let has = |is: fn(&u8) -> bool| body.as_bytes().iter().any(is);
    match token.form {
        Form::Any => has(u8::is_ascii_digit) || different(body) > 12,
        Form::Hex => {
            body.len() == token.least && body.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        }
        Form::Capitals => {
            body.len() == token.least && body.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
        }
        Form::Mixed => has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase),
        Form::Parts => {
            let parts: Vec<&str> = body.split('.').collect();
            parts.len() == 3 && parts.iter().all(|part| part.len() >= 10) && parts[1].starts_with("eyJ")
        }
    }
}

/// The private key whose first line begins at a place, with its last line where there is one.
pub(super) fn private_key(text: &str, start: usize) -> Option<Secret> {
    let rest = Span::new(start, (start + KEY_LIMIT).min(text.len())).clamp_to(text);
    let rest = &text[rest.range()];
    let title = rest.strip_prefix("-----BEGIN")?;
    let title_end = title[..title.len().min(80).min(title.find('\n').unwrap_or(80))].find("-----")?;
    if !title[..title_end].ends_with("PRIVATE KEY") && !title[..title_end].ends_with("PRIVATE KEY BLOCK") {
        return None;
    }
    let body_start = "-----BEGIN".len() + title_end + "-----".len();
    let body = &rest[body_start..];
    let body_end = body.find("-----").unwrap_or_else(|| body.find("\n\n").unwrap_or(body.len()));
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    let body = &body[..body_end];
    if body.bytes().filter(is_base64).count() < 64 || different(body) < 20 {
        return None;
    }
    let behind = &rest[body_start + body_end..];
    let last = behind.strip_prefix("-----END").and_then(|last| Some("-----END".len() + last.find("-----")? + 5));
    let end = start + body_start + body_end + last.filter(|length| *length < 90).unwrap_or(0);
    Some(Secret { what: "a private key", beginning: "-----BEGIN", span: Span::new(start, end) })
}
