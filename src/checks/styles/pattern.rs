//! Patterns of styles: tokens joined as Vale joins them, within limits of size.

use regex::{Regex, RegexBuilder};

/// The largest compiled pattern, in bytes: 4 MiB. What a search can cost is bounded by it.
const SIZE_LIMIT: usize = 4 << 20;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern(Regex);

/// What to write instead of what a key of `swap` matches.
#[derive(Debug)]
pub(super) struct Swap {
    /// What is found.
    pub key: Key,
    /// What to write; `$1` is a group of the key.
    pub text: String,
}

/// A key of `swap`. Most are words, which need no pattern to be known again.
#[derive(Debug)]
pub(super) enum Key {
    /// A word, and whether case does not matter.
    Word(String, bool),
    /// A pattern over all of what was found.
    Pattern(Pattern),
}

impl Key {
    pub fn new(key: &str, ignorecase: bool) -> Result<Self, Refusal> {
        if is_literal(key) {
            return Ok(Self::Word(key.to_owned(), ignorecase));
        }
        // Alone first, so that a bracket too many is found in it.
        Pattern::new(key)?;
        let case = if ignorecase { "(?i)" } else { "" };
        Pattern::new(&format!("{case}^(?:{key})$")).map(Self::Pattern)
    }

    /// What `text` means for what was found; `None` if another key has found it.
    pub fn expand(&self, found: &str, text: &str) -> Option<String> {
        match self {
            Self::Word(word, true) => word.eq_ignore_ascii_case(found).then(|| text.to_owned()),
            Self::Word(word, false) => (word == found).then(|| text.to_owned()),
            Self::Pattern(pattern) => pattern.expand(found, text),
        }
    }
}

/// Why something is no pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Looking ahead or behind, or back to a group.
    NotSupported(&'static str),
    /// The pattern, compiled, is larger than the limit.
    TooLarge,
    /// What is wrong with it.
    Invalid(String),
}

impl Pattern {
    /// Compiles a pattern.
    pub fn new(pattern: &str) -> Result<Self, Refusal> {
        let built = RegexBuilder::new(pattern).size_limit(SIZE_LIMIT).dfa_size_limit(SIZE_LIMIT).build();
        built.map(Self).map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => Refusal::TooLarge,
            error => refusal(&error.to_string()),
        })
    }

    /// The places that it matches in a text, but for those without a letter.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = std::ops::Range<usize>> + use<'_, 't> {
        self.0.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty())
    }

    /// Whether it matches somewhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Whether it matches where there is nothing.
    pub fn matches_nothing(&self) -> bool {
        self.0.is_match("") || self.0.find("a").is_some_and(|found| found.is_empty())
    }

    /// A text in which groups such as `$1` stand for what they match in `found`; `None` if it does not match.
    pub fn expand(&self, found: &str, text: &str) -> Option<String> {
        let captures = self.0.captures(found)?;
        let mut expanded = String::new();
        captures.expand(text, &mut expanded);
        Some(expanded)
    }
}

fn refusal(error: &str) -> Refusal {
    if error.contains("look-around") {
        return Refusal::NotSupported("looking ahead or behind, `(?=…)`, `(?!…)`, `(?<=…)` or `(?<!…)`,");
    }
    if error.contains("backreferences") {
        return Refusal::NotSupported("looking back to a group, `\\1`,");
    }
    let reason = error.rsplit_once("error: ").map_or(error, |(_, reason)| reason);
    Refusal::Invalid(reason.trim().replace('\n', " "))
}

/// How the tokens of a rule are joined.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Joint {
    /// Whether case does not matter.
    pub ignorecase: bool,
    /// Whether a match may begin and end within a word.
    pub nonword: bool,
}

/// Joins tokens to a pattern: `(?m)\b(?:a|b)\b`.
pub(super) fn joined<'a>(tokens: impl IntoIterator<Item = &'a str>, joint: Joint) -> String {
    let tokens: Vec<&str> = tokens.into_iter().collect();
    let case = if joint.ignorecase { "(?i)" } else { "" };
    let boundary = if joint.nonword { "" } else { r"\b" };
    format!("{case}(?m){boundary}(?:{}){boundary}", tokens.join("|"))
}

/// Whether a token matches itself and nothing else.
pub(super) fn is_literal(token: &str) -> bool {
    token.is_ascii() && token.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pattern_is_refused_for_a_reason() {
        let refusal = |pattern: &str| Pattern::new(pattern).expect_err(pattern);
        assert!(matches!(refusal("a(?!b)"), Refusal::NotSupported(_)));
        assert!(matches!(refusal("(?<=a)b"), Refusal::NotSupported(_)));
        assert!(matches!(refusal(r"(a)\1"), Refusal::NotSupported(_)));
        assert_eq!(refusal("(a"), Refusal::Invalid("unclosed group".to_owned()));
        assert_eq!(refusal(r"\w{2000}"), Refusal::TooLarge);
    }

    #[test]
    fn a_group_of_the_key_stands_in_what_to_write() {
        let key = Pattern::new("^(?:in the (big|small) one)$").expect("a pattern");
        assert_eq!(key.expand("in the big one", "in $1").as_deref(), Some("in big"));
        assert_eq!(key.expand("elsewhere", "in $1"), None);
    }
}
