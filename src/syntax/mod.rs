//! Documents: text with spans. Parsing never fails; it gives a [`Document`] and diagnostics.
//!
//! Takes a source file; gives its front matter, its blocks, its sections by heading, and its links, each with the place
//! where it stands. What the fields and sections *mean* is told in [`crate::checks`].

mod block;
mod front_matter;
pub mod heading;
mod markdown;
mod outline;
mod plain_text;
mod prose;
mod raw_html;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub use block::{Block, BlockKind, Cell, ListEntry};
pub use front_matter::{Format, FrontMatter, SIZE_LIMIT as FRONT_MATTER_LIMIT};
pub use heading::SectionName;
pub use markdown::{MARKDOWN, NESTING_LIMIT};
pub use plain_text::{PlainPiece, PlainText};
pub use prose::{CODE, PieceKind, Prose};
pub use raw_html::{ImageTag, image_tags};

use crate::diagnostics::{Diagnostic, FilePath, SourceFile, Span, nearest};

/// One Markdown file taken apart. Every span lies inside the file, on character boundaries.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Its fields.
    pub front_matter: FrontMatter,
    /// Everything below the front matter.
    pub body: Span,
    /// The blocks of the body in their order, not nested.
    pub blocks: Vec<Block>,
    /// The sections in the order of their headings; a section holds those of deeper levels that follow it.
    pub sections: Vec<Section>,
    /// The links, images and wiki links in their order.
    pub links: Vec<Link>,
    /// What raw HTML links to, and the images that it shows; a span is that of the address.
    pub raw_links: Vec<Link>,
    /// The images, those of raw HTML included.
    pub images: Vec<Image>,
    /// The targets of references, by their names in lowercase: `[name]: target`.
    pub references: BTreeMap<String, String>,
    /// The anchors of headings, and those that raw HTML sets, in lower case.
    pub anchors: HashSet<String>,
    /// The lines on which HTML comments begin, and those within other text, in their order.
    pub comments: Vec<Span>,
    /// What stands there as sentences.
    pub prose: Prose,
    /// The words of the body, code left out.
    pub words: usize,
    /// The section whose heading is the document's title, where the body has one.
    pub title_section: Option<usize>,
    /// Whether the body has been read; see [`parse_head`].
    has_body: bool,
}

/// A heading and what stands under it, up to the next heading of its level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading as plain text.
    pub heading: String,
    /// The heading in the form in which headings compare.
    pub normalized: String,
    /// The level of the heading, 1 to 6; 7 for a bold label that stands in place of a heading.
    pub level: u8,
    /// The anchor of the heading, unique in the document.
    pub anchor: String,
    /// The heading line.
    pub heading_span: Span,
    /// Heading and content.
    pub span: Span,
    /// The blocks of the content: indices into [`Document::blocks`], deeper sections included.
    pub blocks: std::ops::Range<usize>,
    /// The sections of the vocabulary that the heading stands for.
    pub names: Vec<SectionName>,
}

/// A link out of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its form.
    pub kind: LinkKind,
    /// The target as written, escapes resolved.
    pub target: String,
    /// The whole link.
    pub span: Span,
}

/// An image within the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The target as written.
    pub target: String,
    /// What stands for it where it cannot be seen. `None` where raw HTML says nothing; empty where it says "nothing".
    pub text: Option<String>,
    /// Whether it is raw HTML.
    pub is_raw: bool,
    /// The whole image.
    pub span: Span,
}

/// The form of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`, by reference or in angle brackets.
    Text,
    /// `![text](target)`.
    Image,
    /// `[[id]]` or `[[id|text]]`.
    Wiki,
}

impl Document {
    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &FilePath {
        &self.file.path
    }

    /// The first section that stands for `name`.
    #[must_use]
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.names.contains(&name))
    }

    /// All sections that stand for `name`.
    pub fn sections_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Section> {
        self.sections.iter().filter(move |section| section.names.contains(&name))
    }

    /// The blocks of a section, deeper sections included.
    #[must_use]
    pub fn blocks_of(&self, section: &Section) -> &[Block] {
        &self.blocks[section.blocks.clone()]
    }

    /// Whether a link to an anchor of the document leads somewhere.
    #[must_use]
    pub fn has_anchor(&self, anchor: &str) -> bool {
        if self.has_body {
            return self.anchors.contains(&anchor.to_lowercase());
        }
        parse(self.file.clone()).0.has_anchor(anchor)
    }

    /// The anchor of a heading that is nearest to one that no heading has.
    #[must_use]
    pub fn nearest_anchor(&self, anchor: &str) -> Option<String> {
        if !self.has_body {
            return parse(self.file.clone()).0.nearest_anchor(anchor);
        }
        let mut anchors: Vec<&str> = self.anchors.iter().map(String::as_str).collect();
        anchors.sort_unstable();
        nearest(anchor, anchors).map(str::to_owned)
    }

    /// The heading that serves as the document's title, as plain text.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title_section.map(|index| self.sections[index].heading.as_str())
    }
}

/// Takes a file apart.
#[must_use]
pub fn parse(file: Arc<SourceFile>) -> (Document, Vec<Diagnostic>) {
    let (front_matter, body_start, mut diagnostics) = front_matter::parse(&file);
    let body = Span::new(behind_imports(&file, body_start), file.text.len());
    let parsed = markdown::parse(&file, body);
    diagnostics.extend(parsed.diagnostics);
    let title_section = title_section(&parsed.sections, front_matter.format.is_some());
    let document = Document {
        file,
        front_matter,
        body,
        blocks: parsed.blocks,
        sections: parsed.sections,
        links: parsed.links,
        raw_links: parsed.raw_links,
        images: parsed.images,
        references: parsed.references,
        anchors: parsed.anchors,
        comments: parsed.comments,
        prose: parsed.prose,
        words: parsed.words,
        title_section,
        has_body: true,
    };
    (document, diagnostics)
}

/// Reads the front matter alone: enough to tell what others may name a document by, at a tenth of the cost.
///
/// Of the body such a document knows its place and nothing else; [`Document::has_anchor`] reads it when asked.
#[must_use]
pub fn parse_head(file: Arc<SourceFile>) -> Document {
    let (front_matter, body_start, _) = front_matter::parse(&file);
    let body = Span::new(body_start, file.text.len());
    Document {
        file,
        front_matter,
        body,
        blocks: Vec::new(),
        sections: Vec::new(),
        links: Vec::new(),
        raw_links: Vec::new(),
        images: Vec::new(),
        references: BTreeMap::new(),
        anchors: HashSet::new(),
        comments: Vec::new(),
        prose: Prose::default(),
        words: 0,
        title_section: None,
        has_body: false,
    }
}

/// Where the body begins behind the `import` and `export` lines at the head of an `.mdx` file, which are code.
fn behind_imports(file: &SourceFile, start: usize) -> usize {
    if !file.path.name().to_ascii_lowercase().ends_with(".mdx") {
        return start;
    }
    let is_code = |line: &&str| line.trim().is_empty() || line.starts_with("import ") || line.starts_with("export ");
    start + file.text[start..].split_inclusive('\n').take_while(is_code).map(str::len).sum::<usize>()
}

/// The heading that serves as the title.
///
/// It is the first of level 1, when it stands for no section of the vocabulary or when everything else stands below it.
/// Where there is none, and no front matter either, a heading that opens the body serves, whatever its level.
fn title_section(sections: &[Section], has_front_matter: bool) -> Option<usize> {
    let stands_for_none = |section: &Section| section.names.is_empty();
    let Some(first) = sections.iter().position(|section| section.level == 1) else {
        let opens = |section: &&Section| section.blocks.start == 1 && section.level <= 6 && stands_for_none(section);
        return sections.first().filter(opens).filter(|_| !has_front_matter).map(|_| 0);
    };
    let section = &sections[first];
    // "# Title:" of a form that was filled in with a heading right below.
    let is_form = section.normalized == "title";
    let below = sections.get(first + 1).filter(|below| below.blocks.start == section.blocks.start + 1);
    if is_form && below.is_some_and(stands_for_none) {
        return Some(first + 1);
    }
    let holds_the_rest = first == 0 && sections.len() > 1 && sections[1..].iter().all(|other| other.level > 1);
    (stands_for_none(section) || holds_the_rest).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_headings_and_of_raw_html() {
        let text = "## What went well?\n\n**Impact**\n\nText.\n\n<a ID=\"Here\"></a> and <a name='there'>\n\n<div id=block>\n\n\
             ## \\_search\\_\n\n## \\_\n\n<b id='_main'>\n";
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let mut anchors: Vec<&str> = document.anchors.iter().map(String::as_str).collect();
        anchors.sort_unstable();
        assert_eq!(anchors, ["block", "here", "search_", "section", "there", "what-went-well"]);
    }

    #[test]
    fn imports_of_mdx_are_no_text() {
        let text = "---\ntitle: A\n---\nimport U from 'x';\n\nThe tiles were missing.\n";
        for (path, blocks) in [("a.mdx", 1), ("a.md", 2)] {
            let (document, _) = parse(Arc::new(SourceFile::new(path, text)));
            assert_eq!(document.blocks.len(), blocks, "{path}");
        }
    }

    #[test]
    fn the_title_is_the_heading_that_a_reader_takes_for_it() {
        let cases = [
            ("# Cart down\n\n## Impact\n", Some("Cart down")),
            ("## Owner: ops\n\n# Cart down\n", Some("Cart down")),
            ("# Summary\n\n## Details\n", Some("Summary")),
            ("# Summary\n\n# Impact\n", None),
            ("## Cart down for an hour\n\n## Date: 2026-03-04\n", Some("Cart down for an hour")),
            ("## Impact\n\n## Timeline\n", None),
            ("Some text.\n\n## A heading\n", None),
            ("---\nstatus: draft\n---\n## A heading\n", None),
            ("# Title:\n### Cart down\n\n# Impact\n", Some("Cart down")),
            ("# Title\n\n## Summary\n", Some("Title")),
            ("", None),
        ];
        for (text, title) in cases {
            let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
            assert_eq!(document.title(), title, "{text:?}");
        }
    }
}
