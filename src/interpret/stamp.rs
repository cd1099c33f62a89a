//! Times at the beginning of a text, in the many forms that timelines have.

use jiff::civil::{Date, Time};
use jiff::fmt::strtime::BrokenDownTime;

use super::date::{month, ordinal, words};
use super::zone::Zone;

/// A time at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stamp {
    /// The time as written.
    pub shown: String,
    /// The day, where one is written.
    pub day: Option<Day>,
    /// The time of day.
    pub time: Option<Time>,
    /// The zone, where one is written.
    pub zone: Option<Zone>,
    /// The offset behind it in the text.
    pub end: usize,
}

/// A day as far as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// With its year.
    Whole(Date),
    /// Month and day alone: the year is that of the incident.
    OfYear(i8, i8),
    /// Written so that it may be either of two days, such as `01/02/2026`.
    Unclear,
}

/// Reads a time at the beginning of a text: `09:12`, `2021-05-09 14:02 UTC`, `~23:33`, `08:09 AM`, `11:21a`, `T+12m`,
/// `14:20-14:40`, `June 14th, 2022, 10:00 AM`, `10/14/2022`, `[03-26 17:40]`, `13:14 EDT (17:14 UTC)`.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "~≈*_`[(".contains(c)).len();
    let mut stamp = Stamp { end: lead, ..Stamp::default() };
    let mut offset = lead;
    if let Some((day, length)) = leading_day(&text[lead..]) {
        stamp.day = Some(day);
        stamp.end = lead + length;
        offset = text.len() - behind_day(&text[stamp.end..]).len();
    }
    if let Some(length) = relative(&text[offset..]) {
        stamp.end = offset + length;
    } else if let Some((time, length)) = clock_time(&text[offset..]) {
        stamp.time = Some(time);
        stamp.end = offset + length;
        read_suffix(&mut stamp, text)?;
    } else if stamp.day.is_none() || matches!(stamp.day, Some(Day::OfYear(..))) && text[stamp.end..].starts_with('-') {
        return None;
    }
    stamp.shown = text[lead..stamp.end].trim().to_owned();
    Some(stamp)
}

/// What may stand behind a time of day: the end of a range, a half of the day, a zone, the same time in UTC.
fn read_suffix(stamp: &mut Stamp, text: &str) -> Option<()> {
    if let Some(length) = range_end(&text[stamp.end..]) {
        stamp.end += length;
    }
    if let Some((half, length)) = half_of_day(&text[stamp.end..]) {
        stamp.time = Some(in_half(stamp.time?, half)?);
        stamp.end += length;
    }
    let suffix = &text[stamp.end..];
    let next = suffix.trim_start().trim_start_matches('(');
    let word = next.split(|c: char| !c.is_ascii_alphanumeric() && !"+:-".contains(c)).next().unwrap_or_default();
    let is_range = word.starts_with('-') && word.ends_with(':');
    let word = word.trim_end_matches([':', '-']);
    let touches = suffix.len() - suffix.trim_start().len() <= 1;
    let has_length = !is_range && word.len() >= 3 || word == "Z" || word == "PT" || word == "ET";
    if let Some(zone) = Zone::parse(word).filter(|_| touches && has_length && !is_time_in_brackets(next, word)) {
        stamp.zone = Some(zone);
        stamp.end = text.len() - next.len() + word.len();
    }
    if let Some((time, length)) = in_utc(&text[stamp.end..]) {
        stamp.time = Some(time);
        stamp.zone = Some(Zone::UTC);
        stamp.end += length;
    }
    Some(())
}

/// ` (17:14 UTC)` or ` (UTC 17:14)` with its length.
fn in_utc(suffix: &str) -> Option<(Time, usize)> {
    let inside = suffix.trim_start().strip_prefix('(')?;
    let (inside, rest) = inside.split_once(')')?;
    let time = inside.strip_suffix("UTC").or_else(|| inside.strip_prefix("UTC"))?.trim();
    let (time, length) = clock_time(time).filter(|(_, length)| *length == time.len())?;
    (length > 0).then_some((time, suffix.len() - rest.len()))
}

/// Whether a zone is the first word of a time in brackets: `(UTC 17:14)`.
fn is_time_in_brackets(text: &str, zone: &str) -> bool {
    text.strip_prefix(zone).is_some_and(|rest| clock_time(rest.trim_start()).is_some())
}

/// What may begin a time of day behind a day: separators, and words such as "at" and "ca.".
fn behind_day(text: &str) -> &str {
    let mut rest = text;
    if let Some(next) = rest.strip_prefix(['T', '_']).filter(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
        return next;
    }
    loop {
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || ",~≈@-–—".contains(c));
        let word = ["at ", "ca. ", "ca ", "c. ", "circa ", "approx. ", "approximately ", "around ", "about "]
            .iter()
            .find_map(|word| next.strip_prefix(word));
        match word {
            Some(next) => rest = next,
            None => return next,
        }
    }
}

/// A day at the beginning of a text, with its length.
fn leading_day(text: &str) -> Option<(Day, usize)> {
    let ends = |length: usize| !text[length..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if let Some(date) = text.get(.."2026-03-04".len()).and_then(|day| day.replace('/', "-").parse().ok()) {
        let ends = !text["2026-03-04".len()..].starts_with(|c: char| c.is_ascii_digit());
        return ends.then_some((Day::Whole(date), "2026-03-04".len()));
    }
    numeric_day(text).or_else(|| named_day(text)).filter(|(_, length)| ends(*length))
}

/// `10/14/2022`, `07-29-2023`, `4/21/23`, or `03-26` before a time of day.
fn numeric_day(text: &str) -> Option<(Day, usize)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '/' && c != '-').unwrap_or(text.len());
    let written = text[..length].trim_end_matches(['-', '/']);
    let parts: Vec<&str> = written.split(['-', '/']).collect();
    let is_number = |part: &str, most: usize| !part.is_empty() && part.len() <= most;
    match parts.as_slice() {
        [month, day] if month.len() == 2 && day.len() == 2 => {
            let is_before_time = clock_time(text[written.len()..].trim_start()).is_some();
            let day = Day::OfYear(month.parse().ok()?, day.parse().ok()?);
            is_before_time.then_some((day, written.len()))
        }
        [first, second, year] if is_number(first, 2) && is_number(second, 2) && is_number(year, 4) => {
            let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
            let year: i16 = match (year.len(), year.parse::<i16>().ok()?) {
                (2, year) => 2000 + year,
                (_, year) => year,
            };
            let (month, day) = if first > 12 { (second, first) } else { (first, second) };
            let is_clear = (first > 12) != (second > 12) && year >= 1990;
            let whole = Date::new(year, month, day).ok().filter(|_| is_clear);
            Some((whole.map_or(Day::Unclear, Day::Whole), written.len()))
        }
        _ => None,
    }
}

/// `June 14th, 2022`, `14 June 2022`, `Friday, Jun 14` or `Jan 28`.
fn named_day(text: &str) -> Option<(Day, usize)> {
    let line = text.lines().next().unwrap_or_default();
    let head = line.char_indices().nth(40).map_or(line, |(cut, _)| &line[..cut]);
    let words = words(head);
    let mut words = words.as_slice();
    if words.first()?.0 != 0 {
        return None;
    }
    let is_weekday =
        |word: &str| BrokenDownTime::parse("%A", word).or_else(|_| BrokenDownTime::parse("%a", word)).is_ok();
    if is_weekday(words.first()?.1) {
        words = &words[1..];
    }
    let [(_, first), second, rest @ ..] = words else { return None };
    let (first, written) = (month(first), month(second.1));
    let read = |format: &str, first: &str, second: &str| {
        let parsed = BrokenDownTime::parse(format, format!("{first} {second}")).ok()?;
        Some((parsed.month()?, parsed.day()?))
    };
    let (month, day) = ["%B %d", "%b %d"]
        .iter()
        .find_map(|format| read(format, first, ordinal(written)).or_else(|| read(format, written, ordinal(first))))?;
    let year = rest.first().filter(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let last = year.unwrap_or(second);
    let length = last.0 + last.1.len();
    match year.map(|(_, year)| Date::new(year.parse().ok()?, month, day).ok()) {
        None => Some((Day::OfYear(month, day), length)),
        Some(date) => Some((Day::Whole(date?), length)),
    }
}

/// The length of `T+12m` or `+00:12` at the beginning of a text.
fn relative(text: &str) -> Option<usize> {
    let word = text.split_whitespace().next()?;
    let number = word.strip_prefix("T+").or_else(|| word.strip_prefix("t+")).or_else(|| word.strip_prefix('+'))?;
    let length = number.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(number.len());
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(word.len() - number.len() + length)
}

/// `9:12`, `09:12` or `09:12:30` at the beginning of a text, with its length.
pub(super) fn clock_time(text: &str) -> Option<(Time, usize)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    let digits = text[..length].trim_end_matches(':');
    let hour_digits = digits.find(':')?;
    let padded = if hour_digits == 1 { format!("0{digits}") } else { digits.to_owned() };
    padded.parse::<Time>().ok().map(|time| (time, digits.len()))
}

/// The length of `-14:40` or ` – 14:40`, the second half of a range.
fn range_end(suffix: &str) -> Option<usize> {
    let behind = suffix.trim_start().strip_prefix(['-', '–', '—'])?.trim_start();
    let (_, length) = clock_time(behind)?;
    Some(suffix.len() - behind.len() + length)
}

/// ` AM`, `pm`, `a` or `p.m.` with its length; whether it is the second half of the day.
fn half_of_day(suffix: &str) -> Option<(bool, usize)> {
    let trimmed = suffix.strip_prefix(' ').unwrap_or(suffix);
    let folded = trimmed.get(..4.min(trimmed.len())).unwrap_or_default().to_ascii_lowercase();
    let (half, length) = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("a", false), ("p", true)]
        .into_iter()
        .find(|(word, _)| folded.starts_with(word))
        .map(|(word, half)| (half, word.len()))?;
    let ends = !trimmed[length..].starts_with(|c: char| c.is_alphanumeric());
    // A lone letter counts only when it touches the time: "11:21a", but not "11:21 a node failed".
    (ends && (length > 1 || trimmed.len() == suffix.len())).then_some((half, suffix.len() - trimmed.len() + length))
}

fn in_half(time: Time, second_half: bool) -> Option<Time> {
    let hour = match (time.hour(), second_half) {
        (12, false) => 0,
        (hour @ 1..=11, true) => hour + 12,
        (hour, _) => hour,
    };
    Time::new(hour, time.minute(), time.second(), 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases = [
            ("2021-05-09 14:02 UTC: event", "2021-05-09 14:02 UTC | 2021-05-09 14:02:00 +00"),
            ("2021-05-09T14:02 event", "2021-05-09T14:02 | 2021-05-09 14:02:00"),
            ("2018-07-30 ca. 11:20", "2018-07-30 ca. 11:20 | 2018-07-30 11:20:00"),
            ("February 15, 2024 - 3:59pm UTC x", "February 15, 2024 - 3:59pm UTC | 2024-02-15 15:59:00 +00"),
            ("2024-03-05 - Outage", "2024-03-05 | 2024-03-05"),
            ("June 14th, 2022, 10:00 AM: x", "June 14th, 2022, 10:00 AM | 2022-06-14 10:00:00"),
            ("Friday, 3 March 2023 x", "Friday, 3 March 2023 | 2023-03-03"),
            ("Jan 28 Somebody", "Jan 28 | 01-28"),
            ("10/14/2022 - report", "10/14/2022 | 2022-10-14"),
            ("4/21/23", "4/21/23 | 2023-04-21"),
            ("01/02/2023 9:15 x", "01/02/2023 9:15 | ? 09:15:00"),
            ("07-29-2023 11:51 am - x", "07-29-2023 11:51 am | 2023-07-29 11:51:00"),
            ("[03-26 17:40] x", "03-26 17:40 | 03-26 17:40:00"),
            ("13:14 EDT (17:14 UTC): x", "13:14 EDT (17:14 UTC) | 17:14:00 +00"),
            ("2026-03-25 12:43 (UTC 03:43)", "2026-03-25 12:43 (UTC 03:43) | 2026-03-25 03:43:00 +00"),
            ("09:00 IST x", "09:00 IST | 09:00:00 ?"),
            ("12:48 (6:48 PDT) x", "12:48 | 12:48:00"),
            ("14:20-14:40 x", "14:20-14:40 | 14:20:00"),
            ("2022-08-03 12:26-12:?? x", "2022-08-03 12:26 | 2022-08-03 12:26:00"),
            ("7:09 AM Eastern: x", "7:09 AM Eastern | 07:09:00 ?"),
            ("T+12m x", "T+12m | "),
            ("12 nodes", "-"),
            ("03-26 nodes", "-"),
            ("20202-01-16 12:00", "-"),
            ("Second node down", "-"),
            ("Monday was quiet", "-"),
            ("1/2 of them", "-"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            let shown = stamp(text).map_or_else(
                || "-".to_owned(),
                |stamp| {
                    let day = stamp.day.map(|day| match day {
                        Day::Whole(date) => date.to_string(),
                        Day::OfYear(month, day) => format!("{month:02}-{day:02}"),
                        Day::Unclear => "?".to_owned(),
                    });
                    let zone = stamp.zone.map(|zone| match zone {
                        Zone::Known(offset) => offset.to_string(),
                        Zone::Declared | Zone::Unknown => "?".to_owned(),
                    });
                    let parts = [day, stamp.time.map(|time| time.to_string()), zone];
                    format!("{} | {}", stamp.shown, parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
                },
            );
            assert_eq!(shown, expected, "{text}");
        }
    }
}
