//! Gathers every document that matches, with what results are sorted by.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::DATE_COLUMN;

/// A document that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    pub address: DocAddress,
    pub score: Score,
    /// The day that it is listed under, in seconds of Unix time.
    pub date: Option<i64>,
}

/// Collects all matches rather than the best: a knowledge base has thousands of documents, not millions,
/// and their number and any order of them are then there for the asking.
pub(crate) struct Matches;

impl Collector for Matches {
    type Fruit = Vec<Match>;
    type Child = MatchesOfSegment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<MatchesOfSegment> {
        let dates = segment.fast_fields().column_opt(DATE_COLUMN)?;
        Ok(MatchesOfSegment { ordinal, dates, matches: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Match>>) -> tantivy::Result<Vec<Match>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

/// The matches of one segment.
pub(crate) struct MatchesOfSegment {
    ordinal: SegmentOrdinal,
    dates: Option<Column<i64>>,
    matches: Vec<Match>,
}

impl SegmentCollector for MatchesOfSegment {
    type Fruit = Vec<Match>;

    fn collect(&mut self, document: DocId, score: Score) {
        let date = self.dates.as_ref().and_then(|dates| dates.first(document));
        self.matches.push(Match { address: DocAddress::new(self.ordinal, document), score, date });
    }

    fn harvest(self) -> Vec<Match> {
        self.matches
    }
}
