//! How long incidents took until they were noticed, and until they were over.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::super::charts::{Case, FOR_A_MEDIAN, Periods, SINGLE, Summary, points};
use super::super::views::time_to;
use super::{ChartView, Incidents, LegendView, TableView, axes, earlier};
use crate::model::Phase;
use crate::theme::Words;

/// The most quarters or years that a picture has, and the fewest.
const MOST: usize = 12;
const LEAST: usize = 4;

/// The fewest cases of a year that are compared with those of another.
const COMPARABLE: usize = 5;

pub(super) fn chart(incidents: &Incidents<'_>, phase: Phase) -> Option<ChartView> {
    let words = incidents.site.words();
    let case = |(day, postmortem): &(Date, &crate::model::Postmortem)| {
        Some(Case { day: *day, seconds: postmortem.times.until(phase)?.as_secs() })
    };
    let cases: Vec<Case> = incidents.dated.iter().filter_map(case).collect();
    let days: Vec<Date> = cases.iter().map(|case| case.day).collect();
    let periods = Periods::by_quarter(words, &days, MOST)?.at_least(LEAST);
    let summaries = summaries(&periods, &cases);
    let title = time_to(words, phase);
    let reading = reading(words, phase, &cases);
    let (anchor, id) = match phase {
        Phase::Detected => ("time-to-detect", "_detect"),
        _ => ("time-to-resolve", "_resolve"),
    };
    let without = incidents.dated.len() - cases.len();
    let mut notes = earlier(words, &periods, &days);
    if without > 0 {
        notes.push(words.count("trends-without-times", without));
    }
    if summaries.iter().flatten().any(|summary| summary.cases < FOR_A_MEDIAN) {
        notes.push(words.count("trends-median-from", FOR_A_MEDIAN));
    }
    let legend = legend(words, cases.len(), &summaries);
    Some(ChartView {
        anchor,
        picture_html: points(&periods, (id, &title, &reading), &cases, &summaries),
        gutter: "wide",
        axes: axes(&periods),
        legend,
        table: table(words, &periods, &summaries),
        title,
        reading,
        notes,
        ..ChartView::default()
    })
}

/// What the shapes mean; nothing where there are points alone.
fn legend(words: &Words, cases: usize, summaries: &[Option<Summary>]) -> Vec<LegendView> {
    let has_medians = summaries.iter().flatten().any(|summary| summary.cases >= FOR_A_MEDIAN);
    let shapes: &[(&str, &str)] = match (has_medians, cases > SINGLE) {
        (false, _) => &[],
        (true, true) => &[("chart-many-cases", "cell"), ("chart-median", "median")],
        (true, false) => &[("chart-case", "point"), ("chart-median", "median"), ("chart-range", "range")],
    };
    let shown =
        |(key, class): &(&str, &str)| LegendView { title: words.text(key).to_owned(), class: (*class).to_owned() };
    shapes.iter().map(shown).collect()
}

fn summaries(periods: &Periods<'_>, cases: &[Case]) -> Vec<Option<Summary>> {
    let mut seconds = vec![Vec::new(); periods.count()];
    for case in cases {
        if let Some(place) = periods.place(case.day) {
            seconds[place].push(case.seconds);
        }
    }
    seconds.into_iter().map(Summary::of).collect()
}

/// "Median time to detect in 2026: 12 min (9 cases); in 2025: 31 min (14 cases)."
fn reading(words: &Words, phase: Phase, cases: &[Case]) -> String {
    let of = |year: i16| Summary::of(cases.iter().filter(|it| it.day.year() == year).map(|it| it.seconds).collect());
    let year = cases.iter().map(|case| case.day.year()).max().unwrap_or_default();
    let before = cases.iter().map(|case| case.day.year()).filter(|it| *it < year).max();
    let Some(latest) = of(year) else { return String::new() };
    let is_median = latest.cases >= FOR_A_MEDIAN;
    let key = if is_median { "trends-median-time" } else { "trends-time" };
    let value_then = value(words, &latest);
    let given = [("phase", phase.field().into()), ("year", year.to_string().into()), ("value", value_then.into())];
    let told = words.say(key, given);
    match before.and_then(|before| Some((before, of(before)?))) {
        None => words.say("trends-one-year", [("told", told.into())]),
        Some((before, earlier)) => {
            let mut value_before = value(words, &earlier);
            if latest.cases.min(earlier.cases) < COMPARABLE {
                value_before = words.say("trends-too-few", [("value", value_before.into())]);
            }
            let has_median_alone = !is_median && earlier.cases >= FOR_A_MEDIAN;
            let key = if has_median_alone { "trends-median-before" } else { "trends-year-before" };
            let year = before.to_string();
            words.say(key, [("told", told.into()), ("year", year.into()), ("value", value_before.into())])
        }
    }
}

/// The median, or all that there is where it would be one of nothing, with the number of cases.
fn value(words: &Words, summary: &Summary) -> String {
    let [median, shortest, longest] =
        [summary.median, summary.shortest, summary.longest].map(|it| words.duration(seconds(it)));
    let value = match summary.cases {
        2 if shortest != longest => words.list(&[shortest, longest]),
        _ => median,
    };
    words.say("trends-value", [("value", value.into()), ("count", summary.cases.into())])
}

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn table(words: &Words, periods: &Periods<'_>, summaries: &[Option<Summary>]) -> TableView {
    let duration = |it: i64| words.duration(seconds(it));
    let rows = summaries.iter().enumerate().rev().filter_map(|(place, summary)| {
        let it = (*summary)?;
        let [shortest, longest] = [it.shortest, it.longest].map(duration);
        let is_median = it.cases >= FOR_A_MEDIAN;
        let median = if is_median { duration(it.median) } else { words.text("chart-too-few").to_owned() };
        Some(vec![periods.title(place), it.cases.to_string(), median, shortest, longest])
    });
    let first = words.say("unit", [("unit", periods.unit().into())]);
    let others = ["chart-cases", "chart-median", "chart-shortest", "chart-longest"];
    let head = [first].into_iter().chain(others.map(|key| words.text(key).to_owned()));
    TableView { head: head.collect(), rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::super::super::charts::english;
    use super::*;

    #[test]
    fn medians_are_compared_only_where_there_are_enough_cases() {
        let words = english();
        let cases = |counts: &[(i16, usize)]| -> Vec<Case> {
            let of = |(year, count): &(i16, usize)| {
                vec![Case { day: jiff::civil::date(*year, 5, 1), seconds: 60 * i64::from(*year - 2020) }; *count]
            };
            counts.iter().flat_map(of).collect()
        };
        for (counts, expected) in [
            (&[(2026, 9), (2025, 14)][..], "in 2026: 6 min (9 cases); in 2025: 5 min (14 cases)."),
            (
                &[(2026, 1), (2025, 14)],
                "in 2026: 6 min (1 case); median in 2025: 5 min (14 cases), too few to compare.",
            ),
            (&[(2026, 9), (2022, 2)], "in 2026: 6 min (9 cases); in 2022: 2 min (2 cases), too few to compare."),
            (&[(2026, 1)], "in 2026: 6 min (1 case)."),
        ] {
            let found = reading(&words, Phase::Detected, &cases(counts));
            assert!(found.to_lowercase().ends_with(&format!("time to detect {expected}")), "{found}");
            assert_eq!(found.starts_with("Median"), counts[0].1 > 2, "{found}");
        }
    }
}
