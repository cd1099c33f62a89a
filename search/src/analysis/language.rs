//! The languages whose words have stems here, and what their scripts and spelling ask of the analysis.
//!
//! Takes the tag of a site's language; gives a [`Language`], which says how a word of it is to be spelt.

use serde::{Deserialize, Serialize};

/// The language of a site, as far as the search is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// `da`.
    Danish,
    /// `nl`.
    Dutch,
    /// `en`.
    English,
    /// `fi`.
    Finnish,
    /// `fr`.
    French,
    /// `de`.
    German,
    /// `it`.
    Italian,
    /// `no`, `nb` and `nn`.
    Norwegian,
    /// `pt`.
    Portuguese,
    /// `ru`.
    Russian,
    /// `es`.
    Spanish,
    /// `sv`.
    Swedish,
    /// Any other: its words are found as they are written.
    Other,
}

impl Language {
    /// Every language whose words have stems.
    pub const STEMMED: [Language; 12] = [
        Language::Danish,
        Language::Dutch,
        Language::English,
        Language::Finnish,
        Language::French,
        Language::German,
        Language::Italian,
        Language::Norwegian,
        Language::Portuguese,
        Language::Russian,
        Language::Spanish,
        Language::Swedish,
    ];

    /// The language that a BCP 47 tag such as `de`, `de-AT` or `pt-BR` begins with.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match primary.as_str() {
            "nb" | "nn" => Language::Norwegian,
            code => Self::STEMMED.into_iter().find(|language| language.code() == code).unwrap_or(Language::Other),
        }
    }

    /// The tag of the language without a region; `und`, which says that it is undetermined, for [`Language::Other`].
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Danish => "da",
            Language::Dutch => "nl",
            Language::English => "en",
            Language::Finnish => "fi",
            Language::French => "fr",
            Language::German => "de",
            Language::Italian => "it",
            Language::Norwegian => "no",
            Language::Portuguese => "pt",
            Language::Russian => "ru",
            Language::Spanish => "es",
            Language::Swedish => "sv",
            Language::Other => "und",
        }
    }

    /// Whether the stem of a word depends on its accents, so that they are dropped only after stemming.
    pub(crate) fn has_accents(self) -> bool {
        !matches!(self, Language::English | Language::Other)
    }

    /// `word`, which lost its accents, without those of letters that are not Latin: Russian writes `ё` and `е` alike.
    pub(crate) fn plain(self, word: String) -> String {
        if self == Language::Russian && word.contains('ё') { word.replace('ё', "е") } else { word }
    }

    /// `word`, which lost its accents, without the `e` that stands for an umlaut where a keyboard has none, and, since
    /// nobody can tell, wherever else it follows such a vowel: `stoerung` and `störung` are both `storung`.
    pub(crate) fn without_umlauts(self, word: String) -> String {
        if self != Language::German || !["ae", "oe", "ue"].iter().any(|umlaut| word.contains(umlaut)) {
            return word;
        }
        let mut before = None;
        let is_umlaut = |before: Option<char>, letter| letter == 'e' && matches!(before, Some('a' | 'o' | 'u'));
        word.chars().filter(|&letter| !is_umlaut(before.replace(letter), letter)).collect()
    }

    /// The singular of `word`, where its stem would be another one: Portuguese `transações` is `transação`.
    pub(crate) fn singular(self, word: &str) -> Option<String> {
        let stem = word.strip_suffix("ões").filter(|_| self == Language::Portuguese)?;
        Some(format!("{stem}ão"))
    }

    /// How many bytes at the beginning of `word` are a word of their own that lost its vowel, with its apostrophe:
    /// `l'` of `l'incident`.
    pub(crate) fn elided(self, word: &str) -> usize {
        let elided: &[&str] = match self {
            Language::French => &FRENCH_ELISIONS,
            Language::Italian => &ITALIAN_ELISIONS,
            _ => return 0,
        };
        let Some((before, _)) = word.split_once(['\'', '\u{2019}']) else { return 0 };
        let apostrophe = word[before.len()..].chars().next().map_or(0, char::len_utf8);
        if elided.contains(&before.to_lowercase().as_str()) { before.len() + apostrophe } else { 0 }
    }
}

const FRENCH_ELISIONS: [&str; 14] =
    ["c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "presqu", "puisqu", "qu", "quoiqu", "s", "t"];

const ITALIAN_ELISIONS: [&str; 26] = [
    "agl", "all", "anch", "bell", "c", "coll", "d", "dagl", "dall", "degl", "dell", "gl", "l", "m", "negl", "nell",
    "nessun", "quell", "quest", "s", "sugl", "sull", "t", "tutt", "un", "v",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_of_a_tag_is_its_language() {
        for (tag, expected) in [
            ("en", Language::English),
            ("en-GB", Language::English),
            ("de-AT", Language::German),
            ("DE", Language::German),
            ("pt-BR", Language::Portuguese),
            ("pt_PT", Language::Portuguese),
            ("ru-Cyrl-RU", Language::Russian),
            ("nb-NO", Language::Norwegian),
            ("nn", Language::Norwegian),
            ("ja", Language::Other),
            ("zh-Hant-TW", Language::Other),
            ("des", Language::Other),
            ("und", Language::Other),
            ("", Language::Other),
        ] {
            assert_eq!(Language::from_tag(tag), expected, "{tag}");
        }
        for language in Language::STEMMED {
            assert_eq!(Language::from_tag(language.code()), language);
        }
    }

    #[test]
    fn a_vowel_is_lost_in_french_and_italian_alone() {
        for (language, word, expected) in [
            (Language::French, "l'incident", 2),
            (Language::French, "L\u{2019}incident", 4),
            (Language::French, "jusqu'ici", 6),
            (Language::French, "aujourd'hui", 0),
            (Language::French, "incident", 0),
            (Language::Italian, "dell'errore", 5),
            (Language::Italian, "po'", 0),
            (Language::English, "d'artagnan", 0),
        ] {
            assert_eq!(language.elided(word), expected, "{word}");
        }
    }
}
