//! What rules about action items share: the items of a document, and what is found of one or of all of them.

use crate::diagnostics::Span;
use crate::interpret::{self, PlacedAction};
use crate::syntax::Document;
use crate::template::Template;

/// The action items of a document. What still stands there as its template has it is none.
pub(super) fn of(document: &Document, template: Option<&Template>) -> Vec<PlacedAction> {
    let mut actions = interpret::action_items(document);
    let sections = template.map_or(&[][..], |template| &template.sections);
    let placeholders: Vec<&str> = sections
        .iter()
        .filter(|section| section.names.contains(&"action-items"))
        .flat_map(|section| section.placeholders.iter().map(String::as_str))
        .collect();
    let is_left_over = |action: &PlacedAction| {
        let behind = |text: &&str| {
            text.strip_prefix(action.item.text.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" · "))
        };
        placeholders.iter().any(behind)
    };
    actions.retain(|action| !is_left_over(action));
    actions
}

/// Something that action items lack.
pub(super) enum Lack<'a> {
    /// All that stand under one head lack it, so many of them: one finding is enough.
    Group {
        /// The head of the table, or the heading of the section.
        span: Span,
        /// How many lack it.
        count: usize,
        /// Whether it is a table without such a column.
        is_table: bool,
    },
    /// One lacks it.
    One(&'a PlacedAction),
}

/// Finds those action items that lack something which they might have, and takes them together where no item beside them
/// has a place for it either.
pub(super) fn lacking<'a>(
    actions: &'a [PlacedAction],
    lacks: impl Fn(&PlacedAction) -> bool,
    has_place: impl Fn(&PlacedAction) -> bool,
) -> Vec<Lack<'a>> {
    let mut found = Vec::new();
    for group in actions.chunk_by(|a, b| a.group == b.group) {
        let lacking: Vec<&PlacedAction> = group.iter().filter(|action| lacks(action)).collect();
        let is_table = group[0].is_row;
        if !lacking.is_empty() && !group.iter().any(&has_place) && (is_table || lacking.len() > 1) {
            // What one table says of all of them need not be said of the next.
            match found
                .iter_mut()
                .find_map(|lack| if let Lack::Group { count, .. } = lack { Some(count) } else { None })
            {
                Some(count) => *count += lacking.len(),
                None => found.push(Lack::Group { span: group[0].group, count: lacking.len(), is_table }),
            }
        } else {
            found.extend(lacking.into_iter().map(Lack::One));
        }
    }
    found
}

/// A text without marks around it and in lower case, to be looked up.
pub(super) fn word(text: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || ".!*_`~()[]<>:@".contains(c);
    text.trim_matches(is_mark).to_lowercase()
}
