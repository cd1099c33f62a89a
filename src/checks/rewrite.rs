//! A value of front matter written anew: in its own quotes, and only where that is certainly what a reader of YAML or TOML
//! takes for the new text.

use crate::diagnostics::Diagnostic;
use crate::spanned::Value;
use crate::syntax::{Document, Format};

/// Lets a finding offer to write another text in place of a value, where that can be done.
pub(super) fn offer(finding: Diagnostic, document: &Document, value: &Value, text: &str) -> Diagnostic {
    match rewritten(document, value, text) {
        Some(written) => finding.fix(value.span, written),
        None => finding,
    }
}

/// The text as it is to be written in place of a value.
///
/// `None` where the value is written in a way that says more than its text: with escapes, over several lines, as an alias,
/// behind a tag or an anchor, or as a TOML date.
fn rewritten(document: &Document, value: &Value, text: &str) -> Option<String> {
    let written = document.file.slice(value.span);
    if !stands_bare(&document.file.text[..value.span.start]) {
        return None;
    }
    let old = value.text()?;
    let quote = written.chars().next().filter(|c| ['"', '\''].contains(c));
    let is_old = match quote {
        Some(quote) => written.strip_prefix(quote)?.strip_suffix(quote)?.trim() == old,
        None => written == old && !is_in_block(&document.file.text[..value.span.start]),
    };
    if !is_old || text.is_empty() || text.contains(|c: char| c.is_control() || "\"'\\".contains(c)) {
        return None;
    }
    match (quote, document.front_matter.format?) {
        (Some(quote), _) => Some(format!("{quote}{text}{quote}")),
        (None, Format::Toml) => None,
        (None, Format::Yaml) if is_plain(text) => Some(text.to_owned()),
        (None, Format::Yaml) => Some(format!("\"{text}\"")),
    }
}

/// Whether nothing but a key or a mark of a list stands before a value that begins behind a text: no tag and no anchor.
pub(in crate::checks) fn stands_bare(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace() || "[{,".contains(c)).next().unwrap_or_default();
    let is_bare = word.is_empty() || word == "-" || word.ends_with([':', '=']);
    is_bare && !word.starts_with(['&', '!'])
}

/// Whether a value that begins behind a text may be a block below `|` or `>`: it begins a line, and not in a list in brackets.
fn is_in_block(before: &str) -> bool {
    before.trim_end_matches([' ', '\t']).ends_with('\n') && !before.trim_end().ends_with(['[', ','])
}

/// Whether YAML reads a text as that text without quotes, in a list in brackets too.
fn is_plain(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+');
    let mut before = ' ';
    let is_safe = text.chars().all(|c| {
        let follows_word = before != ' ' && before != ':';
        let is_safe = is_word(c) && before != ':' || c.is_ascii_digit() || (c == ' ' || c == ':') && follows_word;
        before = c;
        is_safe
    });
    let means_nothing = ["null", "~"].contains(&text.to_lowercase().as_str());
    is_safe && text.starts_with(char::is_alphanumeric) && !text.ends_with([' ', ':']) && !means_nothing
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::syntax::parse;

    fn mended(text: &str, new: &str) -> Option<String> {
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let value = document.front_matter.fields.get("x").expect(text).list().first().expect(text);
        let (before, after) = (&text[..value.span.start], &text[value.span.end..]);
        let mended = format!("{before}{}{after}", rewritten(&document, value, new)?);
        let (again, _) = parse(Arc::new(SourceFile::new("a.md", mended.as_str())));
        let value = again.front_matter.fields.get("x").expect(text).list().first().expect(text);
        assert_eq!(value.text(), Some(new), "{mended}");
        Some(mended)
    }

    #[test]
    fn values_keep_their_quotes_and_mean_the_new_text() {
        let cases = [
            ("---\nx: old # c\n---\n", "new-1", Some("---\nx: new-1 # c\n---\n")),
            ("---\nx: [old, b]\n---\n", "2026-03-04T09:12:00Z", Some("---\nx: [2026-03-04T09:12:00Z, b]\n---\n")),
            ("---\nx:\n  - old\n---\n", "a: b, c", Some("---\nx:\n  - \"a: b, c\"\n---\n")),
            ("---\nx: ['old']\n---\n", "New one", Some("---\nx: ['New one']\n---\n")),
            ("---\nx: \"old\"\n---\n", "null", Some("---\nx: \"null\"\n---\n")),
            ("---\nx: old\n---\n", "null", Some("---\nx: \"null\"\n---\n")),
            ("---\r\nx: old\r\n---\r\n", "new", Some("---\r\nx: new\r\n---\r\n")),
            ("\u{feff}---\nx: old\n---\n", "new", Some("\u{feff}---\nx: new\n---\n")),
            ("---\nx: \"o\\x6cd\"\n---\n", "new", None),
            ("---\nx: >-\n  old\n---\n", "new", None),
            ("---\nx: |\n  old\n  \ny: z\n---\n", "new", None),
            ("---\nx: [\n  old,\n]\n---\n", "new", Some("---\nx: [\n  new,\n]\n---\n")),
            ("---\nx: old\n---\n", "it's", None),
            ("---\nx: &a old\n---\n", "new", None),
            ("---\nx: !!str old\n---\n", "new", None),
            ("---\nx: ! 'old'\n---\n", "new", None),
            ("---\nx: !<tag:yaml.org,2002:str> old\n---\n", "new", None),
            ("---\nx: !!str &a- \"old\"\n---\n", "new", None),
            ("---\nx: [&a old, b]\n---\n", "new", None),
            ("---\nx: [&a\n old, b]\n---\n", "new", None),
            ("---\nx:\n  - &a old\n---\n", "new", None),
            ("---\nx:\n  - old\n---\n", "new", Some("---\nx:\n  - new\n---\n")),
            ("---\ny: 1\n\"x\": old\n---\n", "new", Some("---\ny: 1\n\"x\": new\n---\n")),
            ("+++\nx=\"old\"\n+++\n", "new", Some("+++\nx=\"new\"\n+++\n")),
            ("---\ny: &a old\nx: *a\n---\n", "new", None),
            ("+++\nx = [\"old\"]\n+++\n", "new", Some("+++\nx = [\"new\"]\n+++\n")),
            ("+++\nx = '''old'''\n+++\n", "new", None),
            ("+++\nx = 2026-03-04\n+++\n", "new", None),
        ];
        for (text, new, expected) in cases {
            assert_eq!(mended(text, new).as_deref(), expected, "{text}");
        }
    }
}
