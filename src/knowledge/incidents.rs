//! Which documents tell of incidents: what every number of incidents is made of.

use std::sync::Arc;

use super::KnowledgeBase;
use crate::model::Postmortem;

impl KnowledgeBase {
    /// The documents that tell of incidents, the newest first.
    pub fn incidents(&self) -> impl Iterator<Item = &Postmortem> + Clone {
        self.postmortems.iter().map(Arc::as_ref).filter(|it| it.kind.is_incident())
    }

    /// Those of some documents that tell of incidents, as all of them by their places in `postmortems`.
    #[must_use]
    pub fn incidents_among(&self, documents: &[usize]) -> Vec<usize> {
        documents.iter().copied().filter(|index| self.postmortems[*index].kind.is_incident()).collect()
    }
}
