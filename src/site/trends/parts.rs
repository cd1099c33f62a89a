//! How wholes divide, year by year: who noticed, and how far the action items are.

use jiff::civil::Date;

use super::super::action_items::group_count;
use super::super::charts::{Periods, rows};
use super::super::views::detected_by_in_words;
use super::{ChartView, Incidents, LegendView, TableView, earlier};
use crate::model::{ActionItem, ActionState, DetectedBy};
use crate::theme::Words;

/// The most years that have a row.
const YEARS: usize = 8;

/// Who or what noticed first.
pub(super) fn detected_by(incidents: &Incidents<'_>) -> Option<ChartView> {
    let words = incidents.site.words();
    let place = |it: DetectedBy| DetectedBy::ALL.iter().position(|known| *known == it);
    let found = incidents.dated.iter().filter_map(|(day, it)| Some((*day, it.detected_by.and_then(place)?)));
    let found: Vec<(Date, usize)> = found.collect();
    let legend = DetectedBy::ALL.into_iter().zip(1..).map(|(it, number)| {
        let title = words.say("trends-detected-by-title", [("by", it.as_str().into())]);
        LegendView { title, class: format!("fill-{number}") }
    });
    let sums = sums(&found, DetectedBy::ALL.len());
    let mut told: Vec<(usize, DetectedBy)> =
        sums.into_iter().zip(DetectedBy::ALL).filter(|(sum, _)| *sum > 0).collect();
    told.sort_by(|(a, _), (b, _)| b.cmp(a));
    let told = told.iter().enumerate().map(|(place, (sum, it))| {
        let key = if place == 0 { "trends-noticed" } else { "trends-noticed-too" };
        let by = it.as_str().into();
        words.say(key, [("who", detected_by_in_words(words, *it).into()), ("by", by), ("count", (*sum).into())])
    });
    let told: Vec<String> = told.collect();
    let without = incidents.dated.len() - found.len();
    let names = ("detected-by", "_detected_by", words.text("trends-detected-by"));
    let mut chart = chart(words, names, legend.collect(), &found, |all| {
        words.say("trends-noticed-of", [("count", all.into()), ("parts", words.list(&told).into())])
    })?;
    if without > 0 {
        chart.notes.push(words.count("trends-not-said", without));
    }
    Some(chart)
}

/// What became of action items, in the order of the picture.
const FATES: [(&str, &str); 4] =
    [("done", "fill-1"), ("overdue", "fill-4"), ("unfinished", "fill-2"), ("dropped", "fill-5")];

/// How far the action items of incidents are, by the year of the incident.
pub(super) fn action_items(incidents: &Incidents<'_>) -> Option<ChartView> {
    let (site, words) = (incidents.site, incidents.site.words());
    let fate = |item: &ActionItem| match item.state {
        ActionState::Done => 0,
        ActionState::Open | ActionState::InProgress if site.is_overdue(item) => 1,
        ActionState::Open | ActionState::InProgress => 2,
        ActionState::Dropped => 3,
    };
    let of = incidents.dated.iter().flat_map(|(day, it)| it.action_items.iter().map(|item| (*day, fate(item))));
    let found: Vec<(Date, usize)> = of.collect();
    // Where it is known what is overdue, the rest is not.
    let group = |group: &'static str| match (group, site.as_of) {
        ("unfinished", Some(_)) => "not-due",
        _ => group,
    };
    let legend = FATES.map(|(fate, class)| {
        let title = words.say("action-group", [("group", group(fate).into())]);
        LegendView { title, class: class.to_owned() }
    });
    let sums = sums(&found, FATES.len());
    let names = ("action-items", "_actions", words.text("trends-actions"));
    let mut chart = chart(words, names, legend.into(), &found, |all| {
        let told = sums.iter().zip(FATES).filter(|(sum, _)| **sum > 0);
        let parts: Vec<String> = told.map(|(sum, (fate, _))| group_count(words, group(fate), *sum)).collect();
        let told = words.say("trends-actions-of", [("count", all.into()), ("parts", words.list(&parts).into())]);
        match site.directory.action_items.len() - all {
            0 => told,
            others => format!("{told} {}", words.count("trends-actions-others", others)),
        }
    })?;
    match site.as_of {
        Some(day) => {
            let day = words.date("long", day);
            chart.notes.push(words.say("trends-overdue-as-of", [("day", day.into())]));
        }
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
    words: &Words,
    (anchor, id, title): (&'static str, &str, &str),
    legend: Vec<LegendView>,
    found: &[(Date, usize)],
    reading: impl Fn(usize) -> String,
) -> Option<ChartView> {
    let days: Vec<Date> = found.iter().map(|(day, _)| *day).collect();
    let periods = Periods::by_year(words, &days, YEARS)?;
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
    let head =
        [words.say("unit", [("unit", "year".into())])].into_iter().chain(legend.iter().map(|it| it.title.clone()));
    Some(ChartView {
        anchor,
        title: title.to_owned(),
        picture_html: rows((id, title, &reading), &classes, &named),
        gutter: "wide",
        table: TableView { head: head.chain([words.text("chart-all").to_owned()]).collect(), rows: table.collect() },
        notes: earlier(words, &periods, &days),
        legend,
        reading,
        ..ChartView::default()
    })
}
