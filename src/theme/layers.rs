//! The layers of a theme: which file wins when several layers have it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::manifest::{self, Manifest};
use super::{ThemeError, embedded};

/// The theme that others extend unless they say otherwise.
const DEFAULT: &str = "default";

/// What a theme extends that stands by itself.
const NOTHING: &str = "none";

/// One folder of theme files.
#[derive(Debug)]
pub(super) struct Layer {
    /// What stands before the names of its templates: `themes/acme/templates/` for the project's, `default/` for a
    /// built-in theme's. A template can thereby extend the very one that it overrides.
    pub(super) prefix: String,
    /// What stands before a path of the layer in an error.
    folder: String,
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Layer {
    fn project(name: &str, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let files = files.iter().map(|(path, bytes)| (path.clone(), Cow::Owned(bytes.clone()))).collect();
        Self { prefix: format!("themes/{name}/templates/"), folder: format!("themes/{name}/"), files }
    }

    fn built_in(name: &str) -> Self {
        Self { prefix: format!("{name}/"), folder: format!("{name}/"), files: embedded::files(name) }
    }

    /// The theme that others extend unless they say otherwise; its words and fonts stand in for those of any theme.
    pub(super) fn default_theme() -> Self {
        Self::built_in(DEFAULT)
    }

    fn manifest(&self) -> Result<Option<Manifest>, ThemeError> {
        let Some(text) = self.text(manifest::FILE_NAME).transpose()? else { return Ok(None) };
        manifest::parse(&format!("{}{}", self.folder, manifest::FILE_NAME), text).map(Some)
    }

    /// The text of a file; `None` when the layer lacks it.
    fn text(&self, path: &str) -> Option<Result<&str, ThemeError>> {
        let bytes = self.files.get(path)?;
        Some(std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            ThemeError::new(format!("{}{path}", self.folder), "this file is not UTF-8").on_line(line)
        }))
    }

    /// A file with what it is called in an error; `None` when the layer lacks it.
    pub(super) fn file(&self, path: &str) -> Option<(String, &[u8])> {
        Some((format!("{}{path}", self.folder), self.files.get(path)?.as_ref()))
    }

    /// The layer's messages in a language: what errors call their file, and their text. Tags are alike in any case.
    pub(super) fn messages(&self, tag: &str) -> impl Iterator<Item = Result<(String, &str), ThemeError>> {
        let is_of_tag = move |path: &&String| {
            let name = path.strip_prefix("languages/").and_then(|name| name.strip_suffix(".ftl"));
            name.is_some_and(|name| name.eq_ignore_ascii_case(tag))
        };
        let paths = self.files.keys().filter(is_of_tag);
        paths.filter_map(|path| Some(self.text(path)?.map(|text| (format!("{}{path}", self.folder), text))))
    }

    /// The layer's templates: what the engine calls them, and their text.
    pub(super) fn templates(&self) -> impl Iterator<Item = Result<(String, &str), ThemeError>> {
        let paths = self.files.keys().filter_map(|path| Some((path, path.strip_prefix("templates/")?)));
        paths.filter_map(|(path, name)| Some(self.text(path)?.map(|text| (format!("{}{name}", self.prefix), text))))
    }
}

/// All layers of a theme, the most specific first.
#[derive(Debug)]
pub(super) struct Layers(Vec<Layer>);

impl Layers {
    /// Finds the layers of a theme, and what their `theme.toml` files say together.
    pub(super) fn join(name: &str, overrides: &BTreeMap<String, Vec<u8>>) -> Result<(Self, Manifest), ThemeError> {
        let built_in = embedded::names();
        let is_built_in = built_in.iter().any(|known| known == name);
        if overrides.is_empty() && !is_built_in {
            let message = format!("there is no theme `{name}`: it is neither a folder `themes/{name}/` nor built in");
            return Err(ThemeError::new(format!("themes/{name}/"), format!("{message} ({})", built_in.join(", "))));
        }
        let mut layers = Self(Vec::new());
        let mut joined = Manifest { name: name.to_owned(), ..Manifest::default() };
        let mut next = is_built_in.then(|| name.to_owned());
        if !overrides.is_empty() {
            let extended = layers.push(Layer::project(name, overrides), &mut joined)?;
            next = next.or(Some(extended.unwrap_or_else(|| DEFAULT.to_owned())));
        }
        while let Some(theme) = next.filter(|theme| theme != NOTHING && !layers.has_built_in(theme)) {
            if !built_in.contains(&theme) {
                let known = built_in.join(", ");
                let message = format!("`extends` names `{theme}`; it takes a built-in theme ({known}), or `{NOTHING}`");
                return Err(ThemeError::new(format!("themes/{name}/{}", manifest::FILE_NAME), message));
            }
            next = layers.push(Layer::built_in(&theme), &mut joined)?;
        }
        Ok((layers, joined))
    }

    /// Adds a layer below the others and gives the theme that it extends. What upper layers say stays as it is.
    fn push(&mut self, layer: Layer, joined: &mut Manifest) -> Result<Option<String>, ThemeError> {
        let manifest = layer.manifest()?.unwrap_or_default();
        if self.0.is_empty() && !manifest.name.is_empty() {
            joined.name = manifest.name;
        }
        if joined.description.is_empty() {
            joined.description = manifest.description;
        }
        if joined.styles.is_empty() {
            joined.styles = manifest.styles;
        }
        self.0.push(layer);
        Ok(manifest.extends)
    }

    fn has_built_in(&self, theme: &str) -> bool {
        self.0.iter().any(|layer| layer.prefix.strip_suffix('/') == Some(theme))
    }

    /// The layers, the most specific first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Layer> {
        self.0.iter()
    }

    /// Whether a layer has a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|layer| layer.files.contains_key(path))
    }

    /// What stands before a path of the most specific layer in an error.
    pub(super) fn folder(&self) -> &str {
        self.0.first().map_or("", |layer| layer.folder.as_str())
    }

    /// Whether the default theme stands below the others.
    pub(super) fn end_at_default(&self) -> bool {
        self.has_built_in(DEFAULT)
    }

    /// A file in all layers that have it, the most specific first, each with what it is called in an error.
    pub(super) fn all(&self, path: &str) -> impl Iterator<Item = (String, &[u8])> {
        self.0.iter().filter_map(move |layer| layer.file(path))
    }

    /// The files of a folder, by their path in the theme: for each path the bytes of the most specific layer.
    pub(super) fn files(&self, folder: &str) -> BTreeMap<&str, &[u8]> {
        let mut files = BTreeMap::new();
        for layer in self.0.iter().rev() {
            let inside = layer.files.iter().filter(|(path, _)| path.starts_with(folder));
            files.extend(inside.map(|(path, bytes)| (path.as_str(), bytes.as_ref())));
        }
        files
    }
}
