//! What an answer says beside the documents that it finds, and in which order.

use afterword_search::{FoundSection, SearchDocument, SearchOptions, Searcher, Sort, Suggestion};

use crate::base::{
    documents, ids, labels, marked, named, search, search_with, searcher, snippet, sorted_ids, with_text,
};

fn suggestion(word: &str, nearest: &[&str], searched: usize) -> Suggestion {
    Suggestion { word: word.to_owned(), nearest: nearest.iter().map(|&word| word.to_owned()).collect(), searched }
}

#[test]
fn a_word_that_no_document_has_is_replaced_by_the_nearest() {
    let searcher = searcher(documents());
    for (query, expected, suggested) in [
        ("cahce redis", &["redis"][..], suggestion("cahce", &["cache"], 1)),
        ("certifcate", &["certificate"], suggestion("certifcate", &["certificate"], 1)),
        ("configuratoin", &["launch"], suggestion("configuratoin", &["configuration"], 1)),
        ("zzzzzzz", &[], suggestion("zzzzzzz", &[], 0)),
        ("\"conection pool\"", &[], suggestion("conection", &["connection"], 0)),
    ] {
        let results = search(&searcher, query);
        assert_eq!(ids(&results), expected, "{query}");
        assert!(results.suggestions.contains(&suggested), "{query}: {:?}", results.suggestions);
    }
    assert_eq!(search(&searcher, "cache -nothingofthesort").suggestions, []);
}

#[test]
fn a_replaced_word_is_highlighted() {
    let results = search(&searcher(documents()), "certifcate");
    assert_eq!(snippet(&results.hits[0]), "Café orders failed: the [certificate] of café.example had expired.");
}

#[test]
fn a_query_is_answered_with_what_was_understood() {
    let searcher = searcher(documents());
    for (query, understood, notes) in [
        ("what did the cache do", "cache (common words left out: what, did, the, do)", &[][..]),
        (
            "cache started:soon",
            "cache",
            &["`started:soon` was passed over: it is not a date such as `2025-03` or `[2025-01 TO 2025-06]`"],
        ),
        (
            "factor:cahce-stampede",
            "factor cahce-stampede",
            &["no document has the factor `cahce-stampede`, the nearest: `cache-stampede`"],
        ),
        ("severity:SEV9", "severity SEV9", &["no document has the severity `SEV9`, the nearest: `SEV1`, `SEV2`"]),
        ("kind:x", "kind x", &["no document has the kind `x`"]),
        ("(cache", "cache", &["an opening parenthesis has no closing one"]),
    ] {
        let results = search(&searcher, query);
        assert_eq!(
            (results.understood.as_str(), results.notes.as_slice()),
            (understood, &notes.iter().map(|&n| n.to_owned()).collect::<Vec<_>>()[..]),
            "{query}"
        );
    }
}

#[test]
fn a_word_that_no_document_has_is_the_beginning_of_one_that_some_have() {
    let searcher = searcher(documents());
    for (query, expected, word) in [
        ("cert expired", &["certificate"][..], "cert"),
        ("expired certs", &["certificate"], "certs"),
        ("redis rest", &["redis"], "rest"),
    ] {
        let results = search(&searcher, query);
        let note = format!("no document has `{word}`: words that begin so were searched for");
        assert_eq!((ids(&results).as_slice(), &results.notes), (expected, &vec![note]), "{query}");
    }
}

#[test]
fn a_word_that_no_document_has_is_left_out_where_others_are_asked_for() {
    let searcher = searcher(documents());
    for (query, expected) in [
        ("redis volcano", &["redis"][..]),
        ("volcano redis earthquake", &["redis"]),
        ("volcano", &[]),
        ("volcano earthquake", &[]),
        ("volcano severity:SEV1", &[]),
        ("redis \"volcano eruption\"", &[]),
    ] {
        let results = search(&searcher, query);
        assert_eq!(ids(&results), expected, "{query}");
        let left_out = results.notes.iter().filter(|note| note.contains("was left out")).count();
        let unknown = if expected.is_empty() { 0 } else { query.split(' ').count() - 1 };
        assert_eq!(left_out, unknown, "{query}: {:?}", results.notes);
    }
}

#[test]
fn one_of_several_words_may_be_missing_where_no_document_has_them_all() {
    let searcher = searcher(documents());
    for (query, expected, understood) in [
        ("redis runbook", &["cache", "redis"][..], "all but one of redis, runbook"),
        ("cache connection deploy redis", &["cache", "redis"], "all but one of cache, connection, deploy, redis"),
        (
            "cache configuration runbook severity:SEV1",
            &["cache"],
            "(all but one of cache, configuration, runbook) and severity SEV1",
        ),
        ("certificate limiter settings", &["cache"], "all but one of certificate, limiter, settings"),
        ("cache redis deploy certificate", &[], "cache and redis and deploy and certificate"),
    ] {
        let results = search(&searcher, query);
        assert_eq!((sorted_ids(&results).as_slice(), results.understood.as_str()), (expected, understood), "{query}");
        assert_eq!(results.notes.len(), usize::from(!expected.is_empty()), "{query}");
    }
}

#[test]
fn the_title_weighs_most_then_what_leads_then_the_text() {
    let text = "Some text that is as long as the others and mentions neither. ";
    let document = |id: &str, title: &str, summary: &str, end: &str| SearchDocument {
        summary: summary.to_owned(),
        ..SearchDocument { title: title.to_owned(), ..with_text(id, &format!("{text}{end}")) }
    };
    let searcher = searcher([
        document("text", "Something else", "In short.", "A stampede."),
        document("summary", "Something else", "A stampede.", "In short."),
        document("title", "A stampede", "In short.", "Something else."),
        document("none", "Something else", "In short.", "In short."),
        SearchDocument {
            factors: labels(&[("stampede", "Stampede")]),
            ..document("factor", "Something else", "", "In short.")
        },
    ]);
    let results = search(&searcher, "stampede");
    assert_eq!(ids(&results)[0], "title");
    assert_eq!(ids(&results)[3], "text");
}

#[test]
fn words_side_by_side_come_before_words_apart() {
    let searcher = searcher([
        with_text("apart", "The limiter has a rate of its own."),
        with_text("together", "The rate limiter is on its own."),
    ]);
    assert_eq!(ids(&search(&searcher, "rate-limiter")), ["together", "apart"]);
}

#[test]
fn results_are_sorted_and_paged() {
    let searcher = searcher(documents());
    let page = |query, sort, offset, limit| {
        let options = SearchOptions { sort, offset, limit, ..SearchOptions::default() };
        let results = search_with(&searcher, query, &options);
        (results.total, ids(&results).join(" "))
    };
    assert_eq!(page("", Sort::Relevance, 0, 10), (5, "launch certificate redis cache chinese".to_owned()));
    assert_eq!(page("cache", Sort::Newest, 0, 10), (3, "launch redis cache".to_owned()));
    assert_eq!(page("", Sort::Oldest, 0, 10), (5, "cache redis certificate launch chinese".to_owned()));
    assert_eq!(page("", Sort::Oldest, 1, 2), (5, "redis certificate".to_owned()));
    assert_eq!(page("", Sort::Oldest, 9, 2), (5, String::new()));
    assert_eq!(page("", Sort::Oldest, 0, 0), (5, String::new()));
    assert_eq!(page("", Sort::Newest, 0, usize::MAX).0, 5);
}

#[test]
fn a_hit_shows_its_document_and_the_section_that_matched() {
    let results = search(&searcher(documents()), "connection-pool checkout");
    let hit = &results.hits[0];
    assert_eq!((hit.id.as_str(), hit.route.as_str(), hit.kind.as_str()), ("cache", "/cache/", "postmortem"));
    assert_eq!(hit.severity.as_deref(), Some("SEV1"));
    assert_eq!(hit.date, Some(jiff::civil::date(2025, 1, 1)));
    assert_eq!(hit.duration_seconds, Some(7200));
    assert_eq!(hit.factors, labels(&[("cache-stampede", "Cache stampede"), ("missing-alert", "Missing alert")]));
    assert_eq!(hit.services, labels(&[("checkout", "Checkout"), ("cart", "Shopping cart")]));
    assert_eq!(marked(&hit.title_parts), "[Checkout] latency after a cache resize");
    assert_eq!(snippet(hit), "The alert on the [connection] [pool] fired late, said Ada's runbook.");
    assert_eq!(hit.section, Some(FoundSection { heading: "Detection".to_owned(), anchor: "detection".to_owned() }));
    assert!(hit.score > 0.0);
}

#[test]
fn snippets_show_what_was_asked_for() {
    let searcher = searcher(documents());
    for (query, expected) in [
        ("\"connection pool\"", "The alert on the [connection pool] fired late, said Ada's runbook."),
        ("deplo* cache", "Warm [caches] before a [deploy]. Rate-limiter settings were reviewed."),
        ("severity:SEV1 runbook -certificate", "The alert on the connection pool fired late, said Ada's [runbook]."),
        ("stampede", "A resize emptied the cache, and every request went to the database."),
        ("集群", "数据库连接池耗尽，导致[集群]故障。서버 장애가 발생했다."),
        ("障", "数据库连接池耗尽，导致集群故[障]。서버 장애가 발생했다."),
    ] {
        assert_eq!(snippet(&search(&searcher, query).hits[0]), expected, "{query}");
    }
}

#[test]
fn a_label_is_meant_exactly_where_it_is_named_whole() {
    let with_factor = |id: &str, title: &str| SearchDocument { factors: labels(&[(id, title)]), ..named(id, id) };
    let searcher = searcher([with_factor("cache", "Cache"), with_factor("cache-stampede", "Cache stampede")]);
    assert_eq!(ids(&search(&searcher, "factor:cache")), ["cache"]);
    assert_eq!(search(&searcher, "factor:cac*").total, 2);
}

#[test]
fn control_characters_do_not_come_out_again() {
    let hostile = "a\u{1b}[31mred\u{7}\u{1f}b\nc";
    let document = SearchDocument {
        summary: hostile.to_owned(),
        factors: labels(&[(hostile, hostile)]),
        ..SearchDocument { title: hostile.to_owned(), ..with_text("id", hostile) }
    };
    let results = search(&searcher([document]), "31mred");
    let hit = &results.hits[0];
    let shown =
        [&hit.title, &hit.summary, &hit.factors[0].id, &hit.factors[0].title, &snippet(hit), &marked(&hit.title_parts)];
    assert!(shown.iter().all(|text| !text.contains(char::is_control)), "{hit:?}");
}

#[test]
fn an_empty_index_answers() {
    let searcher: Searcher = searcher([]);
    for query in ["", "cache", "\"a b\"", "cach*", "factor:x", "started:2025", "duration:>1h", "-x"] {
        assert_eq!(search(&searcher, query).total, 0, "{query}");
    }
}
