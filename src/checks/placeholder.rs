//! Text that stands where something is still to be written.

/// Words that say "later", whatever their case.
const LATER: [&str; 9] =
    ["tbd", "tba", "todo", "fixme", "xxx", "to do", "to be done", "to be determined", "to be written"];

/// Whether a text is nothing but a placeholder: `TBD`, `TODO: …`, `...`, `<title>`, `[title]`, `YYYY-MM-DD`, lorem ipsum.
#[must_use]
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    let folded = text.to_lowercase();
    let word = folded.trim_end_matches(['.', ':', '!', '…', ' ']);
    let is_bracketed = |open: char, close: char| {
        text.starts_with(open) && text.ends_with(close) && !text[1..].contains(open) && text.chars().count() > 2
    };
    let is_dots = text.len() >= 3 && text.chars().all(|c| c == '.' || c == '…' || c == '?');
    LATER.contains(&word)
        || is_dots
        || text == "…"
        || is_bracketed('<', '>') && !text.contains("://") && !text.contains('@')
        || is_bracketed('[', ']')
        || is_bracketed('{', '}')
        || ["yyyy-mm-dd", "hh:mm", "sev-x", "sevx", "lorem ipsum"].iter().any(|start| folded.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn placeholders_are_told_from_short_answers() {
        for text in [
            "TBD",
            "tbd.",
            "**TODO**",
            "...",
            "…",
            "<title>",
            "[incident title]",
            "YYYY-MM-DDTHH:MM",
            "Lorem ipsum dolor",
            "???",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "None",
            "N/A",
            "No.",
            "SEV2",
            "<https://example.com>",
            "[a] and [b]",
            "To do this, we…",
            "2026-03-04",
            "?",
            "",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
