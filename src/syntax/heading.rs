//! Which section a heading stands for: normalisation and the synonyms of `sections.yaml`.
//!
//! "3) Root cause & contributing factors (draft):" stands for both `root-cause` and `contributing-factors`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::spanned::yaml;

/// The name of a section that the vocabulary knows, such as `action-items`.
pub type SectionName = &'static str;

/// The synonyms, as data.
const SECTIONS: &str = include_str!("sections.yaml");

static VOCABULARY: LazyLock<BTreeMap<String, Vec<SectionName>>> = LazyLock::new(|| {
    let mut vocabulary: BTreeMap<String, Vec<SectionName>> = BTreeMap::new();
    for field in yaml::parse(SECTIONS).map.fields {
        let name: SectionName = field.key.leak();
        for alias in field.value.list().iter().filter_map(|value| value.text()) {
            vocabulary.entry(normalize(alias)).or_default().push(name);
        }
    }
    vocabulary
});

/// The sections that a heading stands for, in the order of its parts; empty for a heading of the author's own.
#[must_use]
pub fn sections_of(heading: &str) -> Vec<SectionName> {
    let mut names = Vec::new();
    let parts = split(heading);
    // "Timeline (all times PST) 10/14/2022" is a timeline with remarks.
    let before_remarks = heading.split_once(" (").map(|(before, _)| before);
    for text in std::iter::once(heading).chain(parts).chain(before_remarks).map(normalize) {
        for name in VOCABULARY.get(&text).into_iter().flatten() {
            if !names.contains(name) {
                names.push(*name);
            }
        }
    }
    names
}

/// Whether the vocabulary has a heading, which is in its normal form, as a whole.
#[must_use]
pub fn is_known(heading: &str) -> bool {
    VOCABULARY.contains_key(heading)
}

/// All headings that the vocabulary knows, normalised, with the sections they stand for.
pub fn known_headings() -> impl Iterator<Item = (&'static str, &'static [SectionName])> {
    VOCABULARY.iter().map(|(heading, names)| (heading.as_str(), names.as_slice()))
}

/// The parts of a combined heading.
fn split(heading: &str) -> Vec<&str> {
    let parts: Vec<&str> = [" and ", " & ", " / ", ", ", " + "]
        .iter()
        .fold(vec![heading], |parts, separator| parts.into_iter().flat_map(|part| part.split(separator)).collect());
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// Brings a heading into the form in which headings compare.
#[must_use]
pub fn normalize(heading: &str) -> String {
    let mut text = heading.trim().to_lowercase();
    if text.ends_with(')')
        && let Some((before, _)) = text.rsplit_once('(')
        && !before.trim().is_empty()
    {
        text = before.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' | '’' | '‘' | '`' | '*' | '_' => {}
            '&' => folded.push_str(" and "),
            '-' | '–' | '—' | '/' => folded.push(' '),
            c if c.is_alphanumeric() || ";)([].,:!?".contains(c) || is_mark(c) => folded.push(c),
            _ => folded.push(' '),
        }
    }
    let words = without_numbering(folded.trim());
    let words = words.trim_end_matches(['?', ':', '.', '!', '。', '：', ' ']);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Combining marks belong to the letter before them; anything else beyond ASCII that is no letter is decoration.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && ('\u{300}'..'\u{36f}').contains(&c)
}

/// Drops `1.`, `2)`, `3.1` or `A.` at the start.
fn without_numbering(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return text };
    let bare = first.trim_end_matches(['.', ')', ':']);
    let is_number = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_letter = bare.len() == 1 && bare.len() < first.len() && bare.chars().all(|c| c.is_ascii_alphabetic());
    if (is_number || is_letter) && !rest.trim().is_empty() { rest.trim() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_recognised_as_people_write_them() {
        let cases: [(&str, &[&str]); 17] = [
            ("Summary", &["summary"]),
            ("TL;DR", &["summary"]),
            ("3) What didn’t go well?", &["went-wrong"]),
            ("Timeline (all times approximate)", &["timeline"]),
            ("Timeline (all times PST) 10/14/2022 - 11/03/2022", &["timeline"]),
            ("🕐 Timeline", &["timeline"]),
            ("Root Cause & Contributing Factors", &["root-cause", "contributing-factors"]),
            ("Lessons learned and action items", &["lessons-learned", "action-items"]),
            ("Follow-ups:", &["action-items"]),
            ("**Impact**", &["impact"]),
            ("Impact / Detection", &["impact", "detection"]),
            ("タイムライン", &["timeline"]),
            ("時系列", &["timeline"]),
            ("Was lief gut?", &["went-well"]),
            ("2. Auswirkungen", &["impact"]),
            ("The lunch we had", &[]),
            ("", &[]),
        ];
        for (heading, expected) in cases {
            let mut found = sections_of(heading);
            found.retain(|name| expected.contains(name) || expected.is_empty());
            let mut sorted = expected.to_vec();
            sorted.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, sorted, "{heading}: {}", normalize(heading));
        }
    }

    #[test]
    fn every_heading_of_the_vocabulary_is_in_its_normal_form_and_finds_its_section() {
        let names: Vec<_> = yaml::parse(SECTIONS).map.fields.into_iter().map(|field| field.key).collect();
        assert!(names.len() >= 20 && known_headings().count() > 400);
        for (heading, names) in known_headings() {
            assert!(names.iter().all(|name| sections_of(heading).contains(name)), "{heading}");
        }
    }
}
