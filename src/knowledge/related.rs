//! Documents like this one, and why. Rare factors weigh more than common ones.

use std::collections::BTreeMap;

use super::{KnowledgeBase, Place};
use crate::model::{DocumentId, FactorId, Postmortem};

/// The most related documents that a document has.
const LIMIT: usize = 5;

/// How many documents before and behind in time are looked at for each shared term; keeps the work linear.
const WINDOW: usize = 400;

/// How many of the best candidates are compared term by term.
const CANDIDATES: usize = 24;

/// What a shared service or tag weighs against a shared factor of the same rarity.
const TERM_WEIGHT: f64 = 0.15;

/// A document like another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The document.
    pub id: DocumentId,
    /// The factors that both name, the rarest first.
    pub factors: Vec<FactorId>,
    /// The services and tags that both have, the rarest first.
    pub terms: Vec<String>,
    /// How the author names it, if so.
    pub named: Option<Named>,
}

/// How an author names a document as related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// As one that foresaw this one.
    AsForeseen,
    /// As related.
    AsRelated,
}

/// A term that documents share, as a number.
type TermIndex = usize;

/// The terms of all documents: factors first, then services and tags.
#[derive(Debug)]
pub(super) struct Terms {
    /// For each document its terms, ascending.
    of: Vec<Vec<TermIndex>>,
    /// For each term the documents that have it, in their order.
    having: Vec<Vec<usize>>,
    /// What sharing a term is worth.
    weight: Vec<f64>,
    /// The factors; terms from `factors.len()` on are services and tags.
    factors: Vec<FactorId>,
    /// What the services and tags are called.
    names: Vec<String>,
}

/// What each document shares with the one being looked at, gathered term by term.
struct Scores {
    of: Vec<f64>,
    touched: Vec<usize>,
}

impl Scores {
    fn new(count: usize) -> Self {
        Self { of: vec![0.0; count], touched: Vec::new() }
    }

    fn add(&mut self, document: usize, weight: f64) {
        if self.of[document] == 0.0 {
            self.touched.push(document);
        }
        self.of[document] += weight;
    }

    /// The documents with the highest scores, in no order.
    fn best(self) -> Vec<usize> {
        let Self { of, mut touched } = self;
        if touched.len() > CANDIDATES {
            touched.select_nth_unstable_by(CANDIDATES, |a, b| of[*b].total_cmp(&of[*a]).then(a.cmp(b)));
            touched.truncate(CANDIDATES);
        }
        touched
    }
}

impl Terms {
    pub(super) fn new(knowledge: &KnowledgeBase) -> Self {
        let factors: Vec<FactorId> = knowledge.by_factor.keys().cloned().collect();
        let mut names = Vec::new();
        let mut having: Vec<Vec<usize>> = knowledge.by_factor.values().cloned().collect();
        let mut others: BTreeMap<(u8, &str), Vec<usize>> = BTreeMap::new();
        for (index, postmortem) in knowledge.postmortems.iter().enumerate() {
            postmortem.services.iter().for_each(|it| others.entry((0, it)).or_default().push(index));
            postmortem.tags.iter().for_each(|it| others.entry((1, it)).or_default().push(index));
        }
        for ((_, name), documents) in others {
            names.push(name.to_owned());
            having.push(documents);
        }
        let mut of = vec![Vec::new(); knowledge.postmortems.len()];
        for (term, documents) in having.iter().enumerate() {
            documents.iter().for_each(|index| of[*index].push(term));
        }
        // Inverse document frequency, smoothed so that a term of every document is still worth something.
        let count = knowledge.postmortems.len() as f64;
        let weight = having.iter().enumerate().map(|(term, documents)| {
            let rarity = (1.0 + count / documents.len().max(1) as f64).ln();
            if term < factors.len() { rarity } else { rarity * TERM_WEIGHT }
        });
        Self { weight: weight.collect(), of, having, factors, names }
    }

    /// The terms that two documents share.
    fn shared(&self, a: usize, b: usize) -> Vec<TermIndex> {
        self.of[a].iter().copied().filter(|term| self.of[b].binary_search(term).is_ok()).collect()
    }
}

/// The documents most like one, the most alike first.
pub(super) fn of(index: usize, knowledge: &KnowledgeBase, terms: &Terms) -> Vec<Related> {
    let mut scores = Scores::new(knowledge.postmortems.len());
    let postmortem = &knowledge.postmortems[index];
    let named = named(postmortem, knowledge);
    for term in &terms.of[index] {
        let documents = &terms.having[*term];
        let place = documents.partition_point(|other| *other < index);
        let window = place.saturating_sub(WINDOW)..documents.len().min(place + WINDOW + 1);
        for other in &documents[window] {
            // Among equals the nearest in time is to be among the candidates; the difference decides nothing else.
            let nearness = 1e-9 / (1.0 + other.abs_diff(index) as f64);
            scores.add(*other, terms.weight[*term] + nearness);
        }
    }
    let mut candidates = scores.best();
    candidates.extend(&named);
    candidates.sort_unstable();
    candidates.dedup();
    let mut scored: Vec<(bool, f64, usize)> = candidates
        .into_iter()
        .filter(|other| *other != index)
        .map(|other| {
            let score = terms.shared(index, other).iter().map(|term| terms.weight[*term]).sum();
            (named.contains(&other), score, other)
        })
        .collect();
    scored.sort_by(|a, b| {
        let distance = |other: usize| other.abs_diff(index);
        b.0.cmp(&a.0)
            .then_with(|| b.1.total_cmp(&a.1))
            .then_with(|| distance(a.2).cmp(&distance(b.2)))
            .then(a.2.cmp(&b.2))
    });
    scored.truncate(LIMIT.max(named.len()));
    scored.into_iter().map(|(is_named, _, other)| related(index, other, is_named, knowledge, terms)).collect()
}

/// The documents that the author names as related or as having foreseen this one.
fn named(postmortem: &Postmortem, knowledge: &KnowledgeBase) -> Vec<usize> {
    let ids = postmortem.related.iter().chain(&postmortem.anticipated_by);
    ids.filter_map(|id| match knowledge.places.get(id) {
        Some(Place::Postmortem(index)) => Some(*index),
        _ => None,
    })
    .collect()
}

fn related(index: usize, other: usize, is_named: bool, knowledge: &KnowledgeBase, terms: &Terms) -> Related {
    let mut shared = terms.shared(index, other);
    shared.sort_by(|a, b| terms.weight[*b].total_cmp(&terms.weight[*a]).then(a.cmp(b)));
    let (factors, others): (Vec<_>, Vec<_>) = shared.into_iter().partition(|term| *term < terms.factors.len());
    let id = &knowledge.postmortems[other].id;
    let foresaw = knowledge.postmortems[index].anticipated_by.contains(id);
    let named = if foresaw { Named::AsForeseen } else { Named::AsRelated };
    Related {
        id: id.clone(),
        factors: factors.into_iter().map(|term| terms.factors[term].clone()).collect(),
        terms: others.into_iter().map(|term| terms.names[term - terms.factors.len()].clone()).collect(),
        named: is_named.then_some(named),
    }
}
