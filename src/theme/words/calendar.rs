//! Dates in a language: the names of months and days of the week, and the forms that dates have.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::fmt::strtime;

use super::{Given, Unsayable, Words};

/// What each form of a date is given.
pub(super) const VARIABLES: [&str; 6] = ["day", "month", "month-short", "number", "weekday", "year"];

/// Whether a message is a form of a date.
pub(super) fn is_date(key: &str) -> bool {
    key.starts_with("date-")
}

/// The names that dates are made of, each list from its first month or day on.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    months: Vec<String>,
    months_short: Vec<String>,
    weekdays: Vec<String>,
    weekdays_short: Vec<String>,
}

impl Calendar {
    pub(super) fn of(words: &Words) -> Self {
        let names = |key: &str, last: usize| -> Vec<String> {
            (1..=last).map(|number| words.say(key, [("number", number.into())])).collect()
        };
        Self {
            months: names("month", 12),
            months_short: names("month-short", 12),
            weekdays: names("weekday", 7),
            weekdays_short: names("weekday-short", 7),
        }
    }

    fn month(&self, date: Date) -> &str {
        named(&self.months, date.month())
    }

    fn month_short(&self, date: Date) -> &str {
        named(&self.months_short, date.month())
    }

    fn weekday(&self, date: Date) -> &str {
        named(&self.weekdays, date.weekday().to_monday_one_offset())
    }

    fn weekday_short(&self, date: Date) -> &str {
        named(&self.weekdays_short, date.weekday().to_monday_one_offset())
    }
}

/// A name by its number, from 1.
fn named(names: &[String], number: i8) -> &str {
    let place = usize::try_from(number - 1).ok();
    place.and_then(|place| names.get(place)).map(String::as_str).unwrap_or_default()
}

impl Words {
    /// A day in a form of the language: `long` as "4 March 2026", `short` as "4 Mar 2026", `day` as "4 Mar", `month` as
    /// "March 2026", `month-short` as "Mar 2026".
    ///
    /// # Panics
    ///
    /// When the built-in English has no such form.
    #[must_use]
    pub fn date(&self, form: &str, date: Date) -> String {
        self.date_in(form, date).unwrap_or_else(|Unsayable(message)| panic!("{message}"))
    }

    /// The same for a form that a template names.
    pub(in crate::theme) fn date_in(&self, form: &str, date: Date) -> Result<String, Unsayable> {
        self.date_with(form, date, (date.day().to_string(), date.year().to_string()))
    }

    /// The same with another day and year shown.
    pub(super) fn date_with(&self, form: &str, date: Date, (day, year): (String, String)) -> Result<String, Unsayable> {
        let given: [(&str, Given<'_>); 6] = [
            ("day", day.into()),
            ("month", self.calendar.month(date).into()),
            ("month-short", self.calendar.month_short(date).into()),
            ("number", date.month().into()),
            ("weekday", self.calendar.weekday(date).into()),
            ("year", year.into()),
        ];
        self.message(&format!("date-{form}"), Some(&given.into_iter().collect()))
    }

    /// A day in a form such as `%-d %B %Y`, with the names of the language.
    pub(in crate::theme) fn date_as(&self, format: &str, date: Date) -> Result<String, Unsayable> {
        let format = self.with_names(format, date);
        strtime::format(&*format, date).map_err(|error| Unsayable(format!("`{format}` cannot form a date: {error}")))
    }

    /// A form of a date in which the names of months and days stand already.
    fn with_names<'a>(&self, format: &'a str, date: Date) -> Cow<'a, str> {
        if !["%B", "%b", "%h", "%A", "%a", "%^", "%-", "%_"].iter().any(|it| format.contains(it)) {
            return format.into();
        }
        let mut written = String::new();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            let (before, behind) = rest.split_at(at);
            let flags = behind[1..].bytes().take_while(|byte| b"-_0^#".contains(byte)).count();
            let end = (1 + flags + behind[1 + flags..].chars().next().map_or(0, char::len_utf8)).min(behind.len());
            let name = match &behind[1 + flags..end] {
                "B" => Some(self.calendar.month(date)),
                "b" | "h" => Some(self.calendar.month_short(date)),
                "A" => Some(self.calendar.weekday(date)),
                "a" => Some(self.calendar.weekday_short(date)),
                _ => None,
            };
            written.push_str(before);
            match name {
                Some(name) if behind[..end].contains('^') => written.push_str(&name.to_uppercase().replace('%', "%%")),
                Some(name) => written.push_str(&name.replace('%', "%%")),
                None => written.push_str(&behind[..end]),
            }
            rest = &behind[end..];
        }
        written.push_str(rest);
        written.into()
    }
}
