//! The colours that a style sheet gives its tokens.

use std::collections::BTreeMap;

use crate::config::Colour;

/// The colours of a style sheet by the names of their tokens, those of light pages: what is said first holds.
pub(super) fn tokens(style: &str) -> BTreeMap<String, Colour> {
    let mut colours = BTreeMap::new();
    for line in style.split([';', '{', '}']) {
        let Some((name, value)) = line.rsplit_once("--").and_then(|(_, token)| token.split_once(':')) else { continue };
        if let Some(colour) = Colour::parse(value) {
            colours.entry(name.trim().to_owned()).or_insert(colour);
        }
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_colour_of_a_token_holds() {
        let style = ":root { --paper: #fbfaf7; --ink:#123; --x: var(--ink); } @media (x) { :root { --paper: #000 } }";
        let found = tokens(style);
        assert_eq!(found.get("paper"), Colour::parse("#fbfaf7").as_ref());
        assert_eq!(found.get("ink"), Colour::parse("#112233").as_ref());
        assert_eq!(found.len(), 2);
    }
}
