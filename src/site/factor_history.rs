//! When a factor contributed, as a time axis, and which others it came with. Shown by `partials/factor-history.html`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Site;
use super::charts::{Element, Periods, Svg, columns};
use super::incident::{MarkEntry, MarkView};
use super::routes::factor_route;
use super::trends::{AxisView, axes};
use super::views::shorten;
use crate::model::{FactorId, Postmortem};
use crate::theme::Words;

/// When a factor contributed.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// Each document as a mark of its own, from the earliest on; empty where they are too many.
    pub marks: Vec<MarkView>,
    /// How high the strip of marks is: 1 to 8, as the highest heap of them.
    pub height: usize,
    /// The documents by period, where they are too many for marks; else empty.
    pub picture_html: String,
    /// The axis below them, for wide columns and for narrow ones.
    pub axes: Vec<AxisView>,
    /// How often, in a sentence.
    pub reading: String,
}

/// Another factor that documents name together with this one.
#[derive(Debug, Serialize)]
pub struct CompanionView {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many documents name both.
    pub count: usize,
    /// That number as a part of all documents that name this factor.
    pub bar_html: String,
}

/// The most documents that are drawn one by one, and the most of them above one another.
const MARKS: usize = 120;
const HEAP: usize = 8;

/// How high one mark of a heap is, in pixels.
const ROW: f64 = 14.0;

/// The most periods that stand side by side, and the fewest.
const MOST: usize = 24;
const LEAST: usize = 12;

/// The most companions that are shown.
const COMPANIONS: usize = 8;

impl HistoryView {
    /// The history of the documents that name a factor, the newest first; `None` where none has a day.
    pub(super) fn new(site: &Site, documents: &[usize]) -> Option<Self> {
        let words = site.words();
        let dated = documents.iter().rev().filter_map(|index| {
            let postmortem = &site.knowledge.postmortems[*index];
            Some((postmortem.date?.day, *index, postmortem))
        });
        let dated: Vec<(jiff::civil::Date, usize, &Postmortem)> = dated.collect();
        let days: Vec<_> = dated.iter().map(|(day, _, _)| *day).collect();
        let periods = Periods::by_month(words, &days, MOST)?.at_least(LEAST);
        let mut heaps: Vec<Vec<(usize, &Postmortem)>> = vec![Vec::new(); periods.count()];
        for (day, index, postmortem) in &dated {
            if let Some(place) = periods.place(*day) {
                heaps[place].push((*index, postmortem));
            }
        }
        let height = heaps.iter().map(Vec::len).max().unwrap_or(0);
        let reading = reading(words, &dated);
        let is_drawn = dated.len() <= MARKS && height <= HEAP;
        let counts: Vec<Vec<usize>> = heaps.iter().map(|heap| vec![heap.len()]).collect();
        let told = |place: usize| format!("{}: {}", periods.title(place), heaps[place].len());
        let title = words.text("history-title");
        let picture = || columns(&periods, ("_history", title, &reading), &["fill-1".to_owned()], &counts, told);
        Some(Self {
            picture_html: if is_drawn { String::new() } else { picture() },
            marks: if is_drawn { marks(site, &periods, &heaps, height) } else { Vec::new() },
            height,
            axes: axes(&periods),
            reading,
        })
    }
}

/// "5 documents from March 2024 to June 2026."
fn reading(words: &Words, dated: &[(jiff::civil::Date, usize, &Postmortem)]) -> String {
    let month = |day: &jiff::civil::Date| words.date("month", *day);
    let count = ("count", dated.len().into());
    match dated {
        [] => String::new(),
        [(day, _, _)] => words.say("history-once", [("month", month(day).into())]),
        [(first, _, _), .., (last, _, _)] if month(first) == month(last) => {
            words.say("history-in-one", [count, ("month", month(first).into())])
        }
        [(first, _, _), .., (last, _, _)] => {
            words.say("history-from-to", [count, ("first", month(first).into()), ("last", month(last).into())])
        }
    }
}

/// The marks of each period, heaped upon one another.
fn marks(site: &Site, periods: &Periods<'_>, heaps: &[Vec<(usize, &Postmortem)>], height: usize) -> Vec<MarkView> {
    let mut marks = Vec::new();
    for (place, heap) in heaps.iter().enumerate() {
        let x = periods.share(place) + 50.0 / periods.count() as f64;
        for (level, (index, postmortem)) in heap.iter().enumerate() {
            let y = (height - level) as f64 * ROW - ROW / 2.0;
            let rank = site.severity(postmortem).map_or(0, |severity| severity.rank);
            let shapes = [
                Element::circle("mark-area", x, y, ROW / 2.0),
                Element::circle(&format!("mark-dot fill-severity-{rank}"), x, y, 5.5),
            ];
            let day = postmortem.date.map(|date| site.words().date("short", date.day)).unwrap_or_default();
            let severity = postmortem.severity.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
            let text = format!("{}{severity}", shorten(&postmortem.title, 150));
            marks.push(MarkView {
                url: site.document_link(*index),
                mark_html: Svg::decoration("mark", "100%").with(shapes).finish(),
                entries: vec![MarkEntry { time: day, text }],
                more: 0,
            });
        }
    }
    marks
}

/// The factors that the documents of a factor name besides, the most frequent first.
pub(super) fn companions(site: &Site, id: &FactorId, documents: &[usize]) -> Vec<CompanionView> {
    let mut counts: BTreeMap<&FactorId, usize> = BTreeMap::new();
    for index in documents {
        let others = site.knowledge.postmortems[*index].factors.iter().filter(|other| *other != id);
        others.for_each(|other| *counts.entry(other).or_default() += 1);
    }
    let mut counts: Vec<(&FactorId, usize)> = counts.into_iter().collect();
    // A stable sort: among equals in the order of their ids.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let companions = counts.into_iter().filter_map(|(other, count)| {
        let share = count as f64 / documents.len() as f64 * 100.0;
        let bars = [Element::bar("span-before", 0.0, 100.0, 2.0, 4.0), Element::bar("fill-1", 0.0, share, 0.0, 8.0)];
        Some(CompanionView {
            title: site.knowledge.factors.get(other)?.title.clone(),
            url: site.link(&factor_route(other)),
            count,
            bar_html: Svg::decoration("share", "8").with(bars).finish(),
        })
    });
    companions.take(COMPANIONS).collect()
}
