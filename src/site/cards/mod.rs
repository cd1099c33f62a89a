//! Cards: the pictures that chats and feeds show beside a link, one for each document and one for all other pages.
//!
//! [`Cards::new`] takes from the knowledge base what the cards show and names each after that, [`Cards::draw`] makes one
//! of them. They are drawn directly, in few colours, since a general renderer of pictures takes longer for a card than all
//! else takes for a page.

mod canvas;
mod fonts;
mod layout;
mod text;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

pub(super) use canvas::{HEIGHT, WIDTH};
use layout::Art;

use super::directory::Directory;
use super::incident;
use super::route::Route;
use super::views::{capitalised, kind_name, labels, rank, time_to};
use crate::config::{Config, Term};
use crate::knowledge::KnowledgeBase;
use crate::model::{DocumentId, Phase, Postmortem};
use crate::theme::{Theme, ThemeError, Words};

/// What rises when cards of the same content look different from before, so that their names change.
const FORMAT: u32 = 1;

/// What a card shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Card {
    /// The title of the site; empty on the card of the site itself.
    site: String,
    /// What stands largest.
    title: String,
    /// What it is: its kind. Stands for a title that cannot be set.
    kind: String,
    /// What sets it apart from a published postmortem.
    labels: Vec<String>,
    /// Its severity, and how grave that is.
    severity: Option<(String, usize)>,
    /// Its day in words; may be empty.
    date: String,
    /// What the site is about; empty on the cards of documents.
    description: String,
    /// The services that were affected.
    services: Vec<String>,
    /// How long it took, and until when.
    lasted: Option<(String, String)>,
    /// When each phase ended, in seconds since the first moment that is known.
    phases: Vec<(usize, i64)>,
}

/// The cards of a site.
pub(super) struct Cards {
    art: Arc<Art>,
    /// Those of the documents, by their places, with their routes.
    documents: Vec<Arc<(Route, Card)>>,
    /// That of all other pages.
    site: (Route, Card),
}

/// What the cards of an earlier site show.
#[derive(Default)]
pub(super) struct Memory {
    /// What they had in common.
    common: Option<Common>,
    cards: HashMap<DocumentId, Known>,
}

/// A document and its card.
type Known = (Arc<Postmortem>, Arc<(Route, Card)>);

/// What all cards of documents depend on.
struct Common {
    theme: Arc<Theme>,
    art: Arc<Art>,
    config: Arc<Config>,
    vocabularies: Vec<Term>,
}

impl Common {
    /// The same as before, where that still holds.
    fn follow(
        before: Option<Self>,
        config: &Arc<Config>,
        directory: &Directory,
        theme: &Arc<Theme>,
    ) -> Result<(Self, bool), ThemeError> {
        let entries = directory.severities.iter().chain(&directory.services);
        let vocabularies: Vec<Term> = entries.map(|entry| entry.term.clone()).collect();
        let before = before.filter(|it| Arc::ptr_eq(&it.theme, theme) && it.config == *config);
        if let Some(before) = before {
            let is_same = before.vocabularies == vocabularies;
            return Ok((Self { vocabularies, ..before }, is_same));
        }
        let art = Arc::new(Art::new(theme, config.accent)?);
        Ok((Self { theme: theme.clone(), art, config: config.clone(), vocabularies }, false))
    }
}

impl Cards {
    /// What the cards of a site show; `None` where there are none. What `memory` has of documents that are the same is not
    /// made again.
    ///
    /// # Errors
    ///
    /// When a font of the theme is broken.
    pub(super) fn new(
        knowledge: &KnowledgeBase,
        directory: &Directory,
        theme: &Arc<Theme>,
        memory: &mut Memory,
    ) -> Result<Option<Self>, ThemeError> {
        let config = &knowledge.config;
        let Some(address) = config.base_url.absolute("").filter(|_| config.cards) else { return Ok(None) };
        let (common, is_same) = Common::follow(memory.common.take(), config, directory, theme)?;
        let art = common.art.clone();
        let before = if is_same { std::mem::take(&mut memory.cards) } else { HashMap::new() };
        let words = theme.words();
        let document = |it: &Arc<Postmortem>| match before.get(&it.id) {
            Some((known, card)) if Arc::ptr_eq(known, it) => card.clone(),
            _ => Arc::new(named(&art, it.id.as_str(), document_card(it, config, directory, &words))),
        };
        let documents: Vec<_> = knowledge.postmortems.par_iter().map(document).collect();
        let cards = knowledge.postmortems.iter().zip(&documents);
        memory.cards = cards.map(|(it, card)| (it.id.clone(), (it.clone(), card.clone()))).collect();
        memory.common = Some(common);
        let site = named(&art, "site", site_card(config, &address));
        Ok(Some(Self { documents, site, art }))
    }

    /// The route of a document's card.
    pub(super) fn document(&self, index: usize) -> &Route {
        &self.documents[index].0
    }

    /// The route of the card of all other pages.
    pub(super) fn site(&self) -> &Route {
        &self.site.0
    }

    /// The card of a document, or of all other pages, as a PNG.
    pub(super) fn draw(&self, document: Option<usize>) -> Vec<u8> {
        self.art.draw(document.map_or(&self.site.1, |index| &self.documents[index].1))
    }

    /// What a document's card says, in words.
    pub(super) fn in_words(&self, document: usize) -> String {
        let card = &self.documents[document].1;
        let severity = card.severity.as_ref().map(|(title, _)| title);
        let parts = [&card.title].into_iter().chain(&card.labels).chain(severity).chain([&card.date]);
        let lasted = card.lasted.as_ref().map(|(title, value)| format!("{title}: {value}"));
        let parts = parts.chain(&card.services).chain(&lasted).filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// A card with its route, which is made of its content.
fn named(art: &Art, name: &str, card: Card) -> (Route, Card) {
    let content = serde_json::to_vec(&(FORMAT, art.fingerprint(), &card)).unwrap_or_default();
    let hash = blake3::hash(&content).to_hex();
    (Route::new(format!("cards/{name}.{}.png", &hash[..8])), card)
}

fn document_card(postmortem: &Postmortem, config: &Config, directory: &Directory, words: &Words) -> Card {
    let entry = |id: &String| directory.severities.iter().find(|entry| entry.term.id == *id);
    let service = |id: &String| {
        let entry = directory.services.iter().find(|entry| entry.term.id == *id);
        entry.map_or_else(|| id.clone(), |entry| entry.term.title.clone())
    };
    let severity = postmortem.severity.as_ref().and_then(entry);
    let resolved = postmortem.times.until(Phase::Resolved);
    Card {
        site: config.title.clone(),
        title: postmortem.title.clone(),
        kind: capitalised(&kind_name(words, &postmortem.kind)),
        labels: labels(words, postmortem).iter().map(|label| capitalised(label)).collect(),
        severity: severity.map(|entry| (entry.term.title.clone(), rank(entry))),
        date: postmortem.date.map(|date| words.date("long", date.day)).unwrap_or_default(),
        description: String::new(),
        services: postmortem.services.iter().map(service).collect(),
        lasted: resolved.map(|duration| (time_to(words, Phase::Resolved), words.duration(duration))),
        // A part of them would look like the whole.
        phases: resolved.map(|_| incident::phases(&postmortem.times)).unwrap_or_default(),
    }
}

fn site_card(config: &Config, address: &str) -> Card {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    Card {
        title: config.title.clone(),
        description: config.description.clone(),
        services: vec![host.to_owned()],
        ..Card::default()
    }
}
