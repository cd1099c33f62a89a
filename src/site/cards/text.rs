//! What of a text can be set, and where its lines end.

use super::fonts::Face;

/// What stands for characters that no font has, and for what there is no room for.
const LEFT_OUT: char = '…';

/// The part of a text's letters that may be missing in the fonts, as one in so many.
const MISSING: usize = 4;

/// A text as the fonts can set it: without emoji, and with an ellipsis for words of other scripts. Empty where these are
/// much of it, since the rest would say something else.
pub(super) fn readable(face: &Face, text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let (mut letters, mut missing) = (0, 0);
    for character in text.chars() {
        letters += usize::from(character.is_alphanumeric());
        if character.is_whitespace() {
            push_space(&mut set);
        } else if face.has(character) {
            set.push(character);
        } else if character.is_alphanumeric() {
            missing += 1;
            if face.has(LEFT_OUT) && !set.trim_end().ends_with(LEFT_OUT) {
                set.push(LEFT_OUT);
            }
        }
    }
    let set = set.trim();
    if missing * MISSING > letters || (letters > 0 && missing == letters) { String::new() } else { set.to_owned() }
}

fn push_space(text: &mut String) {
    if !text.ends_with(' ') && !text.is_empty() {
        text.push(' ');
    }
}

/// Lines of a text, and the size at which they are set.
#[derive(Debug, PartialEq)]
pub(super) struct Lines {
    pub(super) lines: Vec<String>,
    pub(super) size: f32,
}

/// Breaks a text into lines at the first of some sizes at which it takes no more lines than that size allows; at the last
/// one it is cut. The lines are about as long as one another.
pub(super) fn fit(face: &Face, text: &str, width: f32, sizes: &[(f32, usize)]) -> Lines {
    let pieces = pieces(face, text);
    for (size, most) in sizes {
        let lines = wrap(face, &pieces, width / size);
        if lines.len() <= *most {
            return Lines { lines: balanced(face, &pieces, width / size, lines), size: *size };
        }
    }
    let (size, most) = sizes.last().copied().unwrap_or((16.0, 1));
    let mut lines = wrap(face, &pieces, width / size);
    lines.truncate(most);
    if let Some(last) = lines.last_mut() {
        *last = cut(face, &format!("{last}{LEFT_OUT}"), width, size);
    }
    Lines { lines, size }
}

/// A text on one line, cut after a word where it is too long.
pub(super) fn cut(face: &Face, text: &str, width: f32, size: f32) -> String {
    if face.width(text, size) <= width {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).collect();
    let shortened = |end: usize| {
        let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:.–—-…".contains(c));
        format!("{kept}{LEFT_OUT}")
    };
    let fitting = ends.partition_point(|end| face.width(&shortened(*end), size) <= width);
    let end = ends.get(fitting.saturating_sub(1)).copied().unwrap_or_default();
    // After a word, unless that would leave half of it away.
    let word_end = text[..end].rfind(' ').filter(|word_end| *word_end > end / 2);
    shortened(word_end.unwrap_or(end))
}

/// What a line may not be broken within, and its width in parts of the size.
struct Piece<'a> {
    text: &'a str,
    width: f32,
    /// Whether a space stands before it.
    is_word: bool,
}

fn pieces<'a>(face: &Face, text: &'a str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut start = 0;
        for (at, character) in word.char_indices().skip(1) {
            // Scripts without spaces are broken anywhere.
            if is_ideographic(character) {
                pieces.push(Piece {
                    text: &word[start..at],
                    width: face.width(&word[start..at], 1.0),
                    is_word: start == 0,
                });
                start = at;
            }
        }
        pieces.push(Piece { text: &word[start..], width: face.width(&word[start..], 1.0), is_word: start == 0 });
    }
    pieces
}

fn is_ideographic(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x2fff | 0x3040..=0x9fff | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// As much as fits on each line. `width` is in parts of the size.
fn wrap(face: &Face, pieces: &[Piece<'_>], width: f32) -> Vec<String> {
    let space = face.width(" ", 1.0);
    let mut lines: Vec<String> = Vec::new();
    let mut filled = 0.0;
    for piece in pieces {
        let gap = if piece.is_word && !lines.is_empty() { space } else { 0.0 };
        if let Some(line) = lines.last_mut().filter(|_| filled + gap + piece.width <= width) {
            if gap > 0.0 {
                line.push(' ');
            }
            line.push_str(piece.text);
            filled += gap + piece.width;
            continue;
        }
        filled = piece.width;
        if piece.width <= width {
            lines.push(piece.text.to_owned());
        } else {
            broken(face, piece.text, width, &mut lines);
            filled = lines.last().map_or(0.0, |line| face.width(line, 1.0));
        }
    }
    lines
}

/// A word that is longer than a line, on as many as it takes.
fn broken(face: &Face, word: &str, width: f32, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut filled = 0.0;
    let mut letter = [0; 4];
    for character in word.chars() {
        let advance = face.width(character.encode_utf8(&mut letter), 1.0);
        if filled + advance > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            filled = 0.0;
        }
        line.push(character);
        filled += advance;
    }
    lines.push(line);
}

/// The same number of lines, the longest of them as short as can be.
fn balanced(face: &Face, pieces: &[Piece<'_>], width: f32, lines: Vec<String>) -> Vec<String> {
    let (mut too_narrow, mut enough) = (width / 2.0, width);
    let mut best = lines;
    for _ in 0..6 {
        let middle = (too_narrow + enough) / 2.0;
        let is_whole = pieces.iter().all(|piece| piece.width <= middle);
        let tried = if is_whole { wrap(face, pieces, middle) } else { Vec::new() };
        if is_whole && tried.len() <= best.len() {
            (best, enough) = (tried, middle);
        } else {
            too_narrow = middle;
        }
    }
    best
}
