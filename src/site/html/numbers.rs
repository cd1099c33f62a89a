//! The numbers that links have for print, and what links to other hosts say of themselves, in a body with raw HTML.
//!
//! Takes what the sanitizer gives, in which every tag is whole and every value stands in double quotes.

use std::collections::BTreeMap;

use super::events::escaped_href;
use super::unescaped;

/// Gives each link of a body its attributes, and each address a number from 1 in the order of the page. The addresses in
/// `noted` are shown as they were written, without the encoding that they have in links.
pub(super) fn numbered(html: &str, noted: &BTreeMap<String, usize>) -> (String, BTreeMap<String, usize>) {
    let as_written: BTreeMap<String, &String> = noted.keys().map(|address| (as_link(address), address)).collect();
    let mut written = String::with_capacity(html.len());
    let mut numbers = BTreeMap::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        let (tag, behind) = tag.split_at(end_of_tag(tag));
        written.push_str(before);
        match href(tag) {
            Some(address) => {
                let address = unescaped(address);
                let address = as_written.get(&address).map_or(&address, |written| *written);
                let text = unescaped(behind.split('<').next().unwrap_or_default());
                written.push_str(tag.trim_end_matches('>'));
                written.push_str(&attributes(address, &text, &mut numbers));
                written.push('>');
            }
            None => written.push_str(tag),
        }
        rest = behind;
    }
    written.push_str(rest);
    (written, numbers)
}

/// An address as it stands in a link of Markdown.
fn as_link(address: &str) -> String {
    unescaped(&escaped_href(address))
}

/// Where a tag ends; a `>` within a value is none.
fn end_of_tag(tag: &str) -> usize {
    let mut is_value = false;
    let end = tag.bytes().position(|byte| {
        is_value ^= byte == b'"';
        byte == b'>' && !is_value
    });
    end.map_or(tag.len(), |end| end + 1)
}

/// The value of a link's address.
fn href(tag: &str) -> Option<&str> {
    let mut parts = tag.strip_prefix("<a ")?.split('"');
    loop {
        let (name, value) = (parts.next()?, parts.next()?);
        if name.trim() == "href=" {
            return Some(value);
        }
    }
}

/// What a link to an address says besides it. Where its text is the address, print needs no number for it.
fn attributes(address: &str, text: &str, numbers: &mut BTreeMap<String, usize>) -> String {
    if address.starts_with('#') {
        return String::new();
    }
    let is_on_the_site = address.starts_with('/') && !address.starts_with("//");
    let mut attributes = if is_on_the_site { "" } else { " rel=\"noopener noreferrer\"" }.to_owned();
    if ![text, &as_link(text)].contains(&address) {
        let next = numbers.len() + 1;
        let number = *numbers.entry(address.to_owned()).or_insert(next);
        attributes.push_str(&format!(" data-note=\"{number}\""));
    }
    attributes
}
