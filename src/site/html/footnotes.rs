//! Footnotes: references numbered as they come, their texts at the end, each with a way back.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event};

use super::events::escaped;
use super::writer::Writer;

/// Footnotes: their texts by label, and the labels in the order of their first references.
#[derive(Default)]
pub(super) struct Notes<'a> {
    pub order: Vec<CowStr<'a>>,
    pub texts: BTreeMap<String, Vec<Event<'a>>>,
    /// The number of each label, and how many references it has.
    pub references: BTreeMap<String, (usize, usize)>,
    /// The events of the page while a footnote is being read, and the footnote's label.
    pub outer: Option<(Vec<Event<'a>>, String)>,
}

impl<'a> Writer<'a> {
    pub(super) fn reference(&mut self, label: CowStr<'a>) {
        if self.is_inline {
            return;
        }
        if !self.notes.references.contains_key(label.as_ref()) {
            self.notes.order.push(label.clone());
        }
        let next = self.notes.order.len();
        let (number, count) = self.notes.references.entry(label.into_string()).or_insert((next, 0));
        *count += 1;
        let (number, count) = (*number, *count);
        let id =
            if count == 1 { format!("note-reference-{number}") } else { format!("note-reference-{number}-{count}") };
        self.markup(format!("<sup class=\"note-reference\" id=\"{id}\"><a href=\"#note-{number}\">{number}</a></sup>"));
    }

    /// The footnotes that the text refers to, in that order, each with a way back.
    pub(super) fn footnotes(&mut self) {
        let labels = std::mem::take(&mut self.notes.order);
        if labels.is_empty() {
            return;
        }
        let (title, back) = (escaped(self.words.text("footnotes")), escaped(self.words.text("footnote-back")));
        self.markup(format!("<section class=\"notes\" aria-label=\"{title}\"><ol>\n"));
        for (index, label) in labels.iter().enumerate() {
            let number = index + 1;
            self.markup(format!("<li id=\"note-{number}\">"));
            let text = self.notes.texts.remove(label.as_ref()).unwrap_or_default();
            self.events.extend(text);
            let back = format!("<a class=\"note-back\" href=\"#note-reference-{number}\" aria-label=\"{back}\">↩</a>");
            self.markup(format!("{back}</li>\n"));
        }
        self.markup("</ol></section>\n");
    }
}
