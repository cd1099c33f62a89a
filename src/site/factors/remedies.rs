//! What was to be done against a factor: the action items of the documents that name it, and whether it came back.
//!
//! It is said what is known. When an action item was done is not: only its state, and the day by which it was due.

use jiff::civil::Date;
use serde::Serialize;

use super::super::Site;
use super::super::action_items::{ActionItemRow, group_count};
use super::super::directory::ActionPlace;
use crate::model::{ActionItem, ActionState};
use crate::theme::Words;

/// The action items of the documents that name a factor.
#[derive(Debug, Serialize)]
pub struct RemediesView {
    /// How far they are, and whether the factor was named again since, in sentences.
    pub reading: Vec<String>,
    /// The unfinished ones by due day, then the done, then the dropped; the first of them.
    pub action_items: Vec<ActionItemRow>,
    /// How many more there are.
    pub more: usize,
    /// How many of all are overdue.
    pub overdue: usize,
    /// The day as of which they are; empty where none is known.
    pub as_of: String,
}

/// The most action items that are shown.
const SHOWN: usize = 10;

impl RemediesView {
    /// The action items of some documents, the newest first; `None` where they have none.
    pub(super) fn new(site: &Site, documents: &[usize]) -> Option<Self> {
        let mut places = places(site, documents);
        let items: Vec<&ActionItem> = places.iter().map(|place| place.of(&site.knowledge)).collect();
        let overdue = items.iter().filter(|item| site.is_overdue(item)).count();
        let mut reading = vec![progress(site.words(), &items, overdue)?];
        reading.extend(came_back(site, documents));
        places.sort_by_key(|place| {
            let due = place.of(&site.knowledge).due;
            match place.group(&site.knowledge) {
                0 => (0, due.is_none(), due),
                group => (group, false, None),
            }
        });
        Some(Self {
            reading,
            action_items: places.iter().take(SHOWN).map(|place| ActionItemRow::new(site, *place)).collect(),
            more: places.len().saturating_sub(SHOWN),
            overdue,
            as_of: site.as_of_day(),
        })
    }
}

fn places(site: &Site, documents: &[usize]) -> Vec<ActionPlace> {
    let of = |document: usize| {
        let count = site.knowledge.postmortems[document].action_items.len();
        (0..count).map(move |number| ActionPlace { document, number })
    };
    documents.iter().flat_map(|document| of(*document)).collect()
}

/// "5 action items: 3 done, 1 overdue, 1 unfinished."; `None` of none.
fn progress(words: &Words, items: &[&ActionItem], overdue: usize) -> Option<String> {
    let count = |state: fn(ActionState) -> bool| items.iter().filter(|item| state(item.state)).count();
    let unfinished = count(ActionState::is_unfinished) - overdue;
    let parts = [
        (count(|state| state == ActionState::Done), "done"),
        (overdue, "overdue"),
        (unfinished, "unfinished"),
        (count(|state| state == ActionState::Dropped), "dropped"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0).map(|(count, group)| group_count(words, group, *count));
    let parts = told.collect::<Vec<_>>().join(words.text("list-comma"));
    (!items.is_empty())
        .then(|| words.say("trends-actions-of", [("count", items.len().into()), ("parts", parts.into())]))
}

/// Whether the factor was named again after what was to be done against it.
fn came_back(site: &Site, documents: &[usize]) -> Option<String> {
    let day = |document: &usize| site.knowledge.postmortems[*document].date.map(|date| date.day);
    let last = documents.iter().filter_map(day).max()?;
    let before = |document: &&usize| day(document).is_some_and(|day| day < last);
    let earlier: Vec<usize> = documents.iter().filter(before).copied().collect();
    let items: Vec<&ActionItem> = places(site, &earlier)
        .iter()
        .map(|place| place.of(&site.knowledge))
        .filter(|item| item.state != ActionState::Dropped)
        .collect();
    Some(match items.as_slice() {
        [] => return quiet_since(site, documents, last),
        items => named_again(site.words(), last, items),
    })
}

/// "Named again on 3 June 2026. Of the 5 action items of the documents before, 3 are done, 2 of them due by then."
fn named_again(words: &Words, last: Date, items: &[&ActionItem]) -> String {
    let again = words.say("remedies-again", [("day", words.date("long", last).into())]);
    let done: Vec<&&ActionItem> = items.iter().filter(|item| item.state == ActionState::Done).collect();
    let due = done.iter().filter(|item| item.due.is_some_and(|due| due <= last)).count();
    let given = [("count", items.len().into()), ("done", done.len().into()), ("due", due.into())];
    let key = match (items.len(), done.len(), due) {
        (1, 0, _) => "remedies-one-open",
        (1, _, 0) => "remedies-one-done",
        (1, _, _) => "remedies-one-due",
        (_, 0, _) => "remedies-none-done",
        (_, _, 0) => "remedies-done",
        (_, done, due) if done == due => "remedies-done-due",
        _ => "remedies-done-partly-due",
    };
    format!("{again} {}", words.say(key, given))
}

/// "All are done, and no document has named it since 3 June 2026.", where the day is known as of which that is said.
fn quiet_since(site: &Site, documents: &[usize], last: Date) -> Option<String> {
    let all = places(site, documents);
    let mut states = all.iter().map(|place| place.of(&site.knowledge).state);
    let is_finished = states.all(|state| !state.is_unfinished());
    let as_of = site.as_of.filter(|as_of| is_finished && *as_of > last)?;
    let day = |day: Date| site.words().date("long", day);
    Some(site.words().say("remedies-quiet", [("first", day(last).into()), ("last", day(as_of).into())]))
}

#[cfg(test)]
mod tests {
    use super::super::super::charts::english;
    use super::*;

    fn item(state: ActionState, due: &str) -> ActionItem {
        ActionItem {
            markdown: String::new(),
            text: String::new(),
            action_type: None,
            owner: String::new(),
            due: due.parse().ok(),
            ticket: String::new(),
            state,
        }
    }

    #[test]
    fn what_is_known_of_a_return_is_said_and_no_more() {
        let words = english();
        use ActionState::{Done, Open};
        let check = |items: &[(ActionState, &str)], expected: &str| {
            let items: Vec<ActionItem> = items.iter().map(|(state, due)| item(*state, due)).collect();
            let said = named_again(&words, "2026-06-03".parse().expect("a day"), &items.iter().collect::<Vec<_>>());
            assert_eq!(said, format!("Named again on 3 June 2026. {expected}"));
        };
        check(&[(Open, "2026-01-01")], "The one action item of the document before is not done yet.");
        check(&[(Done, "")], "The one action item of the document before is done.");
        check(&[(Done, "2026-06-03")], "The one action item of the document before is done, and was due by then.");
        check(&[(Open, ""), (Open, "")], "Of the 2 action items of the documents before, none is done yet.");
        check(
            &[(Done, "2026-01-01"), (Done, "2026-09-01"), (Open, "")],
            "Of the 3 action items of the documents before, 2 are done; 1 of those was due by then.",
        );
        check(
            &[(Done, "2026-01-01"), (Done, "2026-02-01"), (Open, "")],
            "Of the 3 action items of the documents before, 2 are done, and were due by then.",
        );
    }
}
