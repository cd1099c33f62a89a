//! Finds the words of a text: runs of letters and digits, and pairs of characters where a script has no spaces.
//!
//! Takes text; gives tokens in lower case, without combining accents, none longer than [`LONGEST_WORD`] characters. What
//! lost its vowel before an apostrophe belongs to no word.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::compose;
use super::language::Language;

/// Characters of a word that count; what follows them is neither indexed nor asked for.
/// Long enough for a SHA-256, short enough for a dictionary that no encoded image can fill.
pub(crate) const LONGEST_WORD: usize = 64;

/// Which end of the search a text stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A document's text: a run without spaces also yields its last character by itself,
    /// so that every character begins a token and can be found alone, as the beginning of one.
    Indexed,
    /// A query's text: pairs alone.
    Asked,
}

/// Splits text into words; see the module.
#[derive(Clone)]
pub(crate) struct WordTokenizer {
    language: Language,
    reach: Reach,
    token: Token,
}

impl WordTokenizer {
    pub fn new(language: Language, reach: Reach) -> Self {
        WordTokenizer { language, reach, token: Token::default() }
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, language: self.language, reach: self.reach, offset: 0, run: 0..0, token: &mut self.token }
    }
}

/// The words of one text, one at a time.
pub(crate) struct WordStream<'a> {
    text: &'a str,
    language: Language,
    reach: Reach,
    /// Everything before it has been read.
    offset: usize,
    /// What is left of a run without spaces; empty between runs.
    run: Range<usize>,
    token: &'a mut Token,
}

impl WordStream<'_> {
    /// Emits the next pair of a run, or the character that is left of it.
    fn advance_in_run(&mut self) {
        let mut characters =
            self.text[self.run.clone()].char_indices().skip(1).map(|(index, _)| self.run.start + index);
        let second = characters.next();
        let third = characters.next();
        let Some(second) = second else {
            let follows_its_pair = self.token.offset_to == self.run.end;
            self.emit(self.run.clone(), usize::from(!follows_its_pair));
            self.run = 0..0;
            return;
        };
        self.emit(self.run.start..third.unwrap_or(self.run.end), 1);
        let finished = third.is_none() && self.reach == Reach::Asked;
        self.run = if finished { 0..0 } else { second..self.run.end };
    }

    fn emit(&mut self, range: Range<usize>, steps: usize) {
        let token = &mut *self.token;
        token.position = token.position.wrapping_add(steps);
        token.offset_from = range.start;
        token.offset_to = range.end;
        token.text.clear();
        let written = &self.text[range];
        if written.is_ascii() {
            token.text.push_str(&written[..written.len().min(LONGEST_WORD)]);
            token.text.make_ascii_lowercase();
        } else {
            push_lower_case(&mut token.text, written, self.language);
        }
        if token.text.ends_with("'s") {
            token.text.truncate(token.text.len() - 2);
        }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if self.run.is_empty() {
            let Some(start) = start_of_word(self.text, self.offset) else { return false };
            if !self.text[start..].starts_with(is_unspaced) {
                self.offset = end_of_word(self.text, start);
                let elided = self.language.elided(&self.text[start..self.offset]);
                self.emit(start + elided..self.offset, 1);
                return true;
            }
            let rest = &self.text[start..];
            self.offset = start + rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            self.run = start..self.offset;
        }
        self.advance_in_run();
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

fn push_lower_case(token: &mut String, written: &str, language: Language) {
    for character in written.chars().take(LONGEST_WORD) {
        match character {
            '\u{2019}' => token.push('\''),
            '\u{300}'..='\u{36f}' if language.has_accents() => push_accent(token, character),
            '\u{300}'..='\u{36f}' => {}
            _ => token.extend(character.to_lowercase().filter(|lower| !matches!(lower, '\u{300}'..='\u{36f}'))),
        }
    }
}

/// Puts `accent` onto the last letter, if that makes a letter that stemmers know.
fn push_accent(token: &mut String, accent: char) {
    if let Some(composed) = token.chars().next_back().and_then(|letter| compose(letter, accent)) {
        token.pop();
        token.push(composed);
    }
}

/// Whether `text` holds any word.
pub(crate) fn holds_word(text: &str) -> bool {
    start_of_word(text, 0).is_some()
}

/// Where the first word at or after `offset` begins. Bytes will do for most texts, and are read twice as fast.
fn start_of_word(text: &str, offset: usize) -> Option<usize> {
    let skipped = text.as_bytes()[offset..].iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    let rest = &text[offset + skipped..];
    Some(offset + skipped + rest.find(begins_word)?)
}

/// Where the word that begins at `start` ends. An apostrophe between letters belongs to the word.
fn end_of_word(text: &str, start: usize) -> usize {
    let plain = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = start + plain;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let apostrophe = matches!(character, '\'' | '\u{2019}') && next.is_some_and(begins_spaced_word);
        if !begins_spaced_word(character) && !joins_words(character) && !apostrophe {
            return start + index;
        }
    }
    text.len()
}

fn begins_word(character: char) -> bool {
    character.is_alphanumeric() || is_unspaced(character)
}

fn begins_spaced_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character.is_alphanumeric() && !is_unspaced(character)
}

/// Marks that stand inside words: combining accents, and the vowel signs and viramas of Indic scripts.
fn joins_words(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
        | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}')
}

/// Whether a character belongs to a script that is written without spaces between words, or, as Hangul,
/// with endings grown onto them: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer.
pub(crate) fn is_unspaced(character: char) -> bool {
    if character < '\u{e01}' {
        return false;
    }
    matches!(character, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{1000}'..='\u{1049}'
        | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17d3}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{318f}' | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
