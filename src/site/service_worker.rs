//! The service worker, which keeps what was visited. Template: `sw.js`.
//!
//! It stands at the root of the site, where other things of the same host may be below it. It is told what is the site's
//! own, and leaves all else alone.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Site;
use super::routes::Page;

/// What `sw.js` sees; addresses are relative to the home page, percent-encoded.
#[derive(Debug, Serialize)]
pub struct ServiceWorkerView {
    /// The files of the theme, whose names carry a fingerprint, as a JSON list.
    pub assets: String,
    /// The first folders of the addresses of pages, as a JSON list.
    pub folders: String,
}

impl ServiceWorkerView {
    pub(super) fn new(site: &Site) -> Self {
        let mut assets = BTreeSet::new();
        let mut folders = BTreeSet::new();
        for (route, page) in site.routes.pages() {
            let path = route.encoded();
            match (page, path.split_once('/')) {
                (Page::ThemeAsset(_), _) => {
                    assets.insert(path);
                }
                (Page::File(_), _) | (_, None) => {}
                (_, Some((folder, _))) => {
                    folders.insert(folder.to_owned());
                }
            }
        }
        Self { assets: json(&assets), folders: json(&folders) }
    }
}

fn json(texts: &BTreeSet<String>) -> String {
    serde_json::to_string(texts).expect("a list of texts is JSON")
}
