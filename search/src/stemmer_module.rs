//! The stemmers that browsers run, which native builds carry for the sites that they write.
//!
//! `search/stemmer/` is what they are made of.

use crate::analysis::Language;
use crate::chunks::name_of_bytes;

/// The stemmer of one language as WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StemmerModule {
    /// The name that the file has on a site, which is another one for other bytes.
    pub name: String,
    /// What the file holds.
    pub bytes: &'static [u8],
}

/// The stemmer that a browser needs beside the engine, which stems English by itself.
#[must_use]
pub fn stemmer_module(language: Language) -> Option<StemmerModule> {
    let bytes: &[u8] = match language {
        Language::Danish => include_bytes!("../stemmer/modules/da.wasm"),
        Language::Dutch => include_bytes!("../stemmer/modules/nl.wasm"),
        Language::Finnish => include_bytes!("../stemmer/modules/fi.wasm"),
        Language::French => include_bytes!("../stemmer/modules/fr.wasm"),
        Language::German => include_bytes!("../stemmer/modules/de.wasm"),
        Language::Italian => include_bytes!("../stemmer/modules/it.wasm"),
        Language::Norwegian => include_bytes!("../stemmer/modules/no.wasm"),
        Language::Portuguese => include_bytes!("../stemmer/modules/pt.wasm"),
        Language::Russian => include_bytes!("../stemmer/modules/ru.wasm"),
        Language::Spanish => include_bytes!("../stemmer/modules/es.wasm"),
        Language::Swedish => include_bytes!("../stemmer/modules/sv.wasm"),
        Language::English | Language::Other => return None,
    };
    let name = format!("stem-{}-{}.wasm", language.code(), name_of_bytes(bytes));
    Some(StemmerModule { name, bytes })
}
