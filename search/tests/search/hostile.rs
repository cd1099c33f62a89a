//! Whatever is written and whatever is asked, nothing panics, and no query is an error.

use std::time::{Duration, Instant};

use afterword_search::{Label, LastWord, SearchDocument, SearchOptions, SearchSection, Sort};
use proptest::prelude::*;

use crate::base::{documents, growing, named, search, search_with, searcher, with_text};

/// Pieces that queries are made of, and that parsers trip over.
const PIECES: [&str; 40] = [
    "(",
    ")",
    "\"",
    "“",
    "-",
    "--",
    "+",
    "*",
    "?",
    ":",
    "::",
    "[",
    "]",
    "{",
    "}",
    "..",
    " TO ",
    ">",
    "<=",
    "AND",
    "OR",
    "NOT",
    " ",
    "\t",
    "factor:",
    "title:",
    "started:",
    "duration:",
    "year:",
    "severity:",
    "x:",
    "cache",
    "redis",
    "2025-01",
    "1h",
    "é",
    "集群",
    "\u{301}",
    "'",
    "\\",
];

fn queries() -> impl Strategy<Value = String> {
    let pieces =
        proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, any::<String>(), "\\PC{0,60}"]
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "\\PC{0,200}", "([a-c]{1,3}[ '\u{2019}.\u{301}-]){0,60}", "[集群故障 a]{0,60}"]
}

prop_compose! {
    fn any_document()(
        texts in proptest::collection::vec(texts(), 8),
        sections in proptest::collection::vec((texts(), texts(), texts()), 0..4),
        numbers in any::<(Option<i64>, Option<i64>)>(),
    ) -> SearchDocument {
        let [id, kind, title, summary, factor, tag, author, severity] = texts.try_into().expect("eight texts were asked for");
        SearchDocument {
            id,
            kind,
            title,
            summary,
            factors: vec![Label { id: factor.clone(), title: tag.clone() }],
            services: vec![Label { id: tag.clone(), title: factor }],
            tags: vec![tag],
            authors: vec![author],
            severity: Some(severity),
            started: numbers.0,
            duration_seconds: numbers.1,
            sections: sections.into_iter().map(|(anchor, heading, text)| SearchSection { anchor, heading, text }).collect(),
            ..SearchDocument::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered(query in queries(), typed in any::<bool>()) {
        thread_local!(static SEARCHER: afterword_search::Searcher = searcher(documents()));
        let options = if typed { growing() } else { SearchOptions::default() };
        SEARCHER.with(|searcher| search_with(searcher, &query, &options));
    }

    #[test]
    fn nothing_in_a_document_breaks_its_index(documents in proptest::collection::vec(any_document(), 0..4), query in queries()) {
        let searcher = searcher(documents.clone());
        prop_assert_eq!(searcher.document_count(), documents.len() as u64);
        search(&searcher, &query);
        for document in documents {
            for text in [&document.title, &document.sections.first().cloned().unwrap_or_default().text] {
                search(&searcher, text);
                search(&searcher, &format!("factor:\"{text}\""));
            }
        }
    }

    #[test]
    fn what_a_phrase_of_a_document_asks_for_is_in_it(text in "([a-z]{1,8}[ ,.-]{1,2}){3,30}", from in 0..3_usize) {
        let words: Vec<&str> = text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()).collect();
        let phrase = words[from..(from + 3).min(words.len())].join(" ");
        let searcher = searcher([with_text("id", &text), with_text("other", "")]);
        prop_assert!(search(&searcher, &format!("\"{phrase}\"")).total >= 1, "{} in {}", phrase, text);
    }
}

#[test]
fn texts_without_end_are_indexed_and_found() {
    let word = "x".repeat(1_000_000);
    let texts = [
        ("word", word.clone()),
        ("words", "lorem ipsum ".repeat(100_000)),
        ("controls", "\u{0}\u{1b}\u{7f}\u{9f}".repeat(10_000)),
        ("marks", "\u{301}".repeat(100_000)),
        ("chinese", "集".repeat(100_000)),
        ("apostrophes", "a'".repeat(100_000)),
        ("emoji", "🔥".repeat(10_000)),
    ];
    let searcher = searcher(texts.iter().map(|(id, text)| with_text(id, text)));
    for (query, found) in
        [(word.as_str(), "word"), ("xxx*", "word"), ("\"ipsum lorem\"", "words"), ("集集集", "chinese")]
    {
        let results = search(&searcher, query);
        assert_eq!(results.hits[0].id, found);
        assert!(results.hits[0].snippet.iter().map(|part| part.text.len()).sum::<usize>() < 300);
    }
}

#[test]
fn fields_without_end_are_indexed_and_found() {
    let long = "é".repeat(100_000);
    let document = SearchDocument {
        title: long.clone(),
        summary: long.clone(),
        tags: vec![long.clone(); 3],
        factors: vec![Label { id: long.clone(), title: long.clone() }],
        severity: Some(long.clone()),
        ..named("long", "")
    };
    let searcher = searcher([document]);
    assert_eq!(search(&searcher, &format!("severity:{}*", "é".repeat(100))).total, 1);
    assert_eq!(search(&searcher, &long).total, 1);
}

#[test]
fn queries_without_end_are_answered_at_once() {
    let searcher = searcher(documents());
    for piece in [
        "(",
        ")",
        "(a ",
        "\"",
        "-",
        "NOT ",
        "a OR ",
        "title:",
        "factor:(",
        "a-",
        "a* ",
        "集",
        "cahce ",
        "[",
        "started:[2025 TO ",
        "\u{301}",
    ] {
        let query = piece.repeat(1_000_000 / piece.len());
        let start = Instant::now();
        for last_word in [LastWord::Complete, LastWord::Growing] {
            search_with(
                &searcher,
                &query,
                &SearchOptions { last_word, sort: Sort::Oldest, ..SearchOptions::default() },
            );
        }
        assert!(start.elapsed() < Duration::from_secs(5), "{piece}");
    }
}
