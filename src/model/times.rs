//! When things happened: moments with offsets, the five times of an incident, and durations in words.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::{self, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::zone::{Ambiguity, instant_in};

/// A point in time as an author wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant. Where no offset was written and no zone is declared, the local time is taken for UTC.
    pub timestamp: Timestamp,
    /// The date and time of day as written.
    pub local: DateTime,
    /// The offset from UTC as written, or that of the zone that is declared; `None` when there is neither.
    pub offset: Option<Offset>,
    /// Whether a day was written without a time of day.
    pub whole_day: bool,
}

impl Moment {
    /// Reads RFC 3339, ISO 8601 with or without seconds and offset, a space in place of `T` or before the offset, a zone in
    /// brackets, or a day alone.
    ///
    /// Gives `None` for anything else, such as the 15th hour written as `015` or the 56th of July.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = without_last_space(text);
        if let Ok(date) = text.parse::<civil::Date>()
            && text.len() <= "2026-03-04".len()
        {
            return Self::at(date.to_datetime(civil::Time::midnight()), None, true);
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(&*text).ok()?;
        let local = pieces.date().to_datetime(pieces.time()?);
        match (pieces.to_numeric_offset(), pieces.to_time_zone().ok()?) {
            (None, Some(zone)) => Some(Self::at(local, None, false)?.in_zone(&zone)),
            (offset, _) => Self::at(local, offset, false),
        }
    }

    /// The same local time in a zone, where it is a time of day without an offset.
    #[must_use]
    pub fn in_zone(self, zone: &TimeZone) -> Self {
        let instant = self.is_naive().then(|| instant_in(zone, self.local, None)).flatten();
        match instant {
            Some((timestamp, _)) => Self { timestamp, offset: Some(zone.to_offset(timestamp)), ..self },
            None => self,
        }
    }

    /// Whether it is a time of day and nothing says how far from UTC.
    #[must_use]
    pub fn is_naive(&self) -> bool {
        self.offset.is_none() && !self.whole_day
    }

    /// Why it is no single instant in a zone, where it has no offset and is none.
    #[must_use]
    pub fn ambiguity(&self, zone: &TimeZone) -> Option<Ambiguity> {
        self.is_naive().then(|| instant_in(zone, self.local, None)).flatten()?.1
    }

    fn at(local: DateTime, offset: Option<Offset>, whole_day: bool) -> Option<Self> {
        let timestamp = offset.unwrap_or(Offset::UTC).to_timestamp(local).ok()?;
        Some(Self { timestamp, local, offset, whole_day })
    }

    /// The day as written, in the author's own offset.
    #[must_use]
    pub fn day(&self) -> civil::Date {
        self.local.date()
    }
}

/// `2026-03-04 09:12 +0100` as `2026-03-04 09:12+0100`, and ` UTC` as `Z`.
fn without_last_space(text: &str) -> Cow<'_, str> {
    match text.rsplit_once(' ') {
        Some((start, "UTC" | "GMT" | "Z")) => format!("{start}Z").into(),
        Some((start, offset)) if start.contains(':') && offset.starts_with(['+', '-']) => {
            format!("{start}{offset}").into()
        }
        _ => text.into(),
    }
}

/// What an incident's five times are called, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// When impact began.
    Started,
    /// When someone or something noticed.
    Detected,
    /// When someone began to work on it.
    Responded,
    /// When impact ended or was bearable.
    Mitigated,
    /// When all was as before.
    Resolved,
}

impl Phase {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Started, Self::Detected, Self::Responded, Self::Mitigated, Self::Resolved];

    /// The front matter field.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Responded => "responded",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field())
    }
}

/// The times of one incident; each may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// When impact began.
    pub started: Option<Moment>,
    /// When someone or something noticed.
    pub detected: Option<Moment>,
    /// When someone began to work on it.
    pub responded: Option<Moment>,
    /// When impact ended or was bearable.
    pub mitigated: Option<Moment>,
    /// When all was as before.
    pub resolved: Option<Moment>,
}

impl Times {
    /// The time of a phase.
    #[must_use]
    pub fn get(&self, phase: Phase) -> Option<Moment> {
        match phase {
            Phase::Started => self.started,
            Phase::Detected => self.detected,
            Phase::Responded => self.responded,
            Phase::Mitigated => self.mitigated,
            Phase::Resolved => self.resolved,
        }
    }

    /// The place of a phase's time.
    pub fn slot(&mut self, phase: Phase) -> &mut Option<Moment> {
        match phase {
            Phase::Started => &mut self.started,
            Phase::Detected => &mut self.detected,
            Phase::Responded => &mut self.responded,
            Phase::Mitigated => &mut self.mitigated,
            Phase::Resolved => &mut self.resolved,
        }
    }

    /// How long after the start a phase began; `None` where one of the two is unknown, a day alone, or out of order.
    #[must_use]
    pub fn until(&self, phase: Phase) -> Option<SignedDuration> {
        let (start, end) = (self.started?, self.get(phase)?);
        if start.whole_day || end.whole_day {
            return None;
        }
        let duration = end.timestamp.duration_since(start.timestamp);
        (!duration.is_negative()).then_some(duration)
    }
}

/// What durations are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationUnit {
    /// 24 hours.
    Days,
    /// 60 minutes.
    Hours,
    /// 60 seconds.
    Minutes,
    /// Seconds, which are told below a minute alone.
    Seconds,
}

/// A duration in its two largest units; without the second one where there is nothing of it, and never empty.
#[must_use]
pub fn duration_parts(duration: SignedDuration) -> Vec<(i64, DurationUnit)> {
    let seconds = duration.as_secs().max(0);
    let units = [
        (seconds / 86_400, DurationUnit::Days),
        (seconds / 3_600 % 24, DurationUnit::Hours),
        (seconds / 60 % 60, DurationUnit::Minutes),
    ];
    match units.iter().position(|(count, _)| *count > 0) {
        Some(first) => units[first..].iter().take(2).filter(|(count, _)| *count > 0).copied().collect(),
        None => vec![(seconds, DurationUnit::Seconds)],
    }
}

/// A duration with its two largest units in English, such as `2 h 8 min`, `45 s` or `3 d 4 h`.
#[must_use]
pub fn duration_in_words(duration: SignedDuration) -> String {
    let unit = |(count, unit): (i64, DurationUnit)| match unit {
        DurationUnit::Days => format!("{count} d"),
        DurationUnit::Hours => format!("{count} h"),
        DurationUnit::Minutes => format!("{count} min"),
        DurationUnit::Seconds => format!("{count} s"),
    };
    duration_parts(duration).into_iter().map(unit).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_authors_write_them() {
        let read = |text: &str| Moment::parse(text).map(|moment| moment.timestamp.to_string());
        let cases = [
            ("2026-03-04T09:12:00Z", "2026-03-04T09:12:00Z"),
            ("2026-03-04T09:12Z", "2026-03-04T09:12:00Z"),
            ("2026-03-04 09:12:00 UTC", "2026-03-04T09:12:00Z"),
            ("2026-03-04T09:12:00+02:00", "2026-03-04T07:12:00Z"),
            ("2026-03-04 09:12", "2026-03-04T09:12:00Z"),
            ("2026-03-04T09:12:00-03:00[America/Sao_Paulo]", "2026-03-04T12:12:00Z"),
            ("2026-03-04", "2026-03-04T00:00:00Z"),
            ("2026-03-04 09:12:00 +0100", "2026-03-04T08:12:00Z"),
            ("2026-07-04T09:12[Europe/Berlin]", "2026-07-04T07:12:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "2024-08-13T015:00:00+02:00",
            "2021-07-56",
            "",
            "soon",
            "2026-03-04T25:00Z",
            "9999-12-31T23:59:59-23:00",
            "2026-07-04T09:12[Mars/Olympus]",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn durations_use_two_units() {
        let words = |seconds| duration_in_words(SignedDuration::from_secs(seconds));
        assert_eq!(
            [0, 45, 60, 240, 7_680, 86_400, 90_061, -5].map(words),
            ["0 s", "45 s", "1 min", "4 min", "2 h 8 min", "1 d", "1 d 1 h", "0 s"]
        );
    }
}
