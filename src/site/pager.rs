//! Long lists on several pages.

use std::ops::Range;

use serde::Serialize;

use super::Site;
use super::route::Route;
use super::views::LinkView;

/// How many entries a page of a list has.
pub(super) const PAGE_LENGTH: usize = 50;

/// How many pages a list of `length` has: one even when it is empty.
pub(super) fn pages_of(length: usize) -> usize {
    length.div_ceil(PAGE_LENGTH).max(1)
}

/// The entries of page `page`, counted from 1.
pub(super) fn range(length: usize, page: usize) -> Range<usize> {
    let start = (page.saturating_sub(1) * PAGE_LENGTH).min(length);
    start..(start + PAGE_LENGTH).min(length)
}

/// The way from one page of a list to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PagerView {
    /// This page, counted from 1.
    pub current: usize,
    /// How many pages there are.
    pub last: usize,
    /// The first entry on this page, counted from 1; 0 when the list is empty.
    pub from: usize,
    /// The last entry on this page.
    pub to: usize,
    /// How many entries the list has.
    pub total: usize,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page behind.
    pub next: Option<String>,
    /// The first page, the last, and those around this one; a gap is a link without an address.
    pub pages: Vec<LinkView>,
}

impl PagerView {
    pub(super) fn new(site: &Site, first: &Route, length: usize, current: usize) -> Self {
        let last = pages_of(length);
        let link = |number: usize| site.link(&first.page(number));
        let range = range(length, current);
        let mut pages = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|number| [1, last].contains(number) || number.abs_diff(current) <= 2) {
            if number > before + 1 {
                pages.push(LinkView { title: "…".to_owned(), url: String::new() });
            }
            pages.push(LinkView { title: number.to_string(), url: link(number) });
            before = number;
        }
        Self {
            current,
            last,
            from: if length == 0 { 0 } else { range.start + 1 },
            to: range.end,
            total: length,
            previous: (current > 1).then(|| link(current - 1)),
            next: (current < last).then(|| link(current + 1)),
            pages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_entries_fill_one_page() {
        assert_eq!([0, 1, 50, 51, 100, 101].map(pages_of), [1, 1, 1, 2, 2, 3]);
        assert_eq!((range(0, 1), range(50, 1), range(51, 2), range(120, 3)), (0..0, 0..50, 50..51, 100..120));
    }
}
