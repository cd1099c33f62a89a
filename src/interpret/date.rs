//! The day of an incident, where only the text or a file name knows it.

use jiff::civil::Date;
use jiff::fmt::strtime;

/// The years that a day found in text may lie in; anything else is a version or a ticket.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Finds the first day in a text: `2018-08-22`, `2018/08/22`, `2018_08_22`, `20180822`, `May 4th 2023`, `4 May 2023`,
/// `Mar 04, 2026`, `08Nov2022`. Days that no calendar has are passed over.
#[must_use]
pub fn find_date(text: &str) -> Option<Date> {
    let numeric = numeric(text);
    let named = named(text);
    match (numeric, named) {
        (Some((a, first)), Some((b, second))) => Some(if a <= b { first } else { second }),
        (found, other) => found.or(other).map(|(_, date)| date),
    }
}

/// A day in digits, with the offset at which it stands.
fn numeric(text: &str) -> Option<(usize, Date)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter(|start| bytes[*start].is_ascii_digit()).find_map(|start| {
        if start > 0 && bytes[start - 1].is_ascii_digit() {
            return None;
        }
        let digits =
            |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
        let candidate = match bytes.get(start + 4) {
            Some(b'-' | b'/' | b'_' | b'.') => {
                let parts_are_digits =
                    digits(start..start + 4) && digits(start + 5..start + 7) && digits(start + 8..start + 10);
                let is_date =
                    parts_are_digits && bytes.get(start + 7) == bytes.get(start + 4) && !digits(start + 10..start + 11);
                is_date.then(|| text[start..start + 10].replace(['/', '_', '.'], "-"))
            }
            Some(_) if digits(start..start + 8) && !digits(start + 8..start + 9) => Some(format!(
                "{}-{}-{}",
                &text[start..start + 4],
                &text[start + 4..start + 6],
                &text[start + 6..start + 8]
            )),
            _ => None,
        };
        candidate?.parse::<Date>().ok().filter(|date| YEARS.contains(&date.year())).map(|date| (start, date))
    })
}

/// A day with the name of its month in English, with the offset at which it stands.
fn named(text: &str) -> Option<(usize, Date)> {
    let words = words(text);
    let read = |format: &str, parts: [&str; 3]| {
        let joined = parts.join(" ");
        strtime::parse(format, joined)
            .and_then(|parsed| parsed.to_date())
            .ok()
            .filter(|date| YEARS.contains(&date.year()))
    };
    words.windows(3).find_map(|window| {
        let [(offset, first), (_, second), (_, third)] = window else { return None };
        let (first, second) = (month(first), month(second));
        let is_year = third.len() == 4;
        if !is_year || !third.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let formats: &[(&str, [&str; 3])] = &[
            ("%B %d %Y", [first, ordinal(second), third]),
            ("%b %d %Y", [first, ordinal(second), third]),
            ("%d %B %Y", [ordinal(first), second, third]),
            ("%d %b %Y", [ordinal(first), second, third]),
        ];
        formats.iter().find_map(|(format, parts)| read(format, *parts)).map(|date| (*offset, date))
    })
}

/// Runs of letters and runs of digits with their offsets; an ordinal's ending stays with its number.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (offset, chunk) in text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|chunk| !chunk.is_empty())
        .map(|chunk| (chunk.as_ptr() as usize - text.as_ptr() as usize, chunk))
    {
        if ordinal(chunk).len() < chunk.len() {
            words.push((offset, chunk));
            continue;
        }
        let mut start = 0;
        let bytes = chunk.as_bytes();
        for end in 1..=chunk.len() {
            if end == chunk.len() || bytes[end].is_ascii_digit() != bytes[end - 1].is_ascii_digit() {
                words.push((offset + start, &chunk[start..end]));
                start = end;
            }
        }
    }
    words.retain(|(_, word)| *word != "of" && *word != "the");
    words
}

/// The one short name of a month that people write with four letters.
pub(super) fn month(word: &str) -> &str {
    if word.eq_ignore_ascii_case("sept") { "Sep" } else { word }
}

/// `4th` without its ending.
pub(super) fn ordinal(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_as_people_write_them() {
        let cases = [
            ("2018-01-25-helm-chart-upgrade", Some("2018-01-25")),
            ("2020-07-02_missing", Some("2020-07-02")),
            ("meteor-08Nov2022", Some("2022-11-08")),
            ("May 4th 2023 Discord API Abuse", Some("2023-05-04")),
            ("February 5th, 2019 Partial Outage", Some("2019-02-05")),
            ("Start: Wednesday, 2018-08-22", Some("2018-08-22")),
            ("In the morning of Sept. 18th, 2017, a site", Some("2017-09-18")),
            ("inside/2023/07/21/outage", Some("2023-07-21")),
            ("the 15th of November 2022 at 16:00", Some("2022-11-15")),
            ("incident 20240131 x", Some("2024-01-31")),
            ("2021-07-56", None),
            ("PM2020-002 - KIAM", None),
            ("v1.2.3 and 10.0.0.1", None),
            ("0012-01-01", None),
            ("障害 2026/03/25 の報告", Some("2026-03-25")),
            ("call 1234567890", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(find_date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
