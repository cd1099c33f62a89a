//! Cutting text without cutting a character.

/// The last place at or before `index` where a character of `text` begins or the text ends.
pub(crate) fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}
