//! What a page says of itself to those who link to it: for previews its picture, its day and its authors, and for search
//! engines the same as structured data.
//!
//! The data is JSON-LD with the words of <https://schema.org>. A browser executes no such block, so that a strict
//! Content-Security-Policy has nothing against it.

use serde::Serialize;
use serde_json::{Value, json};

use super::Site;
use super::cards;
use super::route::Route;
use super::routes::file_route;
use super::views::PageView;
use crate::diagnostics::FilePath;
use crate::knowledge::Target;
use crate::model::Postmortem;
use crate::syntax::{Document, LinkKind};

/// Endings of pictures that previews can show, with their media types; few of them draw SVG.
const PICTURES: [(&str, &str); 5] = [
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
];

/// What a page that tells of something says besides.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ArticleView {
    /// Its day, such as `2026-03-04`; empty where it is not known.
    pub published: String,
    /// Who wrote it; empty where the configuration hides it.
    pub authors: Vec<String>,
    /// Its contributing factors and tags.
    pub tags: Vec<String>,
}

/// The picture of a page.
#[derive(Debug, Clone, Serialize)]
pub struct PictureView {
    /// Its whole address.
    pub url: String,
    /// What stands for it where it cannot be seen; may be empty.
    pub text: String,
    /// Its width in pixels; 0 where that is not known.
    pub width: usize,
    /// Its height in pixels; 0 where that is not known.
    pub height: usize,
    /// Its media type.
    pub media_type: &'static str,
}

/// What all pages of a site share.
#[derive(Debug, Clone)]
pub(super) struct SiteName {
    /// The title of the site.
    pub(super) title: String,
    /// The whole address of the home page; none when the host is not known.
    pub(super) home: Option<String>,
    /// The language of the texts.
    pub(super) language: String,
}

impl SiteName {
    pub(super) fn new(site: &Site) -> Self {
        let config = &site.knowledge.config;
        Self { title: config.title.clone(), home: site.absolute(&Route::new("")), language: config.language.clone() }
    }
}

impl ArticleView {
    pub(super) fn new(site: &Site, postmortem: &Postmortem) -> Self {
        let factors = postmortem.factors.iter().filter_map(|id| site.knowledge.factors.get(id));
        let shows_authors = site.knowledge.config.shows_authors;
        Self {
            published: postmortem.date.map(|date| date.day.to_string()).unwrap_or_default(),
            authors: postmortem.authors.iter().filter(|_| shows_authors).cloned().collect(),
            tags: factors.map(|factor| factor.title.clone()).chain(postmortem.tags.iter().cloned()).collect(),
        }
    }
}

/// The card of a document; where the site has no cards, the first picture of its text that a preview can show. None where
/// the host is not known.
pub(super) fn picture(site: &Site, document: Option<&Document>, index: usize) -> Option<PictureView> {
    match &site.cards {
        Some(cards) => card(site, cards.document(index), cards.in_words(index)),
        None => document.and_then(|document| first_picture(site, document)),
    }
}

/// The card of the pages that are no documents.
pub(super) fn site_picture(site: &Site) -> Option<PictureView> {
    card(site, site.cards.as_ref()?.site(), site.title().to_owned())
}

fn card(site: &Site, route: &Route, text: String) -> Option<PictureView> {
    let url = site.absolute(route)?;
    Some(PictureView { url, text, width: cards::WIDTH, height: cards::HEIGHT, media_type: "image/png" })
}

fn first_picture(site: &Site, document: &Document) -> Option<PictureView> {
    document.images.iter().filter(|image| !image.is_raw).find_map(|image| {
        let target = site.knowledge.resolve(document.path(), LinkKind::Image, &image.target).ok()?;
        let Target::Asset(path) = &target else { return None };
        site.has(&target).then_some(())?;
        let media_type = media_type(path)?;
        let url = site.absolute(&file_route(path))?;
        let (width, height) = site.knowledge.image_sizes.get(path).copied().unwrap_or_default();
        Some(PictureView { url, text: image.text.clone().unwrap_or_default(), width, height, media_type })
    })
}

fn media_type(path: &FilePath) -> Option<&'static str> {
    let name = path.name().to_lowercase();
    PICTURES.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, media_type)| *media_type)
}

/// What a page is and where it stands, as JSON-LD that may stand in a `<script>`; empty where the host is not known.
pub(super) fn structured_data(page: &PageView) -> String {
    let (Some(home), Some(address)) = (&page.site.home, &page.canonical) else { return String::new() };
    let mut graph = vec![website(&page.site, home)];
    if let Some(article) = &page.article {
        graph.push(article_data(page, article, home, address));
    }
    if home != address {
        graph.push(breadcrumbs(page, home));
    }
    for_script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn website(site: &SiteName, home: &str) -> Value {
    json!({ "@type": "WebSite", "@id": home, "url": home, "name": site.title, "inLanguage": site.language })
}

fn article_data(page: &PageView, article: &ArticleView, home: &str, address: &str) -> Value {
    let authors = article.authors.iter().map(|name| json!({ "@type": "Person", "name": name }));
    let mut data = json!({
        "@type": "TechArticle",
        "@id": address,
        "url": address,
        "headline": page.title,
        "description": page.description,
        "datePublished": article.published,
        "author": authors.collect::<Vec<_>>(),
        "keywords": article.tags,
        "image": page.picture.as_ref().map(|picture| &picture.url),
        "inLanguage": page.site.language,
        "isPartOf": { "@id": home },
    });
    if let Value::Object(fields) = &mut data {
        fields.retain(|_, value| !is_empty(value));
    }
    data
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// The way from the home page to this one.
fn breadcrumbs(page: &PageView, home: &str) -> Value {
    // What stands before the path of the site in all its addresses.
    let host =
        page.canonical.as_deref().and_then(|address| address.strip_suffix(page.url.as_str())).unwrap_or_default();
    let first = std::iter::once((page.site.title.as_str(), home.to_owned()));
    let above = page.above.iter().map(|link| (link.title.as_str(), format!("{host}{}", link.url)));
    let last = std::iter::once((page.title.as_str(), page.canonical.clone().unwrap_or_default()));
    let steps = first.chain(above).chain(last).enumerate().map(
        |(index, (name, address))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": address }),
    );
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>() })
}

/// JSON in which nothing ends the `<script>` around it, or begins a comment or another one.
fn for_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_around_it() {
        let text = "</script><!--<script>&amp; \"'\\";
        let written = for_script(&json!({ "name": text }));
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read["name"], text);
    }
}
