//! SVG as text: elements with attributes, everything escaped, every number rounded.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

/// One SVG element while it is written.
#[derive(Debug, Clone)]
pub(in crate::site) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

impl Element {
    /// An element with a class; the class is made by charts, never of authors' text.
    pub(in crate::site) fn new(name: &'static str, class: &str) -> Self {
        Self::bare(name).attribute("class", class)
    }

    fn bare(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    /// A rectangle: its left edge and its width in hundredths of the picture's width, its top and its height in pixels.
    pub(in crate::site) fn bar(class: &str, x: f64, width: f64, y: f64, height: f64) -> Self {
        Self::new("rect", class).share("x", x).pixels("y", y).share("width", width.max(0.0)).pixels("height", height)
    }

    /// A line from top to bottom.
    pub(in crate::site) fn upright(class: &str, x: f64, top: f64, bottom: f64) -> Self {
        Self::new("line", class).share("x1", x).pixels("y1", top).share("x2", x).pixels("y2", bottom)
    }

    /// A line across the whole picture.
    pub(in crate::site) fn across(class: &str, y: f64) -> Self {
        Self::new("line", class).share("x1", 0.0).pixels("y1", y).share("x2", 100.0).pixels("y2", y)
    }

    /// A circle.
    pub(in crate::site) fn circle(class: &str, x: f64, y: f64, radius: f64) -> Self {
        Self::new("circle", class).share("cx", x).pixels("cy", y).pixels("r", radius)
    }

    /// Words at a place; their class says whether they begin, end or have their middle there.
    pub(in crate::site) fn words(class: &str, x: f64, y: f64, words: &str) -> Self {
        Self::new("text", class).share("x", x).pixels("y", y).text(words)
    }

    /// A place or length across, in hundredths of the width.
    pub(in crate::site) fn share(self, name: &str, value: f64) -> Self {
        let value = format!("{}%", rounded(value));
        self.attribute(name, &value)
    }

    /// A place or length in pixels.
    pub(in crate::site) fn pixels(self, name: &str, value: f64) -> Self {
        self.attribute(name, &rounded(value))
    }

    /// An attribute; one without a value is left out.
    pub(in crate::site) fn attribute(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            let _ = write!(self.attributes, " {name}=\"");
            // Writing to a `String` cannot fail.
            let _ = escape_html(&mut self.attributes, value);
            self.attributes.push('"');
        }
        self
    }

    /// Text within the element.
    pub(in crate::site) fn text(mut self, text: &str) -> Self {
        // Writing to a `String` cannot fail.
        let _ = escape_html(&mut self.content, text);
        self
    }

    /// What a pointer that rests on the element is told.
    pub(in crate::site) fn told(self, text: &str) -> Self {
        self.child(Element::bare("title").text(text))
    }

    /// An element within the element.
    pub(in crate::site) fn child(mut self, child: Element) -> Self {
        child.write(&mut self.content);
        self
    }

    fn write(&self, out: &mut String) {
        let Self { name, attributes, content } = self;
        let _ = match content.is_empty() {
            true => write!(out, "<{name}{attributes}/>"),
            false => write!(out, "<{name}{attributes}>{content}</{name}>"),
        };
    }
}

/// A picture as wide as what it stands in, and so many pixels high.
#[derive(Debug, Clone)]
pub(in crate::site) struct Svg(Element);

impl Svg {
    /// A picture beside words that say the same; programs that read pages aloud pass it by.
    pub(in crate::site) fn decoration(class: &str, height: &str) -> Self {
        let element = Element::new("svg", class).attribute("width", "100%").attribute("height", height);
        Self(element.attribute("aria-hidden", "true"))
    }

    /// A picture of its own, with what it is and what it shows in words. `id` is unique on the page.
    pub(in crate::site) fn picture(class: &str, height: f64, id: &str, (title, told): (&str, &str)) -> Self {
        let (of_title, of_told) = (format!("{id}-title"), format!("{id}-told"));
        let element = Element::new("svg", class).attribute("width", "100%").pixels("height", height);
        let element = element.attribute("role", "img").attribute("aria-labelledby", &of_title);
        let element = element.attribute("aria-describedby", &of_told);
        let title = Element::bare("title").attribute("id", &of_title).text(title);
        let told = Element::bare("desc").attribute("id", &of_told).text(told);
        Self(element.child(title).child(told))
    }

    /// A picture with links in it, of a size in pixels. Where it must, it shrinks as a whole. `id` is unique on the page.
    pub(in crate::site) fn network(
        class: &str,
        (width, height): (f64, f64),
        id: &str,
        (title, told): (&str, &str),
    ) -> Self {
        let (of_title, of_told) = (format!("{id}-title"), format!("{id}-told"));
        let view = format!("0 0 {} {}", rounded(width), rounded(height));
        let element = Element::new("svg", class).pixels("width", width).pixels("height", height);
        let element = element.attribute("viewBox", &view).attribute("role", "group");
        let element = element.attribute("aria-labelledby", &of_title).attribute("aria-describedby", &of_told);
        let title = Element::bare("title").attribute("id", &of_title).text(title);
        let told = Element::bare("desc").attribute("id", &of_told).text(told);
        Self(element.child(title).child(told))
    }

    /// A shape by itself, 16 pixels wide and high, for a legend.
    pub(in crate::site) fn key(class: &str, shape: Element) -> String {
        let element = Element::new("svg", class).pixels("width", 16.0).pixels("height", 16.0);
        Self(element.attribute("aria-hidden", "true").child(shape)).finish()
    }

    /// Adds a shape.
    pub(in crate::site) fn push(&mut self, element: Element) {
        element.write(&mut self.0.content);
    }

    /// Adds several shapes.
    pub(in crate::site) fn with(mut self, elements: impl IntoIterator<Item = Element>) -> Self {
        elements.into_iter().for_each(|element| self.push(element));
        self
    }

    /// The picture as HTML.
    pub(in crate::site) fn finish(self) -> String {
        let mut out = String::new();
        self.0.write(&mut out);
        out
    }
}

/// A number with at most two digits behind the point, and nothing that it does not need.
fn rounded(value: f64) -> String {
    let hundredths = (if value.is_finite() { value } else { 0.0 } * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_nothing() {
        let cases = [0.0, -0.001, 12.0, 1.0 / 3.0, 99.999, -1.5, 0.05, f64::NAN, f64::INFINITY];
        assert_eq!(cases.map(rounded), ["0", "0", "12", "0.33", "100", "-1.5", "0.05", "0", "0"]);
    }

    #[test]
    fn words_of_authors_never_become_markup() {
        let words = Element::words("label", 0.0, 1.0, "</text><script>\"'&").told("<b>");
        let picture = Svg::decoration("chart", "20").with([words]).finish();
        assert!(!picture.contains("<script") && !picture.contains("<b>"), "{picture}");
        assert!(picture.contains("&lt;/text&gt;&lt;script&gt;"));
    }
}
