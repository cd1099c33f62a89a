//! The directory: for each year, kind, factor, service, severity and tag the documents that belong to it.
//!
//! Made once for a site, so that no page has to look through all documents. Documents are numbers: their places in
//! [`KnowledgeBase::postmortems`], which are in the order of lists.

use std::collections::BTreeMap;

use super::page_folders::PageFolders;
use crate::config::Term;
use crate::knowledge::{KnowledgeBase, free_slug};
use crate::model::{ActionItem, ActionState, DetectedBy, FactorId, Kind, Postmortem};
use crate::theme::Words;

/// All lists of documents.
#[derive(Debug)]
pub(super) struct Directory {
    /// Every kind that has documents, and postmortems in any case, which come first.
    pub(super) kinds: Vec<(Kind, Vec<usize>)>,
    /// Every year, the newest first; documents without a day last.
    pub(super) years: Vec<(Option<i16>, Vec<usize>)>,
    /// Every factor by its id.
    pub(super) factors: BTreeMap<FactorId, Vec<usize>>,
    /// The services, in the order of the vocabulary and then by name.
    pub(super) services: Vec<Entry>,
    /// The severities, the gravest first and then by name.
    pub(super) severities: Vec<Entry>,
    /// The tags by name.
    pub(super) tags: Vec<Entry>,
    /// Who or what noticed first, in the order of the vocabulary; empty where no document tells.
    pub(super) detection: Vec<Entry>,
    /// All action items: the unfinished by due day, then the done, then the dropped.
    pub(super) action_items: Vec<ActionPlace>,
    /// How many of them are unfinished.
    pub(super) unfinished: usize,
    /// For each document the one before it and the one after it in time, of its kind.
    pub(super) neighbours: Vec<Neighbours>,
    /// The folders of plain pages.
    pub(super) page_folders: PageFolders,
}

/// A word that documents share, and the documents that do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The word as documents and the vocabulary write it.
    pub(super) term: Term,
    /// Its part of the address, unique among its like.
    pub(super) slug: String,
    /// The documents.
    pub(super) documents: Vec<usize>,
}

/// Where an action item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ActionPlace {
    /// The document.
    pub(super) document: usize,
    /// Its place among the document's action items.
    pub(super) number: usize,
}

impl ActionPlace {
    /// The action item itself.
    pub(super) fn of(self, knowledge: &KnowledgeBase) -> &ActionItem {
        &knowledge.postmortems[self.document].action_items[self.number]
    }

    /// The group that it is listed in: 0 for the unfinished, 1 for the done, 2 for the dropped.
    pub(super) fn group(self, knowledge: &KnowledgeBase) -> usize {
        match self.of(knowledge).state {
            ActionState::Open | ActionState::InProgress => 0,
            ActionState::Done => 1,
            ActionState::Dropped => 2,
        }
    }
}

/// The documents next to one in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Neighbours {
    /// The next older one.
    pub(super) earlier: Option<usize>,
    /// The next newer one.
    pub(super) later: Option<usize>,
}

impl Directory {
    pub(super) fn new(knowledge: &KnowledgeBase, words: &Words) -> Self {
        let config = &knowledge.config;
        let kinds = kinds(knowledge);
        let action_items = action_items(knowledge);
        Self {
            neighbours: neighbours(knowledge, &kinds),
            page_folders: PageFolders::new(knowledge),
            kinds,
            years: years(knowledge),
            factors: factors(knowledge),
            services: entries(&config.services, knowledge, |it| it.services.iter().map(String::as_str)),
            severities: entries(&config.severities, knowledge, |it| it.severity.as_deref()),
            tags: entries(&[], knowledge, |it| it.tags.iter().map(String::as_str)),
            detection: detection(knowledge, words),
            unfinished: action_items.partition_point(|place| place.group(knowledge) == 0),
            action_items,
        }
    }
}

fn kinds(knowledge: &KnowledgeBase) -> Vec<(Kind, Vec<usize>)> {
    let mut kinds = BTreeMap::from([(Kind::new(Kind::POSTMORTEM), Vec::new())]);
    for (index, postmortem) in knowledge.postmortems.iter().enumerate() {
        kinds.entry(postmortem.kind.clone()).or_default().push(index);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, _)| match kind.as_str() {
        Kind::POSTMORTEM => 0,
        Kind::PREMORTEM => 1,
        Kind::NEAR_MISS => 2,
        _ => 3,
    });
    one_a_folder(kinds)
}

/// Joins kinds that have one plural, such as `box` and `boxe`, since they share an address.
fn one_a_folder(kinds: Vec<(Kind, Vec<usize>)>) -> Vec<(Kind, Vec<usize>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut joined: Vec<(Kind, Vec<usize>)> = Vec::new();
    for (kind, documents) in kinds {
        let place = *places.entry(kind.folder()).or_insert(joined.len());
        match joined.get_mut(place) {
            Some((_, known)) => {
                known.extend(documents);
                known.sort_unstable();
            }
            None => joined.push((kind, documents)),
        }
    }
    joined
}

fn years(knowledge: &KnowledgeBase) -> Vec<(Option<i16>, Vec<usize>)> {
    let mut years: BTreeMap<Option<i16>, Vec<usize>> = BTreeMap::new();
    for (index, postmortem) in knowledge.postmortems.iter().enumerate() {
        years.entry(postmortem.date.map(|date| date.day.year())).or_default().push(index);
    }
    years.into_iter().rev().collect()
}

fn factors(knowledge: &KnowledgeBase) -> BTreeMap<FactorId, Vec<usize>> {
    let mut factors: BTreeMap<FactorId, Vec<usize>> =
        knowledge.factors.keys().map(|id| (id.clone(), Vec::new())).collect();
    for (index, postmortem) in knowledge.postmortems.iter().enumerate() {
        for id in &postmortem.factors {
            factors.entry(id.clone()).or_default().push(index);
        }
    }
    factors
}

/// The words of a vocabulary and those that documents use besides, each with its documents and a slug of its own.
fn entries<'a, W: IntoIterator<Item = &'a str>>(
    vocabulary: &[Term],
    knowledge: &'a KnowledgeBase,
    words: impl Fn(&'a Postmortem) -> W,
) -> Vec<Entry> {
    let mut used: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, postmortem) in knowledge.postmortems.iter().enumerate() {
        words(postmortem).into_iter().for_each(|word| used.entry(word).or_default().push(index));
    }
    let known = vocabulary.iter().map(|term| (term.clone(), used.remove(term.id.as_str()).unwrap_or_default()));
    let known: Vec<(Term, Vec<usize>)> = known.collect();
    let others = used.into_iter().map(|(word, documents)| {
        (Term { id: word.to_owned(), title: word.to_owned(), description: String::new(), place: 0 }, documents)
    });
    let mut slugs = BTreeMap::new();
    let all = known.into_iter().chain(others);
    all.map(|(term, mut documents)| {
        documents.dedup();
        Entry { slug: free_slug(&term.id, &mut slugs), term, documents }
    })
    .collect()
}

/// Who or what noticed first: all that can be told, where any document tells.
fn detection(knowledge: &KnowledgeBase, words: &Words) -> Vec<Entry> {
    if knowledge.postmortems.iter().all(|it| it.detected_by.is_none()) {
        return Vec::new();
    }
    let term = |it: DetectedBy| {
        let title = words.say("trends-detected-by-title", [("by", it.as_str().into())]);
        Term { id: it.as_str().to_owned(), title, description: String::new(), place: 0 }
    };
    entries(&DetectedBy::ALL.map(term), knowledge, |it| it.detected_by.map(DetectedBy::as_str))
}

fn action_items(knowledge: &KnowledgeBase) -> Vec<ActionPlace> {
    let mut places: Vec<ActionPlace> = knowledge
        .postmortems
        .iter()
        .enumerate()
        .flat_map(|(document, postmortem)| {
            (0..postmortem.action_items.len()).map(move |number| ActionPlace { document, number })
        })
        .collect();
    // A stable sort: documents stay in their order within a group, and action items in that of their document.
    places.sort_by_cached_key(|place| match place.group(knowledge) {
        0 => (0, place.of(knowledge).due.is_none(), place.of(knowledge).due),
        group => (group, false, None),
    });
    places
}

fn neighbours(knowledge: &KnowledgeBase, kinds: &[(Kind, Vec<usize>)]) -> Vec<Neighbours> {
    let mut neighbours = vec![Neighbours::default(); knowledge.postmortems.len()];
    for (_, documents) in kinds {
        let dated = documents.iter().copied().filter(|index| knowledge.postmortems[*index].date.is_some());
        let dated: Vec<usize> = dated.collect();
        for pair in dated.windows(2) {
            neighbours[pair[0]].earlier = Some(pair[1]);
            neighbours[pair[1]].later = Some(pair[0]);
        }
    }
    neighbours
}
