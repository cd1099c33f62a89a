//! Links of a finished site: whether each of them has a target, and each anchor its heading.

use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with the links of a site that stands under `base`, which has a slash at both ends.
///
/// Takes the files by their output paths.
pub fn broken(files: &BTreeMap<String, Vec<u8>>, base: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), Page::read(std::str::from_utf8(bytes).expect("pages are text"))))
        .collect();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        wrong.extend(page.doubled.iter().map(|id| format!("{path}: the id `{id}` stands there twice")));
        for link in &page.links {
            if let Some(problem) = problem(link, path, base, files, &pages) {
                wrong.push(format!("{path}: `{link}` {problem}"));
            }
        }
    }
    wrong
}

fn problem(
    link: &str,
    page: &str,
    base: &str,
    files: &BTreeMap<String, Vec<u8>>,
    pages: &BTreeMap<&str, Page>,
) -> Option<&'static str> {
    let (address, anchor) = link.split_once('#').map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let is_elsewhere =
        ["https://", "http://", "//", "mailto:", "tel:", "ftp:"].iter().any(|scheme| address.starts_with(scheme));
    if is_elsewhere {
        return None;
    }
    let target = if address.is_empty() {
        page.to_owned()
    } else {
        let Some(inside) = address.strip_prefix(base) else { return Some("does not stand under the site's path") };
        let inside = decoded(inside.split('?').next().unwrap_or_default());
        if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside }
    };
    if !files.contains_key(&target) {
        return Some("leads to no file");
    }
    let anchor = decoded(anchor?);
    let has_anchor = pages.get(target.as_str()).is_none_or(|page| anchor.is_empty() || page.ids.contains(&anchor));
    (!has_anchor).then_some("leads to no anchor")
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = (*first == b'%').then(|| std::str::from_utf8(behind.get(..2)?).ok()).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One opening tag of a page.
#[derive(Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its attributes with their values, entities resolved.
    pub attributes: Vec<(String, String)>,
}

/// The opening tags of a page that quotes all its attributes; what is inside scripts, styles and comments is left out.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with("!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end..]);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (tag, behind) = tag(rest);
            let is_raw = tag.name == "script" || tag.name == "style";
            rest =
                if is_raw { behind.find(&format!("</{}", tag.name)).map_or("", |end| &behind[end..]) } else { behind };
            tags.push(tag);
        }
    }
    tags
}

/// Reads one tag; gives it with what stands behind it.
fn tag(text: &str) -> (Tag, &str) {
    let name: String = text.chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut rest = &text[name.len()..];
    let mut attributes = Vec::new();
    while let Some(at) = rest.find(['>', '=']) {
        let words = rest[..at].split_whitespace().map(str::to_lowercase);
        let mut words: Vec<String> = words.filter(|word| word != "/").collect();
        let has_value = rest[at..].starts_with('=');
        let named = if has_value { words.pop().unwrap_or_default() } else { String::new() };
        attributes.extend(words.into_iter().map(|word| (word, String::new())));
        rest = &rest[at + 1..];
        if !has_value {
            break;
        }
        let value = rest
            .strip_prefix('"')
            .unwrap_or_else(|| panic!("an attribute without quotes: {}", &text[..60.min(text.len())]));
        let (value, behind) = value.split_once('"').expect("a quoted attribute ends");
        let entities =
            [("&#x2F;", "/"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
        attributes.push((named, entities.iter().fold(value.to_owned(), |value, (entity, c)| value.replace(entity, c))));
        rest = behind;
    }
    (Tag { name: name.to_lowercase(), attributes }, rest)
}

/// The links and anchors of one page.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    ids: BTreeSet<String>,
    doubled: Vec<String>,
}

impl Page {
    fn read(html: &str) -> Self {
        let mut page = Self::default();
        for (name, value) in tags(html).into_iter().flat_map(|tag| tag.attributes) {
            match name.as_str() {
                "href" | "src" | "poster" | "action" => page.links.push(value),
                "srcset" => {
                    page.links.extend(value.split(',').filter_map(|it| it.split_whitespace().next()).map(str::to_owned))
                }
                "id" if !page.ids.insert(value.clone()) => page.doubled.push(value),
                _ => {}
            }
        }
        page
    }
}
