//! Folders of plain pages: an index page, and the pages of its folder in the order in which its text links to them.
//!
//! Takes the knowledge base; tells what is above each page and beside it. Pages are numbers: their places in
//! [`KnowledgeBase::pages`]. Any folder below `pages/` that has an `index.md` is one.

use std::collections::BTreeMap;

use crate::knowledge::{KnowledgeBase, Target};
use crate::model::Page;

/// The most plain pages, or folders of them, that the navigation names one by one.
const NAMED: usize = 3;

/// All folders of plain pages.
#[derive(Debug)]
pub(super) struct PageFolders {
    /// The index page above each page that has one.
    above: BTreeMap<usize, usize>,
    /// What each index page leads to.
    folders: BTreeMap<usize, PageFolder>,
    /// The pages without one above them.
    leading: Vec<usize>,
    /// Those of them that the navigation names.
    named: Vec<usize>,
}

/// The pages that an index page leads to.
#[derive(Debug, Default)]
pub(super) struct PageFolder {
    /// First those that its text links to, in that order, then the others by file name.
    pub(super) pages: Vec<usize>,
    /// How many of them its text links to.
    pub(super) linked: usize,
}

impl PageFolders {
    pub(super) fn new(knowledge: &KnowledgeBase) -> Self {
        let above = above(&knowledge.pages);
        let mut folders: BTreeMap<usize, PageFolder> = BTreeMap::new();
        for (page, index) in &above {
            folders.entry(*index).or_default().pages.push(*page);
        }
        for (index, folder) in &mut folders {
            folder.put_in_order(knowledge, *index);
        }
        let leading = (0..knowledge.pages.len()).filter(|page| !above.contains_key(page));
        let leading: Vec<usize> = leading.collect();
        let is_named = |page: &usize| leading.len() <= NAMED || folders.contains_key(page);
        let named = leading.iter().copied().filter(is_named).take(NAMED).collect();
        Self { above, folders, leading, named }
    }

    /// The index pages above a page, the outermost first.
    pub(super) fn above(&self, page: usize) -> Vec<usize> {
        let mut above: Vec<usize> =
            std::iter::successors(self.above.get(&page), |index| self.above.get(index)).copied().collect();
        above.reverse();
        above
    }

    /// The pages that lead to all others: those without an index page above them.
    pub(super) fn leading(&self) -> &[usize] {
        &self.leading
    }

    /// What an index page leads to.
    pub(super) fn folder(&self, index: usize) -> Option<&PageFolder> {
        self.folders.get(&index)
    }

    /// Whether there are more leading pages than the navigation names, so that it has a list of all pages.
    pub(super) fn has_list(&self) -> bool {
        self.leading.len() > NAMED
    }

    /// The leading pages that the navigation names: all where they are few, else the first that have a folder.
    pub(super) fn named(&self) -> &[usize] {
        &self.named
    }

    /// The pages before and after a page in its folder.
    pub(super) fn neighbours(&self, page: usize) -> (Option<usize>, Option<usize>) {
        let folder = self.above.get(&page).and_then(|index| self.folders.get(index));
        let pages = folder.map_or(&[][..], |folder| &folder.pages);
        let Some(place) = pages.iter().position(|it| *it == page) else { return (None, None) };
        (place.checked_sub(1).map(|before| pages[before]), pages.get(place + 1).copied())
    }
}

impl PageFolder {
    fn put_in_order(&mut self, knowledge: &KnowledgeBase, index: usize) {
        let path = &knowledge.pages[index].path;
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let links = knowledge.document(path).map_or(&[][..], |document| &document.links);
        let targets: Vec<Target> = links.iter().filter_map(|link| knowledge.target_of(path, link)).collect();
        for (place, target) in targets.iter().enumerate() {
            if let Target::Document(id, _) = target {
                places.entry(id.as_str()).or_insert(place);
            }
        }
        let place = |page: usize| places.get(knowledge.pages[page].id.as_str()).copied().unwrap_or(usize::MAX);
        self.pages.sort_by_key(|page| (place(*page), &knowledge.pages[*page].path));
        self.linked = self.pages.partition_point(|page| place(*page) < usize::MAX);
    }
}

/// The index page above each page: of its folder, or of the nearest folder above that has one. The page of `pages/` itself
/// stands above single pages alone, so that each folder leads to its own.
fn above(pages: &[Page]) -> BTreeMap<usize, usize> {
    let indices = pages.iter().enumerate().filter(|(_, page)| is_index(page));
    let indices: BTreeMap<&str, usize> = indices.map(|(number, page)| (page.path.folder(), number)).collect();
    let index_above = |number: usize, page: &Page| {
        let own = Some(page.path.folder()).filter(|_| !is_index(page));
        let higher = std::iter::successors(parent(page.path.folder()), |folder| parent(folder));
        own.into_iter().chain(higher).find_map(|folder| indices.get(folder)).copied().filter(|index| *index != number)
    };
    pages.iter().enumerate().filter_map(|(number, page)| Some((number, index_above(number, page)?))).collect()
}

fn is_index(page: &Page) -> bool {
    page.path.as_str().starts_with("pages/") && page.path.name().to_lowercase().starts_with("index.")
}

/// The folder above one, unless that is `pages` or higher still.
fn parent(folder: &str) -> Option<&str> {
    folder.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| parent.contains('/'))
}
