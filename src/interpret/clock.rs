//! The clock of a timeline: the day, the zone and the order that its times are read in, carried from entry to entry.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::stamp::{Day, Stamp};
use super::zone::Zone;
use crate::model::{Ambiguity, Times, instant_in};

/// The zone that times are in which name none, and how it is known.
#[derive(Clone, Copy)]
pub(super) struct Assumed {
    zone: Zone,
    source: Source,
}

/// What tells the zone of times that name none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// Nothing does: it is UTC until an entry names one.
    Nothing,
    /// Other times: those of the incident, or the first that names its zone; or what is declared.
    Times,
    /// The text itself: a heading, a column, a sentence.
    Text,
}

impl Assumed {
    /// A zone that the text states.
    pub fn stated(zone: Zone) -> Self {
        Self { zone, source: Source::Text }
    }

    /// Whether nothing tells it.
    pub fn is_guess(self) -> bool {
        self.source == Source::Nothing
    }
}

/// The day and the zone that a time of day belongs to.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    /// The zone of times that name none.
    pub zone: Assumed,
    day: Option<Date>,
    declared: Option<&'a TimeZone>,
    last: Option<Time>,
    last_instant: Option<Timestamp>,
    /// Whether the day was told by the clock passing midnight rather than by the author.
    is_rolled: bool,
    /// When the incident began and ended, where both are known.
    incident: Option<(Timestamp, Timestamp)>,
}

impl<'a> Clock<'a> {
    /// A clock that shows the day on which the incident began, in the declared zone or in that of its first time.
    pub fn new(times: &Times, day: Option<Date>, declared: Option<&'a TimeZone>) -> Self {
        let started = times.started.or(times.detected);
        let first_day = started.map(|moment| match declared {
            Some(zone) if !moment.whole_day => zone.to_datetime(moment.timestamp).date(),
            _ => moment.local.date(),
        });
        let source = match started.and_then(|moment| moment.offset) {
            None if declared.is_none() => Source::Nothing,
            _ => Source::Times,
        };
        let of_incident = || Zone::Known(started.and_then(|moment| moment.offset).unwrap_or(Offset::UTC));
        let known = |moment: Option<crate::model::Moment>| moment.filter(|moment| !moment.whole_day);
        Self {
            zone: Assumed { zone: declared.map_or_else(of_incident, |_| Zone::Declared), source },
            day: first_day.or(day),
            declared,
            last: None,
            last_instant: None,
            is_rolled: false,
            incident: known(started).zip(known(times.resolved)).map(|(begin, end)| (begin.timestamp, end.timestamp)),
        }
    }

    /// Sets the day that the author has written.
    pub fn set_day(&mut self, day: Option<Date>) {
        self.day = day;
        self.last = None;
        self.is_rolled = false;
    }

    /// The instant of a stamp, and why it may be another.
    ///
    /// A time of day far before the last one belongs to the next day, unless the incident was over by then and the time
    /// lies within it: then it stands out of order.
    pub fn instant(&mut self, stamp: &Stamp) -> Option<(Timestamp, Option<Ambiguity>)> {
        match stamp.day {
            Some(Day::Whole(date)) => self.set_day(Some(date)),
            Some(Day::OfYear(month, day)) => self.set_day(self.day.and_then(|near| nearest_year(month, day, near))),
            Some(Day::Unclear) => self.set_day(None),
            None => {}
        }
        if let Some(zone) = stamp.zone.filter(|_| self.zone.is_guess()) {
            self.zone = Assumed { zone, source: Source::Times };
        }
        let (time, day) = (stamp.time?, self.day?);
        let zone = stamp.zone.unwrap_or(self.zone.zone);
        let passed_midnight = self.last.is_some_and(|last| last.hour() - time.hour() > 6);
        let next_day = if passed_midnight { day.tomorrow().ok()? } else { day };
        let read = self.read(zone, next_day, time);
        if (passed_midnight || self.is_rolled)
            && let Some((instant, _)) = read
            && let Some(within) = self.out_of_order(zone, next_day, time, instant)
        {
            return Some(within);
        }
        self.day = Some(next_day);
        self.is_rolled |= passed_midnight;
        self.last = Some(time);
        self.last_instant = read.map(|(instant, _)| instant).or(self.last_instant);
        read
    }

    /// The same time on the day before, where the incident was going on then and over at `instant`.
    fn out_of_order(
        &self,
        zone: Zone,
        day: Date,
        time: Time,
        instant: Timestamp,
    ) -> Option<(Timestamp, Option<Ambiguity>)> {
        let (begin, end) = self.incident?;
        let is_told_before_the_end = self.last_instant.is_some_and(|last| last < end);
        let within = self.read(zone, day.yesterday().ok()?, time).filter(|(earlier, _)| begin <= *earlier)?;
        (is_told_before_the_end && end < instant).then_some(within)
    }

    fn read(&self, zone: Zone, day: Date, time: Time) -> Option<(Timestamp, Option<Ambiguity>)> {
        let local = DateTime::from_parts(day, time);
        match zone {
            Zone::Known(offset) => Some((offset.to_timestamp(local).ok()?, None)),
            // In the hour that comes twice, a time of the second round follows one of the first.
            Zone::Declared => instant_in(self.declared?, local, self.last_instant.filter(|last| is_near(*last, local))),
            Zone::Unknown => None,
        }
    }
}

/// Whether an instant is so near that a time right behind it may be of the second round.
fn is_near(instant: Timestamp, local: DateTime) -> bool {
    let local = Offset::UTC.to_timestamp(local).ok();
    local.is_some_and(|local| instant.duration_since(local).abs() <= SignedDuration::from_hours(16))
}

/// The day of this month that is nearest to another day: `12-05` near 2026-01-10 is of 2025.
fn nearest_year(month: i8, day: i8, near: Date) -> Option<Date> {
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    dates.min_by_key(|date| near.since(*date).map_or(i32::MAX, |span| span.get_days().abs()))
}

#[cfg(test)]
mod tests {
    use super::super::stamp::stamp;
    use super::*;
    use crate::model::{Moment, time_zone};

    fn read(started: &str, resolved: &str, zone: Option<&str>, entries: &[&str]) -> Vec<String> {
        let times = Times { started: Moment::parse(started), resolved: Moment::parse(resolved), ..Times::default() };
        let zone = zone.and_then(time_zone);
        let mut clock = Clock::new(&times, None, zone.as_ref());
        let mut instant = |entry: &&str| clock.instant(&stamp(entry).expect("a stamp")).expect("an instant").0;
        entries.iter().map(|entry| instant(entry).strftime("%d %H:%M").to_string()).collect()
    }

    #[test]
    fn midnight_is_passed_unless_the_incident_was_over_by_then() {
        let day = |resolved, entries: &[&str]| read("2026-03-04T09:00:00Z", resolved, None, entries);
        assert_eq!(day("", &["14:00", "07:30", "14:10"]), ["04 14:00", "05 07:30", "05 14:10"]);
        assert_eq!(day("2026-03-04T20:00:00Z", &["19:00", "12:30", "19:10"]), ["04 19:00", "04 12:30", "04 19:10"]);
        assert_eq!(day("2026-03-04T20:00:00Z", &["19:00", "20:00", "09:10"]), ["04 19:00", "04 20:00", "05 09:10"]);
        assert_eq!(
            day("2026-03-05T01:00:00Z", &["23:50", "00:05", "23:55", "00:20"]),
            ["04 23:50", "05 00:05", "04 23:55", "05 00:20"]
        );
    }

    #[test]
    fn a_zone_holds_for_what_follows_where_no_other_is_known() {
        assert_eq!(read("2026-03-04", "", None, &["17:04 PST", "17:07"]), ["05 01:04", "05 01:07"]);
        assert_eq!(read("2026-03-04T09:00:00Z", "", None, &["17:04 PST", "17:07"]), ["05 01:04", "04 17:07"]);
    }

    #[test]
    fn times_are_read_in_the_declared_zone() {
        let night = |started, entries: &[&str]| read(started, "", Some("Europe/Berlin"), entries);
        assert_eq!(night("2026-03-03T23:30:00Z", &["00:30", "01:10 UTC"]), ["03 23:30", "04 01:10"]);
        assert_eq!(
            night("2026-10-24T22:00:00Z", &["02:10", "02:50", "02:20", "03:00"]),
            ["25 00:10", "25 00:50", "25 01:20", "25 02:00"]
        );
    }
}
