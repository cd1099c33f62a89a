//! Feeds as Atom, RFC 4287.

use atom_syndication::{Category, Entry, FixedDateTime, Generator, Link, Person, Text};

use super::{Feed, Format, address, authors, published};
use crate::model::Postmortem;
use crate::site::Site;

/// Writes a feed.
pub(super) fn write(site: &Site, feed: &Feed<'_>) -> String {
    let config = &site.knowledge.config;
    let absolute = |route| site.absolute(route).unwrap_or_default();
    let entries: Vec<Entry> = feed.documents.iter().map(|postmortem| entry(site, postmortem)).collect();
    let feed = atom_syndication::Feed {
        title: Text::plain(feed.title.clone()),
        subtitle: (!feed.description.is_empty()).then(|| Text::plain(feed.description.clone())),
        id: absolute(&feed.page),
        updated: entries.first().map_or_else(beginning_of_time, |entry| entry.updated),
        lang: Some(config.language.clone()),
        authors: vec![person(&config.title)],
        generator: Some(Generator { value: "Afterword".to_owned(), ..Generator::default() }),
        links: vec![link("self", absolute(&Format::Atom.route(&feed.page))), link("alternate", absolute(&feed.page))],
        entries,
        ..atom_syndication::Feed::default()
    };
    feed.to_string().chars().filter(|c| is_xml(*c)).collect()
}

/// Whether XML 1.0 may hold a character at all; it has no way to write the others.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn entry(site: &Site, postmortem: &Postmortem) -> Entry {
    let address = address(site, postmortem);
    let factors = postmortem.factors.iter().filter_map(|id| site.knowledge.factors.get(id));
    let updated = published(postmortem).parse().unwrap_or_else(|_| beginning_of_time());
    Entry {
        title: Text::plain(postmortem.title.clone()),
        id: address.clone(),
        updated,
        published: Some(updated),
        authors: authors(site, postmortem).iter().map(|name| person(name)).collect(),
        categories: factors
            .map(|factor| Category { term: factor.id.to_string(), label: Some(factor.title.clone()), scheme: None })
            .collect(),
        links: vec![link("alternate", address)],
        summary: (!postmortem.summary.is_empty()).then(|| Text::plain(postmortem.summary.clone())),
        ..Entry::default()
    }
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
