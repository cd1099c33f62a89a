//! How the documents of a knowledge base relate: which are alike, and which link to which.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::related::Terms;
use super::{KnowledgeBase, Place, Related, links, related};
use crate::model::DocumentId;

/// The relations of one knowledge base. A site shows them; a check has no need of them. Which documents are alike is told
/// when it is asked for, since a server shows few of them before the next change.
#[derive(Debug)]
pub struct Relations {
    knowledge: Arc<KnowledgeBase>,
    terms: OnceLock<Terms>,
    /// By document, in the order of the knowledge base.
    related: Vec<OnceLock<Vec<Related>>>,
    backlinks: BTreeMap<DocumentId, Vec<DocumentId>>,
}

impl Relations {
    /// Turns all links around, and compares no documents yet.
    #[must_use]
    pub fn of(knowledge: Arc<KnowledgeBase>) -> Self {
        let related = knowledge.postmortems.iter().map(|_| OnceLock::new()).collect();
        // All threads at once do this, and so must not wait for one another within a lock.
        let backlinks = links::backlinks(&knowledge);
        Self { knowledge, terms: OnceLock::new(), related, backlinks }
    }

    /// The documents most like this one, the most alike first.
    #[must_use]
    pub fn related(&self, id: &DocumentId) -> &[Related] {
        let Some(Place::Postmortem(index)) = self.knowledge.places.get(id) else { return &[] };
        let terms = || self.terms.get_or_init(|| Terms::new(&self.knowledge));
        self.related[*index].get_or_init(|| related::of(*index, &self.knowledge, terms()))
    }

    /// The documents and pages that link to this one, by id.
    #[must_use]
    pub fn backlinks(&self, id: &DocumentId) -> &[DocumentId] {
        self.backlinks.get(id).map_or(&[], Vec::as_slice)
    }
}
