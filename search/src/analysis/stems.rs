//! Reduces words to their stems, so that "cached" finds "caches", by the rules of the site's language.
//!
//! Takes words in lower case; gives what the Snowball stemmer of the language makes of them, without accents. A native
//! build has the stemmers of all languages; WebAssembly has that of English, and asks its host for any other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use frostem::Algorithm;

use super::fold::fold;
use super::language::Language;

/// Answers of the host that are kept, so that it is not asked twice for a word; a text has fewer.
const MOST_KEPT: usize = 50_000;

/// Reduces the words of one language to their stems.
#[derive(Debug, Clone)]
pub struct Stemmer {
    language: Language,
    source: Source,
}

/// Who knows the stems.
#[derive(Clone)]
enum Source {
    /// This build.
    Snowball(Algorithm),
    /// Whoever runs this build.
    Host(Arc<Host>),
    /// Nobody: words are found as they are written.
    Nobody,
}

/// A host that knows stems, and what it answered. A searcher runs in one thread, so nobody ever waits for the lock.
struct Host {
    ask: Box<dyn Fn(&str) -> String + Send + Sync>,
    answers: Mutex<HashMap<String, String>>,
}

impl Stemmer {
    /// The stemmer of `language`; without one in this build, words stay as they are.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Stemmer { language, source: algorithm(language).map_or(Source::Nobody, Source::Snowball) }
    }

    /// A stemmer of `language` that asks its host: `stem` takes a word in lower case and gives its stem.
    #[must_use]
    pub fn from_host(language: Language, stem: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let host = Host { ask: Box::new(stem), answers: Mutex::default() };
        Stemmer { language, source: Source::Host(Arc::new(host)) }
    }

    /// Whether this build has a stemmer of `language`, or there is none anywhere.
    #[must_use]
    pub fn is_built_in(language: Language) -> bool {
        language == Language::Other || algorithm(language).is_some()
    }

    /// The language of the words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The stem of `word`, which is in lower case: what the index holds for it.
    pub(crate) fn stem(&self, word: &str) -> String {
        if !self.language.has_accents() {
            return self.snowball(&fold(word)).into_owned();
        }
        let stem = match self.language.singular(word) {
            Some(singular) => fold(&self.snowball(&singular)).into_owned(),
            None => fold(&self.snowball(word)).into_owned(),
        };
        self.language.plain(stem)
    }

    /// `word`, which is in lower case, as far as its stem depends on it.
    pub(crate) fn spelling(&self, word: &str) -> String {
        if self.language.has_accents() { word.to_owned() } else { self.surface(word) }
    }

    /// `word`, which is in lower case, without accents: what is compared where the stem would say too little.
    pub(crate) fn surface(&self, word: &str) -> String {
        self.language.without_umlauts(self.language.plain(fold(word).into_owned()))
    }

    fn snowball<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.source {
            Source::Snowball(algorithm) => frostem::Stemmer::new(*algorithm).stem(word),
            Source::Host(host) => Cow::Owned(host.stem(word)),
            Source::Nobody => Cow::Borrowed(word),
        }
    }
}

impl Host {
    fn stem(&self, word: &str) -> String {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stem) = answers.get(word) {
            return stem.clone();
        }
        if answers.len() >= MOST_KEPT {
            answers.clear();
        }
        let stem = (self.ask)(word);
        answers.insert(word.to_owned(), stem.clone());
        stem
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Snowball(algorithm) => write!(formatter, "{algorithm:?}"),
            Source::Host(_) => formatter.write_str("Host"),
            Source::Nobody => formatter.write_str("Nobody"),
        }
    }
}

/// The stemmer of `language` in this build.
fn algorithm(language: Language) -> Option<Algorithm> {
    Some(match language {
        Language::English => Algorithm::English,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Danish => Algorithm::Danish,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Dutch => Algorithm::Dutch,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Finnish => Algorithm::Finnish,
        #[cfg(not(target_arch = "wasm32"))]
        Language::French => Algorithm::French,
        #[cfg(not(target_arch = "wasm32"))]
        Language::German => Algorithm::German,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Italian => Algorithm::Italian,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Norwegian => Algorithm::Norwegian,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Portuguese => Algorithm::Portuguese,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Russian => Algorithm::Russian,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Spanish => Algorithm::Spanish,
        #[cfg(not(target_arch = "wasm32"))]
        Language::Swedish => Algorithm::Swedish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_asked_once_for_a_word() {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        let stemmer = Stemmer::from_host(Language::German, move |word| {
            record.lock().expect("one thread").push(word.to_owned());
            word.trim_end_matches("en").to_owned()
        });
        for word in ["störungen", "störung", "störungen"] {
            assert_eq!(stemmer.stem(word), "storung");
            assert_eq!(stemmer.clone().stem(word), "storung");
        }
        assert_eq!(*asked.lock().expect("one thread"), ["störungen", "störung"]);
    }

    #[test]
    fn every_stemmed_language_is_built_in() {
        for language in Language::STEMMED {
            assert!(Stemmer::is_built_in(language), "{language:?}");
            assert!(algorithm(language).is_some_and(|algorithm| algorithm.name().contains(&name(language))));
        }
        assert_eq!(Stemmer::new(Language::Other).stem("caches"), "caches");
    }

    fn name(language: Language) -> String {
        format!("{language:?}").to_lowercase()
    }
}
