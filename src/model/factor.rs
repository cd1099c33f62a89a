//! Contributing factors as the catalogue describes them.

use super::{FactorId, Status, Visibility};
use crate::diagnostics::FilePath;

/// One entry of the factor catalogue, or a factor that documents name and the catalogue lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Its name in front matter.
    pub id: FactorId,
    /// Its name on pages.
    pub title: String,
    /// Other names for it, as written.
    pub aliases: Vec<String>,
    /// The group that it belongs to; empty when it has none.
    pub group: String,
    /// One sentence about it; empty when there is none.
    pub description: String,
    /// How far its text is.
    pub status: Status,
    /// Who may see it. Factors are there to be shared, so that it says `internal` where that is meant.
    pub visibility: Visibility,
    /// The catalogue file; `None` when no file describes it.
    pub path: Option<FilePath>,
}

/// A factor's title as part of a sentence: "cache stampede", but "DNS misconfiguration".
#[must_use]
pub fn factor_in_words(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}
