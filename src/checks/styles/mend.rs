//! Where a better wording can be put in place without asking: in plain prose, and nowhere else.
//!
//! Takes the text of a file, the place of what was found and what to write there; says whether the words around are
//! prose and stay what they are. Addresses, names of files, labels of links, attributes and directives are looked for by
//! other words elsewhere, so that a new wording in them breaks something.

use std::ops::Range;

/// How far a link label is followed, in bytes.
const LABEL_LIMIT: usize = 1_000;

/// Marks that a replacement brings in only on purpose, and then a person decides.
const MARKS: [char; 13] = ['*', '_', '`', '[', ']', '<', '>', '|', '\\', '~', '&', '{', '}'];

/// Whether `text` can take the place of `range` in a file.
pub(super) fn is_safe(file: &str, range: &Range<usize>, text: &str) -> bool {
    let line = line_around(file, range);
    let (before, after) = (&file[line.start..range.start], &file[range.end..line.end]);
    !brings_marks(&file[range.clone()], before, text)
        && !is_in_token(before, after)
        && !is_in_braces(before, after)
        && !is_in_label(file, range)
        && ![":::", "#"].iter().any(|mark| file[line.clone()].trim_start().starts_with(mark))
}

/// The lines that a range stands in, without the last line end.
pub(super) fn line_around(file: &str, range: &Range<usize>) -> Range<usize> {
    let start = file[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = file[range.end..].find('\n').map_or(file.len(), |at| range.end + at);
    start..end
}

fn brings_marks(found: &str, before: &str, text: &str) -> bool {
    let count = |text: &str, mark| text.chars().filter(|c| *c == mark).count();
    let is_first = !before.contains(char::is_alphanumeric);
    let begins_block = text.starts_with(|c: char| "#+-=:".contains(c) || c.is_ascii_digit());
    MARKS.iter().any(|mark| count(text, *mark) > count(found, *mark))
        || text.contains(char::is_control)
        || text.contains("://")
        || is_first && begins_block
}

/// Whether it is a part of an address, or of the name of a file or a thing.
fn is_in_token(before: &str, after: &str) -> bool {
    let head = &before[before.rfind(char::is_whitespace).map_or(0, |at| at + 1).min(before.len())..];
    let tail = after.split(char::is_whitespace).next().unwrap_or_default();
    let is_address = |part: &str| ["://", "www.", "mailto:", "@"].iter().any(|mark| part.contains(mark));
    let mut next = tail.chars();
    let goes_on = match next.next() {
        Some('.' | ':') => next.next().is_some_and(char::is_alphanumeric),
        Some(c) => matches!(c, '_' | '/' | '\\' | '='),
        None => false,
    };
    is_address(head) || is_address(tail) || goes_on || head.ends_with(['.', '_', '/', '\\', '#', '=', '$'])
}

/// Whether it stands between braces: `{#name}`, `{% tag %}`, `{{ name }}`.
fn is_in_braces(before: &str, after: &str) -> bool {
    let is_open = before.rfind('{').is_some_and(|at| !before[at..].contains('}'));
    is_open && after.contains('}')
}

/// Whether it stands between brackets that are no text of a link with its own target: `[it][]`, `[it]: target`.
fn is_in_label(file: &str, range: &Range<usize>) -> bool {
    let mut depth = 0_usize;
    let mut before = file.as_bytes()[..range.start].iter().rev().take(LABEL_LIMIT);
    let is_open = before.any(|byte| is_outer(*byte, b']', b'[', &mut depth));
    if !is_open {
        return false;
    }
    depth = 0;
    let mut after = file.as_bytes()[range.end..].iter().take(LABEL_LIMIT);
    after.any(|byte| is_outer(*byte, b'[', b']', &mut depth)) && after.next() != Some(&b'(')
}

/// Whether a byte closes the brackets that the walk began in.
fn is_outer(byte: u8, opens: u8, closes: u8, depth: &mut usize) -> bool {
    if byte == opens {
        *depth += 1;
    }
    if byte != closes {
        return false;
    }
    let is_outer = *depth == 0;
    *depth = depth.saturating_sub(1);
    is_outer
}
