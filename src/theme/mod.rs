//! Themes: templates, styles and static files that turn views into pages.
//!
//! A theme is read from layers, the most specific first: the files of the project's `themes/<name>/`, then the built-in
//! theme of that name or the one that it extends. Each file is looked up by itself, so a project overrides a single
//! template or style sheet and keeps the rest. A theme that extends nothing brings all that pages need. Takes bytes, gives a [`Theme`]; nothing here reads a disk.

mod accent;
mod assets;
mod contract;
mod embedded;
mod error;
mod filters;
mod functions;
mod layers;
mod manifest;
mod renderer;
mod tokens;
mod words;

pub use assets::Asset;
pub use error::ThemeError;
pub use renderer::{Addresses, Renderer};
pub use words::{Given, Words};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::config::Colour;
use assets::{Assets, SEARCH_SCRIPT};
use layers::{Layer, Layers};
use tokens::tokens;

/// The style sheet whose tokens are the colours of pictures too.
const TOKENS: &str = "styles/tokens.css";

/// A theme with all its layers joined: templates that are yet to be parsed, and assets with their final names.
#[derive(Debug)]
pub struct Theme {
    /// What the theme is called.
    pub name: String,
    /// One sentence about it; may be empty.
    pub description: String,
    layers: Layers,
    assets: Assets,
    words: Arc<Words>,
    /// The templates, once a site was made with them.
    parsed: OnceLock<Renderer>,
}

/// A file of a theme that is used while the site is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// What it is called in an error, such as `themes/default/fonts/card-bold.ttf`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The names of the themes that Afterword brings.
#[must_use]
pub fn built_in() -> Vec<String> {
    embedded::names()
}

impl Theme {
    /// Joins the project's files of a theme with the built-in theme below them.
    ///
    /// `overrides` are the files of the project's `themes/<name>/`, by their path in that folder, such as
    /// `templates/base.html`; the map is empty where the project has none. `language` is what its pages are to be in, as a
    /// BCP 47 tag.
    ///
    /// # Errors
    ///
    /// When there is no such theme, it lacks a template, its `theme.toml` or a file of `languages/` is broken, or a text
    /// file of it is not UTF-8.
    pub fn load(name: &str, overrides: &BTreeMap<String, Vec<u8>>, language: &str) -> Result<Self, ThemeError> {
        let (layers, manifest) = Layers::join(name, overrides)?;
        contract::check(&layers)?;
        let words = Arc::new(Words::load(&layers, language)?);
        let assets = Assets::gather(&layers, &manifest.styles, &words)?;
        Ok(Self {
            name: manifest.name,
            description: manifest.description,
            layers,
            assets,
            words,
            parsed: OnceLock::new(),
        })
    }

    /// Gives the theme the accent colour of a configuration, if it names one.
    #[must_use]
    pub fn with_accent(mut self, accent: Option<Colour>) -> Self {
        if let Some(accent) = accent {
            self.assets.append_style(&accent::style(accent));
        }
        self
    }

    /// The theme's assets, in the order of their names.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.iter()
    }

    /// Whether it has a file, such as `templates/sw.js`.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.layers.has(path)
    }

    /// Whether it has a script that searches: without one, nobody would load an index.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.assets.has(SEARCH_SCRIPT)
    }

    /// A font in all layers that have it, the most specific first; the others stand in for what it lacks, and at last the
    /// font of the default theme.
    #[must_use]
    pub fn fonts(&self, name: &str) -> Vec<ThemeFile> {
        let spare = (!self.layers.end_at_default()).then(Layer::default_theme);
        let files = self.layers.all(name).chain(spare.iter().filter_map(|layer| layer.file(name)));
        files.map(|(path, bytes)| ThemeFile { path, bytes: bytes.to_vec() }).collect()
    }

    /// The colours of light pages by the names of their tokens: those that `styles/tokens.css` sets, or where there is no
    /// such file, the whole style sheet.
    #[must_use]
    pub fn colours(&self) -> BTreeMap<String, Colour> {
        if !self.has(TOKENS) {
            return tokens(&self.assets.style());
        }
        let mut layers: Vec<_> = self.layers.all(TOKENS).collect();
        layers.reverse();
        layers.iter().flat_map(|(_, bytes)| tokens(&String::from_utf8_lossy(bytes))).collect()
    }

    /// Parses the templates for a site that has these addresses.
    ///
    /// # Errors
    ///
    /// When a template is broken; the error names the template and the line.
    pub fn renderer(&self, addresses: impl Addresses) -> Result<Renderer, ThemeError> {
        let parsed = match self.parsed.get() {
            Some(parsed) => parsed,
            None => {
                let parsed = Renderer::parse(&self.layers, &self.assets, self.words())?;
                self.parsed.get_or_init(|| parsed)
            }
        };
        Ok(parsed.with_addresses(&self.assets, self.words(), addresses))
    }

    /// The words of its pages.
    #[must_use]
    pub fn words(&self) -> Arc<Words> {
        Arc::clone(&self.words)
    }
}

#[cfg(test)]
mod tests;
