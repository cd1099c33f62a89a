//! How long a document takes to read.

use crate::syntax::Document;

/// Words that an adult reads in a minute, silently, of English that is no fiction: 238 on average over 190 studies.
/// Marc Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019).
const WORDS: usize = 238;

/// Characters of Chinese or Japanese that are read in a minute: 255 and 357 on average; this is between the two.
/// Susanne Trauzettel-Klosinski and Klaus Dietz, "Standardized Assessment of Reading Performance", Investigative
/// Ophthalmology & Visual Science 53 (2012).
const CHARACTERS: usize = 300;

/// The whole minutes that a document takes, at least one; 0 where it says nothing.
pub(super) fn minutes(document: &Document) -> usize {
    let text = document.file.slice(document.body);
    let characters = text.chars().filter(|c| is_unspaced(*c)).count();
    // Each of them was counted as a word.
    let words = document.words.saturating_sub(characters);
    (words * CHARACTERS + characters * WORDS).div_ceil(WORDS * CHARACTERS)
}

/// Whether a character belongs to a script that puts no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::minutes;
    use crate::diagnostics::SourceFile;
    use crate::syntax;

    #[test]
    fn reading_takes_whole_minutes() {
        for (text, expected) in [
            (String::new(), 0),
            ("One word and then some.\n".to_owned(), 1),
            ("word ".repeat(238), 1),
            ("word ".repeat(240), 2),
            ("障".repeat(900), 3),
            (format!("```\n{}\n```\n", "code ".repeat(5_000)), 0),
        ] {
            let (document, _) = syntax::parse(Arc::new(SourceFile::new("a.md", text.as_str())));
            assert_eq!(minutes(&document), expected, "{}", text.chars().take(20).collect::<String>());
        }
    }
}
