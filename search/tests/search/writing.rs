//! What is written: the same bytes for the same documents.

use afterword_search::{Language, Searcher, write_index};

use crate::base::{documents, ids, search};

#[test]
fn the_same_documents_are_the_same_bytes() {
    let written = write_index(documents(), Language::English).expect("an index in memory can be written");
    assert_eq!(written, write_index(documents(), Language::English).expect("an index in memory can be written"));
    let names: Vec<_> = written.iter().map(|(name, _)| name.rsplit('.').next().unwrap_or(name)).collect();
    assert_eq!(names, ["fast", "fieldnorm", "idx", "pos", "store", "term", "json", "json", "words"]);
}

#[test]
fn documents_in_another_order_are_the_same_documents() {
    let backwards =
        write_index(documents().into_iter().rev(), Language::English).expect("an index in memory can be written");
    let searcher = Searcher::open(backwards).expect("an index that was just written can be opened");
    assert_eq!(searcher.document_count(), 5);
    assert_eq!(ids(&search(&searcher, "cache title:checkout resize")), ["cache"]);
}

#[test]
fn an_index_outlives_the_documents_and_moves_between_places() {
    let files = write_index(documents(), Language::English).expect("an index in memory can be written");
    let carried = files.into_iter().map(|(name, bytes)| (name.to_string(), bytes.clone())).collect();
    let searcher = Searcher::open(carried).expect("files that were carried elsewhere can be opened");
    assert_eq!(ids(&search(&searcher, "certificate")), ["certificate"]);
}
