//! An accent colour as a style sheet.

use crate::config::{Colour, Shades};

/// The tokens that are made of an accent, by day and by night, in the layer of tokens, so that they win over those of the
/// theme and lose against what a theme of one's own says outside of layers.
pub(super) fn style(accent: Colour) -> String {
    let (day, night) = (tokens(accent.by_day()), tokens(accent.by_night()));
    format!(
        "@layer tokens {{\n  :root {{ {day} }}\n  @media (prefers-color-scheme: dark) {{\n    \
         :root:where(:not([data-scheme=\"light\"])) {{ {night} }}\n  }}\n  \
         :root:where([data-scheme=\"dark\"]) {{ {night} }}\n}}\n"
    )
}

fn tokens(shades: Shades) -> String {
    let Shades { accent, strong, soft } = shades;
    format!("--accent: {accent}; --accent-strong: {strong}; --accent-soft: {soft}; --focus: {accent};")
}
