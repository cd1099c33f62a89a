//! Which documents a query finds.

use crate::base::{documents, growing, search, search_with, searcher, sorted_ids};

#[test]
fn queries_find_documents() {
    let searcher = searcher(documents());
    for (query, expected) in [
        // Words, in any of their forms, all of them.
        ("cache", &["cache", "launch", "redis"][..]),
        ("caching", &["cache", "launch", "redis"]),
        ("CACHES checkout", &["cache", "launch"]),
        ("cache redis", &["redis"]),
        ("cafe", &["certificate"]),
        ("cafe\u{301}", &["certificate"]),
        ("runbook ada", &["cache"]),
        ("what happened to the cache and redis", &["redis"]),
        ("what about the cache and redis", &["redis"]),
        ("nothingofthesort", &[]),
        // Found by everything that a document says of itself.
        ("resize database", &["cache"]),
        ("stampede", &["cache"]),
        ("shopping", &["cache", "certificate"]),
        ("castellanos", &["cache"]),
        ("lessons", &["cache"]),
        ("friday", &["cache"]),
        // Phrases.
        ("\"connection pool\"", &["cache"]),
        ("\"pool of connections\"", &["redis"]),
        ("\"the cache\"", &["cache", "launch"]),
        ("\"heading detection\"", &[]),
        ("“checkout latency”", &["cache"]),
        // Hyphens.
        ("rate-limiter", &["cache", "redis"]),
        ("\"rate-limiter\"", &["cache"]),
        ("rate limiter settings", &["cache"]),
        ("cache_stampede", &["cache"]),
        ("café.example", &["certificate"]),
        ("can't log-in: certificate", &["certificate"]),
        // Words that are severities and days.
        ("sev1 cart", &["cache", "certificate"]),
        ("Sev-2", &["redis"]),
        ("2026", &["launch"]),
        ("expired 2025-12", &["certificate"]),
        ("2025-12-31", &["certificate"]),
        // A dash that a phone makes of a minus, a bracket that is not closed.
        ("cache –redis", &["cache", "launch"]),
        ("started:[2025-01 TO 2025-02", &["cache"]),
        // Beginnings.
        ("cert*", &["certificate"]),
        ("configurati*", &["launch"]),
        ("connecti* pool", &["cache", "redis"]),
        ("Cert* -launch", &["certificate"]),
        ("zzz*", &[]),
        // Without.
        ("cache -redis", &["cache", "launch"]),
        ("cache NOT redis", &["cache", "launch"]),
        ("cache AND NOT redis", &["cache", "launch"]),
        ("-cache", &["certificate", "chinese"]),
        ("-cache -kind:postmortem", &[]),
        ("-\"pool of connections\" cache", &["cache", "launch"]),
        ("kind:postmortem -title:\"expired certificate\"", &["cache", "chinese", "redis"]),
        ("cache -\"connection pool\"", &["launch", "redis"]),
        ("cache -rate-limiter", &["launch"]),
        ("cache -(redis OR configuration)", &["cache"]),
        ("redis OR -cache", &["certificate", "chinese", "redis"]),
        // Either.
        ("redis OR certificate", &["certificate", "redis"]),
        ("(redis OR configuration) cache", &["launch", "redis"]),
        ("redis OR cache checkout", &["cache", "launch", "redis"]),
        // Labels, by their id, their title, or words of either.
        ("factor:cache-stampede", &["cache"]),
        ("factor:\"Cache stampede\"", &["cache"]),
        ("factor:cache", &["cache", "redis"]),
        ("factor:warm-up", &["redis"]),
        ("factor:cach*", &["cache", "redis"]),
        ("factor:nothing", &[]),
        ("service:cart", &["cache", "certificate"]),
        ("service:(checkout OR search-api)", &["cache", "redis"]),
        ("service:cart,search-api", &["cache", "certificate", "redis"]),
        ("service:*", &["cache", "certificate", "redis"]),
        ("-service:*", &["chinese", "launch"]),
        ("severity:sev1", &["cache", "certificate"]),
        ("severity:SEV", &[]),
        ("severity:SEV*", &["cache", "certificate", "redis"]),
        ("author:ada", &["cache", "certificate"]),
        ("author:\"ada okafor\"", &["cache"]),
        ("-author:okafor cart", &["certificate"]),
        ("tag:black-friday", &["cache"]),
        ("kind:premortem", &["launch"]),
        ("detected_by:customer", &["redis"]),
        ("title:cache", &["cache"]),
        ("title:\"cache resize\"", &["cache"]),
        ("title:(redis OR edge)", &["certificate", "redis"]),
        ("title:out*", &["redis"]),
        ("factor:cache cache severity:SEV2", &["redis"]),
        // Times. A document without a start began on its day.
        ("started:2025", &["cache", "certificate", "redis"]),
        ("started:[2025-01 TO 2025-06]", &["cache", "redis"]),
        ("started:>2025-01", &["certificate", "launch", "redis"]),
        ("started:>=2025-04-01", &["certificate", "launch", "redis"]),
        ("started:<2025-04-01", &["cache"]),
        ("date:2025-12-31", &["certificate"]),
        ("date:2025-04-01..2025-12-31", &["certificate", "redis"]),
        ("year:2026", &["launch"]),
        ("year:>2025", &["launch"]),
        ("year:2024,2026", &["launch"]),
        ("started:*", &["cache", "certificate", "launch", "redis"]),
        ("-started:*", &["chinese"]),
        ("duration:>1h", &["cache"]),
        ("duration:>=1h", &["cache", "redis"]),
        ("duration:1h", &["redis"]),
        ("duration:[20m TO 60m]", &["certificate", "redis"]),
        ("-duration:<1h", &["cache", "chinese", "launch", "redis"]),
        // Scripts without spaces.
        ("集群", &["chinese"]),
        ("集群故障", &["chinese"]),
        ("\"连接池\"", &["chinese"]),
        ("尽", &["chinese"]),
        ("障", &["chinese"]),
        ("连池", &[]),
        ("서버", &["chinese"]),
        ("장애", &["chinese"]),
        // Nothing asked is everything.
        ("", &["cache", "certificate", "chinese", "launch", "redis"]),
        ("*", &["cache", "certificate", "chinese", "launch", "redis"]),
        ("the", &["cache", "certificate", "launch", "redis"]),
    ] {
        assert_eq!(sorted_ids(&search(&searcher, query)), expected, "{query}");
    }
}

#[test]
fn a_growing_word_finds_what_it_may_become() {
    let searcher = searcher(documents());
    for (query, expected) in [
        ("certif", &["certificate"][..]),
        ("configurati", &["launch"]),
        ("cache conf", &["launch"]),
        ("caching", &["cache", "launch", "redis"]),
        ("factor:cach", &["cache", "redis"]),
        ("\"connection po", &[]),
        ("cert ", &["certificate"]),
        ("cac ", &["cache", "launch", "redis"]),
        ("集", &["chinese"]),
        ("certeficat", &["certificate"]),
    ] {
        assert_eq!(sorted_ids(&search_with(&searcher, query, &growing())), expected, "{query}");
    }
}
