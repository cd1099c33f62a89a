//! What the documents of an answer have in common: how many there are of each factor, service, severity and so on.
//!
//! Takes all documents that match, and the values that a reader has chosen; gives those that have the chosen values,
//! and counts that say what another choice would find. Values of one facet are alternatives, facets add up; a facet's
//! own choice does not narrow its own counts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::collector::Match;
use crate::document::Label;
use crate::error::SearchError;
use crate::schema::DATE_COLUMN;

/// Values of one facet that are given, apart from the chosen ones.
const MOST_VALUES: usize = 200;

/// What documents are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacetField {
    /// Contributing factors.
    Factor,
    /// Services.
    Service,
    /// Severities.
    Severity,
    /// The year of the day that a document is listed under, in UTC.
    Year,
    /// Who or what noticed.
    DetectedBy,
    /// Kinds of documents.
    Kind,
}

/// Values that a document must have one of, by facet; ids, not titles.
pub type Filters = BTreeMap<FacetField, Vec<String>>;

/// A facet, with the values that documents have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// What documents are grouped by.
    pub field: FacetField,
    /// The values: years from the newest, severities by name, all others from the commonest.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// What [`Filters`] call it.
    pub id: String,
    /// What readers call it.
    pub title: String,
    /// How many documents would be found with this value chosen and no other of the facet.
    pub count: usize,
    /// Whether it is chosen.
    pub selected: bool,
}

impl FacetField {
    const ALL: [Self; 6] = [Self::Factor, Self::Service, Self::Severity, Self::Year, Self::DetectedBy, Self::Kind];

    /// The column that holds the values.
    fn column(self) -> &'static str {
        match self {
            Self::Factor => "factor",
            Self::Service => "service",
            Self::Severity => "severity",
            Self::Year => DATE_COLUMN,
            Self::DetectedBy => "detected_by",
            Self::Kind => "kind",
        }
    }
}

/// Keeps those of `matches` that have the values of `filters`; gives the facets if they are wanted.
pub(crate) fn narrow(
    segments: &[SegmentReader],
    matches: &mut Vec<Match>,
    filters: &Filters,
    wanted: bool,
) -> Result<Vec<Facet>, SearchError> {
    let filters: Filters =
        filters.iter().filter(|(_, values)| !values.is_empty()).map(|(f, v)| (*f, v.clone())).collect();
    if filters.is_empty() && !wanted {
        return Ok(Vec::new());
    }
    let fields: Vec<FacetField> =
        FacetField::ALL.into_iter().filter(|field| wanted || filters.contains_key(field)).collect();
    let mut counts: Vec<Counts> = fields.iter().map(|&field| Counts::new(field, filters.get(&field))).collect();
    let mut kept = Vec::with_capacity(matches.len());
    for (ordinal, segment) in segments.iter().enumerate() {
        for counts in &mut counts {
            counts.enter(segment)?;
        }
        let in_segment = matches.iter().filter(|found| found.address.segment_ord as usize == ordinal);
        for found in in_segment {
            let failing: Vec<usize> =
                (0..counts.len()).filter(|&facet| !counts[facet].accepts(found.address.doc_id)).collect();
            match failing.as_slice() {
                [] => {
                    counts.iter_mut().for_each(|counts| counts.add(found.address.doc_id));
                    kept.push(*found);
                }
                // It would be found if this facet's choice were another.
                [only] => counts[*only].add(found.address.doc_id),
                _ => {}
            }
        }
        counts.iter_mut().for_each(Counts::leave);
    }
    *matches = kept;
    Ok(if wanted { counts.into_iter().map(Counts::into_facet).collect() } else { Vec::new() })
}

/// The documents of each value of one facet.
struct Counts {
    field: FacetField,
    chosen: BTreeSet<String>,
    column: Option<Values>,
    /// What the numbers of the segment's column mean, and how many documents have them.
    of_segment: Vec<(Label, usize)>,
    total: BTreeMap<String, (String, usize)>,
}

/// The values of one segment's documents.
enum Values {
    /// Places in [`Counts::of_segment`].
    Labels(Column<u64>),
    /// Seconds of Unix time.
    Days(Column<i64>),
}

impl Counts {
    fn new(field: FacetField, chosen: Option<&Vec<String>>) -> Self {
        let chosen = chosen.into_iter().flatten().cloned().collect();
        Counts { field, chosen, column: None, of_segment: Vec::new(), total: BTreeMap::new() }
    }

    fn enter(&mut self, segment: &SegmentReader) -> Result<(), SearchError> {
        let columns = segment.fast_fields();
        self.of_segment.clear();
        self.column = None;
        if self.field == FacetField::Year {
            self.column = columns.column_opt(DATE_COLUMN)?.map(Values::Days);
        } else if let Some(labels) = columns.str(self.field.column())? {
            let mut terms = labels.dictionary().stream()?;
            while terms.advance() {
                self.of_segment.push((Label::from_term(&String::from_utf8_lossy(terms.key())), 0));
            }
            self.column = Some(Values::Labels(labels.ords().clone()));
        }
        Ok(())
    }

    /// Whether a document has a chosen value, or none is chosen.
    fn accepts(&self, document: DocId) -> bool {
        self.chosen.is_empty()
            || match &self.column {
                None => false,
                Some(Values::Days(days)) => {
                    days.first(document).and_then(year_of).is_some_and(|year| self.chosen.contains(&year))
                }
                Some(Values::Labels(labels)) => labels
                    .values_for_doc(document)
                    .filter_map(|label| self.of_segment.get(label as usize))
                    .any(|(label, _)| self.chosen.contains(&label.id)),
            }
    }

    fn add(&mut self, document: DocId) {
        match &self.column {
            None => {}
            Some(Values::Days(days)) => {
                if let Some(year) = days.first(document).and_then(year_of) {
                    self.total.entry(year.clone()).or_insert((year, 0)).1 += 1;
                }
            }
            Some(Values::Labels(labels)) => {
                for label in labels.values_for_doc(document) {
                    if let Some((_, count)) = self.of_segment.get_mut(label as usize) {
                        *count += 1;
                    }
                }
            }
        }
    }

    /// Adds what was counted in the segment to the whole.
    fn leave(&mut self) {
        for (label, count) in self.of_segment.drain(..) {
            if count > 0 || self.chosen.contains(&label.id) {
                self.total.entry(label.id).or_insert((label.title, 0)).1 += count;
            }
        }
    }

    fn into_facet(mut self) -> Facet {
        for id in &self.chosen {
            self.total.entry(id.clone()).or_insert_with(|| (id.clone(), 0));
        }
        let chosen = self.chosen;
        let values = self.total.into_iter().map(|(id, (title, count))| {
            let selected = chosen.contains(&id);
            FacetValue { id, title, count, selected }
        });
        let mut values: Vec<FacetValue> = values.collect();
        match self.field {
            FacetField::Severity => {}
            FacetField::Year => values.reverse(),
            _ => values.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.title.cmp(&right.title))),
        }
        let mut others = 0;
        values.retain(|value| {
            others += usize::from(!value.selected);
            value.selected || others <= MOST_VALUES
        });
        Facet { field: self.field, values }
    }
}

fn year_of(seconds: i64) -> Option<String> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).year().to_string())
}
