//! The picture of an incident's course: how long each phase took, to scale, and what happened when, as marks below it.
//! Shown by `partials/incident.html`.
//!
//! All that it shows is words in the page as well, so that it needs no description of its own: the phases are a list, and
//! each mark is a link to its row of the timeline.

use jiff::tz::Offset;
use serde::Serialize;

use super::Site;
use super::charts::{Cluster, Element, Frame, Svg, clock_ticks, clusters};
use super::html;
use super::views::{duration_for_machines, moment_in_words, offset_in_words, phase_name, shorten, time_to};
use crate::model::{Phase, Postmortem, TimelineEntry, Times};
use crate::theme::Words;

mod span;

pub use span::SpanView;
use span::{Course, spans};

/// The picture of an incident's course.
#[derive(Debug, Serialize)]
pub struct IncidentView {
    /// The phases in their order, each as long as it took since the start.
    pub spans: Vec<SpanView>,
    /// Lines at the ends of the phases, behind all else.
    pub guides_html: String,
    /// The timeline's entries and the time axis, for wide columns and for narrow ones.
    pub scales: Vec<ScaleView>,
    /// How far from UTC the clock of the axis is; empty where nothing tells.
    pub zone: String,
    /// What the picture does not show, in sentences.
    pub notes: Vec<String>,
}

/// The marks and the time axis below the phases.
#[derive(Debug, Serialize)]
pub struct ScaleView {
    /// `wide` or `narrow`.
    pub width: &'static str,
    /// The timeline's entries from left to right; those that would cover one another are one mark.
    pub marks: Vec<MarkView>,
    /// The time axis.
    pub axis_html: String,
}

/// One or several entries of a timeline as a mark.
#[derive(Debug, Serialize)]
pub struct MarkView {
    /// The first of its rows; empty where there is none to lead to.
    pub url: String,
    /// The mark.
    pub mark_html: String,
    /// The first of its entries.
    pub entries: Vec<MarkEntry>,
    /// How many more entries it stands for.
    pub more: usize,
}

/// What a mark tells of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct MarkEntry {
    /// The time as written.
    pub time: String,
    /// What happened, as plain text.
    pub text: String,
}

/// How many entries of a mark are told.
const TOLD: usize = 2;

/// Widths of the picture with the least distance between two marks, in hundredths of it, and the most times on the axis. The
/// distance is what a finger needs, 24 pixels, in the narrowest strip that each is shown in: 680 pixels and 288.
const WIDTHS: [(&str, f64, usize); 2] = [("wide", 3.55, 8), ("narrow", 8.4, 4)];

/// How far before and behind the phases an entry may be to stretch the picture, as a part of their length.
const STRETCH: f64 = 0.15;

/// The room at a side for a mark that stands for what is farther away.
const MARGIN: f64 = 8.5;

/// An entry that is drawn.
struct Drawn {
    at: i64,
    url: String,
    told: MarkEntry,
}

/// What the time axis shows: a clock that far from UTC, in the words of the site.
struct Clock<'a> {
    words: &'a Words,
    offset: Offset,
}

impl IncidentView {
    /// The picture of a document; `anchors` are those of the rows of its timeline. `None` where too little is known.
    pub(super) fn new(site: &Site, postmortem: &Postmortem, anchors: &[Option<String>]) -> Option<Self> {
        let timed: Vec<(usize, i64)> = postmortem
            .timeline
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.at?.as_second())))
            .collect();
        let seconds: Vec<i64> = timed.iter().map(|(_, at)| *at).collect();
        let words = site.words();
        let course = Course::of(&postmortem.times)?;
        let frame = frame(&course, &seconds)?;
        let drawn = timed.iter().map(|(index, at)| {
            let entry = &postmortem.timeline[*index];
            let anchor = anchors.get(*index).cloned().flatten();
            let url = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            let text = html::inline_text(site.surroundings(), &postmortem.path, &entry.markdown);
            Drawn {
                at: *at,
                url,
                told: MarkEntry { time: shown_time(words, entry, course.offset), text: shorten(&text, 150) },
            }
        });
        let mut drawn: Vec<Drawn> = drawn.collect();
        // A stable sort: entries of one moment stay in their order.
        drawn.sort_by_key(|entry| entry.at);
        let widths = WIDTHS.into_iter();
        let clock = Clock { words, offset: course.offset };
        Some(Self {
            spans: spans(words, &course, &frame),
            guides_html: guides(&course, &frame),
            scales: widths.map(|width| ScaleView::new(width, &drawn, &frame, &clock)).collect(),
            zone: course.zone(),
            notes: notes(words, &course, postmortem.timeline.len() - timed.len()),
        })
    }
}

/// When each phase that took time ended, by its place in [`Phase::ALL`], in seconds since the first moment that is known
/// and in the order of time. Empty where too little is known.
pub(super) fn phases(times: &Times) -> Vec<(usize, i64)> {
    let Some(course) = Course::of(times) else { return Vec::new() };
    let mut ends: Vec<(usize, i64)> = course.ends().filter(|(_, end)| *end > 0).collect();
    ends.sort_by_key(|(_, end)| *end);
    ends.dedup_by_key(|(_, end)| *end);
    ends
}

/// The time that the picture spans: the phases, and what happened shortly before and behind them. Where one phase alone
/// is known, all entries.
fn frame(course: &Course, entries: &[i64]) -> Option<Frame> {
    let (from, to) = (course.first(), course.last());
    let reach = ((to - from) as f64 * STRETCH) as i64;
    let is_near = |at: &&i64| from == to || (from - reach..=to + reach).contains(*at);
    let near = || entries.iter().filter(is_near);
    let first = near().min().map_or(from, |at| from.min(*at));
    let last = near().max().map_or(to, |at| to.max(*at));
    let margin = |is_needed: bool| if is_needed { MARGIN } else { 0.0 };
    let (left, right) = (entries.iter().any(|at| *at < first), entries.iter().any(|at| *at > last));
    (first < last).then(|| Frame { from: first, to: last, left: margin(left), right: margin(right) })
}

fn guides(course: &Course, frame: &Frame) -> String {
    let lines = course.known().map(|known| {
        let x = frame.share(known.at);
        Element::new("line", "guide").share("x1", x).share("y1", 0.0).share("x2", x).share("y2", 100.0)
    });
    Svg::decoration("guides", "100%").with(lines).finish()
}

fn notes(words: &Words, course: &Course, without_time: usize) -> Vec<String> {
    let mut notes = course.notes(words);
    if without_time > 0 {
        notes.push(words.count("incident-without-time", without_time));
    }
    notes
}

fn shown_time(words: &Words, entry: &TimelineEntry, offset: Offset) -> String {
    let known = || {
        let at = offset.to_datetime(entry.at?);
        Some(format!("{} {}", words.date("day", at.date()), at.strftime("%H:%M")))
    };
    if entry.time.is_empty() { known().unwrap_or_default() } else { entry.time.clone() }
}

impl ScaleView {
    fn new((width, gap, most): (&'static str, f64, usize), drawn: &[Drawn], frame: &Frame, clock: &Clock<'_>) -> Self {
        let begin = drawn.partition_point(|entry| entry.at < frame.from);
        let end = drawn.partition_point(|entry| entry.at <= frame.to);
        let places: Vec<f64> = drawn[begin..end].iter().map(|entry| frame.share(entry.at)).collect();
        let within = clusters(&places, gap).into_iter().map(|Cluster { at, marks }| {
            let entries: Vec<&Drawn> = marks.iter().map(|mark| &drawn[begin + mark]).collect();
            MarkView::new(at, "", &entries)
        });
        let before: Vec<&Drawn> = drawn[..begin].iter().collect();
        let behind: Vec<&Drawn> = drawn[end..].iter().collect();
        let before = (!before.is_empty()).then(|| MarkView::new(0.0, " mark-before", &before));
        let behind = (!behind.is_empty()).then(|| MarkView::new(100.0, " mark-behind", &behind));
        let marks = before.into_iter().chain(within).chain(behind).collect();
        Self { width, marks, axis_html: axis(frame, clock, most) }
    }
}

impl MarkView {
    fn new(at: f64, class: &str, entries: &[&Drawn]) -> Self {
        const MIDDLE: f64 = 14.0;
        let count = entries.len();
        // A line that says "and 1 more" takes as much room as that one.
        let told = if count == TOLD + 1 { count } else { TOLD };
        let shown = match count {
            1 => vec![Element::circle("mark-dot", at, MIDDLE, 5.5)],
            _ => vec![
                Element::circle("mark-many", at, MIDDLE, 9.5),
                Element::words(
                    "mark-count",
                    at,
                    MIDDLE + 4.0,
                    &if count > 99 { "99+".to_owned() } else { count.to_string() },
                ),
            ],
        };
        let area = Element::circle("mark-area", at, MIDDLE, 13.0);
        Self {
            url: entries.iter().find(|entry| !entry.url.is_empty()).map(|entry| entry.url.clone()).unwrap_or_default(),
            mark_html: Svg::decoration(&format!("mark{class}"), "28").with([area]).with(shown).finish(),
            entries: entries.iter().take(told).map(|entry| entry.told.clone()).collect(),
            more: count.saturating_sub(told),
        }
    }
}

/// The time axis: a line, round times, and the day where one begins.
fn axis(frame: &Frame, clock: &Clock<'_>, most: usize) -> String {
    let mut svg = Svg::decoration("time-axis", "40").with([Element::across("axis-line", 0.5)]);
    for tick in clock_ticks(clock.words, (frame.from, frame.to), clock.offset, most) {
        let at = frame.share(tick.at);
        let class = match at {
            at if at < 5.0 => "tick-label at-start",
            at if at > 95.0 => "tick-label at-end",
            _ => "tick-label",
        };
        svg.push(Element::upright("axis-line", at, 0.0, 6.0));
        svg.push(Element::words(class, at, 20.0, &tick.label));
        if !tick.day.is_empty() {
            svg.push(Element::words(&format!("{class} tick-day"), at, 35.0, &tick.day));
        }
    }
    svg.finish()
}
