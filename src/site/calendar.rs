//! A calendar of a year's incidents by week. Shown by `partials/calendar.html`.
//!
//! Weeks are those of ISO 8601: they begin on Monday, and a week belongs to the year, and here to the month, that its
//! Thursday is in. The calendar is a table of twelve columns, in which every number is a word too.

use std::collections::BTreeMap;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::Serialize;

use super::Site;
use super::pager::PAGE_LENGTH;
use super::routes::year_route;
use crate::model::Postmortem;
use crate::theme::Words;

/// The weeks of a year.
#[derive(Debug, Serialize)]
pub struct CalendarView {
    /// The year.
    pub year: String,
    /// What is to be seen in it, in a sentence.
    pub reading: String,
    /// The months, as their first day.
    pub months: Vec<String>,
    /// The first weeks of all months, the second ones, and so on; none where a month has no fifth week.
    pub rows: Vec<Vec<Option<WeekView>>>,
    /// What is not counted, in sentences.
    pub notes: Vec<String>,
}

/// A week.
#[derive(Debug, Clone, Serialize)]
pub struct WeekView {
    /// Its number, from 1.
    pub number: i8,
    /// The week in words: "Week 23, 1 to 7 June".
    pub title: String,
    /// How many incidents it has.
    pub count: usize,
    /// How many that is beside the other weeks: 0 for none to 4.
    pub shade: usize,
    /// The incident, or the first of them in the list of the year; empty where there is none.
    pub url: String,
}

/// The incidents of each week: their places in the list of their year, with that year's place among the years.
type Weeks = BTreeMap<i8, Vec<(usize, usize)>>;

impl CalendarView {
    /// The calendar of a year; `None` where it has no incident with a day.
    pub(super) fn new(site: &Site, year: i16) -> Option<Self> {
        let weeks = weeks(site, year);
        let most = weeks.values().map(Vec::len).max()?;
        let mut months: Vec<Vec<WeekView>> = vec![Vec::new(); 12];
        for number in 1..=weeks_of(year) {
            let Some(thursday) = day_of(year, number, Weekday::Thursday) else { continue };
            let incidents = weeks.get(&number).map_or(&[][..], Vec::as_slice);
            let month = usize::try_from(thursday.month() - 1).unwrap_or(0);
            months[month].push(WeekView::new(site, (year, number), incidents, most));
        }
        let longest = months.iter().map(Vec::len).max().unwrap_or(0);
        let row = |place: usize| months.iter().map(|weeks| weeks.get(place).cloned()).collect();
        Some(Self {
            year: year.to_string(),
            reading: reading(site.words(), year, &weeks),
            months: (1..=12).map(|month| format!("{year:04}-{month:02}-01")).collect(),
            rows: (0..longest).map(row).collect(),
            notes: [elsewhere(site, year), from_elsewhere(site, year, &weeks)].concat(),
        })
    }
}

impl WeekView {
    fn new(site: &Site, (year, number): (i16, i8), incidents: &[(usize, usize)], most: usize) -> Self {
        Self {
            number,
            title: title(site.words(), year, number),
            count: incidents.len(),
            // Few incidents are pale even in the fullest week.
            shade: (incidents.len() * 4).div_ceil(most.max(4)),
            url: url(site, year, incidents),
        }
    }
}

/// The incident itself, or the first of several in the list of their year.
fn url(site: &Site, iso_year: i16, incidents: &[(usize, usize)]) -> String {
    let in_list = |(year, place): (usize, usize)| site.directory.years[year].1[place];
    match incidents {
        [] => String::new(),
        [one] => site.document_link(in_list(*one)),
        [first, ..] => {
            let of_year = |(year, _): &&(usize, usize)| site.directory.years[*year].0 == Some(iso_year);
            let (year, place) = incidents.iter().find(of_year).unwrap_or(first);
            let day = site.knowledge.postmortems[in_list((*year, *place))].date.map(|date| date.day);
            let page = year_route(site.directory.years[*year].0).page(place / PAGE_LENGTH + 1);
            format!("{}#{}", site.link(&page), day.map(anchor).unwrap_or_default())
        }
    }
}

/// The anchor of the first incident of a week in the list of a year.
fn anchor(day: Date) -> String {
    let week = day.iso_week_date();
    format!("_w{}-{:02}", week.year(), week.week())
}

/// The anchors of some documents of a year's list from `begin` on: of each week the first incident has one.
pub(super) fn anchors(site: &Site, documents: &[usize], begin: usize) -> Vec<String> {
    let week = |place: usize| incident(site, documents[place]).map(anchor);
    let anchors = (begin..documents.len()).map(|place| {
        let own = week(place)?;
        // The newest stand first, so that those of one week follow one another; others may stand between them.
        let before = (0..place).rev().find_map(week);
        (before.as_ref() != Some(&own)).then_some(own)
    });
    anchors.take(PAGE_LENGTH).map(Option::unwrap_or_default).collect()
}

/// The day of a document that is an incident.
fn incident(site: &Site, index: usize) -> Option<Date> {
    let postmortem: &Postmortem = &site.knowledge.postmortems[index];
    postmortem.date.filter(|_| postmortem.kind.is_incident()).map(|date| date.day)
}

fn weeks(site: &Site, year: i16) -> Weeks {
    let mut weeks = Weeks::new();
    let years = site.directory.years.iter().enumerate();
    // A week at the turn of a year may have days of the year beside it.
    let near = years.filter(|(_, (other, _))| other.is_some_and(|other| other.abs_diff(year) <= 1));
    for (number, (_, documents)) in near {
        for (place, index) in documents.iter().enumerate() {
            let week = incident(site, *index).map(Date::iso_week_date);
            if let Some(week) = week.filter(|week| week.year() == year) {
                weeks.entry(week.week()).or_default().push((number, place));
            }
        }
    }
    weeks
}

/// How many weeks a year has: 52 or 53.
fn weeks_of(year: i16) -> i8 {
    ISOWeekDate::new(year, 1, Weekday::Thursday).map_or(52, ISOWeekDate::weeks_in_year)
}

fn day_of(year: i16, week: i8, weekday: Weekday) -> Option<Date> {
    ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date)
}

/// "Week 23, 1 to 7 June".
fn title(words: &Words, year: i16, number: i8) -> String {
    let days = [Weekday::Monday, Weekday::Sunday].map(|weekday| day_of(year, number, weekday));
    let week = ("week", number.into());
    let [Some(first), Some(last)] = days else { return words.say("week", [week]) };
    let first = match first {
        _ if first.month() == last.month() => words.date("day-alone", first),
        _ if first.year() == last.year() => words.date("day-long", first),
        _ => words.date("long", first),
    };
    let last = words.date(if last.year() == year { "day-long" } else { "long" }, last);
    words.say("week-days", [week, ("first", first.into()), ("last", last.into())])
}

/// "12 incidents in 9 of 53 weeks; the most, 3, in week 23."
fn reading(words: &Words, year: i16, weeks: &Weeks) -> String {
    let incidents: usize = weeks.values().map(Vec::len).sum();
    let most = weeks.values().map(Vec::len).max().unwrap_or(0);
    let fullest: Vec<String> =
        weeks.iter().filter(|(_, it)| it.len() == most).map(|(number, _)| number.to_string()).collect();
    let count = ("count", incidents.into());
    let (of_them, of_all) = (("weeks", weeks.len().into()), ("all", weeks_of(year).into()));
    let most = ("most", most.into());
    match fullest.as_slice() {
        [week] if weeks.len() == 1 => words.say("calendar-one-week", [count, ("week", week.as_str().into())]),
        [week] => words.say("calendar-fullest", [count, of_them, of_all, most, ("week", week.as_str().into())]),
        _ => words.say("calendar-at-most", [count, of_them, of_all, most]),
    }
}

/// What is told of the days at the turn of a year that belong to a week of the other one.
fn elsewhere(site: &Site, year: i16) -> Vec<String> {
    let of_year = site.directory.years.iter().find(|(other, _)| *other == Some(year));
    let days = of_year.into_iter().flat_map(|(_, documents)| documents.iter().filter_map(|it| incident(site, *it)));
    let weeks = days.map(Date::iso_week_date).filter(|week| week.year() != year);
    turns(site.words(), "calendar-elsewhere", weeks.map(|week| (week.year(), week.week())))
}

/// What is told of the days of the years beside it that belong to a week of this one.
fn from_elsewhere(site: &Site, year: i16, weeks: &Weeks) -> Vec<String> {
    let places = weeks.iter().flat_map(|(week, incidents)| incidents.iter().map(|(place, _)| (*week, *place)));
    let years = places.filter_map(|(week, place)| Some((site.directory.years[place].0?, week)));
    turns(site.words(), "calendar-from", years.filter(|(other, _)| *other != year))
}

/// A sentence for each year and week, with how many incidents they have.
fn turns(words: &Words, key: &'static str, weeks: impl Iterator<Item = (i16, i8)>) -> Vec<String> {
    let mut counts: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for week in weeks {
        *counts.entry(week).or_default() += 1;
    }
    let told = counts.into_iter().map(|((year, week), count)| {
        words.say(key, [("count", count.into()), ("week", week.into()), ("year", year.to_string().into())])
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_iso_8601_at_the_turn_of_a_year() {
        let words = super::super::charts::english();
        assert_eq!([2020, 2021, 2024, 2026, 2027, 2032].map(weeks_of), [53, 52, 52, 53, 52, 53]);
        let cases = [
            (2026, 1, "Week 1, 29 December 2025 to 4 January"),
            (2026, 23, "Week 23, 1 to 7 June"),
            (2026, 27, "Week 27, 29 June to 5 July"),
            (2026, 53, "Week 53, 28 December 2026 to 3 January 2027"),
            (2027, 1, "Week 1, 4 to 10 January"),
        ];
        for (year, week, expected) in cases {
            assert_eq!(title(&words, year, week), expected);
        }
        let week = |day: &str| anchor(day.parse().expect(day));
        assert_eq!(week("2027-01-03"), "_w2026-53");
        assert_eq!(week("2027-01-04"), "_w2027-01");
        assert_eq!(week("2024-12-30"), "_w2025-01");
    }

    #[test]
    fn every_month_has_four_or_five_weeks() {
        for year in 1990..2060 {
            let thursday = |week| day_of(year, week, Weekday::Thursday).expect("a day");
            let months: Vec<i8> = (1..=weeks_of(year)).map(|week| thursday(week).month()).collect();
            let in_month = |month: i8| months.iter().filter(|it| **it == month).count();
            assert!((1..=12).all(|month| (4..=5).contains(&in_month(month))), "{year}");
        }
    }
}
