//! The web app manifest: what a phone calls the site, and shows for it, once a reader puts it on the home screen.

use serde_json::{Value, json};

use super::Site;
use super::route::Route;
use super::routes::file_route;
use crate::config::Config;
use crate::theme::Theme;

/// Where it stands.
pub(super) const ROUTE: &str = "manifest.webmanifest";

/// The icons that a theme may bring: name, size and type. <https://www.w3.org/TR/appmanifest/>
const ICONS: [(&str, &str, &str); 3] = [
    ("static/favicon.svg", "any", "image/svg+xml"),
    ("static/icon-192.png", "192x192", "image/png"),
    ("static/icon-512.png", "512x512", "image/png"),
];

/// The paper of a theme that does not say which it has.
const PAPER: &str = "#ffffff";

/// The longest name below an icon that phones show whole.
const SHORT_NAME: usize = 12;

/// Whether there is a picture for the home screen, without which a manifest is of no use.
pub(super) fn is_worthwhile(config: &Config, theme: &Theme) -> bool {
    config.logo.is_some() || ICONS.iter().any(|(name, ..)| theme.has(name))
}

/// Writes the manifest.
pub(super) fn manifest(site: &Site) -> String {
    let config = &site.knowledge.config;
    let home = site.link(&Route::new(""));
    let logo = config.logo.as_ref().map(|logo| json!({ "src": site.link(&file_route(&logo.path)), "sizes": "any" }));
    let icons = ICONS.iter().filter(|_| logo.is_none()).filter_map(|(name, sizes, media_type)| {
        Some(json!({ "src": site.asset_link(name)?, "sizes": sizes, "type": media_type }))
    });
    let paper = site.paper.map_or_else(|| PAPER.to_owned(), |paper| paper.to_string());
    let mut manifest = json!({
        "id": home,
        "name": config.title,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "lang": config.language,
        "background_color": paper,
        "theme_color": paper,
        "icons": icons.chain(logo.clone()).collect::<Vec<Value>>(),
    });
    if !config.description.is_empty() {
        manifest["description"] = json!(config.description);
    }
    if config.title.chars().count() > SHORT_NAME {
        manifest["short_name"] = json!(first_words(&config.title));
    }
    format!("{manifest:#}\n")
}

/// As many words of a title as a phone shows; the first one in any case.
fn first_words(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > SHORT_NAME {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.trim_end_matches([':', ',', ';', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn a_short_name_is_made_of_whole_words() {
        for (title, short) in [
            ("Kestrel Parcels: what we learned", "Kestrel"),
            ("What we learned", "What we"),
            ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
        ] {
            assert_eq!(first_words(title), short);
        }
    }
}
