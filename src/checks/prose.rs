//! How much text there is: words of prose, in whatever script.

use crate::syntax::{Block, BlockKind, Document, Section};

/// How many words a text has. Scripts that set no spaces between words count two signs as one.
pub(super) fn words(text: &str) -> usize {
    let mut words = 0;
    let mut signs = 0;
    for piece in text.split_whitespace() {
        let unspaced = piece.chars().filter(|c| is_unspaced(*c)).count();
        signs += unspaced;
        let has_other = piece.chars().any(|c| c.is_alphanumeric() && !is_unspaced(c));
        words += usize::from(has_other);
    }
    words + signs.div_ceil(2)
}

/// Han, kana, Thai and their like, which set no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The blocks of a section up to the first heading below it that begins another section of the vocabulary.
pub(super) fn own_blocks<'a>(document: &'a Document, section: &Section) -> &'a [Block] {
    let blocks = document.blocks_of(section);
    let begins_another = |block: &Block| match block.kind {
        BlockKind::Heading(index) => {
            let inner = &document.sections[index];
            !inner.names.is_empty() && !inner.names.iter().any(|name| section.names.contains(name))
        }
        _ => false,
    };
    let end = blocks.iter().position(begins_another).unwrap_or(blocks.len());
    &blocks[..end]
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_counted_in_all_scripts() {
        for (text, expected) in [
            ("The lights went out.", 4),
            ("", 0),
            ("a – b", 2),
            ("照明が消えました", 4),
            ("DNS の設定", 3),
            ("Свет погас", 2),
            ("조명이 꺼졌다", 2),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
