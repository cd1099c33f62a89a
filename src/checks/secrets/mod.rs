//! Secrets in a text: keys and tokens of well-known services, passwords in addresses, and values that stand behind a name
//! such as `password`.
//!
//! One pass finds where one might begin; what stands there is looked at no further than its kind can reach, so that the
//! cost stays linear whatever the text is.

mod assigned;
mod tokens;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::diagnostics::Span;
use tokens::TOKENS;

/// One secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Secret {
    /// What it seems to be: "a GitHub token".
    pub what: &'static str,
    /// What tells of its kind and may be shown, such as `ghp_`; may be empty.
    pub beginning: &'static str,
    /// Where it stands.
    pub span: Span,
}

/// What may begin a secret, and who looks at it.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// A token of a service, by its place in the table.
    Token(usize),
    PrivateKey,
    /// `://`, perhaps with a password behind it.
    Address,
    /// A name such as `password`.
    Name,
}

struct Starts {
    finder: AhoCorasick,
    kinds: Vec<Start>,
}

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut texts: Vec<&str> = Vec::new();
    let mut kinds = Vec::new();
    let mut add = |text, kind| {
        texts.push(text);
        kinds.push(kind);
    };
    TOKENS.iter().enumerate().for_each(|(index, token)| add(token.beginning, Start::Token(index)));
    add("-----BEGIN", Start::PrivateKey);
    add("://", Start::Address);
    assigned::NAMES.iter().for_each(|name| add(name, Start::Name));
    let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(texts);
    Starts { finder: finder.expect("a few dozen short texts"), kinds }
});

/// Finds the secrets of a text, in their order. They do not overlap.
#[must_use]
pub(super) fn find(text: &str) -> Vec<Secret> {
    let starts = &*STARTS;
    let mut found: Vec<Secret> = Vec::new();
    let mut end = 0;
    for start in starts.finder.find_overlapping_iter(text) {
        if start.start() < end {
            continue;
        }
        let secret = match starts.kinds[start.pattern().as_usize()] {
            Start::Token(index) => tokens::token(text, start.start(), &TOKENS[index]),
            Start::PrivateKey => tokens::private_key(text, start.start()),
            Start::Address => assigned::in_address(text, start.end()),
            Start::Name => assigned::behind_name(text, start.start(), start.end()),
        };
        if let Some(secret) = secret
            && secret.span.start >= end
        {
            end = secret.span.end;
            found.push(secret);
        }
    }
    found
}

/// Whether a text is what people write where a secret was: too few different characters, or a word that says so.
fn is_stand_in(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "example",
        "redacted",
        "removed",
        "placeholder",
        "changeme",
        "change-me",
        "change_me",
        "your",
        "dummy",
        "sample",
        "xxxx",
        "fake",
        "test-",
        "1234567890",
        "****",
        "0000",
        "insert",
    ];
    let lower = text.to_ascii_lowercase();
    different(text) < 6 || WORDS.iter().any(|word| lower.contains(word))
}

/// How many different bytes a text has.
fn different(text: &str) -> usize {
    let mut seen = [false; 256];
    text.bytes().for_each(|byte| seen[usize::from(byte)] = true);
    seen.iter().filter(|seen| **seen).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secrets of a text. `⁞` is left out, so that nothing here looks like one.
    fn found(text: &str) -> Vec<String> {
        let text = text.replace('⁞', "");
        find(&text).into_iter().map(|secret| format!("{}: {}", secret.what, &text[secret.span.range()])).collect()
    }

    #[test]
    fn tokens_of_services_are_found() {
        let random = "Zk3vQ9xT7mB2nL5wR8yH1cD4fG6jP0sAuEiOoKqWzXvNbMtYrUlS";
        let hex = "3f9a1c7e5b2d8046af13c5e79b0d2468";
        for (beginning, rest, what) in [
            ("ghp⁞_", &random[..36], "a GitHub token"),
            ("github⁞_pat_", &random[..40], "a GitHub token"),
            ("glpat⁞-", &random[..20], "a GitLab token"),
            ("xoxb⁞-", "2841-99172-Zk3vQ9xT7mB2nL5wR8", "a Slack token"),
            ("sk⁞_live_", &random[..24], "a Stripe key"),
            ("AIza⁞", &random[..35], "a Google API key"),
            ("AKIA⁞", "3XQ7ZP2VNM5KTW6R", "an AWS access key"),
            ("npm⁞_", &random[..36], "an npm token"),
            ("SK⁞", hex, "a Twilio key"),
            ("sk⁞-ant-", &random[..44], "an API key"),
            ("sk⁞-", &random[..48], "an API key"),
            ("hf⁞_", &random[..34], "a Hugging Face token"),
        ] {
            let text = format!("before `{beginning}{rest}` behind");
            let expected = format!("{what}: {}{rest}", beginning.replace('⁞', ""));
            assert_eq!(found(&text), [expected], "{beginning}");
            assert_eq!(found(&format!("before x{beginning}{rest}")), [""; 0], "{beginning}");
            assert_eq!(found(&format!("before x%2F{beginning}{rest}")).len(), 1, "{beginning}");
            assert_eq!(found(&format!("before x%41{beginning}{rest}")), [""; 0], "{beginning}");
            assert_eq!(found(&format!("{beginning}{}", "x".repeat(rest.len()))), [""; 0], "{beginning}");
            assert_eq!(found(&format!("{beginning}{}", &rest[..8])), [""; 0], "{beginning}");
        }
    }

    #[test]
    fn other_forms_are_found() {
        let random = "Zk3vQ9xT7mB2nL5wR8yH1cD4fG6jP0sAuEiOoKqWzXvNbMtYrUlS";
        for (text, expected) in [
            (format!("eyJ⁞{}.eyJ{}.{}", &random[..20], &random[10..40], &random[3..46]), "a JSON Web Token"),
            (
                format!("-----BEGIN⁞ RSA PRIVATE KEY-----\n{random}\n{random}\n-----END RSA PRIVATE KEY-----"),
                "a private key",
            ),
            (
                format!("\"-----BEGIN⁞ PRIVATE KEY-----\\n{random}{random}\\n-----END PRIVATE KEY-----\\n\""),
                "a private key",
            ),
            (format!("hooks.slack⁞.com/services/T02AB9/B03CD8/{}", &random[..24]), "an address of a Slack webhook"),
            (format!("SG⁞.{}.{}", &random[..22], &random[..43]), "a SendGrid key"),
            ("postgres://app:Vt7⁞kQ2mZ@db/orders".to_owned(), "a password in an address"),
            ("DB_PASSWORD=Vt7⁞kQ2mZ!x".to_owned(), "a password"),
            ("password: \"Vt7⁞kQ2mZ!x\"".to_owned(), "a password"),
            ("\"apiKey\" : 'b7Xq⁞92LmPz04RtVw'".to_owned(), "a key or a token"),
            (format!("aws_secret_access_key = {}", &random[..40]), "a key or a token"),
        ] {
            let found = found(&text);
            assert!(found.len() == 1 && found[0].starts_with(&format!("{expected}: ")), "{text}: {found:?}");
        }
    }

    #[test]
    fn what_only_looks_alike_is_passed_over() {
        for text in [
            "AKIA⁞IOSFODNN7EXAMPLE",
            "password: rotated yesterday",
            "password = \"********\"",
            "password = ${DB_PASSWORD_2026}",
            "token: {{ .Values.token2 }}",
            "secret: <your-secret-1>",
            "the token: 2026-03-04T09:12:00Z",
            "api_key = os.environ[\"API_KEY_2\"]",
            "token = getToken(Client2, Region7)",
            "secretName: checkout-db-credentials-v2",
            "password_reset_tokens: 48211 rows",
            "token: https://vault.example.com/v1/Secret",
            "https://user:password@example.com/x",
            "https://user:$PASS2word@host/x",
            "https://example.com:8443/a@b",
            "ghp_ and sk- and eyJ alone",
            "sk-learn-pipeline-with-several-steps-in-it",
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "commit 3f9a1c7e5b2d8046af13c5e79b0d24683f9a1c7e",
            "password policy: at least 12 characters, A-Z, 0-9",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn hostile_texts_cost_no_more_than_others() {
        for piece in [
            "ghp_",
            "-----BEGIN PRIVATE KEY-----",
            "password=",
            "://a:",
            "eyJaaaaaaaaaaaaaaaaaaaaa.",
            "sk-",
            "SG.",
            "xoxb-",
        ] {
            assert_eq!(find(&piece.repeat(300_000 / piece.len())), [], "{piece}");
        }
        assert_eq!(find(&"A7b".repeat(1_000_000)), []);
    }
}
