//! The Atom feed: the newest documents that have a day. Times come from the documents, never from the clock.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

use super::Site;
use super::route::Route;
use super::routes::document_route;
use crate::model::Postmortem;

/// How many documents the feed has.
const LENGTH: usize = 50;

/// The feed of a site whose host is known.
pub(super) fn atom(site: &Site) -> String {
    let config = &site.knowledge.config;
    let address = |route: &Route| site.absolute(route).unwrap_or_default();
    let entries: Vec<Entry> =
        site.knowledge.postmortems.iter().filter_map(|postmortem| entry(site, postmortem)).take(LENGTH).collect();
    let feed = Feed {
        title: Text::plain(config.title.clone()),
        subtitle: (!config.description.is_empty()).then(|| Text::plain(config.description.clone())),
        id: address(&Route::new("")),
        updated: entries.first().map_or_else(beginning_of_time, |entry| entry.updated),
        lang: Some(config.language.clone()),
        authors: vec![person(&config.title)],
        generator: Some(Generator { value: "Afterword".to_owned(), ..Generator::default() }),
        links: vec![link("self", address(&Route::new("atom.xml"))), link("alternate", address(&Route::new("")))],
        entries,
        ..Feed::default()
    };
    feed.to_string().chars().filter(|c| is_xml(*c)).collect()
}

/// Whether XML 1.0 may hold a character at all; it has no way to write the others.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn entry(site: &Site, postmortem: &Postmortem) -> Option<Entry> {
    let day = postmortem.date?.day;
    let address = site.absolute(&document_route(postmortem))?;
    let factors = postmortem.factors.iter().filter_map(|id| site.knowledge.factors.get(id));
    let updated = format!("{day}T00:00:00Z").parse().unwrap_or_else(|_| beginning_of_time());
    let shows_authors = site.knowledge.config.shows_authors;
    let authors = postmortem.authors.iter().filter(|_| shows_authors);
    Some(Entry {
        title: Text::plain(postmortem.title.clone()),
        id: address.clone(),
        updated,
        published: Some(updated),
        authors: authors.map(|name| person(name)).collect(),
        categories: factors
            .map(|factor| Category { term: factor.id.to_string(), label: Some(factor.title.clone()), scheme: None })
            .collect(),
        links: vec![link("alternate", address)],
        summary: (!postmortem.summary.is_empty()).then(|| Text::plain(postmortem.summary.clone())),
        ..Entry::default()
    })
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

fn link(relation: &str, address: String) -> Link {
    Link { rel: relation.to_owned(), href: address, ..Link::default() }
}

/// What a feed without entries says of its last change, which Atom requires.
fn beginning_of_time() -> FixedDateTime {
    FixedDateTime::default()
}

#[cfg(test)]
mod tests {
    use super::is_xml;

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        let text = "a\0\u{b}\u{1b}\u{fffe}\t🔥";
        assert_eq!(text.chars().filter(|c| is_xml(*c)).collect::<String>(), "a\t🔥");
    }
}
