//! Takes the accents off letters, and puts those that were written apart onto them.
//!
//! Stemmers know letters with their accents, readers type without them, and some keyboards write the two apart.

use std::borrow::Cow;

use tantivy::tokenizer::{AsciiFoldingFilter, RawTokenizer, TokenFilter, TokenStream, Tokenizer};

/// `word`, which is in lower case, without accents.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut folding = AsciiFoldingFilter.transform(RawTokenizer::default());
    let mut tokens = folding.token_stream(word);
    tokens.advance();
    Cow::Owned(std::mem::take(&mut tokens.token_mut().text))
}

/// The letter that `letter` and the combining accent after it are, where a language that is stemmed has one.
pub(super) fn compose(letter: char, accent: char) -> Option<char> {
    let (letters, composed) = match accent {
        '\u{300}' => ("aeiou", "àèìòù"),
        '\u{301}' => ("aeiouy", "áéíóúý"),
        '\u{302}' => ("aeiou", "âêîôû"),
        '\u{303}' => ("ano", "ãñõ"),
        '\u{306}' => ("и", "й"),
        '\u{308}' => ("aeiouyе", "äëïöüÿё"),
        '\u{30a}' => ("a", "å"),
        '\u{327}' => ("c", "ç"),
        _ => return None,
    };
    letters.chars().zip(composed.chars()).find(|&(plain, _)| plain == letter).map(|(_, composed)| composed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_composed_folds_to_where_it_came_from() {
        for accent in '\u{300}'..='\u{36f}' {
            for letter in "aceinouy".chars() {
                if let Some(composed) = compose(letter, accent) {
                    assert_eq!(fold(&composed.to_string()), letter.to_string());
                }
            }
        }
        assert_eq!(compose('u', '\u{308}'), Some('ü'));
        assert_eq!(compose('x', '\u{308}'), None);
        assert_eq!(fold("straße cœur ørsted"), "strasse coeur orsted");
    }
}
