//! How wholes divide, year by year: who noticed, and how far the action items are.

use jiff::civil::Date;

use super::super::charts::{Periods, rows};
use super::super::views::{counted, detected_by_in_words, grouped};
use super::{ChartView, Incidents, LegendView, TableView, earlier, listed};
use crate::model::{ActionItem, ActionState, DetectedBy};

/// The most years that have a row.
const YEARS: usize = 8;

/// Who or what noticed first.
pub(super) fn detected_by(incidents: &Incidents<'_>) -> Option<ChartView> {
    let place = |it: DetectedBy| DetectedBy::ALL.iter().position(|known| *known == it);
    let found = incidents.dated.iter().filter_map(|(day, it)| Some((*day, it.detected_by.and_then(place)?)));
    let found: Vec<(Date, usize)> = found.collect();
    let legend = DetectedBy::ALL.into_iter().zip(1..).map(|(it, number)| {
        let words = detected_by_in_words(it);
        let title = format!("{}{}", words[..1].to_uppercase(), &words[1..]);
        LegendView { title, class: format!("fill-{number}") }
    });
    let sums = sums(&found, DetectedBy::ALL.len());
    let mut told: Vec<(usize, DetectedBy)> =
        sums.into_iter().zip(DetectedBy::ALL).filter(|(sum, _)| *sum > 0).collect();
    told.sort_by(|(a, _), (b, _)| b.cmp(a));
    let told = told.iter().enumerate().map(|(place, (sum, it))| {
        let (who, count) = (detected_by_in_words(*it), grouped(&sum.to_string()));
        if place == 0 { format!("{who} noticed {count} first") } else { format!("{who} {count}") }
    });
    let told: Vec<String> = told.collect();
    let without = incidents.dated.len() - found.len();
    let mut chart = chart(("detected-by", "_detected_by", "Noticed first by"), legend.collect(), &found, |all| {
        format!("Of {}, {}.", counted(all, "incident", "incidents"), listed(&told))
    })?;
    if without > 0 {
        let say = if without == 1 { "does" } else { "do" };
        chart.notes.push(format!("{} {say} not say it.", counted(without, "incident", "incidents")));
    }
    Some(chart)
}

/// What became of action items, in the order of the picture.
const FATES: [(&str, &str, &str); 4] = [
    ("Done", "done", "fill-1"),
    ("Overdue", "overdue", "fill-4"),
    ("Unfinished", "unfinished", "fill-2"),
    ("Dropped", "dropped", "fill-5"),
];

/// How far action items are, by the year of the document that they stand in.
pub(super) fn action_items(incidents: &Incidents<'_>) -> Option<ChartView> {
    let site = incidents.site;
    let fate = |item: &ActionItem| match item.state {
        ActionState::Done => 0,
        ActionState::Open | ActionState::InProgress if site.is_overdue(item) => 1,
        ActionState::Open | ActionState::InProgress => 2,
        ActionState::Dropped => 3,
    };
    let of = incidents.dated.iter().flat_map(|(day, it)| it.action_items.iter().map(|item| (*day, fate(item))));
    let found: Vec<(Date, usize)> = of.collect();
    let title_of = |title: &str| match (title, site.as_of) {
        ("Unfinished", Some(_)) => "Not yet due".to_owned(),
        _ => title.to_owned(),
    };
    let legend = FATES.map(|(title, _, class)| LegendView { title: title_of(title), class: class.to_owned() });
    let sums = sums(&found, FATES.len());
    let title = "Action items by the year of the incident";
    let mut chart = chart(("action-items", "_actions", title), legend.into(), &found, |all| {
        let told = sums.iter().zip(FATES).filter(|(sum, _)| **sum > 0);
        let parts: Vec<String> = told
            .map(|(sum, (title, word, _))| {
                let word = if title_of(title) == title { word } else { "not yet due" };
                format!("{} {word}", grouped(&sum.to_string()))
            })
            .collect();
        format!("{}: {}.", counted(all, "action item", "action items"), listed(&parts))
    })?;
    match site.as_of {
        Some(day) => chart.notes.push(format!("Overdue as of {}.", day.strftime("%-d %B %Y"))),
        None => chart = chart.without(1),
    }
    Some(chart)
}

fn sums(found: &[(Date, usize)], parts: usize) -> Vec<usize> {
    let mut sums = vec![0; parts];
    found.iter().for_each(|(_, part)| sums[*part] += 1);
    sums
}

fn chart(
    (anchor, id, title): (&'static str, &str, &str),
    legend: Vec<LegendView>,
    found: &[(Date, usize)],
    reading: impl Fn(usize) -> String,
) -> Option<ChartView> {
    let days: Vec<Date> = found.iter().map(|(day, _)| *day).collect();
    let periods = Periods::by_year(&days, YEARS)?;
    let mut counts = vec![vec![0; legend.len()]; periods.count()];
    for (day, part) in found {
        if let Some(place) = periods.place(*day) {
            counts[place][*part] += 1;
        }
    }
    let named: Vec<(String, Vec<usize>)> =
        counts.into_iter().enumerate().rev().map(|(place, parts)| (periods.title(place), parts)).collect();
    let classes: Vec<String> = legend.iter().map(|it| it.class.clone()).collect();
    let reading = reading(found.len());
    let table = named.iter().map(|(name, parts)| {
        let all = parts.iter().sum::<usize>().to_string();
        [name.clone()].into_iter().chain(parts.iter().map(ToString::to_string)).chain([all]).collect()
    });
    let head = ["Year".to_owned()].into_iter().chain(legend.iter().map(|it| it.title.clone()));
    Some(ChartView {
        anchor,
        title: title.to_owned(),
        picture_html: rows((id, title, &reading), &classes, &named),
        gutter: "wide",
        table: TableView { head: head.chain(["All".to_owned()]).collect(), rows: table.collect() },
        notes: earlier(&periods, &days),
        legend,
        reading,
        ..ChartView::default()
    })
}
