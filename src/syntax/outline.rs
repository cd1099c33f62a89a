//! Headings, their anchors, and the sections that they make.

use std::collections::{HashMap, HashSet};

use super::Section;
use super::block::Block;
use super::heading::{normalize, sections_of};
use crate::diagnostics::Span;

/// A heading that was met, and the block that it is.
pub(super) struct Heading {
    pub text: String,
    pub level: u8,
    pub anchor: String,
    pub span: Span,
    pub block: usize,
}

/// Hands out anchors as GitHub makes them, each once, but for underscores at their beginning.
#[derive(Default)]
pub(super) struct Anchors {
    used: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Anchors {
    pub fn unique(&mut self, heading: &str) -> String {
        let slug = github_slugger::slug(heading.trim());
        // What begins with an underscore is the page's own.
        let base = match slug.trim_start_matches('_') {
            rest if rest.trim_matches('-').is_empty() => "section".to_owned(),
            rest => rest.to_owned(),
        };
        let mut anchor = base.clone();
        while self.used.contains(&anchor) {
            let next = self.next.entry(base.clone()).or_insert(0);
            *next += 1;
            anchor = format!("{base}-{next}");
        }
        self.used.insert(anchor.clone());
        anchor
    }
}

/// Gives each heading its content: everything up to the next heading of its level or above.
pub(super) fn sections(headings: Vec<Heading>, blocks: &[Block], end: usize) -> Vec<Section> {
    // Walking backwards, the nearest following heading of each level is known.
    let mut following: [Option<(usize, usize)>; 8] = [None; 8];
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    for heading in headings.into_iter().rev() {
        let levels = 1..=usize::from(heading.level);
        let next = following[levels].iter().flatten().min().copied();
        let (end_block, end) = next.unwrap_or((blocks.len(), end));
        following[usize::from(heading.level)] = Some((heading.block, heading.span.start));
        sections.push(Section {
            names: sections_of(&heading.text),
            normalized: normalize(&heading.text),
            heading: heading.text,
            level: heading.level,
            anchor: heading.anchor,
            heading_span: heading.span,
            span: Span::new(heading.span.start, end),
            blocks: heading.block + 1..end_block,
        });
    }
    sections.reverse();
    sections
}
