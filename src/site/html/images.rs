//! What images of bodies say of themselves, so that nothing moves while they load and no more is loaded than is seen.

use pulldown_cmark::CowStr;

use super::events::escaped;
use super::writer::Writer;
use crate::diagnostics::FilePath;
use crate::knowledge::Target;
use crate::syntax::{LinkKind, image_tags};

/// How wide an image is shown: as the column that is read, and on narrow screens as all but its margins.
const SIZES: &str = "(min-width: 46rem) 42rem, 92vw";

impl<'a> Writer<'a> {
    /// The attributes of an image besides its address and text, for an image whose width or height may be set already.
    pub(super) fn image_attributes(&mut self, path: &FilePath, set: (Option<&str>, Option<&str>)) -> String {
        let mut attributes = String::new();
        let set_width = set.0;
        if let Some((width, height)) = self.knowledge.image_sizes.get(path).and_then(|size| room(*size, set)) {
            attributes = format!(" width=\"{width}\" height=\"{height}\"");
        }
        let variants = self.addresses.variants_of(path);
        if !variants.is_empty() {
            let named = variants.iter().map(|(address, width)| format!("{address} {width}w"));
            let set = named.collect::<Vec<_>>().join(", ");
            let shown = set_width.and_then(in_pixels).map_or_else(|| SIZES.to_owned(), |width| format!("{width}px"));
            attributes.push_str(&format!(" srcset=\"{}\" sizes=\"{shown}\"", escaped(&set)));
            self.own.sets.extend([set, shown]);
        }
        attributes
    }

    /// When the next image is loaded. The first one is most likely seen at once.
    pub(super) fn loading(&mut self) -> &'static str {
        self.images += 1;
        if self.images == 1 { "" } else { " loading=\"lazy\" decoding=\"async\"" }
    }

    /// Raw HTML whose images have what those of Markdown have.
    pub(super) fn with_image_attributes(&mut self, html: CowStr<'a>) -> CowStr<'a> {
        let mut written = String::new();
        let mut copied = 0;
        for tag in image_tags(&html) {
            let target = tag.source.trim().replace("&amp;", "&");
            let Ok(Target::Asset(path)) = self.knowledge.resolve(self.path, LinkKind::Image, &target) else { continue };
            let loading = if tag.has_loading { "" } else { self.loading() };
            let attributes = self.image_attributes(&path, (tag.width, tag.height));
            written.push_str(&html[copied..tag.place]);
            // Of two attributes of one name the first one holds.
            written.push_str(&attributes);
            written.push_str(loading);
            copied = tag.place;
        }
        if copied == 0 {
            return html;
        }
        written.push_str(&html[copied..]);
        written.into()
    }
}

/// The room that an image takes: its size, or one of its proportions where a side is set. `None` where both sides are, or
/// one in another way than in pixels.
fn room((width, height): (usize, usize), set: (Option<&str>, Option<&str>)) -> Option<(usize, usize)> {
    match set {
        (None, None) => Some((width, height)),
        (Some(set), None) => in_pixels(set).map(|set| (set, (set * height).div_ceil(width).max(1))),
        (None, Some(set)) => in_pixels(set).map(|set| ((set * width).div_ceil(height).max(1), set)),
        (Some(_), Some(_)) => None,
    }
}

/// A side as raw HTML sets it, where it is one in pixels.
fn in_pixels(text: &str) -> Option<usize> {
    text.trim().trim_end_matches("px").parse().ok().filter(|side| (1..=100_000).contains(side))
}

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn a_side_that_is_set_keeps_the_proportions() {
        for (set, expected) in [
            ((None, None), Some((400, 300))),
            ((Some("200"), None), Some((200, 150))),
            ((None, Some("30px")), Some((40, 30))),
            ((Some("50%"), None), None),
            ((Some("0"), None), None),
            ((Some("1"), Some("2")), None),
        ] {
            assert_eq!(room((400, 300), set), expected, "{set:?}");
        }
    }
}
