//! Feeds as JSON Feed 1.1, <https://jsonfeed.org/version/1.1>.

use serde_json::{Value, json};

use super::{Feed, Format, address, authors, published};
use crate::model::Postmortem;
use crate::site::Site;

/// Writes a feed.
pub(super) fn write(site: &Site, feed: &Feed<'_>) -> String {
    let absolute = |route| site.absolute(route).unwrap_or_default();
    let items = feed.documents.iter().map(|postmortem| item(site, postmortem));
    let mut written = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(&feed.page),
        "feed_url": absolute(&Format::Json.route(&feed.page)),
        "language": site.knowledge.config.language,
        "items": items.collect::<Vec<_>>(),
    });
    if !feed.description.is_empty() {
        written["description"] = json!(feed.description);
    }
    format!("{written:#}\n")
}

fn item(site: &Site, postmortem: &Postmortem) -> Value {
    let address = address(site, postmortem);
    let factors = postmortem.factors.iter().filter_map(|id| site.knowledge.factors.get(id));
    let tags: Vec<&str> = factors.map(|factor| factor.title.as_str()).collect();
    // An item must have a text; what has no summary has its title.
    let text = if postmortem.summary.is_empty() { &postmortem.title } else { &postmortem.summary };
    let mut item = json!({
        "id": address,
        "url": address,
        "title": postmortem.title,
        "content_text": text,
        "date_published": published(postmortem),
    });
    let authors = authors(site, postmortem);
    if !authors.is_empty() {
        item["authors"] = authors.iter().map(|name| json!({ "name": name })).collect();
    }
    if !tags.is_empty() {
        item["tags"] = json!(tags);
    }
    item
}
