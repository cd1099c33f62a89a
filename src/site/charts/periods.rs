//! Months, quarters or years: what things in time are counted by.

use jiff::civil::Date;

use super::Element;
use super::svg::Svg;
use crate::theme::Words;

/// What is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Month,
    Quarter,
    Year,
}

impl Unit {
    const fn months(self) -> i64 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    fn number(self, day: Date) -> i64 {
        (i64::from(day.year()) * 12 + i64::from(day.month()) - 1).div_euclid(self.months())
    }
}

/// A row of periods without a gap, and the words that they are told in.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) struct Periods<'a> {
    pub(super) words: &'a Words,
    unit: Unit,
    first: i64,
    count: usize,
}

impl<'a> Periods<'a> {
    /// The shortest periods of which at most `most` hold all days; where even years are too many, the last of them.
    /// `None` without any day.
    pub(in crate::site) fn by_month(words: &'a Words, days: &[Date], most: usize) -> Option<Self> {
        Self::of(words, &[Unit::Month, Unit::Quarter, Unit::Year], days, most)
    }

    /// The same without months.
    pub(in crate::site) fn by_quarter(words: &'a Words, days: &[Date], most: usize) -> Option<Self> {
        Self::of(words, &[Unit::Quarter, Unit::Year], days, most)
    }

    /// Years alone.
    pub(in crate::site) fn by_year(words: &'a Words, days: &[Date], most: usize) -> Option<Self> {
        Self::of(words, &[Unit::Year], days, most)
    }

    fn of(words: &'a Words, units: &[Unit], days: &[Date], most: usize) -> Option<Self> {
        let (from, to) = (*days.iter().min()?, *days.iter().max()?);
        let count = |unit: Unit| usize::try_from(unit.number(to) - unit.number(from) + 1).unwrap_or(1);
        let fitting = units.iter().find(|unit| count(**unit) <= most);
        let unit = *fitting.or(units.last())?;
        let count = count(unit).min(most);
        Some(Self { words, unit, first: unit.number(to) + 1 - i64::try_from(count).unwrap_or(1), count })
    }

    /// The same with enough periods before them that there are at least so many; one alone says nothing about time.
    pub(in crate::site) fn at_least(self, least: usize) -> Self {
        let more = least.saturating_sub(self.count);
        Self { first: self.first - i64::try_from(more).unwrap_or(0), count: self.count + more, ..self }
    }

    pub(in crate::site) fn count(&self) -> usize {
        self.count
    }

    /// The period of a day; `None` for a day before all of them.
    pub(in crate::site) fn place(&self, day: Date) -> Option<usize> {
        usize::try_from(self.unit.number(day) - self.first).ok().filter(|place| *place < self.count)
    }

    /// What is counted by, as messages take it.
    pub(in crate::site) fn unit(&self) -> &'static str {
        match self.unit {
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Year => "year",
        }
    }

    /// The year of a period, and its month, from 0.
    fn begin(&self, place: usize) -> (i64, i64) {
        let months = (self.first + i64::try_from(place).unwrap_or(0)) * self.unit.months();
        (months.div_euclid(12), months.rem_euclid(12))
    }

    /// The first day of a period.
    fn first_day(&self, place: usize) -> Date {
        let (year, month) = self.begin(place);
        let date = i16::try_from(year).ok().zip(i8::try_from(month + 1).ok());
        date.and_then(|(year, month)| Date::new(year, month, 1).ok()).unwrap_or(Date::ZERO)
    }

    /// A period in full: "March 2026", "Q1 2026" or "2026".
    pub(in crate::site) fn title(&self, place: usize) -> String {
        let (year, month) = self.begin(place);
        let year = year.to_string();
        match self.unit {
            Unit::Month => self.words.date("month", self.first_day(place)),
            Unit::Quarter => self.words.say("quarter", [("quarter", (month / 3 + 1).into()), ("year", year.into())]),
            Unit::Year => year,
        }
    }

    /// A period as it stands on an axis, where the year is told below it.
    fn label(&self, place: usize) -> String {
        let (year, month) = self.begin(place);
        match self.unit {
            Unit::Month => self.words.date("axis-month", self.first_day(place)),
            Unit::Quarter => self.words.say("quarter-short", [("quarter", (month / 3 + 1).into())]),
            Unit::Year => year.to_string(),
        }
    }

    /// Where a period begins, in hundredths of the width.
    pub(in crate::site) fn share(&self, place: usize) -> f64 {
        place as f64 / self.count as f64 * 100.0
    }

    /// Where a day stands, in hundredths of the width. All months are as wide as 31 days.
    pub(in crate::site) fn share_of(&self, day: Date) -> Option<f64> {
        let months = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 - self.first * self.unit.months();
        let within = months as f64 + (f64::from(day.day()) - 0.5) / 31.0;
        self.place(day).map(|_| within / (self.count as f64 * self.unit.months() as f64) * 100.0)
    }

    /// The axis below the periods with at most `most` names.
    pub(in crate::site) fn axis(&self, most: usize) -> String {
        let steps: &[usize] = match self.unit {
            Unit::Month => &[1, 2, 3, 6, 12],
            Unit::Quarter => &[1, 2, 4, 8, 20],
            Unit::Year => &[1, 2, 5, 10, 20],
        };
        let step = *steps.iter().find(|step| self.count.div_ceil(**step) <= most).unwrap_or(&50);
        let height = if self.unit == Unit::Year { "24" } else { "40" };
        let mut svg = Svg::decoration("time-axis", height).with([Element::across("axis-line", 0.5)]);
        let mut last_year = None;
        for place in (0..self.count).filter(|place| self.is_round(*place, step)) {
            let at = self.share(place) + 50.0 / self.count as f64;
            let (year, _) = self.begin(place);
            svg.push(Element::words("tick-label", at, 18.0, &self.label(place)));
            if self.unit != Unit::Year && last_year.replace(year) != Some(year) {
                svg.push(Element::words("tick-label tick-day", at, 34.0, &year.to_string()));
            }
        }
        svg.finish()
    }

    fn is_round(&self, place: usize, step: usize) -> bool {
        let number = self.first + i64::try_from(place).unwrap_or(0);
        number.rem_euclid(i64::try_from(step).unwrap_or(1)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::english;
    use super::*;

    #[test]
    fn periods_are_as_short_as_there_is_room_for() {
        let words = english();
        let check = |days: &[&str], most: usize, expected: &str| {
            let days: Vec<Date> = days.iter().map(|day| day.parse().expect(day)).collect();
            let found = Periods::by_month(&words, &days, most).map(|periods| {
                let last = periods.title(periods.count() - 1);
                format!("{} × {}, {} to {last}", periods.count(), periods.unit(), periods.title(0))
            });
            assert_eq!(found.unwrap_or_default(), expected, "{days:?}");
        };
        check(&[], 36, "");
        check(&["2026-03-04"], 36, "1 × month, March 2026 to March 2026");
        check(&["2026-03-04", "2025-11-30"], 36, "5 × month, November 2025 to March 2026");
        check(&["2026-03-04", "2020-11-30"], 36, "22 × quarter, Q4 2020 to Q1 2026");
        check(&["2026-03-04", "2001-11-30"], 36, "26 × year, 2001 to 2026");
        check(&["2026-03-04", "0044-03-15"], 36, "36 × year, 1991 to 2026");
    }

    #[test]
    fn days_stand_in_their_period() {
        let words = english();
        let days: Vec<Date> = ["2026-01-01", "2026-12-31"].iter().map(|day| day.parse().expect(day)).collect();
        let periods = Periods::by_month(&words, &days, 36).expect("periods");
        assert_eq!((periods.place(days[0]), periods.place(days[1])), (Some(0), Some(11)));
        assert!(periods.share_of(days[0]).is_some_and(|share| share < 1.0));
        assert!(periods.share_of(days[1]).is_some_and(|share| (99.0..100.0).contains(&share)));
        assert_eq!(periods.place("2025-12-31".parse().expect("a day")), None);
        assert_eq!(periods.at_least(14).place("2025-12-31".parse().expect("a day")), Some(1));
    }
}
