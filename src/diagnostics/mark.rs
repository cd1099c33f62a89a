//! How a finding is known again after lines have moved: by its rule, its file, the text around it and the names in its
//! message, never by its line or its wording.

use super::{Diagnostic, Span};

/// How much of the line is looked at on either side of a finding, in bytes.
const AROUND: usize = 60;

/// The longest piece of the finding's own text, or of a name in its message, that is looked at, in bytes.
const OWN: usize = 200;

/// What is the same about a finding today and tomorrow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The file.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// What stands there and beside it on its first line, white space as single spaces; empty for a file as a whole.
    pub text: String,
    /// What the message names in backticks or quotes. Its other words may change from one release to the next.
    pub names: Vec<String>,
}

impl Mark {
    /// Reads a finding, with the text of its file where that is known.
    #[must_use]
    pub fn of(finding: &Diagnostic, text: Option<&str>) -> Self {
        let text = finding.span.zip(text).map(|(span, text)| around(text, span)).unwrap_or_default();
        let names = names(&finding.message);
        Self { path: finding.path.to_string(), rule: finding.code.to_string(), text, names }
    }

    /// A short name for the finding that is the `number`th of its mark.
    #[must_use]
    pub fn fingerprint(&self, number: usize) -> String {
        let mut hasher = blake3::Hasher::new();
        let number = number.to_string();
        let parts = [&self.path, &self.rule, &self.text].into_iter().chain(&self.names).chain([&number]);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// The first line of a place with a little of what stands before and behind it there.
fn around(text: &str, span: Span) -> String {
    let span = span.clamp_to(text);
    let before = Span::new(span.start.saturating_sub(AROUND), span.start).clamp_to(text);
    let before = text[before.range()].rsplit('\n').next().unwrap_or_default();
    let own = Span::new(span.start, span.end.min(span.start + OWN)).clamp_to(text);
    let behind = Span::new(own.start, own.end + AROUND).clamp_to(text);
    let behind = text[behind.range()].split('\n').next().unwrap_or_default();
    format!("{before}{behind}").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in backticks or double quotes.
fn names(message: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = message;
    while let Some(open) = rest.find(['`', '"']) {
        let quote = &rest[open..=open];
        let inside = &rest[open + 1..];
        let Some(close) = inside.find(quote) else { break };
        let name = &inside[..close];
        names.push(name[Span::new(0, name.len().min(OWN)).clamp_to(name).range()].to_owned());
        rest = &inside[close + 1..];
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::FilePath;
    use super::*;

    fn mark(text: &str, place: &str, message: &str) -> Mark {
        let start = text.find(place).expect("a part of the text");
        let span = Span::new(start, start + place.len());
        Mark::of(&Diagnostic::error("x", &FilePath::new("a.md"), message).at(span), Some(text))
    }

    #[test]
    fn other_lines_and_other_words_change_nothing() {
        let first = mark("a\nseverity: SEV9\n", "SEV9", "unknown severity `SEV9`");
        let second = mark("new\n\na\r\n  severity:  SEV9\r\nb", "SEV9", "no severity is called \"SEV9\", 3 are");
        assert_eq!(first, second);
        assert_eq!((first.text.as_str(), first.names.as_slice()), ("severity: SEV9", &["SEV9".to_owned()][..]));
        assert_eq!(first.fingerprint(1), second.fingerprint(1));
        assert_ne!(first.fingerprint(1), first.fingerprint(2));
    }

    #[test]
    fn very_long_names_are_cut() {
        let names = names(&format!("`{}` and \"b\" and `c", "ä".repeat(999)));
        assert_eq!((names[0].len(), &names[1..]), (OWN, &["b".to_owned()][..]));
    }

    #[test]
    fn what_is_named_and_what_stands_there_tell_findings_apart() {
        let text = "title: a\nseverity: SEV9\n";
        assert_ne!(mark(text, "title", "`Impact` is missing"), mark(text, "title", "`Timeline` is missing"));
        assert_ne!(mark(text, "SEV9", "m"), mark(text, "title: a", "m"));
    }

    #[test]
    fn a_far_edit_of_a_long_line_changes_nothing_and_characters_stay_whole() {
        let line = |start: &str| format!("{start} {} they should have known {}", "ä".repeat(99), "ö".repeat(999));
        assert_eq!(mark(&line("One"), "should have", "m"), mark(&line("Once more"), "should have", "m"));
        let whole = mark(&line("One"), &line("One"), "m");
        assert!(whole.text.len() <= OWN + AROUND + 4, "{}", whole.text.len());
    }
}
