//! Documents: text with spans. Parsing never fails; it gives a [`Document`] and diagnostics.
//!
//! Takes a source file; gives its front matter, its blocks, its sections by heading, and its links, each with the place
//! where it stands. What the fields and sections *mean* is told in [`crate::checks`].

mod block;
mod front_matter;
pub mod heading;
mod markdown;

use std::sync::Arc;

pub use block::{Block, BlockKind, Cell, ListEntry};
pub use front_matter::{Format, FrontMatter};
pub use heading::SectionName;
pub use markdown::{MARKDOWN, NESTING_LIMIT};

use crate::diagnostics::{Diagnostic, FilePath, SourceFile, Span};

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
    /// The words of the body, code left out.
    pub words: usize,
    /// The section whose heading is the document's title, where the body has one.
    pub title_section: Option<usize>,
}

/// A heading and what stands under it, up to the next heading of its level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading as plain text.
    pub heading: String,
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
    let body = Span::new(body_start, file.text.len());
    let parsed = markdown::parse(&file, body);
    diagnostics.extend(parsed.diagnostics);
    let title_section = title_section(&parsed.sections);
    let document = Document {
        file,
        front_matter,
        body,
        blocks: parsed.blocks,
        sections: parsed.sections,
        links: parsed.links,
        words: parsed.words,
        title_section,
    };
    (document, diagnostics)
}

/// The first heading is the title when it is of level 1 and stands for no section of the vocabulary, or when everything
/// else stands below it.
fn title_section(sections: &[Section]) -> Option<usize> {
    let first = sections.iter().position(|section| section.level == 1)?;
    let section = &sections[first];
    let holds_the_rest = first == 0 && sections.len() > 1 && sections[1..].iter().all(|other| other.level > 1);
    (section.names.is_empty() || holds_the_rest).then_some(first)
}
