//! Timeline entries: what happened when, as the Timeline section tells it.

use jiff::Timestamp;

/// One row of a document's Timeline section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The time as written, such as `09:12` or `T+12m`; empty when none was written.
    pub time: String,
    /// The instant, where it can be told from the entry and the incident's times.
    pub at: Option<Timestamp>,
    /// What happened, as inline Markdown.
    pub markdown: String,
}
