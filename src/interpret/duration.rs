//! Durations as people write them: `2 h 8 min`, `2h8m`, `approx. 3 hours`, `1 day 4 hours`, `45分`, `PT2H8M`.

use jiff::SignedDuration;

/// The units with their seconds and the words for them.
const UNITS: [(i64, &[&str]); 5] = [
    (1, &["s", "sec", "secs", "second", "seconds", "sekunden", "秒", "秒間"]),
    (60, &["m", "min", "mins", "minute", "minutes", "minuten", "minutos", "分", "分間"]),
    (3_600, &["h", "hr", "hrs", "hour", "hours", "stunde", "stunden", "hora", "horas", "時間"]),
    (86_400, &["d", "day", "days", "tag", "tage", "tagen", "día", "días", "dia", "dias", "日", "日間"]),
    (604_800, &["w", "wk", "wks", "week", "weeks", "週間"]),
];

/// Words before a duration that say that it is not exact.
const ABOUT: [&str; 14] = [
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "roughly",
    "circa",
    "ca.",
    "ca",
    "c.",
    "~",
    "≈",
    "約",
    "nearly",
];

/// A duration as an author gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDuration {
    /// How long.
    pub length: SignedDuration,
    /// How far another may be from it without contradicting it: a tenth, or the smallest unit that was written.
    pub slack: SignedDuration,
}

impl WrittenDuration {
    /// Reads a text that is a duration and nothing else but a remark in brackets. Gives `None` where it may be of a part
    /// alone, such as "45 minutes of degraded service", or no bound at all, such as "more than an hour".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches(['*', '_', '`']).trim_end_matches(['.', '。']);
        let text = match text.split_once(['(', '（']) {
            Some((before, remark)) if remark.ends_with([')', '）']) => before.trim(),
            _ => text,
        };
        if text.len() > 60 {
            return None;
        }
        let lower = text.to_lowercase();
        let exact = ABOUT.iter().find_map(|word| lower.strip_prefix(word)).map(str::trim_start);
        let (seconds, unit) = read(exact.unwrap_or(&lower)).or_else(|| read_iso(&lower))?;
        let slack = (seconds / if exact.is_some() { 4 } else { 10 }).max(unit);
        Some(Self { length: SignedDuration::from_secs(seconds), slack: SignedDuration::from_secs(slack) })
    }

    /// Whether a duration that was computed can be the one that was meant.
    #[must_use]
    pub fn agrees_with(self, computed: SignedDuration) -> bool {
        (self.length - computed).abs() <= self.slack
    }
}

/// `pt2h8m`: the part of ISO 8601 that has no months.
fn read_iso(text: &str) -> Option<(i64, i64)> {
    read(text.strip_prefix("pt")?)
}

/// The seconds of a duration, and those of its smallest unit.
fn read(text: &str) -> Option<(i64, i64)> {
    let mut rest = text;
    let (mut seconds, mut smallest) = (0_i64, i64::MAX);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        let number: f64 = number.parse().ok().filter(|number| (0.0..100_000.0).contains(number))?;
        let behind = behind.trim_start();
        let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        // Units come in their order, each once: "2 hours 3 hours" is no duration.
        let (length, _) = UNITS.iter().find(|(length, words)| words.contains(&unit) && *length < smallest)?;
        smallest = *length;
        seconds += (number * f64_of(*length)).round() as i64;
        let behind = behind.trim_start_matches(['.', ',', ' ', '\u{a0}', '、']);
        rest = behind.strip_prefix("and ").or_else(|| behind.strip_prefix("und ")).unwrap_or(behind);
    }
    (smallest < i64::MAX).then_some((seconds, smallest))
}

/// The units are small enough to be exact.
fn f64_of(seconds: i64) -> f64 {
    seconds as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        let cases = [
            ("2 h 8 min", Some((7_680, 768))),
            ("2h8m", Some((7_680, 768))),
            ("2 hours and 8 minutes", Some((7_680, 768))),
            ("2 hours, 8 mins.", Some((7_680, 768))),
            ("approx. 3 hours", Some((10_800, 3_600))),
            ("~45 min", Some((2_700, 675))),
            ("1 day 4 hours", Some((100_800, 10_080))),
            ("1.5 hours", Some((5_400, 3_600))),
            ("45分", Some((2_700, 270))),
            ("約2時間30分", Some((9_000, 2_250))),
            ("PT2H8M", Some((7_680, 768))),
            ("90 s", Some((90, 9))),
            ("45 minutes (10:00 - 10:45)", Some((2_700, 270))),
            ("45 minutes of degraded service", None),
            ("2-3 hours", None),
            ("more than an hour", None),
            ("45", None),
            ("02:08", None),
            ("8 minutes 2 hours", None),
            ("99999999999999999999 h", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = WrittenDuration::parse(text).map(|it| (it.length.as_secs(), it.slack.as_secs()));
            assert_eq!(read, expected, "{text}");
        }
    }
}
