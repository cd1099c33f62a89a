//! Durations over time: each case a point on a scale of powers, each period its median and its range.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::{Element, Periods, Svg};
use crate::theme::Words;

/// A duration with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Case {
    pub(in crate::site) day: Date,
    pub(in crate::site) seconds: i64,
}

/// What several durations have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Summary {
    /// How many they are; at least one.
    pub(in crate::site) cases: usize,
    pub(in crate::site) median: i64,
    pub(in crate::site) shortest: i64,
    pub(in crate::site) longest: i64,
}

impl Summary {
    /// `None` of nothing.
    pub(in crate::site) fn of(mut seconds: Vec<i64>) -> Option<Self> {
        seconds.sort_unstable();
        let (shortest, longest) = (*seconds.first()?, *seconds.last()?);
        let middle = seconds.len() / 2;
        let median = match seconds.len() % 2 {
            0 => i64::midpoint(seconds[middle - 1], seconds[middle]),
            _ => seconds[middle],
        };
        Some(Self { cases: seconds.len(), median, shortest, longest })
    }
}

/// The fewest cases that have a median worth drawing.
pub(in crate::site) const FOR_A_MEDIAN: usize = 3;

/// The most cases that are drawn one by one; more of them become cells, the darker the more cases they stand for.
pub(in crate::site) const SINGLE: usize = 300;

const HEIGHT: f64 = 180.0;
const TOP: f64 = 10.0;

/// Readable durations, in seconds: 1 s, 10 s, 1 min, 10 min, 1 h, 6 h, 1 d, 7 d, 30 d, a year, ten and a hundred of them.
const TICKS: [i64; 12] =
    [1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000, 31_536_000, 315_360_000, 3_153_600_000];

/// The picture of some cases, of which there is at least one; `summaries` are those of the periods.
pub(in crate::site) fn points(
    periods: &Periods<'_>,
    (id, title, description): (&str, &str, &str),
    cases: &[Case],
    summaries: &[Option<Summary>],
) -> String {
    let scale = Scale::of(cases);
    let mut svg = Svg::picture("points", TOP * 2.0 + HEIGHT, id, (title, description));
    for tick in TICKS.iter().filter(|tick| (scale.low..=scale.high).contains(tick)) {
        let y = scale.place(*tick);
        svg.push(Element::across("grid-line", y));
        svg.push(Element::words("value-label", 0.0, y + 4.0, &tick_label(periods.words, *tick)).pixels("dx", -8.0));
    }
    let width = 100.0 / periods.count() as f64;
    let summarised = summaries.iter().enumerate().filter_map(|(place, summary)| Some((place, (*summary)?)));
    let summarised: Vec<(usize, Summary)> = summarised.filter(|(_, it)| it.cases >= FOR_A_MEDIAN).collect();
    // Cells show the range by themselves.
    let ranges = summarised.iter().filter(|_| cases.len() <= SINGLE);
    for (place, summary) in ranges {
        let (high, low) = (scale.place(summary.longest), scale.place(summary.shortest));
        let x = periods.share(*place) + width * 0.04;
        svg.push(Element::bar("range", x, width * 0.92, high, low - high));
    }
    spots(periods, cases, &scale).into_iter().for_each(|spot| svg.push(spot));
    for (place, summary) in &summarised {
        let (x, y) = (periods.share(*place) + width * 0.04, scale.place(summary.median));
        let (period, duration) = (periods.title(*place), in_words(periods.words, summary.median));
        let told = periods.words.say("trends-median-of", [("period", period.into()), ("duration", duration.into())]);
        svg.push(Element::bar("median", x, width * 0.92, y - 1.5, 3.0).told(&told));
    }
    svg.finish()
}

/// A duration in words.
fn in_words(words: &Words, seconds: i64) -> String {
    words.duration(SignedDuration::from_secs(seconds))
}

fn tick_label(words: &Words, seconds: i64) -> String {
    match seconds / 31_536_000 {
        0 => in_words(words, seconds),
        years => words.say("duration-years", [("count", years.into())]),
    }
}

/// Powers of time over pixels.
struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// From the readable duration below all cases to the one above them.
    fn of(cases: &[Case]) -> Self {
        let (first, last) = (TICKS[0], TICKS[TICKS.len() - 1]);
        let shortest = cases.iter().map(|case| case.seconds).min().unwrap_or(first);
        let longest = cases.iter().map(|case| case.seconds).max().unwrap_or(last);
        let low = TICKS.iter().rev().find(|tick| **tick <= shortest).copied().unwrap_or(first);
        let high = TICKS.iter().find(|tick| **tick >= longest && **tick > low).copied().unwrap_or(last);
        Self { low: low.min(high / 6).max(1), high }
    }

    fn place(&self, seconds: i64) -> f64 {
        let seconds = seconds.clamp(self.low, self.high) as f64;
        let part = (seconds / self.low as f64).ln() / (self.high as f64 / self.low as f64).ln();
        TOP + HEIGHT * (1.0 - part)
    }
}

/// Cases as points, or where they are many, as cells of a grid in four shades.
fn spots(periods: &Periods<'_>, cases: &[Case], scale: &Scale) -> Vec<Element> {
    const DOWN: f64 = 10.0;
    const A_PERIOD: usize = 3;
    let across = (periods.count() * A_PERIOD) as f64;
    let placed = cases.iter().filter_map(|case| Some((periods.share_of(case.day)?, scale.place(case.seconds))));
    if cases.len() <= SINGLE {
        return placed.map(|(x, y)| Element::circle("point", x, y, 3.5)).collect();
    }
    let mut grid: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (x, y) in placed {
        *grid.entry(((x / 100.0 * across) as i64, (y / DOWN) as i64)).or_default() += 1;
    }
    let most = grid.values().copied().max().unwrap_or(1) as f64;
    let cells = grid.into_iter().map(|((x, y), count)| {
        let shade = (count as f64 / most * 4.0).ceil();
        let (x, width) = (x as f64 / across * 100.0, 100.0 / across);
        Element::bar(&format!("cell cell-{shade}"), x, width, y as f64 * DOWN, DOWN).told(&count.to_string())
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::super::english;
    use super::*;

    #[test]
    fn a_median_is_of_the_middle() {
        let median = |seconds: &[i64]| Summary::of(seconds.to_vec()).map(|summary| (summary.cases, summary.median));
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[9]), Some((1, 9)));
        assert_eq!(median(&[100, 1, 5]), Some((3, 5)));
        assert_eq!(median(&[100, 1, 5, 7]), Some((4, 6)));
    }

    #[test]
    fn every_duration_has_a_place_within_the_picture() {
        let day = "2026-03-04".parse().expect("a day");
        for seconds in [[0, 0], [240, 240], [0, 100_000_000_000], [59, 61], [600, 600]] {
            let cases = seconds.map(|seconds| Case { day, seconds });
            let scale = Scale::of(&cases);
            assert!(scale.low < scale.high, "{seconds:?}");
            for case in cases {
                assert!((TOP..=TOP + HEIGHT).contains(&scale.place(case.seconds)), "{seconds:?}");
            }
        }
    }

    #[test]
    fn ten_thousand_cases_stay_a_small_picture() {
        let days: Vec<Date> = (0..10_000).map(|n| jiff::civil::date(2000 + n % 25, 1 + (n % 12) as i8, 5)).collect();
        let cases = days.iter().zip(0..).map(|(day, n)| Case { day: *day, seconds: n * 37 % 90_000 });
        let cases: Vec<Case> = cases.collect();
        let words = english();
        let periods = Periods::by_quarter(&words, &days, 12).expect("periods");
        let picture = points(&periods, ("_a", "A", "B"), &cases, &vec![None; periods.count()]);
        assert!(picture.len() < 60_000 && picture == points(&periods, ("_a", "A", "B"), &cases, &vec![None; 12]));
    }
}
