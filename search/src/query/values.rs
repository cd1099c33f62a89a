//! Dates, durations and ranges of them, as they are written after a colon.
//!
//! Takes `2025-03`, `>1h`, `[2025-01 TO 2025-06]`; gives a span of whole numbers and the words for it. A date without a
//! day means the whole month, a duration its last unit: `1h` is anything from 60 to just under 120 minutes.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Unit};

use super::fields::RangeField;

/// Numbers from the first to the second, both included; `None` is without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub first: Option<i64>,
    pub last: Option<i64>,
}

/// A written value as the numbers that it stands for, both included.
struct Period {
    first: i64,
    last: i64,
    /// The value in its usual form.
    words: String,
}

/// Reads what was written after `field:`; gives the span, and the span in words.
pub(crate) fn parse_span(field: RangeField, written: &str) -> Option<(Span, String)> {
    let written = written.trim();
    if written == "*" {
        return Some((Span { first: None, last: None }, "known".to_owned()));
    }
    for (sign, comparison) in COMPARISONS {
        if let Some(value) = written.strip_prefix(sign) {
            return Some(compare(field, comparison, period(field, value.trim())?));
        }
    }
    if let Some((inner, open, close)) = bracketed(written) {
        let (from, to) = split_ascii_case_insensitively(inner, " to ").or_else(|| inner.split_once(".."))?;
        return between(field, (from, open == '{'), (to, close == '}'));
    }
    if let Some((from, to)) = written.split_once("..") {
        return between(field, (from, false), (to, false));
    }
    let period = period(field, written)?;
    Some((Span { first: Some(period.first), last: Some(period.last) }, period.words))
}

#[derive(Clone, Copy)]
enum Comparison {
    AtLeast,
    AtMost,
    Above,
    Below,
}

const COMPARISONS: [(&str, Comparison); 6] = [
    (">=", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    (">", Comparison::Above),
    ("<", Comparison::Below),
];

fn compare(field: RangeField, comparison: Comparison, period: Period) -> (Span, String) {
    // Longer than an hour begins a second after it, later than a month at its end.
    let point = field == RangeField::Duration;
    let (first, last, words) = match comparison {
        Comparison::AtLeast => (Some(period.first), None, "at least"),
        Comparison::AtMost => (None, Some(if point { period.first } else { period.last }), "at most"),
        Comparison::Above => (Some(if point { period.first } else { period.last }.saturating_add(1)), None, "over"),
        Comparison::Below => (None, Some(period.first.saturating_sub(1)), "under"),
    };
    let words = match (words, point) {
        ("at least", false) => "from",
        ("at most", false) => "up to",
        ("over", false) => "after",
        ("under", false) => "before",
        (words, _) => words,
    };
    (Span { first, last }, format!("{words} {}", period.words))
}

/// The span between two written values, each with whether it is itself left out.
fn between(field: RangeField, from: (&str, bool), to: (&str, bool)) -> Option<(Span, String)> {
    let bound = |(written, left_out): (&str, bool), comparisons: [Comparison; 2]| match written.trim() {
        "" | "*" => Some(None),
        value => period(field, value).map(|period| Some(compare(field, comparisons[usize::from(left_out)], period))),
    };
    let from = bound(from, [Comparison::AtLeast, Comparison::Above])?;
    let to = bound(to, [Comparison::AtMost, Comparison::Below])?;
    let span = Span {
        first: from.as_ref().and_then(|(span, _)| span.first),
        last: to.as_ref().and_then(|(span, _)| span.last),
    };
    let words = match (from, to) {
        (Some((_, from)), Some((_, to))) => format!("{from}, {to}"),
        (Some((_, words)), None) | (None, Some((_, words))) => words,
        (None, None) => "known".to_owned(),
    };
    Some((span, words))
}

fn bracketed(written: &str) -> Option<(&str, char, char)> {
    let open = written.chars().next().filter(|open| matches!(open, '[' | '{'))?;
    let close = written.chars().last().filter(|close| matches!(close, ']' | '}'))?;
    Some((written.get(1..written.len() - 1)?, open, close))
}

fn split_ascii_case_insensitively<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let index = text.to_ascii_lowercase().find(separator)?;
    Some((&text[..index], &text[index + separator.len()..]))
}

fn period(field: RangeField, written: &str) -> Option<Period> {
    match field {
        RangeField::Duration => duration(written),
        RangeField::Started | RangeField::Date | RangeField::Year => moment(written),
    }
}

/// Reads a year, a month, a day or a minute, in UTC.
fn moment(written: &str) -> Option<Period> {
    let (first, length) = if let Some(date) = date(written) {
        date
    } else {
        let plain = written.strip_suffix(['Z', 'z']).unwrap_or(written);
        let written: DateTime = plain.parse().ok().filter(|_| plain.contains(['T', 't', ' ']))?;
        (written.round(Unit::Minute).ok()?, 1.minute())
    };
    let seconds = |moment: DateTime| Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second());
    let next = first.checked_add(length).ok().and_then(seconds).unwrap_or(i64::MAX);
    Some(Period { first: seconds(first)?, last: next - 1, words: written.to_owned() })
}

fn date(written: &str) -> Option<(DateTime, jiff::Span)> {
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = written.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| (1..=2).contains(&part.len()) && all_digits(part));
    let year = parts[0].parse::<i16>().ok().filter(|_| parts[0].len() == 4 && all_digits(parts[0]))?;
    let (date, length) = match parts[1..] {
        [] => (Date::new(year, 1, 1), 1.year()),
        [month] => (Date::new(year, number(month)?, 1), 1.month()),
        [month, day] => (Date::new(year, number(month)?, number(day)?), 1.day()),
        _ => return None,
    };
    Some((date.ok()?.at(0, 0, 0, 0), length))
}

/// Reads a row of numbers with units: `90m`, `1h30m`, `1.5h`, `2 days`.
fn duration(written: &str) -> Option<Period> {
    let compact: String = written.chars().filter(|character| !character.is_whitespace()).collect();
    let (mut seconds, mut unit, mut rest) = (0.0, 0, compact.as_str());
    while !rest.is_empty() {
        let digits = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        let letters = rest[digits..].find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len() - digits);
        unit = unit_seconds(&rest[digits..digits + letters].to_lowercase())?;
        seconds += number * unit as f64;
        rest = &rest[digits + letters..];
    }
    if unit == 0 || seconds > MOST_SECONDS {
        return None;
    }
    let first = seconds as i64;
    Some(Period { first, last: first + unit - 1, words: compact })
}

/// A duration beyond ten thousand years is a slip of the finger.
const MOST_SECONDS: f64 = 10_000.0 * 366.0 * 86_400.0;

fn unit_seconds(unit: &str) -> Option<i64> {
    match unit {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(1),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(60),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(3600),
        "d" | "day" | "days" => Some(86_400),
        "w" | "week" | "weeks" => Some(604_800),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: RangeField, written: &str, expected: Option<(Option<i64>, Option<i64>, &str)>) {
        let found = parse_span(field, written);
        let found = found.as_ref().map(|(span, words)| (span.first, span.last, words.as_str()));
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn a_date_stands_for_all_of_its_year_month_or_day() {
        let day = 86_400;
        check(RangeField::Started, "1970", Some((Some(0), Some(365 * day - 1), "1970")));
        check(RangeField::Started, "1970-02", Some((Some(31 * day), Some(59 * day - 1), "1970-02")));
        check(RangeField::Date, "1970-01-02", Some((Some(day), Some(2 * day - 1), "1970-01-02")));
        check(RangeField::Year, "9999", Some((Some(253_370_764_800), Some(i64::MAX - 1), "9999")));
        check(RangeField::Date, "1970/1/2", Some((Some(day), Some(2 * day - 1), "1970/1/2")));
        check(RangeField::Started, "1970-01-01T00:01Z", Some((Some(60), Some(119), "1970-01-01T00:01Z")));
    }

    #[test]
    fn ranges_include_both_ends_unless_braces_say_otherwise() {
        let day = 86_400;
        for written in ["[1970-01 TO 1970-02]", "[1970-01 to 1970-02]", "1970-01..1970-02", "[1970-01..1970-02]"] {
            check(RangeField::Started, written, Some((Some(0), Some(59 * day - 1), "from 1970-01, up to 1970-02")));
        }
        let outside = Some((Some(31 * day), Some(31 * day - 1), "after 1970-01, before 1970-02"));
        check(RangeField::Started, "{1970-01 TO 1970-02}", outside);
        check(RangeField::Started, "[1970-02 TO *]", Some((Some(31 * day), None, "from 1970-02")));
        check(RangeField::Started, "..1970-01", Some((None, Some(31 * day - 1), "up to 1970-01")));
        check(RangeField::Started, "*", Some((None, None, "known")));
    }

    #[test]
    fn a_duration_equals_within_its_unit_and_compares_exactly() {
        check(RangeField::Duration, "1h", Some((Some(3600), Some(7199), "1h")));
        check(RangeField::Duration, "1h30m", Some((Some(5400), Some(5459), "1h30m")));
        check(RangeField::Duration, "1.5 hours", Some((Some(5400), Some(8999), "1.5hours")));
        check(RangeField::Duration, ">1h", Some((Some(3601), None, "over 1h")));
        check(RangeField::Duration, ">= 1h", Some((Some(3600), None, "at least 1h")));
        check(RangeField::Duration, "<1h", Some((None, Some(3599), "under 1h")));
        check(RangeField::Duration, "<=1h", Some((None, Some(3600), "at most 1h")));
        check(RangeField::Duration, "[30m TO 2h]", Some((Some(1800), Some(7200), "at least 30m, at most 2h")));
    }

    #[test]
    fn what_is_no_value_is_none() {
        for written in
            ["", "soon", "2025-13", "2025-02-30", "20250101", "[2025", "[", "[]", "{}", "[2025 2026]", "-5", ">", "é"]
        {
            check(RangeField::Started, written, None);
        }
        for written in ["", "1", "h", "1x", "1e9h", "1.2.3h", "999999999999999999999999h", "-1h"] {
            check(RangeField::Duration, written, None);
        }
    }
}
