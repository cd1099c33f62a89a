//! What the documents of an answer have in common, and how a choice narrows it.

use afterword_search::{Facet, FacetField, Filters, SearchOptions, SearchResults};

use crate::base::{documents, search_with, searcher, sorted_ids};

fn ask(query: &str, filters: &[(FacetField, &[&str])]) -> SearchResults {
    let filters: Filters = filters
        .iter()
        .map(|(field, values)| (*field, values.iter().map(|&value| value.to_owned()).collect()))
        .collect();
    search_with(&searcher(documents()), query, &SearchOptions { filters, facets: true, ..SearchOptions::default() })
}

/// The values of a facet with their counts, chosen ones with a star.
fn counts(results: &SearchResults, field: FacetField) -> String {
    let facet: &Facet = results.facets.iter().find(|facet| facet.field == field).expect("every facet is there");
    let value = |value: &afterword_search::FacetValue| {
        format!("{}{} {}", value.id, if value.selected { "*" } else { "" }, value.count)
    };
    facet.values.iter().map(value).collect::<Vec<_>>().join(", ")
}

#[test]
fn without_words_all_documents_are_counted() {
    let results = ask("", &[]);
    assert_eq!(results.total, 5);
    for (field, expected) in [
        (FacetField::Factor, "cache-stampede 1, cache-warmup 1, expired-certificate 1, missing-alert 1"),
        (FacetField::Service, "cart 2, checkout 1, search-api 1"),
        (FacetField::Severity, "SEV1 2, SEV2 1"),
        (FacetField::Year, "2026 1, 2025 3"),
        (FacetField::DetectedBy, "alert 1, customer 1"),
        (FacetField::Kind, "postmortem 4, premortem 1"),
    ] {
        assert_eq!(counts(&results, field), expected);
    }
    let titles: Vec<_> = results.facets[1].values.iter().map(|value| value.title.as_str()).collect();
    assert_eq!(titles, ["Shopping cart", "Checkout", "Search API"]);
}

#[test]
fn counts_are_of_what_the_words_find() {
    assert_eq!(counts(&ask("cache", &[]), FacetField::Severity), "SEV1 1, SEV2 1");
    assert_eq!(counts(&ask("nothingofthesort", &[]), FacetField::Severity), "");
}

#[test]
fn values_of_a_facet_are_alternatives_and_facets_add_up() {
    for (filters, expected) in [
        (&[(FacetField::Severity, &["SEV1"][..])][..], &["cache", "certificate"][..]),
        (&[(FacetField::Severity, &["SEV1", "SEV2"])], &["cache", "certificate", "redis"]),
        (&[(FacetField::Severity, &["SEV1"]), (FacetField::Factor, &["cache-stampede"])], &["cache"]),
        (&[(FacetField::Year, &["2026"])], &["launch"]),
        (&[(FacetField::Year, &["2025"]), (FacetField::Kind, &["premortem"])], &[]),
        (&[(FacetField::Severity, &["SEV9"])], &[]),
        (&[(FacetField::Severity, &[])], &["cache", "certificate", "chinese", "launch", "redis"]),
    ] {
        let results = ask("", filters);
        assert_eq!((sorted_ids(&results), results.total), (expected.to_vec(), expected.len()), "{filters:?}");
    }
}

#[test]
fn a_choice_does_not_narrow_its_own_facet() {
    let results = ask("", &[(FacetField::Severity, &["SEV2"])]);
    assert_eq!(counts(&results, FacetField::Severity), "SEV1 2, SEV2* 1");
    assert_eq!(counts(&results, FacetField::Service), "search-api 1");
    let both = ask("", &[(FacetField::Severity, &["SEV2"]), (FacetField::Service, &["cart"])]);
    assert_eq!(both.total, 0);
    assert_eq!(counts(&both, FacetField::Severity), "SEV1 2, SEV2* 0");
    assert_eq!(counts(&both, FacetField::Service), "search-api 1, cart* 0");
}

#[test]
fn a_choice_that_no_document_has_can_be_taken_back() {
    let results = ask("", &[(FacetField::Factor, &["gone"])]);
    assert!(counts(&results, FacetField::Factor).ends_with("gone* 0"));
}

#[test]
fn facets_are_counted_where_they_are_asked_for_alone() {
    let results = search_with(&searcher(documents()), "cache", &SearchOptions::default());
    assert_eq!(results.facets, []);
}
