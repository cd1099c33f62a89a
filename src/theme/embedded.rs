//! The themes that the binary carries with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "themes/"]
struct Themes;

/// The names of the built-in themes.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> =
        Themes::iter().filter_map(|path| path.strip_suffix("/theme.toml").map(str::to_owned)).collect();
    names.sort();
    names
}

/// The files of a built-in theme by their path in it; empty when there is no such theme.
pub(super) fn files(theme: &str) -> BTreeMap<String, Cow<'static, [u8]>> {
    let prefix = format!("{theme}/");
    let paths = Themes::iter().filter(|path| path.starts_with(&prefix));
    paths.filter_map(|path| Some((path[prefix.len()..].to_owned(), Themes::get(&path)?.data))).collect()
}
