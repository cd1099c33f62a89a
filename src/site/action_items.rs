//! The action items of all documents: the unfinished by due day, then the done and the dropped. Template:
//! `action-items.html`.
//!
//! Nothing here depends on the clock, so that two builds of the same documents are alike: what is overdue is so as of the day
//! that the site is built for, and where no day is known, nothing is.

use serde::Serialize;

use super::Site;
use super::directory::ActionPlace;
use super::html;
use super::pager::{PAGE_LENGTH, PagerView, range};
use super::route::Route;
use super::views::{LinkView, PageView};
use crate::theme::Words;

/// What `action-items.html` sees.
#[derive(Debug, Serialize)]
pub struct ActionItemsView {
    /// The page's head.
    pub page: PageView,
    /// The groups in their order: unfinished, done, dropped, with those of their action items that are on this page.
    pub groups: Vec<ActionGroup>,
    /// How many action items are overdue, on all pages.
    pub overdue: usize,
    /// The day as of which they are; empty where none is known.
    pub as_of: String,
    /// The way to the other pages.
    pub pager: PagerView,
}

/// The action items of one state on a page.
#[derive(Debug, Serialize)]
pub struct ActionGroup {
    /// What it is called, such as "Unfinished".
    pub title: String,
    /// Its anchor, without `#`: `unfinished`, `done` or `dropped`.
    pub anchor: &'static str,
    /// How many action items it has on all pages.
    pub total: usize,
    /// The address of the page that it begins on, with its anchor.
    pub url: String,
    /// Those on this page; may be empty.
    pub action_items: Vec<ActionItemRow>,
}

/// An action item in a list.
#[derive(Debug, Serialize)]
pub struct ActionItemRow {
    /// What is to be done.
    pub html: String,
    /// What it is for, such as `prevent`; may be empty.
    pub action_type: &'static str,
    /// Who looks after it; may be empty.
    pub owner: String,
    /// The day by which it is to be done; may be empty.
    pub due: String,
    /// The ticket; may be empty.
    pub ticket_html: String,
    /// How far it is: `open`, `in progress`, `done` or `dropped`.
    pub state: &'static str,
    /// Whether its day has passed and it is still to be done.
    pub is_overdue: bool,
    /// The document that it stands in.
    pub document: LinkView,
}

/// The groups in their order, by their anchors.
const GROUPS: [&str; 3] = ["unfinished", "done", "dropped"];

impl ActionItemsView {
    pub(super) fn new(site: &Site, route: &Route, number: usize) -> Self {
        let all = &site.directory.action_items;
        let first = Route::new("action-items/");
        let here = range(all.len(), number);
        let groups = GROUPS.into_iter().enumerate().map(|(group, anchor)| {
            let begin = all.partition_point(|place| place.group(&site.knowledge) < group);
            let end = all.partition_point(|place| place.group(&site.knowledge) <= group);
            let shown = begin.clamp(here.start, here.end)..end.clamp(here.start, here.end);
            ActionGroup {
                title: site.words().say("action-group", [("group", anchor.into())]),
                anchor,
                total: end - begin,
                url: format!("{}#{anchor}", site.link(&first.page(begin / PAGE_LENGTH + 1))),
                action_items: all[shown].iter().map(|place| ActionItemRow::new(site, *place)).collect(),
            }
        });
        let page = PageView::new(site, route, site.words().text("action-items"));
        Self {
            page: page.describe(site.words().text("actions-description")),
            groups: groups.filter(|group| group.total > 0).collect(),
            overdue: overdue(site),
            as_of: site.as_of_day(),
            pager: PagerView::new(site, &first, all.len(), number),
        }
    }
}

/// So many action items of a group: "3 overdue".
pub(super) fn group_count(words: &Words, group: &str, count: usize) -> String {
    words.say("action-group-count", [("group", group.into()), ("count", count.into())])
}

impl ActionItemRow {
    pub(super) fn new(site: &Site, place: ActionPlace) -> Self {
        let postmortem = &site.knowledge.postmortems[place.document];
        let action_item = place.of(&site.knowledge);
        let inline = |markdown: &str| html::inline(site.surroundings(), &postmortem.path, markdown);
        Self {
            html: inline(&action_item.markdown),
            action_type: action_item.action_type.map_or("", |action_type| action_type.as_str()),
            owner: action_item.owner.clone(),
            due: action_item.due.map(|due| due.to_string()).unwrap_or_default(),
            ticket_html: inline(&action_item.ticket),
            state: action_item.state.as_str(),
            is_overdue: site.is_overdue(action_item),
            document: LinkView { title: postmortem.title.clone(), url: site.document_link(place.document) },
        }
    }

    /// The unfinished action items that are due first.
    pub(super) fn next(site: &Site, limit: usize) -> Vec<Self> {
        let all = &site.directory.action_items;
        all[..site.directory.unfinished.min(limit)].iter().map(|place| Self::new(site, *place)).collect()
    }
}

/// How many action items are overdue.
pub(super) fn overdue(site: &Site) -> usize {
    let unfinished = &site.directory.action_items[..site.directory.unfinished];
    unfinished.iter().filter(|place| site.is_overdue(place.of(&site.knowledge))).count()
}
