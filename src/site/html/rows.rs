//! Anchors of what a picture leads to: the row, entry or paragraph around a place of the text.

use std::collections::BTreeMap;
use std::ops::Range;

/// The places that want an anchor, and the anchors that they got.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The places that have none yet, with their numbers.
    waiting: BTreeMap<usize, usize>,
    /// One for each place, once it has got one.
    pub(super) anchors: Vec<Option<String>>,
}

impl Rows {
    pub(super) fn new(places: &[usize]) -> Self {
        let waiting = places.iter().enumerate().rev().map(|(number, place)| (*place, number)).collect();
        Self { waiting, anchors: vec![None; places.len()] }
    }

    /// Whether a place within a range wants an anchor.
    pub(super) fn are_within(&self, range: &Range<usize>) -> bool {
        self.waiting.range(range.clone()).next().is_some()
    }

    /// Gives the first place within a range an anchor of its own, as an attribute; empty where none wants one.
    pub(super) fn take(&mut self, range: &Range<usize>) -> String {
        let Some(number) = self.next(range) else { return String::new() };
        let anchor = format!("_t{}", number + 1);
        let attribute = format!(" id=\"{anchor}\"");
        self.anchors[number] = Some(anchor);
        attribute
    }

    /// Gives the places within a heading the anchor that it has anyway.
    pub(super) fn name(&mut self, range: &Range<usize>, anchor: Option<&str>) {
        let Some(anchor) = anchor else { return };
        while let Some(number) = self.next(range) {
            self.anchors[number] = Some(anchor.to_owned());
        }
    }

    fn next(&mut self, range: &Range<usize>) -> Option<usize> {
        let place = *self.waiting.range(range.clone()).next()?.0;
        self.waiting.remove(&place)
    }
}
