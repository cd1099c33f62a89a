//! Time zones by name, out of the bundled time zone database, so that a name means the same on every machine.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::diagnostics::nearest;

/// The farthest that any place is from UTC, in seconds.
const FARTHEST: i32 = 14 * 3_600;

/// Reads `Europe/Berlin`, `UTC`, `+01:00` or `UTC+1`; `None` for a name that the database lacks.
#[must_use]
pub fn time_zone(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    if ["utc", "gmt", "z"].contains(&name.to_ascii_lowercase().as_str()) {
        return Some(TimeZone::UTC);
    }
    let number = name.strip_prefix("UTC").or_else(|| name.strip_prefix("GMT")).unwrap_or(name).trim();
    if number.starts_with(['+', '-']) {
        return offset(number).map(Offset::to_time_zone);
    }
    let is_name = name.len() <= 50 && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let zone = is_name.then(|| jiff::tz::db().get(name).ok()).flatten();
    zone.filter(|zone| !zone.is_unknown())
}

/// `+1`, `-07`, `+0530` or `+05:30`.
fn offset(text: &str) -> Option<Offset> {
    let padded = match text.as_bytes() {
        [sign, hour] => format!("{}0{}", char::from(*sign), char::from(*hour)),
        _ => text.to_owned(),
    };
    let zone = DateTimeParser::new().parse_time_zone(&padded).ok()?;
    let offset = zone.to_fixed_offset().ok()?;
    (offset.seconds().abs() <= FARTHEST).then_some(offset)
}

/// The name in the database that is nearest to one that it lacks: `Europe/Berln` and `Berlin` are near `Europe/Berlin`.
#[must_use]
pub fn nearest_time_zone(name: &str) -> Option<String> {
    let names: Vec<_> = jiff::tz::db().available().collect();
    let names = || names.iter().map(|name| name.as_str());
    let place = name.trim().replace(' ', "_");
    let is_place = |known: &&str| known.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&place));
    names().find(is_place).or_else(|| nearest(name, names())).map(str::to_owned)
}

/// Why a local time is no single instant in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ambiguity {
    /// Clocks jumped over it.
    Skipped,
    /// Clocks showed it twice.
    Twice,
}

/// The instant of a local time in a zone. Where clocks jumped over it, the time that they would have shown without the
/// jump; where they showed it twice, the first of the two, or the second if the first would be before `after`.
#[must_use]
pub fn instant_in(
    zone: &TimeZone,
    local: DateTime,
    after: Option<Timestamp>,
) -> Option<(Timestamp, Option<Ambiguity>)> {
    let readings = zone.to_ambiguous_timestamp(local);
    let ambiguity = match readings.offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(Ambiguity::Skipped),
        AmbiguousOffset::Fold { .. } => Some(Ambiguity::Twice),
    };
    let first = readings.compatible().ok()?;
    let instant = match (ambiguity, after) {
        (Some(Ambiguity::Twice), Some(after)) if first < after => readings.later().ok()?,
        _ => first,
    };
    Some((instant, ambiguity))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_names_and_offsets() {
        let at = |name: &str| {
            let zone = time_zone(name)?;
            let local = jiff::civil::date(2026, 7, 1).at(12, 0, 0, 0);
            Some(instant_in(&zone, local, None)?.0.strftime("%d %H:%M").to_string())
        };
        for (name, expected) in [
            ("Europe/Berlin", Some("01 10:00")),
            ("europe/berlin", Some("01 10:00")),
            ("UTC", Some("01 12:00")),
            ("z", Some("01 12:00")),
            ("+01:00", Some("01 11:00")),
            ("-0330", Some("01 15:30")),
            ("UTC+1", Some("01 11:00")),
            ("GMT-3", Some("01 15:00")),
            ("Asia/Kathmandu", Some("01 06:15")),
            ("+25:00", None),
            ("Mars/Olympus", None),
            ("Etc/Unknown", None),
            ("PT", None),
            ("", None),
        ] {
            assert_eq!(at(name).as_deref(), expected, "{name}");
        }
        let near = ["Europe/Berln", "berlin", "New York", "Mars/Olympus"].map(nearest_time_zone);
        let near = near.each_ref().map(|name| name.as_deref().unwrap_or_default());
        assert_eq!(near, ["Europe/Berlin", "Europe/Berlin", "America/New_York", ""]);
    }

    #[test]
    fn hours_that_are_skipped_or_shown_twice_are_told() {
        let zone = time_zone("Europe/Berlin").expect("a zone of the database");
        let read = |month, day, after: Option<&str>| {
            let local = jiff::civil::date(2026, month, day).at(2, 30, 0, 0);
            let after = after.map(|after| after.parse().expect("an instant"));
            let (instant, ambiguity) = instant_in(&zone, local, after).expect("an instant");
            (instant.strftime("%H:%M").to_string(), ambiguity)
        };
        assert_eq!(read(3, 29, None), ("01:30".to_owned(), Some(Ambiguity::Skipped)));
        assert_eq!(read(10, 25, None), ("00:30".to_owned(), Some(Ambiguity::Twice)));
        assert_eq!(read(10, 25, Some("2026-10-25T00:50:00Z")), ("01:30".to_owned(), Some(Ambiguity::Twice)));
        assert_eq!(read(10, 26, None), ("01:30".to_owned(), None));
    }
}
