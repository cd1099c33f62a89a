//! Marks of a time axis: round times of the clock and the calendar, as many as there is room for.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};

use crate::theme::Words;

/// A mark of a time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct Tick {
    /// The instant, in seconds since 1970.
    pub(in crate::site) at: i64,
    /// What stands there: a time of day, a day, a month or a year.
    pub(in crate::site) label: String,
    /// The day, where times of day stand on the axis and a day begins; else empty.
    pub(in crate::site) day: String,
}

/// How far marks are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Seconds(i64),
    Days(i64),
    Months(i64),
}

const STEPS: [Step; 28] = [
    Step::Seconds(1),
    Step::Seconds(5),
    Step::Seconds(15),
    Step::Seconds(30),
    Step::Seconds(60),
    Step::Seconds(2 * 60),
    Step::Seconds(5 * 60),
    Step::Seconds(10 * 60),
    Step::Seconds(15 * 60),
    Step::Seconds(30 * 60),
    Step::Seconds(3_600),
    Step::Seconds(2 * 3_600),
    Step::Seconds(3 * 3_600),
    Step::Seconds(6 * 3_600),
    Step::Seconds(12 * 3_600),
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(240),
    Step::Months(1_200),
];

impl Step {
    fn seconds(self) -> i64 {
        match self {
            Self::Seconds(seconds) => seconds,
            Self::Days(days) => days * 86_400,
            Self::Months(months) => months * 28 * 86_400,
        }
    }
}

/// Marks between two instants, both in seconds since 1970: at most `most`, at the times that a clock `offset` from UTC shows.
/// None where the stretch is longer than any history.
pub(in crate::site) fn clock_ticks(words: &Words, (from, to): (i64, i64), offset: Offset, most: usize) -> Vec<Tick> {
    let room = i64::try_from(most.max(1)).unwrap_or(1);
    let fits = |step: &&Step| (to - from) / step.seconds() < room;
    let Some(step) = STEPS.iter().find(fits).copied() else { return Vec::new() };
    let mut ticks = Vec::new();
    let mut day = None;
    for local in times(from, to, offset, step).unwrap_or_default() {
        let Ok(at) = offset.to_timestamp(local) else { continue };
        let is_new_day = matches!(step, Step::Seconds(_)) && day.replace(local.date()) != Some(local.date());
        let shown = if is_new_day { words.date("day", local.date()) } else { String::new() };
        ticks.push(Tick { at: at.as_second(), label: label(words, local, step), day: shown });
    }
    ticks
}

/// The round times between two instants; `None` at the ends of the calendar.
fn times(from: i64, to: i64, offset: Offset, step: Step) -> Option<Vec<DateTime>> {
    let local = |seconds| Some(offset.to_datetime(Timestamp::from_second(seconds).ok()?));
    let (first, last) = (local(from)?, local(to)?);
    let mut next = floor(first, step)?;
    let mut times = Vec::new();
    while next <= last {
        if next >= first {
            times.push(next);
        }
        next = match step {
            Step::Seconds(seconds) => next.checked_add(seconds.seconds()),
            Step::Days(days) => next.checked_add(days.days()),
            Step::Months(months) => next.checked_add(months.months()),
        }
        .ok()?;
    }
    Some(times)
}

/// The last round time that is not after a time.
fn floor(time: DateTime, step: Step) -> Option<DateTime> {
    let midnight = time.date().to_datetime(jiff::civil::Time::midnight());
    match step {
        Step::Seconds(seconds) => {
            let of_day = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
            midnight.checked_add((of_day / seconds * seconds).seconds()).ok()
        }
        // A week begins on Monday.
        Step::Days(7 | 14) => {
            midnight.checked_sub(i64::from(time.date().weekday().to_monday_zero_offset()).days()).ok()
        }
        Step::Days(_) => Some(midnight),
        Step::Months(months) => {
            let month = i64::from(time.year()) * 12 + i64::from(time.month()) - 1;
            let month = month - month.rem_euclid(months);
            let date = Date::new(i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month % 12 + 1).ok()?, 1);
            Some(date.ok()?.to_datetime(jiff::civil::Time::midnight()))
        }
    }
}

fn label(words: &Words, local: DateTime, step: Step) -> String {
    match step {
        Step::Seconds(seconds) if seconds < 60 => local.strftime("%H:%M:%S").to_string(),
        Step::Seconds(_) => local.strftime("%H:%M").to_string(),
        Step::Days(_) => words.date("day", local.date()),
        Step::Months(months) if months < 12 => words.date("month-short", local.date()),
        Step::Months(_) => local.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::english;
    use super::*;

    fn check(from: &str, to: &str, most: usize, expected: &[&str]) {
        let at = |text: &str| text.parse::<Timestamp>().expect(text).as_second();
        let ticks = clock_ticks(&english(), (at(from), at(to)), Offset::UTC, most);
        let found: Vec<String> = ticks.iter().map(|tick| format!("{} {}", tick.label, tick.day)).collect();
        let found: Vec<&str> = found.iter().map(|label| label.trim()).collect();
        assert_eq!(found, expected, "{from} to {to}");
        assert!(found.len() <= most, "{found:?}");
    }

    #[test]
    fn marks_stand_at_round_times_and_never_crowd() {
        check("2026-03-04T09:12:00Z", "2026-03-04T09:16:00Z", 5, &["09:12 4 Mar", "09:13", "09:14", "09:15", "09:16"]);
        check("2026-03-04T09:12:00Z", "2026-03-04T09:12:20Z", 3, &["09:12:00 4 Mar", "09:12:15"]);
        check("2026-03-04T22:10:00Z", "2026-03-05T02:10:00Z", 4, &["00:00 5 Mar", "02:00"]);
        check("2026-03-04T09:12:00Z", "2026-03-18T09:12:00Z", 4, &["9 Mar", "16 Mar"]);
        check("2026-01-04T09:12:00Z", "2026-05-04T09:12:00Z", 5, &["Feb 2026", "Mar 2026", "Apr 2026", "May 2026"]);
        check("2001-01-04T09:12:00Z", "2026-05-04T09:12:00Z", 8, &["2005", "2010", "2015", "2020", "2025"]);
        check("2026-03-04T09:12:00Z", "2026-03-04T09:12:00Z", 4, &["09:12:00 4 Mar"]);
        check("-009990-01-01T00:00:00Z", "9990-01-01T00:00:00Z", 99, &[]);
    }
}
