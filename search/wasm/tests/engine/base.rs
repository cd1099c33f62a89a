//! An index to ask, and what is asked.

use afterword_search::{IndexFiles, Label, Language, SearchDocument, SearchSection, write_index};

/// Words of which documents are made; common ones stand at the beginning.
const WORDS: [&str; 32] = [
    "the",
    "cache",
    "database",
    "latency",
    "alert",
    "deploy",
    "connection",
    "pool",
    "timeout",
    "certificate",
    "rollback",
    "configuration",
    "retries",
    "queue",
    "overload",
    "failover",
    "caching",
    "expired",
    "customers",
    "paged",
    "dashboards",
    "stampede",
    "migration",
    "replica",
    "quorum",
    "throttled",
    "naïve",
    "Zürich",
    "集群故障",
    "rate-limiter",
    "backfill",
    "thundering",
];

/// Searches, as the page asks them.
pub const REQUESTS: [&str; 24] = [
    r#"{"query":"cache","limit":8}"#,
    r#"{"query":"cache stampede","limit":8,"facets":true}"#,
    r#"{"query":"\"connection pool\"","limit":8}"#,
    r#"{"query":"cache -stampede","limit":8}"#,
    r#"{"query":"quorum OR backfill","limit":20,"offset":3}"#,
    r#"{"query":"(expired certificate) OR \"queue overload\"","limit":8}"#,
    r#"{"query":"factor:retry-storm timeout","limit":8,"facets":true}"#,
    r#"{"query":"service:checkout","limit":8}"#,
    r#"{"query":"severity:sev1 latency","limit":8}"#,
    r#"{"query":"year:2025 deploy","limit":8,"facets":true}"#,
    r#"{"query":"title:migration","limit":8}"#,
    r#"{"query":"started:[2025-01 TO 2025-06]","limit":8,"sort":"oldest"}"#,
    r#"{"query":"duration:>1h replica","limit":8}"#,
    r#"{"query":"thund*","limit":8}"#,
    r#"{"query":"rate-limiter","limit":8}"#,
    r#"{"query":"zurich naive","limit":8}"#,
    r#"{"query":"集群","limit":8}"#,
    r#"{"query":"conf","growing":true,"limit":8}"#,
    r#"{"query":"certifcate","limit":8}"#,
    r#"{"query":"stampede thundering quorum backfill","sort":"newest","limit":8}"#,
    r#"{"query":"","limit":8,"facets":true,"filters":{"severity":["SEV1"]}}"#,
    r#"{"query":"latency","limit":8,"facets":true,"filters":{"service":["cart","checkout"],"year":["2026"]}}"#,
    r#"{"query":"((( \"unclosed OR -","limit":8}"#,
    r#"{"query":"nothingofthekind","limit":8}"#,
];

/// Searches of [`german_index`].
pub const GERMAN_REQUESTS: [&str; 6] = [
    r#"{"query":"Zertifikate","limit":8}"#,
    r#"{"query":"ablaufende Verbindung","limit":8}"#,
    r#"{"query":"größte Störung","limit":8}"#,
    r#"{"query":"\"abgelaufenen Zertifikat\"","limit":8}"#,
    r#"{"query":"verb","growing":true,"limit":8}"#,
    r#"{"query":"Zertifickat","limit":8}"#,
];

/// A few documents whose language the module cannot stem by itself.
pub fn german_index() -> IndexFiles {
    let texts = [
        "Das Zertifikat des Lastverteilers war abgelaufen.",
        "Mit abgelaufenen Zertifikaten gab es keine Verbindungen.",
        "Die größeren Störungen begannen nach dem Ausrollen der Verbindungsgrenzen.",
    ];
    let document = |(number, text): (usize, &&str)| SearchDocument {
        id: format!("stoerung-{number}"),
        kind: "postmortem".to_owned(),
        route: format!("postmortems/stoerung-{number}/"),
        title: format!("Störung {number}"),
        sections: vec![SearchSection { text: (*text).to_owned(), ..SearchSection::default() }],
        ..SearchDocument::default()
    };
    let documents: Vec<_> = texts.iter().enumerate().map(document).collect();
    write_index(documents, Language::German).expect("an index in memory can be written")
}

/// A few hundred documents, always the same.
pub fn index() -> IndexFiles {
    let mut numbers = Numbers(7);
    write_index((0..300).map(|number| document(number, &mut numbers)), Language::English)
        .expect("an index in memory can be written")
}

fn document(number: usize, numbers: &mut Numbers) -> SearchDocument {
    let label = |id: &str, title: &str| Label { id: id.to_owned(), title: title.to_owned() };
    let factors =
        [("cache-stampede", "Cache stampede"), ("retry-storm", "Retry storm"), ("missing-alert", "Missing alert")];
    let services = [("checkout", "Checkout"), ("cart", "Shopping cart"), ("search-api", "Search API")];
    let section = |heading: &str, text: String| SearchSection {
        anchor: heading.to_lowercase(),
        heading: heading.to_owned(),
        text,
    };
    SearchDocument {
        id: format!("document-{number}"),
        kind: if number.is_multiple_of(9) { "premortem" } else { "postmortem" }.to_owned(),
        route: format!("postmortems/document-{number}/"),
        title: numbers.text(4),
        summary: numbers.text(12),
        factors: vec![numbers.one_of(&factors), numbers.one_of(&factors)]
            .into_iter()
            .map(|(id, title)| label(id, title))
            .collect(),
        services: vec![numbers.one_of(&services)].into_iter().map(|(id, title)| label(id, title)).collect(),
        severity: (!number.is_multiple_of(7)).then(|| format!("SEV{}", 1 + numbers.below(4))),
        started: Some(1_704_067_200 + numbers.below(80_000_000) as i64),
        duration_seconds: Some(numbers.below(20_000) as i64),
        sections: vec![section("Impact", numbers.text(40)), section("Timeline", numbers.text(120))],
        ..SearchDocument::default()
    }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// A row of words, the first of [`WORDS`] the most often.
    fn text(&mut self, length: usize) -> String {
        let words = (0..length).map(|_| {
            let end = 1 + self.below(WORDS.len() as u64);
            WORDS[self.below(end) as usize]
        });
        words.collect::<Vec<_>>().join(" ")
    }
}
