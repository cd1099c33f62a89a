//! A document as Markdown, as it may be published: for those who would rather read or process text than a page.
//!
//! Nothing stands there that the page would not show: the front matter is written anew from the fields that pages show,
//! and the body loses comments, raw HTML and links that lead nowhere.

mod body;

use jiff::tz::Offset;
use serde::Serialize;

use super::Site;
use super::route::Route;
use super::routes::document_route;
use crate::model::{Kind, Moment, Page, Phase, Postmortem};
use crate::syntax::Document;

/// Where the copy of a page stands: beside it.
pub(super) fn copy_route(page: &Route) -> Route {
    Route::new(format!("{}index.md", page.as_str()))
}

/// Writes the copy of a document.
pub(super) fn document(site: &Site, postmortem: &Postmortem) -> String {
    let mut fields = Fields::default();
    fields.text("title", &postmortem.title);
    if postmortem.kind.as_str() != Kind::POSTMORTEM {
        fields.text("kind", postmortem.kind.as_str());
    }
    fields.text("status", postmortem.status.as_str());
    fields.text("severity", postmortem.severity.as_deref().unwrap_or_default());
    fields.text("date", &postmortem.date.map(|date| date.day.to_string()).unwrap_or_default());
    for phase in Phase::ALL {
        fields.text(phase.field(), &postmortem.times.get(phase).map(moment).unwrap_or_default());
    }
    fields.text("detected_by", postmortem.detected_by.map(|it| it.as_str()).unwrap_or_default());
    fields.list("services", postmortem.services.iter().map(String::as_str));
    fields.list("contributing_factors", postmortem.factors.iter().map(|id| id.as_str()));
    fields.pairs("impact", &postmortem.impact);
    fields.list("tags", postmortem.tags.iter().map(String::as_str));
    let known = |id: &&crate::model::DocumentId| site.knowledge.title(id).is_some();
    fields.list("related", postmortem.related.iter().filter(known).map(|id| id.as_str()));
    fields.list("anticipated_by", postmortem.anticipated_by.iter().filter(known).map(|id| id.as_str()));
    let config = &site.knowledge.config;
    if config.shows_authors {
        fields.list("authors", postmortem.authors.iter().map(String::as_str));
    }
    if config.shows_roles {
        fields.pairs("roles", &postmortem.roles);
    }
    fields.text("url", &site.absolute(&document_route(postmortem)).unwrap_or_default());
    whole(site, fields, &postmortem.title, site.knowledge.document(&postmortem.path).map(AsRef::as_ref))
}

/// Writes the copy of a plain page.
pub(super) fn plain_page(site: &Site, page: &Page) -> String {
    let mut fields = Fields::default();
    fields.text("title", &page.title);
    whole(site, fields, &page.title, site.knowledge.document(&page.path).map(AsRef::as_ref))
}

fn whole(site: &Site, fields: Fields, title: &str, document: Option<&Document>) -> String {
    let body = document.map(|document| body::rewritten(site, document)).unwrap_or_default();
    let has_title = document.is_some_and(|document| document.title_section.is_some());
    let heading = if has_title { String::new() } else { format!("# {}\n\n", escaped(title)) };
    format!("---\n{}---\n\n{heading}{}\n", fields.written, body.trim())
}

/// Fields of front matter as YAML; those without a value are left out.
#[derive(Default)]
struct Fields {
    written: String,
}

impl Fields {
    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, &value);
        }
    }

    fn list<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<&str> = values.collect();
        if !values.is_empty() {
            self.add(name, &values);
        }
    }

    fn pairs(&mut self, name: &str, pairs: &[(String, String)]) {
        if !pairs.is_empty() {
            let map: serde_json::Map<String, serde_json::Value> =
                pairs.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
            self.add(name, &map);
        }
    }

    /// JSON is YAML as well, whatever stands in a text.
    fn add(&mut self, name: &str, value: &impl Serialize) {
        let value = serde_json::to_string(value).expect("texts are JSON");
        self.written.push_str(&format!("{name}: {value}\n"));
    }
}

/// A moment as RFC 3339 has it, as far as it is known.
fn moment(moment: Moment) -> String {
    if moment.whole_day {
        return moment.day().to_string();
    }
    let local = moment.local.strftime("%Y-%m-%dT%H:%M:%S");
    match moment.offset {
        None => local.to_string(),
        Some(Offset::UTC) => format!("{local}Z"),
        Some(offset) => {
            let minutes = offset.seconds().abs() / 60;
            let sign = if offset.is_negative() { '-' } else { '+' };
            format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// A text as Markdown that means nothing but the text.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address as it may stand in the brackets of a link, in a table too.
pub(super) fn in_brackets(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' | ')' | '<' | '>' | '|' | '\\' | ' ' | '\t' | '\n' | '\r' => {
                written.push_str(&format!("%{:02X}", u32::from(c)))
            }
            c => written.push(c),
        }
    }
    written
}
