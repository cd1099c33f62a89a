//! Templates: the starting text of a document and what `check` holds it against, in one Markdown file a kind.
//!
//! Takes `templates/<kind>.md` or the built-in text; gives a [`Template`] and diagnostics for its own mistakes. A field's
//! line says behind a `#` whether it is required; a section's first comment does:
//!
//! ```markdown
//! ---
//! title: Title of the incident   # required
//! resolved: 2026-01-31T11:00:00Z # required once published
//! tags: []                       # optional
//! ---
//!
//! ## Summary
//!
//! <!-- required: What happened, in three sentences that a new colleague understands. -->
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, SourceFile, Span, nearest};
use crate::model::{Kind, Status};
use crate::syntax::{BlockKind, Document, Section, SectionName, heading, parse};

/// The kinds that have a template without anybody writing one, with its text.
pub const BUILT_IN: [(&str, &str); 2] =
    [(Kind::POSTMORTEM, include_str!("postmortem.md")), (Kind::PREMORTEM, include_str!("premortem.md"))];

/// Whether a document must have something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// Always.
    Required,
    /// When its status is `published`.
    RequiredOncePublished,
    /// It would be good.
    Recommended,
    /// As the author likes.
    Optional,
}

impl Requirement {
    const WORDS: [(&'static str, Self); 4] = [
        ("required once published", Self::RequiredOncePublished),
        ("required", Self::Required),
        ("recommended", Self::Recommended),
        ("optional", Self::Optional),
    ];

    /// Reads the words at the beginning of a comment; gives the guidance behind them too.
    fn read(comment: &str) -> Option<(Self, &str)> {
        let comment = comment.trim();
        Self::WORDS.iter().find_map(|(words, requirement)| {
            let rest = comment.strip_prefix(words)?;
            let ends = rest.is_empty() || rest.starts_with([':', ',', '.', ';', ' ']);
            ends.then(|| (*requirement, rest.trim_start_matches([':', ',', '.', ';', ' ']).trim()))
        })
    }

    /// Whether a document of a status must have it.
    #[must_use]
    pub fn applies_to(self, status: Status) -> bool {
        match self {
            Self::Required => true,
            Self::RequiredOncePublished => status == Status::Published,
            Self::Recommended | Self::Optional => false,
        }
    }
}

/// What a kind of document is to hold.
#[derive(Debug, Clone)]
pub struct Template {
    /// The kind.
    pub kind: Kind,
    /// The text that a new document begins with.
    pub file: Arc<SourceFile>,
    /// Its fields in their order.
    pub fields: Vec<TemplateField>,
    /// Its sections in their order.
    pub sections: Vec<TemplateSection>,
}

/// A field that a template names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateField {
    /// The key.
    pub name: String,
    /// Whether a document must have it.
    pub requirement: Requirement,
    /// The value that stands in the template as a text, to be replaced; empty when there is none or it is a fine default.
    pub placeholder: String,
    /// What to write there.
    pub guidance: String,
}

/// A section that a template names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSection {
    /// The heading as the template writes it.
    pub heading: String,
    /// The sections of the vocabulary that it stands for; empty for one of the team's own.
    pub names: Vec<SectionName>,
    /// Whether a document must have it.
    pub requirement: Requirement,
    /// Paragraphs, list entries and table rows that stand in the template, to be replaced.
    pub placeholders: Vec<String>,
    /// What to write there.
    pub guidance: String,
}

impl TemplateSection {
    /// Whether a section of a document is this one, under whichever of its headings.
    #[must_use]
    pub fn is(&self, section: &Section) -> bool {
        if self.names.is_empty() {
            return heading::normalize(&self.heading) == heading::normalize(&section.heading);
        }
        self.names.iter().any(|wanted| section.names.iter().any(|found| accepts(wanted, found)))
    }
}

/// Whether a section of one name is as good as the one that a template asks for.
fn accepts(wanted: SectionName, found: SectionName) -> bool {
    wanted == found
        || matches!(
            (wanted, found),
            ("contributing-factors", "root-cause" | "trigger") | ("recovery" | "response", "mitigation")
        )
}

/// Reads the template of a kind.
#[must_use]
pub fn read(kind: &Kind, file: &Arc<SourceFile>) -> (Template, Vec<Diagnostic>) {
    let (document, mut diagnostics) = parse(file.clone());
    for diagnostic in &mut diagnostics {
        diagnostic.code = "invalid-template".into();
    }
    let template = Template {
        kind: kind.clone(),
        file: file.clone(),
        fields: fields(&document, &mut diagnostics),
        sections: sections(&document, &mut diagnostics),
    };
    (template, diagnostics)
}

/// The templates of a knowledge base: the built-in ones, and those of `templates/`, which come before them.
#[must_use]
pub fn all(files: &BTreeMap<Kind, Arc<SourceFile>>) -> (BTreeMap<Kind, Template>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut templates = BTreeMap::new();
    for (name, text) in BUILT_IN {
        let kind = Kind::new(name);
        if !files.contains_key(&kind) {
            let file = Arc::new(SourceFile::new(&format!("templates/{name}.md"), text));
            let (template, found) = read(&kind, &file);
            diagnostics.extend(found);
            templates.insert(kind, template);
        }
    }
    for (kind, file) in files {
        let (template, found) = read(kind, file);
        diagnostics.extend(found);
        templates.insert(kind.clone(), template);
    }
    (templates, diagnostics)
}

fn fields(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Vec<TemplateField> {
    let file = &document.file;
    let mut fields = Vec::new();
    for field in &document.front_matter.fields.fields {
        let line_end =
            file.text[field.key_span.end..].find('\n').map_or(file.text.len(), |end| field.key_span.end + end);
        let value_end = field.value.span.end.clamp(field.key_span.end, line_end);
        let comment =
            file.slice(Span::new(value_end, line_end)).split_once('#').map_or("", |(_, comment)| comment.trim());
        let (requirement, guidance) = Requirement::read(comment).unwrap_or_else(|| {
            let place = Span::new(field.key_span.start, line_end).trimmed(&file.text);
            diagnostics.extend(unclear(document, comment, place));
            (Requirement::Optional, comment)
        });
        // What a template writes without saying that it is to be replaced is a default that may stay.
        let is_placeholder = field.key == "title" || field.value.text().is_some_and(|text| text.starts_with('<'));
        fields.push(TemplateField {
            name: field.key.clone(),
            requirement,
            placeholder: field.value.text().filter(|_| is_placeholder).unwrap_or_default().to_owned(),
            guidance: guidance.to_owned(),
        });
    }
    fields
}

fn sections(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Vec<TemplateSection> {
    let mut sections = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        if document.title_section == Some(index) && section.level == 1 {
            continue;
        }
        let blocks = document.blocks_of(section);
        let own = blocks.iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let comment = own
            .clone()
            .filter(|block| block.kind == BlockKind::Html)
            .find_map(|block| Some((document.file.slice(block.span).strip_prefix("<!--")?, block.span)));
        let (requirement, guidance) = match comment {
            None => (Requirement::Optional, ""),
            Some((text, place)) => {
                let text = text.trim_end().trim_end_matches("-->").trim();
                Requirement::read(text).unwrap_or_else(|| {
                    diagnostics.extend(unclear(document, text, place));
                    (Requirement::Optional, text)
                })
            }
        };
        sections.push(TemplateSection {
            heading: section.heading.clone(),
            names: section.names.clone(),
            requirement,
            placeholders: own.flat_map(crate::syntax::Block::pieces).map(|(_, text)| text).collect(),
            guidance: guidance.split_whitespace().collect::<Vec<_>>().join(" "),
        });
    }
    sections
}

/// A first word that is nearly one of those that say what is required.
fn unclear(document: &Document, comment: &str, place: Span) -> Option<Diagnostic> {
    let first = comment.split([' ', ':', ',']).next().unwrap_or_default();
    let near = nearest(first, ["required", "recommended", "optional"])?;
    let diagnostic = Diagnostic::error("invalid-template", document.path(), format!("unknown requirement `{first}`"));
    Some(diagnostic.at(place).help(format!("did you mean `{near}`?")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_have_no_mistakes_and_ask_for_what_the_product_says() {
        let (templates, diagnostics) = all(&BTreeMap::new());
        assert_eq!(diagnostics, []);
        let template = &templates[&Kind::new(Kind::POSTMORTEM)];
        let required = |requirement| -> Vec<&str> {
            template
                .fields
                .iter()
                .filter(|field| field.requirement == requirement)
                .map(|field| field.name.as_str())
                .collect()
        };
        assert_eq!(required(Requirement::Required), ["title", "status", "severity", "started", "contributing_factors"]);
        assert_eq!(required(Requirement::RequiredOncePublished), ["resolved"]);
        let sections = template.sections.iter().filter(|section| section.requirement == Requirement::Required);
        let sections: Vec<&str> = sections.map(|section| section.heading.as_str()).collect();
        assert_eq!(
            sections,
            [
                "Summary",
                "Impact",
                "Timeline",
                "Contributing factors",
                "What went well",
                "What went wrong",
                "Where we got lucky",
                "Action items"
            ]
        );
        assert_eq!(template.sections.len(), 14);
        assert!(template.fields.iter().all(|field| !field.guidance.is_empty()));
        assert!(template.sections.iter().all(|section| !section.guidance.is_empty()));
    }

    #[test]
    fn a_team_writes_its_own_and_mistakes_in_it_are_found() {
        let text = "---\ntitle: x # requird: the title\nowner: # required once published, who\n---\n## Weather\n<!-- recommended: sun or rain -->\nTBD\n";
        let (template, diagnostics) = read(&Kind::new("drill"), &Arc::new(SourceFile::new("templates/drill.md", text)));
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        assert_eq!(diagnostics[0].help, ["did you mean `required`?"]);
        assert_eq!(template.fields[1].requirement, Requirement::RequiredOncePublished);
        assert_eq!(template.fields[1].guidance, "who");
        let section = &template.sections[0];
        assert_eq!((section.requirement, section.guidance.as_str()), (Requirement::Recommended, "sun or rain"));
        assert_eq!(section.placeholders, ["TBD"]);
    }
}
