//! Assets: the files of a theme that browsers load, each under a name that changes with its content.
//!
//! All style sheets of `styles/` are joined into one, `styles/main.css`, in the order that `theme.toml` gives, and the
//! parts of the search, `scripts/search/*.js`, into `scripts/search.js`, behind its words, in the order of their names. All other files of
//! `scripts/` and `static/` stay as they are. A style sheet refers to a static file as `url("../static/logo.svg")`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ThemeError;
use super::layers::Layers;
use super::words::Words;

/// The joined style sheet.
const MAIN_STYLE: &str = "styles/main.css";

/// The joined script of the search, and the folder of its parts.
pub(super) const SEARCH_SCRIPT: &str = "scripts/search.js";
const SEARCH_PARTS: &str = "scripts/search/";

/// One file for browsers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// What templates call it, such as `styles/main.css`.
    pub name: String,
    /// Where it stands on the site, such as `assets/main.1a2b3c4d.css`.
    pub route: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// Names a file after its content, so that browsers may keep it for ever.
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let file_name = name.rsplit_once('/').map_or(name, |(_, file_name)| file_name);
        let (stem, extension) = file_name.split_once('.').unwrap_or((file_name, ""));
        let dot = if extension.is_empty() { "" } else { "." };
        Self { name: name.to_owned(), route: format!("assets/{stem}.{}{dot}{extension}", &hash[..8]), bytes }
    }

    fn file_name(&self) -> &str {
        self.route.trim_start_matches("assets/")
    }
}

/// All assets of a theme by name.
#[derive(Debug)]
pub(super) struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Gathers the assets of all layers; `order` names the style sheets that come first.
    pub(super) fn gather(layers: &Layers, order: &[String], words: &Words) -> Result<Self, ThemeError> {
        let mut assets = BTreeMap::new();
        for folder in ["scripts/", "static/"] {
            let files = layers.files(folder).into_iter().filter(|(path, _)| !path.starts_with(SEARCH_PARTS));
            for (path, bytes) in files {
                assets.insert(path.to_owned(), Asset::new(path, bytes.to_vec()));
            }
        }
        // A theme may bring a whole script of its own, or none.
        if !assets.contains_key(SEARCH_SCRIPT) && !layers.files(SEARCH_PARTS).is_empty() {
            let script = join_scripts(layers, words)?;
            assets.insert(SEARCH_SCRIPT.to_owned(), Asset::new(SEARCH_SCRIPT, script.into_bytes()));
        }
        let mut style = join_styles(layers, order)?;
        for asset in assets.values() {
            style = style.replace(&format!("../{}", asset.name), asset.file_name());
        }
        assets.insert(MAIN_STYLE.to_owned(), Asset::new(MAIN_STYLE, style.into_bytes()));
        Ok(Self(assets))
    }

    /// Adds rules to the end of the style sheet.
    pub(super) fn append_style(&mut self, rules: &str) {
        if let Some(style) = self.0.get_mut(MAIN_STYLE) {
            let bytes = [style.bytes.as_slice(), rules.as_bytes()].concat();
            *style = Asset::new(MAIN_STYLE, bytes);
        }
    }

    /// Whether there is one of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The style sheet.
    pub(super) fn style(&self) -> Cow<'_, str> {
        self.0.get(MAIN_STYLE).map(|style| String::from_utf8_lossy(&style.bytes)).unwrap_or_default()
    }

    /// All of them, by name.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.0.values()
    }
}

fn join_styles(layers: &Layers, order: &[String]) -> Result<String, ThemeError> {
    let mut files = layers.files("styles/");
    let mut joined = String::new();
    for name in order {
        let path = format!("styles/{name}");
        match files.remove(path.as_str()) {
            Some(bytes) => append(&mut joined, &path, bytes)?,
            None => return Err(ThemeError::new("theme.toml", format!("`styles` names `{name}`, which is not there"))),
        }
    }
    for (path, bytes) in files.into_iter().filter(|(path, _)| path.ends_with(".css")) {
        append(&mut joined, path, bytes)?;
    }
    Ok(joined)
}

fn join_scripts(layers: &Layers, words: &Words) -> Result<String, ThemeError> {
    let mut joined = format!("'use strict';\n{}", words.for_script());
    for (path, bytes) in layers.files(SEARCH_PARTS).into_iter().filter(|(path, _)| path.ends_with(".js")) {
        append(&mut joined, path, bytes)?;
    }
    Ok(without_comments(&joined))
}

/// A script without the comments that have lines to themselves, which are a fifth of what each reader would load.
fn without_comments(script: &str) -> String {
    let mut is_comment = false;
    let code = script.lines().filter(|line| {
        let line = line.trim();
        is_comment |= line.starts_with("/**");
        let is_left_out = is_comment || line.starts_with("//");
        is_comment &= !line.ends_with("*/");
        !is_left_out
    });
    code.flat_map(|line| [line, "\n"]).collect()
}

fn append(joined: &mut String, path: &str, bytes: &[u8]) -> Result<(), ThemeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ThemeError::new(path, "this file is not UTF-8"))?;
    joined.push_str(text.trim_end());
    joined.push('\n');
    Ok(())
}
