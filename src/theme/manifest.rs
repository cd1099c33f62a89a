//! `theme.toml`: what a theme is called, what it extends, and in which order its style sheets are joined.

use serde::Deserialize;

use super::ThemeError;

/// The name of the file.
pub(super) const FILE_NAME: &str = "theme.toml";

/// What one `theme.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// What the theme is called.
    #[serde(default)]
    pub(super) name: String,
    /// One sentence about it.
    #[serde(default)]
    pub(super) description: String,
    /// The built-in theme whose files stand in for those that this one lacks.
    pub(super) extends: Option<String>,
    /// Style sheets in the order in which they are joined, such as `tokens.css`; those not named follow by name.
    #[serde(default)]
    pub(super) styles: Vec<String>,
}

/// Reads a `theme.toml`; `file` is what errors call it.
pub(super) fn parse(file: &str, text: &str) -> Result<Manifest, ThemeError> {
    toml::from_str(text).map_err(|error| {
        let mistake = ThemeError::new(file, error.message());
        match error.span() {
            Some(span) => mistake.on_line(text[..span.start].matches('\n').count() + 1),
            None => mistake,
        }
    })
}
