//! How long incidents took until they were noticed, and until they were over.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::super::charts::{Case, FOR_A_MEDIAN, Periods, SINGLE, Summary, points};
use super::super::views::{counted, time_to};
use super::{ChartView, Incidents, LegendView, TableView, axes, earlier};
use crate::model::{Phase, duration_in_words};

/// The most quarters or years that a picture has, and the fewest.
const MOST: usize = 12;
const LEAST: usize = 4;

/// The fewest cases of a year that are compared with those of another.
const COMPARABLE: usize = 5;

pub(super) fn chart(incidents: &Incidents<'_>, phase: Phase) -> Option<ChartView> {
    let case = |(day, postmortem): &(Date, &crate::model::Postmortem)| {
        Some(Case { day: *day, seconds: postmortem.times.until(phase)?.as_secs() })
    };
    let cases: Vec<Case> = incidents.dated.iter().filter_map(case).collect();
    let days: Vec<Date> = cases.iter().map(|case| case.day).collect();
    let periods = Periods::by_quarter(&days, MOST)?.at_least(LEAST);
    let summaries = summaries(&periods, &cases);
    let title = time_to(phase);
    let reading = reading(title, &cases);
    let (anchor, id) = match phase {
        Phase::Detected => ("time-to-detect", "_detect"),
        _ => ("time-to-resolve", "_resolve"),
    };
    let without = incidents.dated.len() - cases.len();
    let mut notes = earlier(&periods, &days);
    if without > 0 {
        let are = if without == 1 { "is" } else { "are" };
        notes.push(format!("{} without both times {are} not counted.", counted(without, "incident", "incidents")));
    }
    if summaries.iter().flatten().any(|summary| summary.cases < FOR_A_MEDIAN) {
        notes.push(format!("A median is drawn from {FOR_A_MEDIAN} cases on."));
    }
    let legend = legend(cases.len(), &summaries);
    Some(ChartView {
        anchor,
        title: title.to_owned(),
        picture_html: points(&periods, (id, title, &reading), &cases, &summaries),
        gutter: "wide",
        axes: axes(&periods),
        legend,
        table: table(&periods, &summaries),
        reading,
        notes,
        ..ChartView::default()
    })
}

/// What the shapes mean; nothing where there are points alone.
fn legend(cases: usize, summaries: &[Option<Summary>]) -> Vec<LegendView> {
    let has_medians = summaries.iter().flatten().any(|summary| summary.cases >= FOR_A_MEDIAN);
    let shapes: &[(&str, &str)] = match (has_medians, cases > SINGLE) {
        (false, _) => &[],
        (true, true) => &[("Incidents, the darker the more", "cell"), ("Median", "median")],
        (true, false) => &[("An incident", "point"), ("Median", "median"), ("Shortest to longest", "range")],
    };
    let shown = |(title, class): &(&str, &str)| LegendView { title: (*title).to_owned(), class: (*class).to_owned() };
    shapes.iter().map(shown).collect()
}

fn summaries(periods: &Periods, cases: &[Case]) -> Vec<Option<Summary>> {
    let mut seconds = vec![Vec::new(); periods.count()];
    for case in cases {
        if let Some(place) = periods.place(case.day) {
            seconds[place].push(case.seconds);
        }
    }
    seconds.into_iter().map(Summary::of).collect()
}

/// "Median time to detect in 2026: 12 min (9 cases); in 2025: 31 min (14 cases)."
fn reading(title: &str, cases: &[Case]) -> String {
    let of = |year: i16| Summary::of(cases.iter().filter(|it| it.day.year() == year).map(|it| it.seconds).collect());
    let year = cases.iter().map(|case| case.day.year()).max().unwrap_or_default();
    let before = cases.iter().map(|case| case.day.year()).filter(|it| *it < year).max();
    let Some(latest) = of(year) else { return String::new() };
    let is_median = latest.cases >= FOR_A_MEDIAN;
    let subject = if is_median { format!("Median {}", title.to_lowercase()) } else { title.to_owned() };
    let told = format!("{subject} in {year}: {}", value(&latest));
    match before.and_then(|before| Some((before, of(before)?))) {
        None => format!("{told}."),
        Some((before, earlier)) => {
            let is_little = latest.cases.min(earlier.cases) < COMPARABLE;
            let little = if is_little { ", too few to compare" } else { "" };
            let median = if !is_median && earlier.cases >= FOR_A_MEDIAN { "median " } else { "" };
            format!("{told}; {median}in {before}: {}{little}.", value(&earlier))
        }
    }
}

/// The median, or all that there is where it would be one of nothing, with the number of cases.
fn value(summary: &Summary) -> String {
    let [median, shortest, longest] =
        [summary.median, summary.shortest, summary.longest].map(|it| duration_in_words(seconds(it)));
    let value = match summary.cases {
        2 if shortest != longest => format!("{shortest} and {longest}"),
        _ => median,
    };
    format!("{value} ({})", counted(summary.cases, "case", "cases"))
}

fn seconds(seconds: i64) -> SignedDuration {
    SignedDuration::from_secs(seconds)
}

fn table(periods: &Periods, summaries: &[Option<Summary>]) -> TableView {
    let words = |it: i64| duration_in_words(seconds(it));
    let rows = summaries.iter().enumerate().rev().filter_map(|(place, summary)| {
        let it = (*summary)?;
        let [median, shortest, longest] = [it.median, it.shortest, it.longest].map(words);
        Some(vec![periods.title(place), it.cases.to_string(), median, shortest, longest])
    });
    let unit = periods.unit();
    let first = format!("{}{}", unit[..1].to_uppercase(), &unit[1..]);
    let head = [first.as_str(), "Cases", "Median", "Shortest", "Longest"].map(str::to_owned);
    TableView { head: head.into(), rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_compared_only_where_there_are_enough_cases() {
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
            let found = reading("Time to detect", &cases(counts));
            assert!(found.to_lowercase().ends_with(&format!("time to detect {expected}")), "{found}");
            assert_eq!(found.starts_with("Median"), counts[0].1 > 2, "{found}");
        }
    }
}
