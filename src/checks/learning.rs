//! Sections that say what was learned, and whether anything is in them.

use super::Subject;
use crate::diagnostics::Span;
use crate::model::{Kind, Status};
use crate::syntax::{Block, Section, SectionName};
use crate::template::Template;

/// The sections in which people write what they learned.
pub(super) const SECTIONS: [SectionName; 5] = ["lessons-learned", "went-well", "went-wrong", "got-lucky", "surprises"];

/// The template of a published postmortem; what is still being written is left alone, and so are other kinds.
pub(super) fn template_of_finished<'a>(subject: &Subject<'a>) -> Option<&'a Template> {
    let (postmortem, template) = subject.held_against_template()?;
    let is_finished = postmortem.kind.as_str() == Kind::POSTMORTEM && postmortem.status == Status::Published;
    is_finished.then_some(template)
}

/// Whether the template asks for a section of these, so that other rules tell of a missing one.
pub(super) fn is_required(template: &Template, names: &[SectionName]) -> bool {
    let required = template.sections.iter().filter(|section| section.requirement.applies_to(Status::Published));
    required.into_iter().any(|section| section.names.iter().any(|name| names.contains(name)))
}

/// Whether a section holds anything but "nothing".
pub(super) fn has_content(subject: &Subject<'_>, section: &Section) -> bool {
    let blocks = subject.document.blocks_of(section);
    blocks.iter().any(Block::has_content) && !says_nothing(blocks)
}

/// Whether all that stands there is "nothing" or "n/a".
pub(super) fn says_nothing(blocks: &[Block]) -> bool {
    const NOTHING: [&str; 24] = [
        "nothing",
        "none",
        "n/a",
        "na",
        "nil",
        "no",
        "not applicable",
        "nothing at all",
        "nothing really",
        "not much",
        "nothing went well",
        "nothing in particular",
        "nothing special",
        "nothing to mention",
        "-",
        "—",
        "–",
        "/",
        "nichts",
        "nada",
        "rien",
        "niente",
        "なし",
        "特になし",
    ];
    let mut texts = blocks.iter().filter(|block| block.has_content()).map(Block::text);
    let is_nothing = |text: &str| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || ".!*_`()。".contains(c)).to_lowercase();
        NOTHING.contains(&text.as_str())
    };
    texts.next().is_some_and(|text| is_nothing(&text)) && texts.next().is_none()
}

/// Where a section is missed that is not there: at the beginning of the text.
pub(super) fn place_of_missing(subject: &Subject<'_>) -> Span {
    let document = subject.document;
    Span::at(document.body.trimmed(&document.file.text).start)
}
