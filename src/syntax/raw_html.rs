//! Links and images that raw HTML sets, with the places of their addresses.

use super::{Image, Link, LinkKind};
use crate::diagnostics::Span;

/// The longest tag that is looked at, in bytes.
const TAG_LIMIT: usize = 2_000;

/// An attribute of a tag.
struct Attribute<'a> {
    name: &'a str,
    /// Empty where there is none.
    value: &'a str,
    /// Where the value begins.
    start: usize,
}

/// A tag that sets a link or an image, by the place of its `<` and that behind its end.
struct Tag<'a> {
    is_image: bool,
    start: usize,
    end: usize,
    attributes: Vec<Attribute<'a>>,
}

impl<'a> Tag<'a> {
    fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

/// An image of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub struct ImageTag<'a> {
    /// Where its attributes may begin, in the HTML that was asked for.
    pub place: usize,
    /// Its address as written.
    pub source: &'a str,
    /// Its width as written.
    pub width: Option<&'a str>,
    /// Its height as written.
    pub height: Option<&'a str>,
    /// Whether it says when it is to be loaded.
    pub has_loading: bool,
}

/// The images of a piece of raw HTML.
#[must_use]
pub fn image_tags(html: &str) -> Vec<ImageTag<'_>> {
    let mut images = Vec::new();
    for_each_tag(html, |tag| {
        if tag.is_image {
            images.push(ImageTag {
                place: tag.start + "<img".len(),
                source: tag.attribute("src").map_or("", |source| source.value),
                width: tag.attribute("width").map(|width| width.value),
                height: tag.attribute("height").map(|height| height.value),
                has_loading: tag.attribute("loading").is_some(),
            });
        }
    });
    images
}

/// Finds what `<a href>` and `<img src>` name in a piece of raw HTML that begins at `offset` of its file.
pub(super) fn read(html: &str, offset: usize, links: &mut Vec<Link>, images: &mut Vec<Image>) {
    let link = |attribute: &Attribute<'_>, kind| Link {
        kind,
        target: attribute.value.trim().replace("&amp;", "&"),
        span: Span::new(offset + attribute.start, offset + attribute.start + attribute.value.len()),
    };
    for_each_tag(html, |tag| {
        if !tag.is_image {
            let target = tag.attribute("href").filter(|href| !href.value.is_empty());
            links.extend(target.map(|href| link(href, LinkKind::Text)));
            return;
        }
        let source = tag.attribute("src").map(|source| link(source, LinkKind::Image));
        let is_hidden = tag.attribute("role").is_some_and(|role| role.value == "presentation")
            || tag.attribute("aria-hidden").is_some_and(|hidden| hidden.value == "true");
        images.push(Image {
            target: source.as_ref().map(|link| link.target.clone()).unwrap_or_default(),
            text: tag.attribute("alt").map(|alt| alt.value.to_owned()).or_else(|| is_hidden.then(String::new)),
            is_raw: true,
            span: Span::new(offset + tag.start, offset + tag.end),
        });
        links.extend(source);
    });
}

/// Finds the tags `<a>` and `<img>` outside of comments.
fn for_each_tag<'a>(html: &'a str, mut found_tag: impl FnMut(Tag<'a>)) {
    let mut next = 0;
    while let Some(found) = html[next..].find('<') {
        let start = next + found;
        next = start + 1;
        let tag = &html[next..];
        if let Some(comment) = tag.strip_prefix("!--") {
            let Some(end) = comment.find("-->") else { return };
            next += "!--".len() + end;
            continue;
        }
        let name = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let is = |wanted: &str| {
            tag[..name].eq_ignore_ascii_case(wanted) && tag[name..].starts_with([' ', '\t', '\n', '\r', '/'])
        };
        let is_image = is("img");
        if !is_image && !is("a") {
            continue;
        }
        let inside = Span::new(next + name, (next + TAG_LIMIT).min(html.len())).clamp_to(html);
        let (attributes, end) = attributes(html, inside);
        found_tag(Tag { is_image, start, end, attributes });
        next = next.max(end);
    }
}

/// The attributes of a tag, and where it ends.
fn attributes(html: &str, inside: Span) -> (Vec<Attribute<'_>>, usize) {
    let mut attributes = Vec::new();
    let bytes = &html.as_bytes()[..inside.end];
    let skip = |mut at: usize, is: fn(u8) -> bool| {
        while at < bytes.len() && is(bytes[at]) {
            at += 1;
        }
        at
    };
    let is_space = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let mut at = inside.start;
    loop {
        at = skip(at, is_space);
        match bytes.get(at) {
            None | Some(b'<') => return (attributes, at),
            Some(b'>') => return (attributes, at + 1),
            Some(_) => {}
        }
        let name = at;
        at = skip(at, |byte| !byte.is_ascii_whitespace() && !b"=></".contains(&byte)).max(name + 1);
        let name = html.get(name..at).unwrap_or_default();
        let behind = skip(at, |byte| byte.is_ascii_whitespace());
        if bytes.get(behind) != Some(&b'=') {
            attributes.push(Attribute { name, value: "", start: at });
            continue;
        }
        at = skip(behind + 1, |byte| byte.is_ascii_whitespace());
        let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let start = at + usize::from(quote.is_some());
        at = match quote {
            Some(b'"') => skip(start, |byte| byte != b'"'),
            Some(_) => skip(start, |byte| byte != b'\''),
            None => skip(start, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        attributes.push(Attribute { name, value: html.get(start..at).unwrap_or_default(), start });
        at += usize::from(quote.is_some() && at < bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_with_their_places() {
        for (html, expected) in [
            ("<a href=\"x.md\">x</a>", &["x.md"][..]),
            ("<A\n HREF = 'x.md' ><img src=y.png><img src=\"z.png\"/>", &["x.md", "y.png", "z.png"]),
            ("<!-- <img src=\"x.png\"> --><img alt='<b>' src='ü.png'>", &["ü.png"]),
            ("<a name=x><abbr href=y><img><a href>", &[]),
            ("<a href=\"x", &["x"]),
            ("<a <a href=y>", &["y"]),
            ("<a =\"x\" href=y>", &["y"]),
            ("<a é=1 href=y><", &["y"]),
        ] {
            let (mut links, mut images) = (Vec::new(), Vec::new());
            let text = format!("ü {html}");
            read(html, "ü ".len(), &mut links, &mut images);
            let found: Vec<&str> = links.iter().map(|link| &text[link.span.range()]).collect();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn images_know_their_text() {
        let (mut links, mut images) = (Vec::new(), Vec::new());
        read("<img src=a><img alt='' src=a><img alt=\"The rate\"><img role=presentation>", 0, &mut links, &mut images);
        let texts: Vec<Option<&str>> = images.iter().map(|image| image.text.as_deref()).collect();
        assert_eq!(texts, [None, Some(""), Some("The rate"), Some("")]);
    }

    #[test]
    fn unclosed_tags_cost_no_more_than_others() {
        for piece in ["<a ", "<a x=\"", "<img alt='<", "<!--", "<"] {
            let (mut links, mut images) = (Vec::new(), Vec::new());
            read(&piece.repeat(200_000), 0, &mut links, &mut images);
            assert_eq!(links, []);
        }
    }
}
