//! The phases of an incident as spans since its start.

use jiff::SignedDuration;
use jiff::tz::Offset;
use serde::Serialize;

use super::{Element, Frame, Svg, duration_for_machines};
use super::{Phase, Times, moment_in_words, offset_in_words, phase_name, time_to};
use crate::model::{DurationUnit, Moment};
use crate::theme::Words;

/// A phase as a span.
#[derive(Debug, Serialize)]
pub struct SpanView {
    /// What took so long: "Time to detect"; "Detected to resolved" where the start is not known.
    pub title: String,
    /// How long it took since the start.
    pub value: String,
    /// The same for machines.
    pub machine: String,
    /// When the phase ended.
    pub at: String,
    /// The span, to scale.
    pub bar_html: String,
}

/// A phase with its moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    phase: Phase,
    moment: Moment,
    /// Seconds since 1970.
    pub(super) at: i64,
}

/// What is known of an incident's course: the phases that have a time, and how far from UTC their clock is.
pub(super) struct Course {
    known: Vec<Known>,
    /// Phases that are told to be before the start.
    early: Vec<Phase>,
    pub(super) offset: Offset,
    offset_is_known: bool,
}

/// The shortest course in which days without a time of day can stand, in seconds.
const FOR_WHOLE_DAYS: i64 = 3 * 86_400;

impl Course {
    /// `None` where no phase has a time.
    pub(super) fn of(times: &Times) -> Option<Self> {
        let known = |phase| {
            let moment = times.get(phase)?;
            Some(Known { phase, moment, at: moment.timestamp.as_second() })
        };
        let mut known: Vec<Known> = Phase::ALL.into_iter().filter_map(known).collect();
        let length = known.iter().map(|it| it.at).max()? - known.iter().map(|it| it.at).min()?;
        if length < FOR_WHOLE_DAYS {
            known.retain(|it| !it.moment.whole_day);
        }
        let start = known.iter().find(|it| it.phase == Phase::Started).map(|it| it.at);
        let is_early = |it: &Known| start.is_some_and(|start| it.at < start);
        let early = known.iter().filter(|it| is_early(it)).map(|it| it.phase).collect();
        known.retain(|it| !is_early(it));
        let offset = known.first()?.moment.offset;
        Some(Self { known, early, offset: offset.unwrap_or(Offset::UTC), offset_is_known: offset.is_some() })
    }

    pub(super) fn known(&self) -> impl Iterator<Item = &Known> {
        self.known.iter()
    }

    /// When each known phase ended, by its place among all, in seconds since the first moment.
    pub(super) fn ends(&self) -> impl Iterator<Item = (usize, i64)> {
        let place = |phase| Phase::ALL.iter().position(|it| *it == phase).unwrap_or_default();
        self.known.iter().map(move |it| (place(it.phase), it.at - self.first()))
    }

    /// The first of the known moments; all spans are measured from it.
    pub(super) fn first(&self) -> i64 {
        self.known.iter().map(|it| it.at).min().unwrap_or_default()
    }

    pub(super) fn last(&self) -> i64 {
        self.known.iter().map(|it| it.at).max().unwrap_or_default()
    }

    /// The clock of the axis in words.
    pub(super) fn zone(&self) -> String {
        match (self.offset_is_known, self.offset) {
            (false, _) => String::new(),
            (true, Offset::UTC) => "UTC".to_owned(),
            (true, offset) => format!("UTC{}", offset_in_words(offset)),
        }
    }

    /// What the spans do not show.
    pub(super) fn notes(&self, words: &Words) -> Vec<String> {
        let mut notes = Vec::new();
        if self.known.iter().all(|it| it.phase != Phase::Started) {
            notes.push(words.text("incident-no-start").to_owned());
        }
        let early = self.early.iter();
        let offsets = self.known.iter().filter_map(|it| it.moment.offset);
        if self.offset_is_known && offsets.into_iter().any(|offset| offset != self.offset) {
            notes.push(words.say("incident-zones", [("zone", self.zone().into())]));
        }
        notes.extend(early.map(|phase| words.say("incident-early", [("phase", phase_name(words, *phase).into())])));
        notes
    }
}

/// The spans of all phases but the one that they are measured from.
pub(super) fn spans(words: &Words, course: &Course, frame: &Frame) -> Vec<SpanView> {
    let origin = course.first();
    let begin = course.known().position(|it| it.at == origin).unwrap_or_default();
    let first = course.known[begin];
    let mut reached = origin;
    let mut spans = Vec::new();
    for (index, known) in course.known().enumerate().filter(|(index, _)| *index != begin) {
        let duration = SignedDuration::from_secs(known.at - origin);
        let is_rough = first.moment.whole_day || known.moment.whole_day;
        // A phase that ended before the one ahead of it in the list has no stretch of its own.
        let before = if index < begin { origin } else { reached.min(known.at) };
        spans.push(SpanView {
            title: title(words, first.phase, known.phase),
            value: if is_rough { in_days(words, duration) } else { words.duration(duration) },
            machine: if is_rough { String::new() } else { duration_for_machines(duration) },
            at: shown(words, known.moment, first.moment),
            bar_html: bar(known, (origin, before), frame),
        });
        reached = reached.max(known.at);
    }
    spans
}

/// "Time to detect"; where the start is not known, "Detected to resolved".
fn title(words: &Words, first: Phase, phase: Phase) -> String {
    match first {
        Phase::Started => time_to(words, phase),
        first => words.say("phase-to-phase", [("first", first.field().into()), ("last", phase.field().into())]),
    }
}

/// What can be said of a time between days.
fn in_days(words: &Words, duration: SignedDuration) -> String {
    let days = words.units((duration.as_secs() + 43_200) / 86_400, DurationUnit::Days);
    words.say("about-duration", [("duration", days.into())])
}

/// The time of day, with the day where it is another than that of the first moment.
fn shown(words: &Words, moment: Moment, first: Moment) -> String {
    let known_day = Some(first.local.date()).filter(|_| !moment.whole_day);
    moment_in_words(words, moment, known_day)
}

/// The whole span pale, its last stretch in the colour of the phase, and a line at its end.
fn bar(known: &Known, (origin, before): (i64, i64), frame: &Frame) -> String {
    const HEIGHT: f64 = 14.0;
    let [start, middle, end] = [origin, before, known.at].map(|at| frame.share(at));
    let field = known.phase.field();
    Svg::decoration("span", "14")
        .with([
            Element::bar("span-before", start, middle - start, 5.0, 4.0),
            Element::bar(&format!("span-own phase-{field}"), middle, end - middle, 2.0, HEIGHT - 4.0),
            Element::upright("span-end", end, 0.0, HEIGHT),
        ])
        .finish()
}
