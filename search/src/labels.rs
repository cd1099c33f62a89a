//! Finds the factors, services, tags and so on that a reader means.
//!
//! Takes what was written after `factor:`; gives the terms of the index that it stands for. There are few of them, so
//! they are all looked through: a whole id or title is meant exactly, anything else by the words that it holds.

use crate::analysis::{Reach, Word, words};
use crate::document::Label;
use crate::error::SearchError;
use crate::query::LabelQuery;
use crate::searcher::Searcher;
use crate::vocabulary::allowed_changes;

/// Labels of one field that are looked through.
const MOST_LABELS: usize = 20_000;

/// Labels that are offered where none is found.
const OFFERED: usize = 3;

/// The labels that a reader means.
pub(crate) struct FoundLabels {
    /// The terms of the field.
    pub terms: Vec<String>,
    /// If there are none: the ids of labels that may have been meant.
    pub nearest: Vec<String>,
}

/// Finds the labels that `asked` means.
pub(crate) fn find_labels(searcher: &Searcher, asked: &LabelQuery) -> Result<FoundLabels, SearchError> {
    let terms = searcher.terms(searcher.fields().label(asked.field), "", MOST_LABELS)?;
    let labels: Vec<(String, Label)> = terms.into_iter().map(|term| (term.clone(), Label::from_term(&term))).collect();
    let having = |test: &dyn Fn(&Label) -> bool| -> Vec<String> {
        labels.iter().filter(|(_, label)| test(label)).map(|(term, _)| term.clone()).collect()
    };
    let value = asked.value.to_lowercase();
    let asked_words = words(searcher.stemmer(), &asked.value, Reach::Asked);
    let mut terms = match value.is_empty() {
        true => having(&|_| true),
        false if asked.begins => Vec::new(),
        false => having(&|label| [&label.id, &label.title].iter().any(|name| name.to_lowercase() == value)),
    };
    if terms.is_empty() && !asked_words.is_empty() {
        let holds =
            |name: &str| holds_words(&words(searcher.stemmer(), name, Reach::Indexed), &asked_words, asked.begins);
        terms = having(&|label| holds(&label.id) || holds(&label.title));
    }
    let nearest = if terms.is_empty() { nearest(&labels, &value) } else { Vec::new() };
    Ok(FoundLabels { terms, nearest })
}

/// Whether `asked` stands in `name`, in a row.
fn holds_words(name: &[Word], asked: &[Word], last_begins: bool) -> bool {
    name.windows(asked.len()).any(|row| {
        row.iter().zip(asked).enumerate().all(|(index, (word, asked_word))| {
            let begins = last_begins && index + 1 == asked.len();
            word.stem == asked_word.stem
                || word.surface == asked_word.surface
                || begins && word.surface.starts_with(&asked_word.surface)
        })
    })
}

fn nearest(labels: &[(String, Label)], value: &str) -> Vec<String> {
    let allowed = allowed_changes(value);
    let changes = |label: &Label| {
        let names = [&label.id, &label.title].map(|name| name.to_lowercase());
        let whole = names.iter().map(|name| strsim::osa_distance(name, value)).min();
        let of_a_word =
            names.iter().flat_map(|name| name.split([' ', '-'])).map(|word| strsim::osa_distance(word, value)).min();
        whole.min(of_a_word).unwrap_or(usize::MAX)
    };
    let mut near: Vec<_> = labels.iter().map(|(_, label)| (changes(label), &label.id)).collect();
    near.retain(|(changes, _)| *changes <= allowed);
    near.sort();
    near.into_iter().take(OFFERED).map(|(_, id)| id.clone()).collect()
}
