//! What is written: the same bytes for the same documents.

use afterword_search::{Language, write_index};

use crate::base::{documents, ids, opened, search};

#[test]
fn the_same_documents_are_the_same_bytes() {
    let written = write_index(documents(), Language::English).expect("an index in memory can be written");
    assert_eq!(written, write_index(documents(), Language::English).expect("an index in memory can be written"));
    for (name, _) in written.iter().filter(|(name, _)| *name != "index.bin") {
        let digits = name.strip_suffix(".bin").expect("a chunk's file ends in .bin");
        assert!(digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    }
}

#[test]
fn documents_in_another_order_are_the_same_documents() {
    let backwards =
        write_index(documents().into_iter().rev(), Language::English).expect("an index in memory can be written");
    let searcher = opened(backwards);
    assert_eq!(searcher.document_count(), 5);
    assert_eq!(ids(&search(&searcher, "cache title:checkout resize")), ["cache"]);
}

#[test]
fn an_index_outlives_the_documents_and_moves_between_places() {
    let files = write_index(documents(), Language::English).expect("an index in memory can be written");
    let carried = files.into_iter().map(|(name, bytes)| (name.to_string(), bytes.clone())).collect();
    let searcher = opened(carried);
    assert_eq!(ids(&search(&searcher, "certificate")), ["certificate"]);
}
