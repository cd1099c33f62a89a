//! Small pictures of how the documents of several lists spread over time, all on one scale, so that they compare.

use jiff::civil::Date;

use super::Site;
use super::charts::{Periods, small_columns};
use super::trends::factors::told_by_period;

/// The most periods that a picture has, and the fewest.
const MOST: usize = 20;
const LEAST: usize = 8;

/// How high a picture is, in pixels.
const HEIGHT: f64 = 24.0;

/// A picture for each list, empty where none of its documents has a day, and what all of them span in words.
pub(super) fn sparklines(site: &Site, lists: &[&[usize]]) -> (Vec<String>, String) {
    let words = site.words();
    let day = |index: &usize| site.knowledge.postmortems[*index].date.map(|date| date.day);
    let days: Vec<Vec<Date>> = lists.iter().map(|list| list.iter().filter_map(day).collect()).collect();
    let all: Vec<Date> = days.iter().flatten().copied().collect();
    let Some(periods) = Periods::by_quarter(words, &all, MOST) else {
        return (vec![String::new(); lists.len()], String::new());
    };
    let periods = periods.at_least(LEAST);
    let counts: Vec<Vec<usize>> = days.iter().map(|days| counts(&periods, days)).collect();
    let (first, last) = (periods.title(0), periods.title(periods.count() - 1));
    let span = words.say("from-to", [("first", first.into()), ("last", last.into())]);
    let title = words.text("over-time");
    let top = counts.iter().flatten().copied().max().unwrap_or(0);
    let pictures = counts.iter().zip(1..).map(|(counts, number)| drawn(&periods, (number, title), counts, top));
    (pictures.collect(), span)
}

/// A picture of the counts of some periods, on a scale up to `top`; empty where there is nothing to count.
pub(super) fn drawn(periods: &Periods<'_>, (number, title): (usize, &str), counts: &[usize], top: usize) -> String {
    if counts.iter().all(|count| *count == 0) {
        return String::new();
    }
    let told = told_by_period(periods, counts);
    small_columns(periods, (&format!("_spark{number}"), title, &told), counts, (top, HEIGHT))
}

/// How many of some days are in each period.
pub(super) fn counts(periods: &Periods<'_>, days: &[Date]) -> Vec<usize> {
    let mut counts = vec![0; periods.count()];
    days.iter().filter_map(|day| periods.place(*day)).for_each(|place| counts[place] += 1);
    counts
}
