//! Templates: the starting text of a document and what `check` holds it against, in one Markdown file a kind.
//!
//! Takes `templates/<kind>.md` or the built-in text; gives a [`Template`] and diagnostics for its own mistakes. A field's
//! line says behind a `#` whether it is required and what it holds; a section's first comment does the same. Guidance
//! stands behind the colon:
//!
//! ```markdown
//! ---
//! title: Title of the incident   # required, text: what readers will look for
//! resolved: 2026-01-31T11:00:00Z # required once published, time: when all was as before
//! tags: []                       # optional, list of text
//! ---
//!
//! ## Timeline
//!
//! <!-- required, timeline; also "Sequence of events": One row an event, in order. -->
//! ```

mod field_type;
mod notation;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use field_type::{FieldType, Mismatch, Vocabulary};
use notation::{Contract, Of};

use crate::diagnostics::{Diagnostic, SourceFile, Span, nearest};
use crate::model::{Kind, Status};
use crate::spanned::Field;
use crate::syntax::{BlockKind, Document, Section, SectionName, heading, parse};

/// The kinds that have a template without anybody writing one, with its text.
pub const BUILT_IN: [(&str, &str); 3] = [
    (Kind::POSTMORTEM, include_str!("postmortem.md")),
    (Kind::PREMORTEM, include_str!("premortem.md")),
    (Kind::NEAR_MISS, include_str!("near-miss.md")),
];

/// How many fields and how many sections a template may name; each is looked for among those of every document.
const LIMIT: usize = 200;

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

    /// What words mean, in lowercase.
    fn of_words(words: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == words).map(|(_, requirement)| *requirement)
    }

    /// The words at the start of a text that goes on freely, such as "required when it rains", and their length.
    fn free_start(text: &str) -> Option<(Self, usize)> {
        Self::WORDS.iter().find_map(|(words, requirement)| {
            let head = text.get(..words.len())?;
            let goes_on = text[words.len()..].starts_with([' ', '.']);
            (head.eq_ignore_ascii_case(words) && goes_on).then_some((*requirement, words.len()))
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

/// What a section consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text that is read from beginning to end.
    Prose,
    /// Times with what happened.
    Timeline,
    /// What is to change.
    ActionItems,
}

impl Shape {
    const WORDS: [(&'static str, Self); 3] =
        [("prose", Self::Prose), ("timeline", Self::Timeline), ("action items", Self::ActionItems)];

    fn read(words: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == words).map(|(_, shape)| *shape)
    }

    fn nearest(words: &str) -> Option<&'static str> {
        let elsewhere = match words {
            "time line" | "chronology" | "table of times" => Some("timeline"),
            "actions" | "action item" | "tasks" | "todos" => Some("action items"),
            "text" | "free text" | "story" | "narrative" => Some("prose"),
            _ => None,
        };
        elsewhere.or_else(|| nearest(words, Self::WORDS.map(|(known, _)| known)))
    }

    /// The section of the vocabulary that is read in this shape.
    #[must_use]
    pub fn section(self) -> Option<SectionName> {
        match self {
            Self::Prose => None,
            Self::Timeline => Some("timeline"),
            Self::ActionItems => Some("action-items"),
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
    /// What it holds, where the template says so.
    pub declared: Option<FieldType>,
    /// The value that stands in the template and may stay; empty when there is none.
    pub default: String,
    /// The value that stands in the template as a text, to be replaced; empty when there is none or it is a fine default.
    pub placeholder: String,
    /// What to write there.
    pub guidance: String,
    /// The whole comment behind it.
    pub comment: String,
}

impl TemplateField {
    /// What it holds: what the template says, or what the field means to Afterword.
    #[must_use]
    pub fn field_type(&self) -> Option<FieldType> {
        self.declared.clone().or_else(|| FieldType::built_in(&self.name))
    }
}

/// A section that a template names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSection {
    /// The heading as the template writes it.
    pub heading: String,
    /// Other headings that the template accepts for it.
    pub also: Vec<String>,
    /// The sections of the vocabulary that it stands for; empty for one of the team's own.
    pub names: Vec<SectionName>,
    /// Whether a document must have it.
    pub requirement: Requirement,
    /// What it consists of, where the template says so.
    pub shape: Option<Shape>,
    /// Paragraphs, list entries and table rows that stand in the template, to be replaced.
    pub placeholders: Vec<String>,
    /// What to write there.
    pub guidance: String,
    /// The whole comment under its heading, on one line.
    pub comment: String,
    /// All its headings in their normal form.
    headings: Vec<String>,
    /// Whether the vocabulary does not know one of them for the section's names.
    has_own_headings: bool,
}

impl TemplateSection {
    /// Whether a section of a document that [`Template::name_sections`] has seen is this one, under whichever of its
    /// headings.
    #[must_use]
    pub fn is(&self, section: &Section) -> bool {
        if self.names.is_empty() {
            return self.is_headed(&section.normalized);
        }
        self.names.iter().any(|wanted| section.names.iter().any(|found| accepts(wanted, found)))
    }

    /// What it consists of: what the template says, or what a section of its name is read as.
    #[must_use]
    pub fn expected_shape(&self) -> Option<Shape> {
        let of_name = || {
            [Shape::Timeline, Shape::ActionItems]
                .into_iter()
                .find(|shape| shape.section().is_some_and(|name| self.names.contains(&name)))
        };
        self.shape.or_else(of_name)
    }

    /// Whether the template itself names a heading, in its normal form, for this section.
    fn is_headed(&self, normalized: &str) -> bool {
        self.headings.iter().any(|known| known == normalized)
    }
}

impl Template {
    /// Gives the sections of a document the names of the vocabulary that the template means by their headings, so that
    /// "Logbook" is read as the timeline where the template calls it so.
    pub fn name_sections(&self, document: &mut Document) {
        let own: Vec<_> = self.sections.iter().filter(|section| section.has_own_headings).collect();
        if own.is_empty() {
            return;
        }
        for section in &mut document.sections {
            let normalized = &section.normalized;
            for known in own.iter().filter(|known| known.is_headed(normalized)) {
                let new: Vec<_> = known.names.iter().filter(|name| !section.names.contains(name)).collect();
                section.names.extend(new);
            }
        }
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
    let mut fields = fields(&document, &mut diagnostics);
    let mut sections = sections(&document, &mut diagnostics);
    if fields.len() > LIMIT || sections.len() > LIMIT {
        let message = format!("the template names more than {LIMIT} fields or sections");
        let diagnostic = Diagnostic::error("invalid-template", &file.path, message);
        diagnostics.push(diagnostic.help("documents are held against the first of them alone"));
        fields.truncate(LIMIT);
        sections.truncate(LIMIT);
    }
    (Template { kind: kind.clone(), file: file.clone(), fields, sections }, diagnostics)
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
    let mut fields = Vec::new();
    for field in &document.front_matter.fields.fields {
        let comment = comment_behind(document, field);
        let text = document.file.slice(comment);
        let contract = notation::read(Of::Field, text, comment.start);
        report(document, &contract, diagnostics);
        // What a template writes without saying that it is to be replaced is a default that may stay.
        let value = field.value.text().unwrap_or_default();
        let is_placeholder = field.key == "title" || value.starts_with('<');
        let named = TemplateField {
            name: field.key.clone(),
            requirement: contract.requirement.unwrap_or(Requirement::Optional),
            declared: contract.field_type.as_ref().map(|(found, _)| found.clone()),
            default: if is_placeholder { String::new() } else { value.to_owned() },
            placeholder: if is_placeholder { value.to_owned() } else { String::new() },
            guidance: contract.guidance,
            comment: text.to_owned(),
        };
        diagnostics.extend(contract.field_type.and_then(|(found, place)| {
            let help = found.fits(&field.key).err()?;
            let message = format!("the field `{}` cannot be `{}`", field.key, found.words());
            Some(invalid(document, message).at(place).help(help))
        }));
        if !is_placeholder {
            diagnostics.extend(wrong_default(document, field, &named));
        }
        fields.push(named);
    }
    fields
}

/// A default that a document could not keep.
fn wrong_default(document: &Document, field: &Field, named: &TemplateField) -> Option<Diagnostic> {
    let mismatch =
        named.declared.as_ref()?.mismatches(&field.value, &|text| text.starts_with('<')).into_iter().next()?;
    let message = format!("the field `{}` {}, and its own template holds another value", field.key, mismatch.expected);
    let help = Some(mismatch.help).filter(|help| !help.is_empty());
    Some(invalid(document, message).at(mismatch.span).maybe_help(help))
}

/// The comment behind the key and the value of a field, without its `#`; empty where there is none.
///
/// It stands on the line where the value ends; for a value in lines of its own, on that of the key.
#[must_use]
pub fn comment_behind(document: &Document, field: &Field) -> Span {
    let text = &document.file.text;
    let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let key_line = end_of_line(field.key_span.end);
    let value = field.value.span;
    let is_below = value.start > key_line
        || text[field.key_span.end..key_line].trim_start_matches([':', ' ', '\t']).starts_with('#');
    let from = if is_below { field.key_span.end } else { value.end.max(field.key_span.end) };
    let line = Span::new(from, end_of_line(from));
    match text[line.range()].find('#') {
        Some(at) => Span::new(from + at + 1, line.end).trimmed(text),
        None => Span::at(from),
    }
}

fn sections(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Vec<TemplateSection> {
    let mut sections: Vec<TemplateSection> = Vec::new();
    // One more than are kept, which tells that there are more.
    for (index, section) in document.sections.iter().enumerate().take(LIMIT + 2) {
        if document.title_section == Some(index) && section.level == 1 {
            continue;
        }
        let blocks = document.blocks_of(section);
        let own = blocks.iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
        let comment = own
            .clone()
            .filter(|block| block.kind == BlockKind::Html)
            .find_map(|block| comment_inside(&document.file, block.span));
        let text = comment.map_or("", |span| document.file.slice(span));
        let contract = notation::read(Of::Section, text, comment.map_or(0, |span| span.start));
        report(document, &contract, diagnostics);
        for (also, place) in &contract.also {
            diagnostics.extend(claimed_twice(document, &sections, also, *place));
        }
        let mut names = section.names.clone();
        names.extend(contract.shape.and_then(Shape::section).filter(|name| !section.names.contains(name)));
        let also: Vec<String> = contract.also.into_iter().map(|(heading, _)| heading).collect();
        let headings = || std::iter::once(&section.heading).chain(&also);
        let is_own = |text: &String| {
            let known = heading::sections_of(text);
            names.iter().any(|name| !known.contains(name))
        };
        sections.push(TemplateSection {
            heading: section.heading.clone(),
            headings: headings().map(|text| heading::normalize(text)).collect(),
            has_own_headings: headings().any(is_own),
            also,
            names,
            requirement: contract.requirement.unwrap_or(Requirement::Optional),
            shape: contract.shape,
            placeholders: own.flat_map(crate::syntax::Block::pieces).map(|(_, text)| text).collect(),
            guidance: one_line(&contract.guidance),
            comment: one_line(text),
        });
    }
    sections
}

/// What stands within the first comment that begins a block of HTML.
#[must_use]
pub fn comment_inside(file: &SourceFile, block: Span) -> Option<Span> {
    let inside = file.slice(block).strip_prefix("<!--")?;
    let length = inside.find("-->").unwrap_or(inside.len());
    let start = block.start + "<!--".len();
    Some(Span::new(start, start + length).trimmed(&file.text))
}

/// A text with its white space folded.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading that another section of the template has already.
fn claimed_twice(document: &Document, sections: &[TemplateSection], also: &str, place: Span) -> Option<Diagnostic> {
    let normalized = heading::normalize(also);
    let other = sections.iter().find(|section| section.is_headed(&normalized))?;
    let message = format!("the heading \"{also}\" is accepted for \"{}\" already", other.heading);
    Some(invalid(document, message).at(place).help("accept it for one of the two"))
}

fn report(document: &Document, contract: &Contract, diagnostics: &mut Vec<Diagnostic>) {
    let problems = contract.problems.iter();
    diagnostics.extend(problems.map(|it| invalid(document, it.message.clone()).at(it.span).help(it.help.clone())));
}

fn invalid(document: &Document, message: String) -> Diagnostic {
    Diagnostic::error("invalid-template", document.path(), message)
}

/// Whether a comment of a document is guidance: that of its template, or in the notation of templates.
#[must_use]
pub fn is_guidance(comment: &str, of_template: &str) -> bool {
    let comment = one_line(comment);
    !comment.is_empty() && comment == one_line(of_template)
        || Requirement::WORDS
            .iter()
            .any(|(words, _)| comment.strip_prefix(words).is_some_and(|rest| rest.starts_with([':', ',', ';'])))
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
