//! An index that arrives piece by piece answers as one that is all there.

use std::collections::BTreeSet;

use afterword_search::{Chunks, IndexFiles, Language, SearchOptions, SearchResults, Searcher, write_index};

use crate::base::{growing, many_documents, opened};

/// A reader who has the root alone, and fetches what it is told to.
struct Reader<'a> {
    files: &'a IndexFiles,
    chunks: Chunks,
    searcher: Searcher,
    fetched: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a IndexFiles) -> Self {
        let chunks = Chunks::open(files.get("index.bin").expect("every index has a root")).expect("the root is whole");
        let searcher = Searcher::open(chunks.clone()).expect("the root is all that opening needs");
        assert_eq!(chunks.take_missing(), Vec::<String>::new());
        Reader { files, chunks, searcher, fetched: BTreeSet::new() }
    }

    /// The results, and in how many rounds they came.
    fn search(&mut self, query: &str, options: &SearchOptions) -> (SearchResults, usize) {
        for round in 0..10 {
            let results = self.searcher.search(query, options);
            let missing = self.chunks.take_missing();
            if missing.is_empty() {
                return (results.expect("nothing is missing"), round);
            }
            for name in missing {
                let file = self.files.get(&format!("{name}.bin")).expect("only what was published is asked for");
                self.chunks.put(&name, file).expect("the chunk is whole");
                assert!(self.fetched.insert(name), "a chunk that was put is asked for again");
            }
        }
        panic!("`{query}` asks for more and more");
    }
}

const QUERIES: [&str; 16] = [
    "cache",
    "cache stampede",
    "\"connection pool\"",
    "rate-limiter",
    "cahce",
    "number17",
    "ca",
    "word*",
    "factor:cache-stampede",
    "severity:SEV1 cache -redis",
    "duration:>1h",
    "title:incident",
    "cache OR certificate",
    "nothinglikethis",
    "",
    "why did the cache of number21 and number22 fall over",
];

#[test]
fn what_arrives_in_pieces_answers_as_the_whole() {
    for count in [3, 400, 2500] {
        let files = write_index(many_documents(count), Language::English).expect("an index in memory can be written");
        let whole = opened(files.clone());
        let mut reader = Reader::new(&files);
        for query in QUERIES {
            for options in [growing(), SearchOptions { facets: true, limit: 8, ..SearchOptions::default() }] {
                let expected = whole.search(query, &options).expect("a whole index answers any query");
                let (found, rounds) = Reader::new(&files).search(query, &options);
                assert_eq!(found, expected, "{query}");
                assert!(rounds <= 5, "`{query}` of {count} takes {rounds} rounds");
                assert_eq!(reader.search(query, &options).0, expected, "{query}");
            }
        }
    }
}

#[test]
fn results_are_shown_before_their_texts_arrive_where_the_base_is_small() {
    let files = write_index(many_documents(100), Language::English).expect("an index in memory can be written");
    let reader = Reader::new(&files);
    let results = reader.searcher.search("cache", &SearchOptions::default()).expect("the root is enough");
    assert!(results.hits.len() == 10 && results.hits.iter().all(|hit| hit.pending && !hit.title.is_empty()));
    assert!(!reader.chunks.take_missing().is_empty());
}

#[test]
fn a_chunk_that_cannot_be_had_is_an_error_and_no_panic() {
    let files = write_index(many_documents(2500), Language::English).expect("an index in memory can be written");
    let root = files.get("index.bin").expect("every index has a root");
    let refusing = Chunks::from_source(root, |_| Err(std::io::ErrorKind::PermissionDenied.into()));
    let searcher = Searcher::open(refusing.expect("the root is whole")).expect("the root is enough");
    for query in QUERIES {
        let _ = searcher.search(query, &growing());
    }
    assert!(searcher.search("cache", &growing()).is_err());
}

#[test]
fn a_change_of_one_document_leaves_most_chunks_as_they_were() {
    let names = |files: &IndexFiles| files.iter().map(|(name, _)| name.to_owned()).collect::<BTreeSet<_>>();
    let mut documents = many_documents(2500);
    let before = names(&write_index(documents.clone(), Language::English).expect("an index in memory can be written"));
    documents[1200].sections[0].text.push_str(" An unheardof afterthought about the cache.");
    let after = names(&write_index(documents, Language::English).expect("an index in memory can be written"));
    let changed = after.difference(&before).count();
    assert!(before.len() > 60, "{}", before.len());
    assert!(changed * 4 < before.len(), "{changed} of {} chunks changed", before.len());
}
