//! How the documents of a knowledge base relate: which are alike, and which link to which.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::related::Terms;
use super::{KnowledgeBase, Place, Related, links, related};
use crate::diagnostics::FilePath;
use crate::model::DocumentId;

/// The relations of one knowledge base. A site shows them; a check has no need of them. Which documents are alike is told
/// when it is asked for, since a server shows few of them before the next change.
#[derive(Debug)]
pub struct Relations {
    knowledge: Arc<KnowledgeBase>,
    terms: OnceLock<Terms>,
    /// By document, in the order of the knowledge base.
    related: Vec<OnceLock<Vec<Related>>>,
    /// Who links to each document, in no order.
    backlinks: HashMap<DocumentId, Vec<DocumentId>>,
    linked_assets: Vec<FilePath>,
}

impl Relations {
    /// Turns all links around, and compares no documents yet.
    #[must_use]
    pub fn of(knowledge: Arc<KnowledgeBase>) -> Self {
        let related = knowledge.postmortems.iter().map(|_| OnceLock::new()).collect();
        let mut backlinks: HashMap<DocumentId, Vec<DocumentId>> = HashMap::new();
        let mut linked_assets = Vec::new();
        // All threads at once follow the links, and so must not wait for one another within a lock.
        for outgoing in links::outgoing(&knowledge) {
            linked_assets.extend(outgoing.assets);
            let Some(id) = outgoing.id else { continue };
            for target in outgoing.documents.into_iter().filter(|target| target != id) {
                backlinks.entry(target).or_default().push(id.clone());
            }
        }
        Self { knowledge, terms: OnceLock::new(), related, backlinks, linked_assets }
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
    pub fn backlinks(&self, id: &DocumentId) -> Vec<&DocumentId> {
        let mut backlinks: Vec<&DocumentId> = self.backlinks.get(id).into_iter().flatten().collect();
        backlinks.sort_unstable();
        backlinks.dedup();
        backlinks
    }

    /// The files that documents link to, in the order of the documents and of their links.
    pub fn linked_assets(&self) -> impl Iterator<Item = &FilePath> {
        self.linked_assets.iter()
    }
}
