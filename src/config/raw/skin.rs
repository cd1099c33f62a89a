//! The theme as the configuration dresses it: one accent colour and a logo.

use super::Reader;
use crate::config::colour::Colour;
use crate::config::{Config, Logo};
use crate::diagnostics::{Diagnostic, FilePath};
use crate::spanned::{Field, Value};

/// Endings of what may be a logo.
const IMAGES: [&str; 5] = [".svg", ".png", ".webp", ".jpg", ".jpeg"];

impl Reader<'_> {
    /// A theme by its name alone, or a table of its name and what is changed about it.
    pub(super) fn theme(&mut self, field: &Field, config: &mut Config) {
        let Some(map) = field.value.map() else { return self.theme_name(field, config) };
        for field in &map.fields {
            match field.key.as_str() {
                "name" => self.theme_name(field, config),
                "accent" => self.accent(&field.value, config),
                "logo" => self.logo(&field.value, config),
                _ => self.unknown_key(field, &["name", "accent", "logo"]),
            }
        }
    }

    fn accent(&mut self, value: &Value, config: &mut Config) {
        let Some(accent) = value.text().and_then(Colour::parse) else {
            return self.expected(value, "a colour such as `#0b6367`");
        };
        config.accent = Some(accent);
        if accent.is_readable_by_day() {
            return;
        }
        let found = (accent.contrast_by_day() * 10.0).floor() / 10.0;
        let message = format!("`{accent}` is too light to be read on a page: {found} to 1, where 4.5 to 1 is needed");
        let help =
            format!("pages use `{}` in its place by day; name a darker colour to choose it", accent.by_day().accent);
        let diagnostic = Diagnostic::warning("unreadable-accent", &self.file.path, message);
        self.diagnostics.push(diagnostic.at(value.span).help(help));
    }

    fn logo(&mut self, value: &Value, config: &mut Config) {
        let path = value.text().unwrap_or_default();
        let is_image = IMAGES.iter().any(|ending| path.to_lowercase().ends_with(ending));
        let is_inside = path.starts_with("static/") && path.split('/').all(|part| !["", ".", ".."].contains(&part));
        if is_image && is_inside {
            config.logo = Some(Logo { path: FilePath::new(path), span: value.span });
        } else {
            self.expected(value, "an image in `static/`, such as `static/logo.svg`");
        }
    }
}
