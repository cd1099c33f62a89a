//! Timeline entries out of a Timeline section, in the forms that people write them.
//!
//! Tables (`| 09:12 | … |`), lists (`- **09:12** — …`), one heading an entry (`### 09:12 …`) and plain paragraphs. A line
//! that holds a day alone sets the day for what follows.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::date::find_date;
use crate::model::{TimelineEntry, Times};
use crate::syntax::heading::normalize;
use crate::syntax::{Block, BlockKind, Cell, Document, ListEntry, Section};

/// Heads of the column that holds the time, normalised.
const TIME_HEADS: [&str; 13] = [
    "time",
    "when",
    "timestamp",
    "ts",
    "date",
    "date time",
    "at",
    "horario",
    "hora",
    "zeit",
    "uhrzeit",
    "時刻",
    "日時",
];

/// Heads of the column that tells what happened, normalised.
const EVENT_HEADS: [&str; 12] = [
    "event",
    "what",
    "what happened",
    "description",
    "note",
    "notes",
    "details",
    "event action",
    "observation or action",
    "action",
    "イベント",
    "出来事",
];

/// Reads the entries of all Timeline sections of a document.
pub(super) fn read(document: &Document, times: &Times, day: Option<Date>) -> Vec<TimelineEntry> {
    let started = times.started.or(times.detected);
    let mut reader = Reader {
        document,
        clock: Clock {
            day: started.map(|moment| moment.local.date()).or(day),
            offset: started.and_then(|moment| moment.offset).unwrap_or(Offset::UTC),
            last: None,
        },
        entries: Vec::new(),
    };
    let mut end = 0;
    for section in document.sections_named("timeline") {
        // A section inside one that was read already has been read with it.
        if section.span.start >= end {
            reader.section(section);
            end = section.span.end;
        }
    }
    reader.entries
}

struct Reader<'a> {
    document: &'a Document,
    clock: Clock,
    entries: Vec<TimelineEntry>,
}

/// The day that a time of day belongs to, carried from entry to entry.
struct Clock {
    day: Option<Date>,
    offset: Offset,
    last: Option<Time>,
}

impl Clock {
    /// The instant of a stamp. A time of day far before the last one belongs to the next day.
    fn instant(&mut self, stamp: &Stamp) -> Option<jiff::Timestamp> {
        if let Some(day) = stamp.day {
            self.day = Some(day);
            self.last = None;
        }
        let time = stamp.time?;
        let day = self.day?;
        let passed_midnight = self.last.is_some_and(|last| last.hour() - time.hour() > 6);
        let day = if passed_midnight { day.tomorrow().ok()? } else { day };
        self.day = Some(day);
        self.last = Some(time);
        let offset = if stamp.is_utc { Offset::UTC } else { self.offset };
        if stamp.has_unknown_zone {
            return None;
        }
        offset.to_timestamp(DateTime::from_parts(day, time)).ok()
    }
}

/// A time at the beginning of a text.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    /// The time as written.
    shown: String,
    day: Option<Date>,
    time: Option<Time>,
    is_utc: bool,
    has_unknown_zone: bool,
    /// The offset behind it in the text.
    end: usize,
}

impl Reader<'_> {
    fn section(&mut self, section: &Section) {
        let mut blocks = self.document.blocks_of(section).iter().peekable();
        while let Some(block) = blocks.next() {
            match &block.kind {
                BlockKind::Heading(index) => {
                    let heading = &self.document.sections[*index].heading;
                    let Some(stamp) = stamp(heading) else { continue };
                    let mut markdown = escape(rest(heading, stamp.end));
                    if let Some(Block { kind: BlockKind::Paragraph(_), span }) = blocks.peek() {
                        if !markdown.is_empty() {
                            markdown.push_str(". ");
                        }
                        markdown.push_str(self.document.file.slice(*span));
                        blocks.next();
                    }
                    self.entry(&stamp, markdown);
                }
                BlockKind::Table { head, rows } => self.table(head, rows),
                BlockKind::List(entries) => self.list(entries),
                BlockKind::Paragraph(text) => self.paragraph(text),
                _ => {}
            }
        }
    }

    fn entry(&mut self, stamp: &Stamp, markdown: String) {
        let at = self.clock.instant(stamp);
        if !markdown.trim().is_empty() {
            self.entries.push(TimelineEntry { time: stamp.shown.clone(), at, markdown });
        }
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) {
        let column = |heads: &[&str]| head.iter().position(|cell| heads.contains(&normalize(&cell.text).as_str()));
        let time_column = column(&TIME_HEADS).unwrap_or(0);
        let event_column = column(&EVENT_HEADS).filter(|event| *event != time_column);
        for row in rows {
            let Some(time) = row.get(time_column) else { continue };
            let event = match event_column.and_then(|event| row.get(event)) {
                Some(cell) => self.document.file.slice(cell.span).to_owned(),
                None => {
                    let others =
                        row.iter().enumerate().filter(|(index, cell)| *index != time_column && !cell.text.is_empty());
                    others.map(|(_, cell)| self.document.file.slice(cell.span)).collect::<Vec<_>>().join(" — ")
                }
            };
            let stamp = stamp(&time.text)
                .map_or_else(|| Stamp::unread(&time.text), |stamp| Stamp { shown: time.text.clone(), ..stamp });
            self.entry(&stamp, event);
        }
    }

    fn list(&mut self, entries: &[ListEntry]) {
        for (index, entry) in entries.iter().enumerate() {
            let Some(stamp) = stamp(&entry.text) else {
                if let Some(day) = find_date(&entry.text).filter(|_| entry.text.len() < 40) {
                    self.clock.day = Some(day);
                } else if entry.depth == 0
                    && !entry.text.is_empty()
                    && entries.get(index + 1).is_none_or(|next| next.depth == 0)
                {
                    let markdown = self.document.file.slice(entry.content).to_owned();
                    self.entry(&Stamp::unread(""), markdown);
                }
                continue;
            };
            let markdown = markdown_behind(self.document.file.slice(entry.content), &entry.text, &stamp);
            self.entry(&stamp, markdown);
        }
    }

    /// Paragraphs count where they begin with a time; each of their lines may.
    fn paragraph(&mut self, text: &str) {
        for line in text.lines() {
            match stamp(line) {
                Some(stamp) => self.entry(&stamp, escape(rest(line, stamp.end))),
                None if line.len() < 40 => self.clock.day = find_date(line).or(self.clock.day),
                None => {}
            }
        }
    }
}

impl Stamp {
    /// What stands where a time is expected and is none.
    fn unread(text: &str) -> Self {
        let day = find_date(text);
        Self { shown: text.trim().to_owned(), day, time: None, is_utc: false, has_unknown_zone: false, end: text.len() }
    }
}

/// The markup behind a time, as written where its marks are balanced, else as plain text.
fn markdown_behind(markdown: &str, text: &str, stamp: &Stamp) -> String {
    let plain = || escape(rest(text, stamp.end));
    let Some(start) = markdown.find(stamp.shown.as_str()) else { return plain() };
    let behind = rest(markdown, start + stamp.shown.len()).trim_start_matches(['*', '_', '`', '~']);
    let behind = rest(behind, 0);
    let is_balanced = |mark: &str| behind.matches(mark).count().is_multiple_of(2);
    if is_balanced("**") && is_balanced("`") && is_balanced("__") { behind.to_owned() } else { plain() }
}

/// What stands behind an offset, without the dashes, colons and marks that set it off.
fn rest(text: &str, offset: usize) -> &str {
    let rest = text.get(offset..).unwrap_or_default();
    rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—:|*_`~)]，、.,".contains(c)).trim_end()
}

/// Plain text as Markdown that means the same.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_{}[]<>#|~&!".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' { ' ' } else { c });
    }
    escaped
}

/// Reads a time at the beginning of a text: `09:12`, `2021-05-09 14:02 UTC`, `~23:33`, `08:09 AM`, `11:21a`, `T+12m`,
/// `14:20-14:40`, `12:48 (6:48 PDT)`.
fn stamp(text: &str) -> Option<Stamp> {
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "~≈*_`[(".contains(c)).len();
    let mut end = lead;
    let mut day = None;
    let mut words = Words { text, offset: lead };
    let mut word = words.next()?;
    if let Some(date) = leading_date(word.1) {
        day = Some(date);
        end = word.0 + "2026-03-04".len();
        let behind = &text[end..];
        match behind.strip_prefix('T').or_else(|| behind.strip_prefix([' ', ',', '_']).map(str::trim_start)) {
            Some(next) if !next.is_empty() => {
                words.offset = text.len() - next.trim_start_matches("at ").len();
                word = words.next()?;
            }
            _ => word = (end, ""),
        }
    }
    if let Some(relative) = relative(word.1) {
        end = word.0 + relative;
        return Some(Stamp {
            shown: text[lead..end].to_owned(),
            day,
            time: None,
            is_utc: false,
            has_unknown_zone: false,
            end,
        });
    }
    let Some((mut time, length)) = clock_time(word.1) else {
        return day.map(|_| Stamp {
            shown: text[lead..end].trim().to_owned(),
            day,
            time: None,
            is_utc: false,
            has_unknown_zone: false,
            end,
        });
    };
    end = word.0 + length;
    let mut zone = "";
    let mut suffix = &text[end..];
    // A range or a half of the day may follow, then a zone.
    if let Some(length) = range_end(suffix) {
        end += length;
        suffix = &text[end..];
    }
    if let Some((half, length)) = half_of_day(suffix) {
        time = in_half(time, half)?;
        end += length;
        suffix = &text[end..];
    }
    let next = suffix.trim_start().trim_start_matches('(');
    let word = next.split(|c: char| !c.is_ascii_alphanumeric() && !"+:-".contains(c)).next().unwrap_or_default();
    let word = word.trim_end_matches([':', '-']);
    if is_zone(word) && suffix.len() - suffix.trim_start().len() <= 1 {
        zone = word;
        end = text.len() - next.len() + word.len();
    }
    let is_utc = matches!(zone, "UTC" | "GMT" | "Z");
    let has_unknown_zone = !zone.is_empty() && !is_utc;
    let shown = text[lead..end].trim().to_owned();
    Some(Stamp { shown, day, time: Some(time), is_utc, has_unknown_zone, end })
}

/// Words between white space, with their offsets.
struct Words<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let rest = self.text.get(self.offset..)?;
        let start = self.offset + (rest.len() - rest.trim_start().len());
        let word = self.text[start..].split_whitespace().next()?;
        self.offset = start + word.len();
        Some((start, word))
    }
}

fn leading_date(word: &str) -> Option<Date> {
    word.get(.."2026-03-04".len())?.parse().ok()
}

/// The length of `T+12m` or `+00:12` at the beginning of a word.
fn relative(word: &str) -> Option<usize> {
    let number = word.strip_prefix("T+").or_else(|| word.strip_prefix("t+")).or_else(|| word.strip_prefix('+'))?;
    let length = number.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(number.len());
    (number.starts_with(|c: char| c.is_ascii_digit())).then_some(word.len() - number.len() + length)
}

/// `9:12`, `09:12` or `09:12:30` at the beginning of a word, with its length.
fn clock_time(word: &str) -> Option<(Time, usize)> {
    let length = word.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(word.len());
    let digits = word[..length].trim_end_matches(':');
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

/// Whether a word names a zone: capitals such as `UTC`, `PST` or `CEST`, `Z`, or an offset.
fn is_zone(word: &str) -> bool {
    let is_name = (3..=4).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && word.ends_with(['T', 'C']);
    let is_offset = word.len() >= 3
        && word.starts_with(['+', '-'])
        && word[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    is_name || is_offset || word == "Z"
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::SourceFile;
    use crate::model::Moment;
    use crate::syntax::parse;

    fn entries(section: &str) -> Vec<(String, String, String)> {
        let text = format!("## Timeline\n\n{section}\n");
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let times = Times { started: Moment::parse("2026-03-04T09:00:00Z"), ..Times::default() };
        let entries = read(&document, &times, None);
        let at =
            |entry: &TimelineEntry| entry.at.map_or_else(|| "-".to_owned(), |at| at.strftime("%d %H:%M").to_string());
        entries.into_iter().map(|entry| (at(&entry), entry.time.clone(), entry.markdown)).collect()
    }

    #[test]
    fn all_forms_are_read() {
        let cases: &[(&str, &[(&str, &str, &str)])] = &[
            (
                "| Time (UTC) | What happened |\n|-|-|\n| 09:12 | a **b** |\n| 00:05 | next day |",
                &[("04 09:12", "09:12", "a **b**"), ("05 00:05", "00:05", "next day")],
            ),
            (
                "| Time | Event | Who |\n|-|-|-|\n| 2026-03-05 10:00 | x | y |\n| ?? | z | |",
                &[("05 10:00", "2026-03-05 10:00", "x"), ("-", "??", "z")],
            ),
            (
                "- **09:12** — it `began`\n- `14:02` - second",
                &[("04 09:12", "09:12", "it `began`"), ("04 14:02", "14:02", "second")],
            ),
            ("- 09:12 event [a](b)", &[("04 09:12", "09:12", "event [a](b)")]),
            ("- 2021-05-09 14:02 UTC: event", &[("09 14:02", "2021-05-09 14:02 UTC", "event")]),
            (
                "- 08:09 AM UTC Issue\n- 02:13 PM UTC Later",
                &[("04 08:09", "08:09 AM UTC", "Issue"), ("04 14:13", "02:13 PM UTC", "Later")],
            ),
            ("- T+12m event\n- ~23:33 late", &[("-", "T+12m", "event"), ("04 23:33", "23:33", "late")]),
            ("- 09:00 PST zone unknown", &[("-", "09:00 PST", "zone unknown")]),
            (
                "### 09:12 Begin\n\nmore *text*\n\n### 2026-03-06 17:14pm\n\n- nested list",
                &[("04 09:12", "09:12", "Begin. more *text*"), ("-", "", "nested list")],
            ),
            (
                "**June 25, 2021:**\n\n11:48 - event one\n11:50 - two",
                &[("25 11:48", "11:48", "event one"), ("25 11:50", "11:50", "two")],
            ),
            (
                "- 14:20-14:40 a range\n- 12:48 (6:48 PDT) x",
                &[("04 14:20", "14:20-14:40", "a range"), ("04 12:48", "12:48", "(6:48 PDT) x")],
            ),
            (
                "- 11:21a the server\n- 12:05 a node failed",
                &[("04 11:21", "11:21a", "the server"), ("04 12:05", "12:05", "a node failed")],
            ),
            ("- no time at all", &[("-", "", "no time at all")]),
            ("prose that begins with no time", &[]),
        ];
        for (section, expected) in cases {
            let found = entries(section);
            let found: Vec<_> =
                found.iter().map(|(at, time, text)| (at.as_str(), time.as_str(), text.as_str())).collect();
            assert_eq!(found, *expected, "{section}");
        }
    }
}
