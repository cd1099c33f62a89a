//! What a theme owes the pages: a template for each kind of them. What only some themes have is asked for where it is used.

use super::ThemeError;
use super::layers::Layers;

/// The templates of pages that every site has. A theme that extends another finds them there.
pub(super) const PAGES: [&str; 20] = [
    "home.html",
    "document.html",
    "page.html",
    "pages.html",
    "kind.html",
    "years.html",
    "year.html",
    "factors.html",
    "factor-map.html",
    "factor.html",
    "services.html",
    "service.html",
    "severities.html",
    "severity.html",
    "tags.html",
    "tag.html",
    "detection.html",
    "detected-by.html",
    "action-items.html",
    "trends.html",
];

/// The page that hosts show for an unknown address, which every site has too.
pub(super) const NOT_FOUND: &str = "404.html";

/// Finds the templates that no layer has.
pub(super) fn check(layers: &Layers) -> Result<(), ThemeError> {
    let needed = PAGES.into_iter().chain([NOT_FOUND]);
    let mut missing = needed.filter(|name| !layers.has(&format!("templates/{name}")));
    let Some(first) = missing.next() else { return Ok(()) };
    let mut message = "there is no such template, and the theme extends nothing that has one".to_owned();
    let others: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
    if !others.is_empty() {
        message.push_str("; nor has it ");
        message.push_str(&others.join(", "));
    }
    Err(ThemeError::new(format!("{}templates/{first}", layers.folder()), message))
}
