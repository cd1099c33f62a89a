//! Text of documents as a terminal or a log may show it: one line, and nothing that changes the order of what is read.

/// A text without line ends and what else could move a terminal: each run of such characters becomes a space.
#[must_use]
pub fn one_line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let parts: Vec<&str> = text.split(is_break).filter(|part| !part.is_empty()).collect();
    in_order(&parts.join(" "))
}

/// A text of the same length without the characters that show what follows in another direction.
pub(super) fn in_order(text: &str) -> String {
    text.replace(turns, "\u{fffd}")
}

/// Whether a character changes the direction in which others are shown. Each takes three bytes, as its replacement does.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
