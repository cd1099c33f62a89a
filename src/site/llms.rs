//! `llms.txt`: the knowledge base for programs that read text, in the form of <https://llmstxt.org>: a title, a summary,
//! and sections of links, which lead to the Markdown of each document.

use super::Site;
use super::markdown::{copy_route, escaped, in_brackets};
use super::route::Route;
use super::routes::{document_route, factor_route, plain_page_route};
use super::views::{in_words, shorten};
use crate::model::Page;

/// Where it stands.
pub(super) const ROUTE: &str = "llms.txt";

/// How many documents of a kind it names; the list of all of them is named in any case.
const DOCUMENTS: usize = 200;

/// How many characters of a summary it holds.
const SUMMARY: usize = 200;

/// Writes the file.
pub(super) fn llms(site: &Site) -> String {
    let config = &site.knowledge.config;
    let mut written = format!("# {}\n", escaped(&config.title));
    if !config.description.is_empty() {
        written.push_str(&format!("\n> {}\n", escaped(&config.description)));
    }
    for (kind, documents) in &site.directory.kinds {
        let mut links: Vec<String> = documents.iter().take(DOCUMENTS).map(|index| document(site, *index)).collect();
        if documents.len() > DOCUMENTS {
            let list = site.with_host(&site.link(&Route::new(format!("{}/", kind.folder()))));
            links.push(link(&format!("All {} {}", documents.len(), kind.folder()), &list, ""));
        }
        section(&mut written, &in_words(&kind.folder()), &links);
    }
    section(&mut written, "Contributing factors", &factors(site));
    section(&mut written, "Pages", &pages(site));
    section(&mut written, "Optional", &optional(site));
    written
}

fn section(written: &mut String, title: &str, links: &[String]) {
    if !links.is_empty() {
        written.push_str(&format!("\n## {title}\n\n{}\n", links.join("\n")));
    }
}

fn link(title: &str, address: &str, note: &str) -> String {
    let link = format!("- [{}]({})", escaped(title), in_brackets(address));
    if note.is_empty() { link } else { format!("{link}: {}", escaped(note)) }
}

fn copy(site: &Site, page: &Route) -> String {
    site.with_host(&site.link(&copy_route(page)))
}

fn document(site: &Site, index: usize) -> String {
    let postmortem = &site.knowledge.postmortems[index];
    let day = postmortem.date.map(|date| date.day.to_string());
    let facts: Vec<String> = day.into_iter().chain(postmortem.severity.clone()).collect();
    let summary = shorten(&postmortem.summary, SUMMARY);
    let notes = [facts.join(", "), summary];
    let notes: Vec<&str> = notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
    link(&postmortem.title, &copy(site, &document_route(postmortem)), &notes.join(". "))
}

fn factors(site: &Site) -> Vec<String> {
    let factors = site.knowledge.factors.values().map(|factor| {
        let address = site.with_host(&site.link(&factor_route(&factor.id)));
        link(&factor.title, &address, &shorten(&factor.description, SUMMARY))
    });
    factors.collect()
}

fn pages(site: &Site) -> Vec<String> {
    let pages = site.knowledge.pages.iter();
    let page =
        |page: &Page| link(&page.title, &copy(site, &plain_page_route(&page.id)), &shorten(&page.description, SUMMARY));
    pages.map(page).collect()
}

/// What a reader with little room may leave out.
fn optional(site: &Site) -> Vec<String> {
    let lists = [("Action items", "action-items/"), ("Years", "years/"), ("JSON Feed", "feed.json")];
    let there = lists.into_iter().map(|(title, route)| (title, Route::new(route)));
    let there = there.filter(|(_, route)| site.routes.page(route).is_some());
    there.map(|(title, route)| link(title, &site.with_host(&site.link(&route)), "")).collect()
}
