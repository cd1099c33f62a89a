//! What a template says of the fields of a document, joined with the fields that are there.

use super::Subject;
use super::placeholder::is_placeholder;
use crate::interpret::{canonical, field};
use crate::spanned::Field;
use crate::template::{FieldType, TemplateField};

/// A field of a document with what its template says of it.
pub(super) struct HeldField<'a> {
    pub named: &'a TemplateField,
    pub field: &'a Field,
    /// What the template lets it hold.
    pub declared: &'a FieldType,
    /// The name of the field of Afterword's own that it is; `None` for one of the team's.
    pub built_in: Option<&'static str>,
}

/// The fields of a document whose types its template names.
pub(super) fn held_fields<'a>(subject: &Subject<'a>) -> Vec<HeldField<'a>> {
    let Some((_, template)) = subject.held_against_template() else { return Vec::new() };
    let held = template.fields.iter().filter_map(|named| {
        let declared = named.declared.as_ref()?;
        let built_in = canonical(&named.name);
        let field = field(subject.document, built_in.unwrap_or(&named.name))?;
        Some(HeldField { named, field, declared, built_in })
    });
    held.collect()
}

impl HeldField<'_> {
    /// Whether a text is still to be replaced.
    pub fn is_placeholder(&self, text: &str) -> bool {
        is_placeholder(text) || !self.named.placeholder.is_empty() && text == self.named.placeholder
    }
}
