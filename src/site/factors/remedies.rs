//! The action items of the incidents that name a factor, and whether it was named again.
//!
//! It is said what is known. When an action item was done is not: only its state, and the day by which it was due.

use jiff::civil::Date;
use serde::Serialize;

use super::super::Site;
use super::super::action_items::{ActionItemRow, group_count};
use super::super::directory::ActionPlace;
use crate::model::{ActionItem, ActionState};
use crate::theme::Words;

/// The action items of the incidents that name a factor.
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
    /// The action items of some incidents, the newest first; `None` where they have none.
    pub(super) fn new(site: &Site, incidents: &[usize]) -> Option<Self> {
        let mut places = places(site, incidents);
        let items: Vec<&ActionItem> = places.iter().map(|place| place.of(&site.knowledge)).collect();
        let overdue = items.iter().filter(|item| site.is_overdue(item)).count();
        let mut reading = vec![progress(site.words(), &items, overdue)?];
        reading.extend(came_back(site, incidents, &items));
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

fn places(site: &Site, incidents: &[usize]) -> Vec<ActionPlace> {
    let of = |document: usize| {
        let count = site.knowledge.postmortems[document].action_items.len();
        (0..count).map(move |number| ActionPlace { document, number })
    };
    incidents.iter().flat_map(|incident| of(*incident)).collect()
}

/// "5 action items: 3 done, 1 overdue, 1 unfinished.", or "All 5 action items are done."; `None` of none.
fn progress(words: &Words, items: &[&ActionItem], overdue: usize) -> Option<String> {
    let count = |state: fn(ActionState) -> bool| items.iter().filter(|item| state(item.state)).count();
    let done = count(|state| state == ActionState::Done);
    if done == items.len() {
        return (done > 0).then(|| words.count("remedies-all-done", done));
    }
    let unfinished = count(ActionState::is_unfinished) - overdue;
    let parts = [
        (done, "done"),
        (overdue, "overdue"),
        (unfinished, "unfinished"),
        (count(|state| state == ActionState::Dropped), "dropped"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0).map(|(count, group)| group_count(words, group, *count));
    let parts = told.collect::<Vec<_>>().join(words.text("list-comma"));
    Some(words.say("remedies-progress", [("count", items.len().into()), ("parts", parts.into())]))
}

/// Whether the factor was named again after an incident that has action items.
fn came_back(site: &Site, incidents: &[usize], items: &[&ActionItem]) -> Option<String> {
    let day = |incident: &usize| site.knowledge.postmortems[*incident].date.map(|date| date.day);
    let last = incidents.iter().filter_map(day).max()?;
    let before = |incident: &&usize| day(incident).is_some_and(|day| day < last);
    let earlier: Vec<usize> = incidents.iter().filter(before).copied().collect();
    if places(site, &earlier).iter().all(|place| place.of(&site.knowledge).state == ActionState::Dropped) {
        return quiet_since(site, last, items);
    }
    Some(named_again(site.words(), last, items))
}

/// "The factor was named again on 3 June 2026. 2 of the action items that are done were due by then."
///
/// No more can be said: an action item has the day by which it was due, and not the day on which it was done.
fn named_again(words: &Words, last: Date, items: &[&ActionItem]) -> String {
    let again = words.say("remedies-again", [("day", words.date("long", last).into())]);
    let is_due = |item: &ActionItem| item.state == ActionState::Done && item.due.is_some_and(|due| due <= last);
    match items.iter().filter(|item| is_due(item)).count() {
        0 => again,
        due => format!("{again} {}", words.count("remedies-done-due", due)),
    }
}

/// "No incident from 3 June 2026 to 1 July 2026 named the factor again.", where the day is known as of which that is said.
fn quiet_since(site: &Site, last: Date, items: &[&ActionItem]) -> Option<String> {
    let is_finished = items.iter().all(|item| !item.state.is_unfinished());
    let as_of = site.as_of.filter(|as_of| is_finished && *as_of > last)?;
    let day = |day: Date| site.words().date("long", day);
    Some(site.words().say("remedies-quiet", [("first", day(last).into()), ("last", day(as_of).into())]))
}

#[cfg(test)]
mod tests {
    use super::super::super::charts::english;
    use super::*;

    fn in_german() -> std::sync::Arc<Words> {
        crate::theme::Theme::load("default", &std::collections::BTreeMap::new(), "de")
            .expect("the built-in theme")
            .words()
    }

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
            assert_eq!(said, format!("The factor was named again on 3 June 2026.{expected}"));
        };
        check(&[(Open, "2026-01-01")], "");
        check(&[(Done, "")], "");
        check(&[(Done, "2026-06-04")], "");
        let said = " 1 of the action items that are done was due by then.";
        check(&[(Done, "2026-06-03")], said);
        check(&[(Done, "2026-01-01"), (Done, "2026-09-01"), (Open, "")], said);
        let said = " 2 of the action items that are done were due by then.";
        check(&[(Done, "2026-01-01"), (Done, "2026-02-01"), (Open, "2026-01-01")], said);
    }

    #[test]
    fn all_that_is_done_is_said_to_be() {
        use ActionState::{Done, Dropped, Open};
        let check = |words: &Words, states: &[ActionState], expected: &str| {
            let items: Vec<ActionItem> = states.iter().map(|state| item(*state, "")).collect();
            let said = progress(words, &items.iter().collect::<Vec<_>>(), 0);
            assert_eq!(said.as_deref().unwrap_or_default(), expected);
        };
        let (english, german) = (english(), in_german());
        check(&english, &[], "");
        check(&english, &[Done], "The one action item is done.");
        check(&english, &[Done, Done], "All 2 action items are done.");
        check(&german, &[Done], "Die eine Maßnahme ist erledigt.");
        check(&german, &[Done, Done], "Alle 2 Maßnahmen sind erledigt.");
        check(&english, &[Done, Dropped, Open], "3 action items: 1 done, 1 unfinished, 1 dropped.");
        check(&english, &[Open], "1 action item: 1 unfinished.");
    }
}
