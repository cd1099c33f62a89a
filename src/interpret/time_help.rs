//! What to write in place of a time that cannot be read, as concretely as the mistake can be recognised.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::stamp::{Day, clock_time, stamp};
use super::zone::Zone;

/// The next step for a text that is no time.
pub(super) fn help_for(text: &str) -> String {
    let text = text.trim();
    let known = [epoch, two_offsets, day_first, year_first, in_words, time_alone];
    known
        .iter()
        .find_map(|mistake| mistake(text))
        .unwrap_or_else(|| "write it as `2026-03-04T09:12:00Z`, or with an offset such as `+01:00`".to_owned())
}

/// `1772615520`, and the same in thousandths.
fn epoch(text: &str) -> Option<String> {
    let number: i64 = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()?;
    let (unit, timestamp) = match text.len() {
        10 => ("seconds", Timestamp::from_second(number).ok()?),
        13 => ("milliseconds", Timestamp::from_second(number / 1000).ok()?),
        _ => return None,
    };
    Some(format!("as {unit} since 1970 this is `{timestamp}`: write that, if it is meant"))
}

/// `2026-03-04T09:12:00Z+01:00`.
fn two_offsets(text: &str) -> Option<String> {
    let (_, offset) = text.split_once('Z')?;
    let offset = offset.trim_start();
    offset
        .starts_with(['+', '-'])
        .then(|| format!("`Z` means UTC, and `{offset}` is another offset: keep one of the two"))
}

/// `03/04/2026`, which is one day to some readers and another to others, and `13.08.2024`.
fn day_first(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"/.-".contains(c)).unwrap_or(text.len());
    let mut parts = text[..end].split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() > 2 || year.len() != 4 || parts.next().is_some() {
        return None;
    }
    let (first, second, year): (i8, i8, i16) = (first.parse().ok()?, second.parse().ok()?, year.parse().ok()?);
    let readings = (Date::new(year, second, first).ok(), Date::new(year, first, second).ok());
    Some(match readings {
        (Some(day_first), Some(month_first)) if day_first != month_first => format!(
            "this may be {} or {}: write `{day_first}` or `{month_first}`",
            day_first.strftime("%-d %B"),
            month_first.strftime("%-d %B")
        ),
        (Some(date), _) | (None, Some(date)) => {
            format!("write the year first: `{date}`, or `{date}T09:12:00Z` with a time of day")
        }
        (None, None) => return None,
    })
}

/// A year, a month and a day in this order, with a mistake in one of them or in what stands behind.
fn year_first(text: &str) -> Option<String> {
    let (year, rest) = number(text).filter(|(year, _)| year.len() == 4)?;
    let (month, rest) = number(rest.strip_prefix(['-', '/', '.', '_'])?)?;
    let (day, rest) = number(rest.strip_prefix(['-', '/', '.', '_'])?)?;
    let (year, month, day): (i16, i8, i8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let Ok(date) = Date::new(year, month, day) else { return Some(no_such_day(year, month, day)) };
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || ",;_-".contains(c));
    let behind = behind.strip_prefix("at ").unwrap_or(behind);
    let time = behind.strip_prefix(['T', 't']).unwrap_or(behind);
    let time = if behind.is_empty() { return Some(format!("write the day as `{date}`")) } else { time };
    behind_day(date, time)
}

fn no_such_day(year: i16, month: i8, day: i8) -> String {
    match Date::new(year, month, 1) {
        Ok(first) => format!("{} has {} days", first.strftime("%B %Y"), first.days_in_month()),
        Err(_) => match Date::new(year, day, month) {
            Ok(date) => format!("there is no month {month}: did you mean `{date}`?"),
            Err(_) => format!("there is no month {month}"),
        },
    }
}

/// What is wrong with the time of day behind a day.
fn behind_day(date: Date, time: &str) -> Option<String> {
    let (hour, rest) = number(time)?;
    let value: i64 = hour.parse().ok()?;
    if hour.len() > 2 && rest.starts_with(':') {
        let meant = hour.trim_start_matches('0');
        let is_hour = meant.len() <= 2 && meant.parse::<u8>().is_ok_and(|hour| hour < 24);
        let meant = if is_hour { format!(": write `{date}T{meant:0>2}{rest}`") } else { String::new() };
        return Some(format!("an hour has two digits, and `{hour}` has {}{meant}", hour.len()));
    }
    if value == 24
        && let Ok(next) = date.tomorrow()
    {
        return Some(format!("hours go from 00 to 23: midnight is `{next}T00:00`"));
    }
    if value > 23 {
        return Some(format!("there is no hour {hour}: hours go from 00 to 23"));
    }
    let minute = rest.strip_prefix(':').and_then(number);
    if let Some((minute, rest)) = minute {
        if hour.len() == 1 && offset_behind(rest) {
            return Some(format!("an hour has two digits: write `{date}T0{hour}:{minute}{rest}`"));
        }
        let second = rest.strip_prefix(':').and_then(number);
        let too_many = [Some(minute), second.map(|(second, _)| second)].into_iter().flatten();
        let too_many =
            too_many.zip(["minute", "second"]).find(|(value, _)| value.parse::<u32>().is_ok_and(|it| it > 59));
        if let Some((value, unit)) = too_many {
            return Some(format!("there is no {unit} {value}: {unit}s go from 00 to 59"));
        }
    }
    let stamp = stamp(&format!("{date} {time}"))?;
    Some(rewritten(date, stamp.time?, stamp.zone, time))
}

/// Whether nothing but seconds and an offset stand behind hour and minute.
fn offset_behind(rest: &str) -> bool {
    let rest = rest.strip_prefix(':').and_then(number).map_or(rest, |(_, rest)| rest);
    matches!(Zone::parse(rest), Some(Zone::Known(_))) && rest.starts_with(['Z', '+', '-'])
}

/// A day and a time that people read and machines do not: `June 14th, 2022, 10:00 AM`.
fn in_words(text: &str) -> Option<String> {
    let stamp = stamp(text)?;
    let Some(Day::Whole(date)) = stamp.day else { return None };
    match stamp.time {
        Some(time) => Some(rewritten(date, time, stamp.zone, text)),
        None => Some(format!("write it as `{date}`, or `{date}T09:12:00Z` with a time of day")),
    }
}

/// The time as it is to be written, with the offset as far as the author has told it.
fn rewritten(date: Date, time: Time, zone: Option<Zone>, written: &str) -> String {
    let time = format!("{date}T{}", time.strftime("%H:%M:%S"));
    match zone {
        Some(Zone::Known(Offset::UTC)) => format!("write it as `{time}Z`"),
        Some(Zone::Known(offset)) => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("write it as `{time}{sign}{:02}:{:02}`", minutes.abs() / 60, minutes.abs() % 60)
        }
        Some(Zone::Unknown | Zone::Declared) => {
            let name =
                written.rsplit(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
            format!("write it as `{time}` with an offset such as `+01:00`: `{name}` may mean several")
        }
        None => format!("write it as `{time}`, and the offset behind it: `Z` for UTC, or one such as `+01:00`"),
    }
}

/// `09:12`.
fn time_alone(text: &str) -> Option<String> {
    let (time, _) = clock_time(text)?;
    Some(format!("add the day: `2026-03-04T{}Z`", time.strftime("%H:%M:%S")))
}

/// The digits at the beginning of a text, and what stands behind them.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (1..=9).contains(&end).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_by_what_to_write() {
        let cases = [
            (
                "2024-08-13T015:00:00+02:00",
                "an hour has two digits, and `015` has 3: write `2024-08-13T15:00:00+02:00`",
            ),
            ("2026-03-04T8:00:00-00:00", "an hour has two digits: write `2026-03-04T08:00:00-00:00`"),
            ("2026-03-04T25:00Z", "there is no hour 25: hours go from 00 to 23"),
            ("2026-03-04T24:00:00Z", "hours go from 00 to 23: midnight is `2026-03-05T00:00`"),
            ("2026-03-04 09:60", "there is no minute 60: minutes go from 00 to 59"),
            ("2026-02-30T09:00:00Z", "February 2026 has 28 days"),
            ("2021-07-56", "July 2021 has 31 days"),
            ("2026-13-04", "there is no month 13: did you mean `2026-04-13`?"),
            ("03/04/2026", "this may be 3 April or 4 March: write `2026-04-03` or `2026-03-04`"),
            ("13/08/2024 09:00", "write the year first: `2024-08-13`, or `2024-08-13T09:12:00Z` with a time of day"),
            ("2026/03/04", "write the day as `2026-03-04`"),
            ("2026-03-04T09:12:00Z+01:00", "`Z` means UTC, and `+01:00` is another offset: keep one of the two"),
            ("1772615520", "as seconds since 1970 this is `2026-03-04T09:12:00Z`: write that, if it is meant"),
            (
                "2026-03-04-09:12",
                "write it as `2026-03-04T09:12:00`, and the offset behind it: `Z` for UTC, or one such as `+01:00`",
            ),
            ("2026-03-04 9:12pm CET", "write it as `2026-03-04T21:12:00+01:00`"),
            (
                "2026-03-04 09:12 PT",
                "write it as `2026-03-04T09:12:00` with an offset such as `+01:00`: `PT` may mean several",
            ),
            ("June 14th, 2022, 10:00 AM UTC", "write it as `2022-06-14T10:00:00Z`"),
            ("June 14th, 2022", "write it as `2022-06-14`, or `2022-06-14T09:12:00Z` with a time of day"),
            ("09:12", "add the day: `2026-03-04T09:12:00Z`"),
            ("soon", "write it as `2026-03-04T09:12:00Z`, or with an offset such as `+01:00`"),
            ("99999999999999999999", "write it as `2026-03-04T09:12:00Z`, or with an offset such as `+01:00`"),
        ];
        for (text, expected) in cases {
            assert_eq!(help_for(text), expected, "{text}");
        }
    }
}
