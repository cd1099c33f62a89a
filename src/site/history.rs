//! When the incidents of a list happened, as a time axis: of a factor, a service, a severity, a tag, or of who noticed.
//! Shown by `partials/history.html`.

use jiff::civil::Date;
use serde::Serialize;

use super::Site;
use super::charts::{Cluster, Element, Periods, Svg, clusters, columns};
use super::incident::{MarkEntry, MarkView};
use super::trends::{AxisView, axes};
use super::views::shorten;
use crate::model::{Kind, Postmortem};
use crate::theme::Words;

/// When the incidents of a list happened.
#[derive(Debug, Serialize)]
pub struct HistoryView {
    /// What it is called.
    pub title: String,
    /// How often, and which other documents the list has, in sentences.
    pub reading: String,
    /// The incidents as marks, from the earliest on, for wide columns and for narrow ones; empty where they are too many.
    pub scales: Vec<HistoryScale>,
    /// The incidents by period, where they are too many for marks; else empty.
    pub picture_html: String,
    /// The axis below them, for wide columns and for narrow ones.
    pub axes: Vec<AxisView>,
}

/// The marks of one width.
#[derive(Debug, Serialize)]
pub struct HistoryScale {
    /// `wide` or `narrow`.
    pub width: &'static str,
    /// How high the strip of marks is: 1 to 6, as the highest heap of them.
    pub height: usize,
    /// The marks.
    pub marks: Vec<MarkView>,
}

/// The most incidents that are drawn one by one, and the most of them above one another.
const MARKS: usize = 90;
const HEAP: usize = 6;

/// How high one mark of a heap is, in pixels: what a finger needs.
const ROW: f64 = 24.0;

/// The least distance of two marks in narrow columns, in hundredths of the width: 24 of 288 pixels.
const NARROW: f64 = 8.4;

/// The most periods that stand side by side, and the fewest.
const MOST: usize = 24;
const LEAST: usize = 12;

/// How many incidents of a mark are told.
const TOLD: usize = 2;

/// An incident on the axis.
#[derive(Clone, Copy)]
struct Placed<'a> {
    day: Date,
    index: usize,
    postmortem: &'a Postmortem,
}

impl HistoryView {
    /// The history of the documents that name a factor, the newest first; of incidents in a picture, of others in words.
    pub(super) fn of_factor(site: &Site, documents: &[usize]) -> Option<Self> {
        let words = site.words();
        let others = words_of_others(site, documents);
        let incidents = site.knowledge.incidents_among(documents);
        let title = words.text("history-title");
        let history = match Self::drawn(site, title, &incidents) {
            None if incidents.is_empty() && !others.is_empty() => Self::untold(title, words.text("history-none")),
            drawn => drawn?,
        };
        Some(history.and(&others))
    }

    /// The history of a list of documents, the newest first; `None` where no incident among them has a day.
    pub(super) fn of_list(site: &Site, documents: &[usize]) -> Option<Self> {
        let incidents = site.knowledge.incidents_among(documents);
        let history = Self::drawn(site, site.words().text("over-time"), &incidents)?;
        Some(match documents.len() - incidents.len() {
            0 => history,
            count => history.and(&[site.words().count("history-besides", count)]),
        })
    }

    fn untold(title: &str, reading: &str) -> Self {
        Self {
            title: title.to_owned(),
            reading: reading.to_owned(),
            scales: Vec::new(),
            picture_html: String::new(),
            axes: Vec::new(),
        }
    }

    /// The same with more to be read.
    fn and(mut self, sentences: &[String]) -> Self {
        for sentence in sentences {
            self.reading = format!("{} {sentence}", self.reading);
        }
        self
    }

    /// The picture of some incidents, the newest first; `None` where none has a day.
    fn drawn(site: &Site, title: &str, incidents: &[usize]) -> Option<Self> {
        let placed = incidents.iter().rev().filter_map(|index| {
            let postmortem = &site.knowledge.postmortems[*index];
            Some(Placed { day: postmortem.date?.day, index: *index, postmortem })
        });
        let placed: Vec<Placed<'_>> = placed.collect();
        let days: Vec<Date> = placed.iter().map(|it| it.day).collect();
        let periods = Periods::by_month(site.words(), &days, MOST)?.at_least(LEAST);
        let mut heaps: Vec<Vec<Placed<'_>>> = vec![Vec::new(); periods.count()];
        for it in &placed {
            if let Some(place) = periods.place(it.day) {
                heaps[place].push(*it);
            }
        }
        let height = heaps.iter().map(Vec::len).max().unwrap_or(0);
        let reading = reading(site.words(), &days);
        let is_drawn = placed.len() <= MARKS && height <= HEAP;
        Some(Self {
            picture_html: if is_drawn { String::new() } else { picture(&periods, (title, &reading), &heaps) },
            scales: if is_drawn { scales(site, &periods, &heaps, height) } else { Vec::new() },
            axes: axes(&periods),
            title: title.to_owned(),
            reading,
        })
    }
}

fn picture(periods: &Periods<'_>, (title, reading): (&str, &str), heaps: &[Vec<Placed<'_>>]) -> String {
    let counts: Vec<Vec<usize>> = heaps.iter().map(|heap| vec![heap.len()]).collect();
    let told = |place: usize| format!("{}: {}", periods.title(place), heaps[place].len());
    columns(periods, ("_history", title, reading), &["fill-1".to_owned()], &counts, told)
}

/// Which documents besides incidents name a factor: "Foreseen in 1 premortem."
fn words_of_others(site: &Site, documents: &[usize]) -> Vec<String> {
    let kinds = documents.iter().map(|index| &site.knowledge.postmortems[*index].kind);
    let (ahead, others): (Vec<&Kind>, Vec<&Kind>) =
        kinds.filter(|kind| !kind.is_incident()).partition(|kind| kind.as_str() == Kind::PREMORTEM);
    let told = [("history-foreseen", ahead.len()), ("history-besides", others.len())];
    told.iter().filter(|(_, count)| *count > 0).map(|(key, count)| site.words().count(key, *count)).collect()
}

/// "5 incidents, from March 2024 to June 2026."; the days are in their order.
fn reading(words: &Words, days: &[Date]) -> String {
    let month = |day: &Date| words.date("month", *day);
    let count = ("count", days.len().into());
    match days {
        [] => String::new(),
        [day] => words.say("history-once", [("month", month(day).into())]),
        [first, .., last] if month(first) == month(last) => {
            words.say("history-in-one", [count, ("month", month(first).into())])
        }
        [first, .., last] => {
            words.say("history-from-to", [count, ("first", month(first).into()), ("last", month(last).into())])
        }
    }
}

fn scales(site: &Site, periods: &Periods<'_>, heaps: &[Vec<Placed<'_>>], height: usize) -> Vec<HistoryScale> {
    let wide = HistoryScale { width: "wide", height, marks: heaped(site, periods, heaps, height) };
    vec![wide, HistoryScale { width: "narrow", height: 1, marks: in_a_row(site, periods, heaps) }]
}

/// The marks of each period, heaped upon one another.
fn heaped(site: &Site, periods: &Periods<'_>, heaps: &[Vec<Placed<'_>>], height: usize) -> Vec<MarkView> {
    let mut marks = Vec::new();
    for (place, heap) in heaps.iter().enumerate() {
        let x = middle(periods, place);
        for (level, it) in heap.iter().enumerate() {
            let y = (height - level) as f64 * ROW - ROW / 2.0;
            marks.push(mark(site, (x, y), &[*it]));
        }
    }
    marks
}

/// The marks in one row, in which those that a finger could not tell apart are one.
fn in_a_row(site: &Site, periods: &Periods<'_>, heaps: &[Vec<Placed<'_>>]) -> Vec<MarkView> {
    let all: Vec<(f64, Placed<'_>)> = heaps
        .iter()
        .enumerate()
        .flat_map(|(place, heap)| heap.iter().map(move |it| (middle(periods, place), *it)))
        .collect();
    let places: Vec<f64> = all.iter().map(|(at, _)| *at).collect();
    let joined = clusters(&places, NARROW).into_iter().map(|Cluster { at, marks }| {
        let documents: Vec<Placed<'_>> = marks.iter().map(|mark| all[*mark].1).collect();
        mark(site, (at, ROW / 2.0), &documents)
    });
    joined.collect()
}

fn middle(periods: &Periods<'_>, place: usize) -> f64 {
    periods.share(place) + 50.0 / periods.count() as f64
}

/// A mark: of one document a link to it, of several a link to the list of them.
fn mark(site: &Site, (x, y): (f64, f64), documents: &[Placed<'_>]) -> MarkView {
    let shapes = match documents {
        [it] => {
            let rank = site.severity(it.postmortem).map_or(0, |severity| severity.rank);
            vec![Element::circle(&format!("mark-dot fill-severity-{rank}"), x, y, 5.5)]
        }
        several => vec![
            Element::circle("mark-many", x, y, 9.5),
            Element::words("mark-count", x, y + 4.0, &several.len().to_string()),
        ],
    };
    let area = Element::circle("mark-area", x, y, ROW / 2.0);
    // A line that says "and 1 more" takes as much room as that one.
    let told = if documents.len() == TOLD + 1 { TOLD + 1 } else { TOLD };
    MarkView {
        url: if let [it] = documents { site.document_link(it.index) } else { "#_documents".to_owned() },
        mark_html: Svg::decoration("mark", "100%").with([area]).with(shapes).finish(),
        entries: documents.iter().take(told).map(|it| entry(site.words(), it)).collect(),
        more: documents.len().saturating_sub(told),
    }
}

fn entry(words: &Words, it: &Placed<'_>) -> MarkEntry {
    let severity = it.postmortem.severity.as_ref().map(|severity| format!(" ({severity})")).unwrap_or_default();
    MarkEntry { time: words.date("short", it.day), text: format!("{}{severity}", shorten(&it.postmortem.title, 150)) }
}
