//! A small knowledge base to ask, and the helpers that ask it.

use afterword_search::{
    Chunks, Hit, IndexFiles, Label, Language, LastWord, SearchDocument, SearchOptions, SearchResults, SearchSection,
    Searcher, SnippetPart, write_index,
};

/// Five documents, oldest first.
pub fn documents() -> Vec<SearchDocument> {
    vec![
        SearchDocument {
            summary: "A resize emptied the cache, and every request went to the database.".to_owned(),
            factors: labels(&[("cache-stampede", "Cache stampede"), ("missing-alert", "Missing alert")]),
            services: labels(&[("checkout", "Checkout"), ("cart", "Shopping cart")]),
            tags: vec!["black-friday".to_owned()],
            authors: vec!["Ada Okafor".to_owned(), "Ben Castellanos".to_owned()],
            severity: Some("SEV1".to_owned()),
            detected_by: Some("alert".to_owned()),
            started: Some(1_735_689_600), // 2025-01-01T00:00:00Z
            duration_seconds: Some(2 * 3600),
            sections: sections(&[
                ("", "", "Before the first heading."),
                ("detection", "Detection", "The alert on the connection pool fired late, said Ada's runbook."),
                ("lessons", "Lessons learned", "Warm caches before a deploy. Rate-limiter settings were reviewed."),
            ]),
            ..named("cache", "Checkout latency after a cache resize")
        },
        SearchDocument {
            factors: labels(&[("cache-warmup", "Cache warm-up")]),
            services: labels(&[("search-api", "Search API")]),
            severity: Some("SEV2".to_owned()),
            detected_by: Some("customer".to_owned()),
            started: Some(1_743_465_600), // 2025-04-01T00:00:00Z
            duration_seconds: Some(3600),
            sections: sections(&[
                (
                    "what-happened",
                    "What happened",
                    "A pool of connections ran dry; the limiter cut the rate of requests.",
                ),
                ("recovery", "Recovery", "Redis was restarted, its caching layer refilled."),
            ]),
            ..named("redis", "Redis outage")
        },
        SearchDocument {
            factors: labels(&[("expired-certificate", "Expired certificate")]),
            services: labels(&[("cart", "Shopping cart")]),
            authors: vec!["Ada Lovelace".to_owned()],
            severity: Some("SEV1".to_owned()),
            date: Some(jiff::civil::date(2025, 12, 31)),
            duration_seconds: Some(20 * 60),
            sections: sections(&[(
                "impact",
                "Impact",
                "Café orders failed: the certificate of café.example had expired.",
            )]),
            ..named("certificate", "Expired certificate on the edge")
        },
        SearchDocument {
            kind: "premortem".to_owned(),
            date: Some(jiff::civil::date(2026, 2, 1)),
            sections: sections(&[("risks", "Risks", "What if a configuration change empties the cache again?")]),
            ..named("launch", "Before the launch of the new checkout")
        },
        SearchDocument {
            sections: sections(&[("", "", "数据库连接池耗尽，导致集群故障。서버 장애가 발생했다.")]),
            ..named("chinese", "集群故障")
        },
    ]
}

pub fn named(id: &str, title: &str) -> SearchDocument {
    SearchDocument {
        id: id.to_owned(),
        kind: "postmortem".to_owned(),
        route: format!("/{id}/"),
        title: title.to_owned(),
        ..SearchDocument::default()
    }
}

/// A document with one section of `text`.
pub fn with_text(id: &str, text: &str) -> SearchDocument {
    SearchDocument { sections: sections(&[("", "", text)]), ..named(id, id) }
}

/// Documents with some words in common and some of their own.
pub fn many_documents(count: usize) -> Vec<SearchDocument> {
    let stems =
        ["cach", "pool", "redis", "quot", "deploy", "alert", "certif", "rout", "queue", "shard", "leas", "lock"];
    let document = |number: usize| {
        let word = |place: usize| {
            let number = number.wrapping_mul(7919).wrapping_add(place * 104_729);
            format!("{}{}", stems[number % stems.len()], ["e", "ing", "ed", "icate"][number / 7 % 4])
        };
        let prose: Vec<String> =
            (0..120).map(|place| format!("{} word{}", word(place), number * place % 997)).collect();
        let severity = format!("SEV{}", number % 4);
        SearchDocument {
            summary: format!("The cache of number{number} fell over."),
            factors: labels(
                &[[("cache-stampede", "Cache stampede")], [("missing-alert", "Missing alert")]][number % 2],
            ),
            severity: Some(severity),
            started: Some(1_600_000_000 + number as i64 * 40_000),
            duration_seconds: Some(number as i64 * 60),
            sections: sections(&[
                ("impact", "Impact", &prose.join(" ")),
                ("lessons", "Lessons learned", &format!("The connection pool of number{number} needs a rate-limiter.")),
            ]),
            ..named(&format!("document-{number}"), &format!("Incident number{number}"))
        }
    };
    (0..count).map(document).collect()
}

pub fn labels(labels: &[(&str, &str)]) -> Vec<Label> {
    labels.iter().map(|(id, title)| Label { id: (*id).to_owned(), title: (*title).to_owned() }).collect()
}

fn sections(sections: &[(&str, &str, &str)]) -> Vec<SearchSection> {
    let section = |&(anchor, heading, text): &(&str, &str, &str)| SearchSection {
        anchor: anchor.to_owned(),
        heading: heading.to_owned(),
        text: text.to_owned(),
    };
    sections.iter().map(section).collect()
}

pub fn searcher(documents: impl IntoIterator<Item = SearchDocument>) -> Searcher {
    searcher_in(Language::English, documents)
}

pub fn searcher_in(language: Language, documents: impl IntoIterator<Item = SearchDocument>) -> Searcher {
    opened(write_index(documents, language).expect("an index in memory can be written"))
}

pub fn opened(files: IndexFiles) -> Searcher {
    let chunks = Chunks::from_files(files).expect("the root was just written");
    Searcher::open(chunks).expect("an index that was just written can be opened")
}

pub fn search(searcher: &Searcher, query: &str) -> SearchResults {
    search_with(searcher, query, &SearchOptions::default())
}

pub fn search_with(searcher: &Searcher, query: &str, options: &SearchOptions) -> SearchResults {
    searcher.search(query, options).expect("a whole index answers any query")
}

pub fn growing() -> SearchOptions {
    SearchOptions { last_word: LastWord::Growing, ..SearchOptions::default() }
}

/// The ids of the results, in their order.
pub fn ids(results: &SearchResults) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// The ids of the results, in the order of the alphabet.
pub fn sorted_ids(results: &SearchResults) -> Vec<&str> {
    let mut ids = ids(results);
    ids.sort_unstable();
    ids
}

/// The snippet of a result, with found words in brackets.
pub fn snippet(hit: &Hit) -> String {
    marked(&hit.snippet)
}

/// Parts of text, with found words in brackets.
pub fn marked(parts: &[SnippetPart]) -> String {
    let part = |part: &SnippetPart| if part.highlighted { format!("[{}]", part.text) } else { part.text.clone() };
    parts.iter().map(part).collect()
}
