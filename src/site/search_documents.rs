//! What the search index is told: documents, pages and factors as plain text with their fields.

use afterword_search::{Label, SearchDocument, SearchSection};

use super::Routes;
use crate::knowledge::KnowledgeBase;
use crate::model::{Factor, Page, Phase, Postmortem};
use crate::syntax::{BlockKind, Document};

/// Everything that a reader may search for, in the order of the knowledge base.
pub fn search_documents<'a>(
    knowledge: &'a KnowledgeBase,
    routes: &'a Routes,
) -> impl Iterator<Item = SearchDocument> + 'a {
    let postmortems = knowledge.postmortems.iter().map(move |it| postmortem(knowledge, routes, it));
    let pages = knowledge.pages.iter().map(move |it| page(knowledge, routes, it));
    let factors = knowledge.factors.values().map(move |it| factor(knowledge, routes, it));
    postmortems.chain(pages).chain(factors)
}

fn postmortem(knowledge: &KnowledgeBase, routes: &Routes, postmortem: &Postmortem) -> SearchDocument {
    let times = &postmortem.times;
    let duration = times.until(Phase::Resolved).or_else(|| times.until(Phase::Mitigated));
    let factors = postmortem.factors.iter().map(|id| Label {
        id: id.to_string(),
        title: knowledge.factors.get(id).map_or_else(|| id.to_string(), |factor| factor.title.clone()),
    });
    let services = postmortem.services.iter().map(|id| Label {
        id: id.clone(),
        title: knowledge.config.service(id).map_or_else(|| id.clone(), |term| term.title.clone()),
    });
    let authors = if knowledge.config.shows_authors { postmortem.authors.clone() } else { Vec::new() };
    SearchDocument {
        id: postmortem.id.to_string(),
        kind: postmortem.kind.to_string(),
        route: routes.document(&postmortem.id).map(ToString::to_string).unwrap_or_default(),
        title: postmortem.title.clone(),
        summary: postmortem.summary.clone(),
        aliases: Vec::new(),
        sections: knowledge
            .document(&postmortem.path)
            .map(|document| sections(knowledge, document))
            .unwrap_or_default(),
        factors: factors.collect(),
        services: services.collect(),
        tags: postmortem.tags.clone(),
        authors,
        severity: postmortem.severity.clone(),
        detected_by: postmortem.detected_by.map(|detected_by| detected_by.as_str().to_owned()),
        started: times.started.map(|moment| moment.timestamp.as_second()),
        date: postmortem.date.map(|date| date.day),
        duration_seconds: duration.map(|duration| duration.as_secs()),
    }
}

fn page(knowledge: &KnowledgeBase, routes: &Routes, page: &Page) -> SearchDocument {
    SearchDocument {
        id: page.id.to_string(),
        kind: "page".to_owned(),
        route: routes.document(&page.id).map(ToString::to_string).unwrap_or_default(),
        title: page.title.clone(),
        sections: knowledge.document(&page.path).map(|document| sections(knowledge, document)).unwrap_or_default(),
        ..SearchDocument::default()
    }
}

fn factor(knowledge: &KnowledgeBase, routes: &Routes, factor: &Factor) -> SearchDocument {
    let document = factor.path.as_ref().and_then(|path| knowledge.document(path));
    SearchDocument {
        // Documents and factors have names of their own, which may be the same.
        id: format!("factors/{}", factor.id),
        kind: "factor".to_owned(),
        route: routes.factor(&factor.id).map(|route| route.to_string()).unwrap_or_default(),
        title: factor.title.clone(),
        summary: factor.description.clone(),
        sections: document.map(|document| sections(knowledge, document)).unwrap_or_default(),
        aliases: [&[factor.id.to_string()], factor.aliases.as_slice()].concat(),
        ..SearchDocument::default()
    }
}

/// The text by headings: each with what stands below it up to the next heading of any level.
fn sections(knowledge: &KnowledgeBase, document: &Document) -> Vec<SearchSection> {
    let mut sections = vec![SearchSection::default()];
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading(index) if document.title_section != Some(*index) => {
                let section = &document.sections[*index];
                // A bold label is no heading of the page and has no anchor there.
                let anchor = if section.level <= 6 { section.anchor.clone() } else { String::new() };
                sections.push(SearchSection { anchor, heading: section.heading.clone(), text: String::new() });
            }
            _ => add_text(&mut sections, &knowledge.with_names(document, block, &block.text())),
        }
    }
    sections.retain(|section| !section.text.is_empty() || !section.heading.is_empty());
    sections
}

fn add_text(sections: &mut [SearchSection], text: &str) {
    if let Some(section) = sections.last_mut().filter(|_| !text.is_empty()) {
        if !section.text.is_empty() {
            section.text.push('\n');
        }
        section.text.push_str(text);
    }
}
