//! `_headers`: what hosts are to say with each file, in the form that Netlify and Cloudflare Pages read. Other hosts take it
//! for a file.

use super::Site;
use super::routes::Page;

/// Where it stands.
pub(super) const ROUTE: &str = "_headers";

/// The folders that may hold nothing but files whose names say what is in them.
const NAMED_BY_CONTENT: [&str; 3] = ["assets/", "cards/", "images/"];

/// What a browser may keep for a year without asking again.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// What pages may load and do but for scripts, wherever the theme is from: all of it is the site's own.
const POLICY: &str = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// Writes the file.
pub(super) fn headers(site: &Site) -> String {
    let base_path = plain(site.routes.base_path());
    // The search runs WebAssembly.
    let scripts = if site.has_search { "script-src 'self' 'wasm-unsafe-eval'; " } else { "" };
    let mut written = format!(
        "# Read by Netlify, Cloudflare Pages and others. A file of your own, `static/_headers`, takes its place.\n\n\
         {base_path}*\n  \
         Content-Security-Policy: default-src 'self'; {scripts}{POLICY}\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n"
    );
    for folder in NAMED_BY_CONTENT.iter().filter(|folder| is_named_by_content(site, folder)) {
        written.push_str(&format!("\n{base_path}{folder}*\n  Cache-Control: {FOR_GOOD}\n"));
    }
    written
}

/// Whether a folder holds something, and nothing that could change and keep its name.
fn is_named_by_content(site: &Site, folder: &str) -> bool {
    let mut inside = site.routes.pages().filter(|(route, _)| route.as_str().starts_with(folder)).peekable();
    let is_named = |page: &Page| matches!(page, Page::ThemeAsset(_) | Page::Card(_) | Page::Variant(..));
    inside.peek().is_some() && inside.all(|(_, page)| is_named(page))
}

/// A path without what the file takes for a placeholder.
fn plain(path: &str) -> String {
    path.replace('*', "%2A").replace(':', "%3A")
}
