//! Time zones as timelines state them: behind a time, in the head of a column, or once for all of a section.

use jiff::tz::{Offset, TimeZone};

use super::fields::field;
use crate::config::Config;
use crate::model::time_zone;
use crate::syntax::Document;

/// Names that mean one offset wherever they are used for times: UTC, those of RFC 2822 (section 4.3), and three whose
/// short names no other zone bears.
const OFFSETS: [(&str, i8); 14] = [
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("CET", 1),
    ("CEST", 2),
    ("JST", 9),
];

/// Zones by region alone, whose offset depends on the day and the country.
const REGIONS: [&str; 4] = ["Eastern", "Central", "Mountain", "Pacific"];

/// A zone that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// One whose offset is known.
    Known(Offset),
    /// The one that the document or the configuration declares.
    Declared,
    /// One that may mean several offsets, such as `IST` or `PT`: no instant can be told from it.
    Unknown,
}

impl Zone {
    /// UTC.
    pub const UTC: Self = Self::Known(Offset::UTC);

    /// Reads a word such as `UTC`, `CEST`, `UTC-7` or `+01:00`; `None` for a word that names no zone.
    pub fn parse(word: &str) -> Option<Self> {
        if let Some((_, hours)) = OFFSETS.iter().find(|(name, _)| *name == word) {
            return Offset::from_hours(*hours).ok().map(Self::Known);
        }
        let offset = word.strip_prefix("UTC").or_else(|| word.strip_prefix("GMT")).unwrap_or(word);
        if offset.starts_with(['+', '-']) && offset.len() > 1 {
            return numeric(offset);
        }
        if REGIONS.contains(&word) {
            return Some(Self::Unknown);
        }
        let is_name =
            (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase()) && word.ends_with('T');
        is_name.then_some(Self::Unknown)
    }

    /// The zone that a text states for the times below it: "Timeline (all times PST)", "All times in CET.".
    pub fn stated_in(text: &str) -> Option<Self> {
        let is_about_times = text.to_lowercase().contains("time");
        is_about_times.then(|| Self::named_in(text)).flatten()
    }

    /// The first zone that a text names.
    pub fn named_in(text: &str) -> Option<Self> {
        text.split(|c: char| !c.is_ascii_alphanumeric() && !"+-:".contains(c)).find_map(Self::parse)
    }
}

/// The zone that times without an offset are in: that of the field `timezone`, else that of the configuration.
#[must_use]
pub fn declared_zone(document: &Document, config: &Config) -> Option<TimeZone> {
    let written = field(document, ZONE_FIELD).and_then(|field| field.value.text());
    written.and_then(zone_named).or_else(|| config.time_zone.clone())
}

/// The field by which a document declares its zone.
pub(super) const ZONE_FIELD: &str = "timezone";

/// The zone that a field names: by its name in the time zone database, by an offset, or by a short name that means one.
pub(super) fn zone_named(name: &str) -> Option<TimeZone> {
    let short = || match Zone::parse(name) {
        Some(Zone::Known(offset)) => Some(offset.to_time_zone()),
        _ => None,
    };
    time_zone(name).or_else(short)
}

/// `+1`, `-07`, `+0530` or `+05:30`. A number that is no offset is no zone.
fn numeric(offset: &str) -> Option<Zone> {
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok().map(Zone::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read_where_times_are_spoken_of() {
        let shown = |zone: Option<Zone>| match zone {
            Some(Zone::Known(offset)) => offset.to_string(),
            Some(Zone::Declared) => "declared".to_owned(),
            Some(Zone::Unknown) => "?".to_owned(),
            None => "-".to_owned(),
        };
        let cases = [
            ("Timeline (all times PST) 10/14/2022", "-08"),
            ("All times in CET.", "+01"),
            ("All times in PDT (UTC-7).", "-07"),
            ("Time (UTC)", "+00"),
            ("Times are UTC+05:30", "+05:30"),
            ("Timeline (all times PT )", "?"),
            ("All times approximate", "-"),
            ("At that time a TEST failed", "?"),
            ("We met at noon PST", "-"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(Zone::stated_in(text)), expected, "{text}");
        }
        assert_eq!(["-14:40", "+99", "-2026"].map(|word| shown(Zone::parse(word))), ["-", "-", "-"]);
    }
}
