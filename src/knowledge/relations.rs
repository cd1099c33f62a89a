//! How the documents of a knowledge base relate: which are alike, and which link to which.

use std::collections::BTreeMap;

use super::{KnowledgeBase, Place, Related, links, related};
use crate::model::DocumentId;

/// The relations of one knowledge base. A site shows them; a check has no need of them.
#[derive(Debug)]
pub struct Relations {
    /// By document, in the order of the knowledge base.
    related: Vec<Vec<Related>>,
    backlinks: BTreeMap<DocumentId, Vec<DocumentId>>,
    places: BTreeMap<DocumentId, usize>,
}

impl Relations {
    /// Compares all documents and turns their links around.
    #[must_use]
    pub fn of(knowledge: &KnowledgeBase) -> Self {
        let places = knowledge.places.iter().filter_map(|(id, place)| match place {
            Place::Postmortem(index) => Some((id.clone(), *index)),
            Place::Page(_) => None,
        });
        Self { places: places.collect(), related: related::compute(knowledge), backlinks: links::backlinks(knowledge) }
    }

    /// The documents most like this one, the most alike first.
    #[must_use]
    pub fn related(&self, id: &DocumentId) -> &[Related] {
        self.places.get(id).and_then(|index| self.related.get(*index)).map_or(&[], Vec::as_slice)
    }

    /// The documents and pages that link to this one, by id.
    #[must_use]
    pub fn backlinks(&self, id: &DocumentId) -> &[DocumentId] {
        self.backlinks.get(id).map_or(&[], Vec::as_slice)
    }
}
