//! Timeline entries out of a Timeline section, in the forms that people write them.
//!
//! Tables (`| 09:12 | … |`), lists (`- **09:12** — …`), one heading an entry (`### 09:12 …`) and plain paragraphs. A line
//! that holds a day alone sets the day for what follows; a zone that is stated for all times counts for those without one.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::clock::{Assumed, Clock};
use super::date::find_date;
use super::stamp::{Day, Stamp, stamp};
use super::zone::Zone;
use crate::diagnostics::Span;
use crate::model::{Ambiguity, TimelineEntry, Times};
use crate::syntax::heading::normalize;
use crate::syntax::{Block, BlockKind, Cell, Document, ListEntry, Section};

/// Heads of the column that holds the time, normalised.
const TIME_HEADS: [&str; 12] =
    ["time", "when", "timestamp", "ts", "date time", "at", "horario", "hora", "zeit", "uhrzeit", "時刻", "日時"];

/// Heads of a column that holds the day, beside the time or in place of it, normalised.
const DAY_HEADS: [&str; 5] = ["date", "fecha", "data", "datum", "日付"];

/// Heads of the column that tells what happened, normalised.
const EVENT_HEADS: [&str; 14] = [
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
    "was geschah",
    "ereignis",
    "イベント",
    "出来事",
];

/// The column of a timeline's table that says what happened: the one whose head says so, else the first that holds no time.
#[must_use]
pub fn event_column(head: &[Cell]) -> Option<usize> {
    let heads: Vec<String> = head.iter().map(|cell| normalize(&cell.text)).collect();
    let is_time = |head: &String| TIME_HEADS.contains(&head.as_str()) || DAY_HEADS.contains(&head.as_str());
    let says_so = heads.iter().position(|head| EVENT_HEADS.contains(&head.as_str()) && !is_time(head));
    let has_times = heads.iter().any(is_time);
    // Without a head that tells of times, they stand in the first column.
    says_so.or_else(|| (0..heads.len()).find(|index| !is_time(&heads[*index]) && (has_times || *index > 0)))
}

/// A timeline entry with the place that it was read from.
#[derive(Debug, Clone)]
pub struct PlacedEntry {
    /// The entry.
    pub entry: TimelineEntry,
    /// Its time, or all of it where that cannot be told apart.
    pub place: Span,
    /// Which list, table or row of paragraphs it stands in, counted through the document.
    pub run: usize,
    /// Whether its time of day names no zone, and nothing else tells it.
    pub is_naive: bool,
    /// Why its time is no single instant in the declared zone.
    pub ambiguity: Option<Ambiguity>,
}

/// Reads the entries of all Timeline sections of a document.
///
/// Some templates tell what happened when under "Context"; where all of such a list has times, and more of them, it is
/// the timeline.
pub(super) fn read(document: &Document, times: &Times, day: Option<Date>, zone: Option<&TimeZone>) -> Vec<PlacedEntry> {
    let clock = Clock::new(times, day, zone);
    let sections: Vec<&Section> = document.sections_named("timeline").collect();
    let entries = read_sections(document, &sections, clock);
    let context: Vec<&Section> =
        document.sections_named("background").filter(|section| is_timeline(document, section)).collect();
    let told = read_sections(document, &context, clock);
    if told.len() > entries.len() { told } else { entries }
}

fn read_sections(document: &Document, sections: &[&Section], clock: Clock<'_>) -> Vec<PlacedEntry> {
    if sections.is_empty() {
        return Vec::new();
    }
    let of_all = zone_of_all(document);
    let mut reader = Reader { document, clock, entries: Vec::new(), run: 0 };
    let mut end = 0;
    for section in sections {
        // A section inside one that was read already has been read with it.
        if section.span.start >= end {
            let stated = Zone::stated_in(&section.heading).or(of_all);
            reader.clock.zone = stated.map_or(clock.zone, Assumed::stated);
            reader.section(section);
            end = section.span.end;
        }
    }
    reader.entries
}

/// The zone that a document states once: "All times in CET."
pub(super) fn zone_of_all(document: &Document) -> Option<Zone> {
    document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) if text.to_lowercase().contains("all times") => Zone::stated_in(text),
        _ => None,
    })
}

/// Whether a section is nothing but a list whose entries begin with days and times.
fn is_timeline(document: &Document, section: &Section) -> bool {
    let is_timed = |entry: &ListEntry| stamp(&entry.text).is_some_and(|stamp| stamp.day.is_some());
    let mut blocks = document.blocks_of(section).iter();
    blocks.len() > 0
        && blocks.all(|block| match &block.kind {
            BlockKind::List(entries) => entries.iter().filter(|entry| entry.depth == 0).all(is_timed),
            _ => false,
        })
}

struct Reader<'a> {
    document: &'a Document,
    clock: Clock<'a>,
    entries: Vec<PlacedEntry>,
    run: usize,
}

impl Reader<'_> {
    fn section(&mut self, section: &Section) {
        self.run += 1;
        let mut blocks = self.document.blocks_of(section).iter().peekable();
        while let Some(block) = blocks.next() {
            match &block.kind {
                BlockKind::Heading(index) => {
                    let heading = &self.document.sections[*index].heading;
                    let Some(stamp) = stamp(heading) else {
                        self.run += 1;
                        continue;
                    };
                    let mut markdown = escape(rest(heading, stamp.end));
                    if let Some(Block { kind: BlockKind::Paragraph(_), span }) = blocks.peek() {
                        if !markdown.is_empty() {
                            markdown.push_str(". ");
                        }
                        markdown.push_str(self.document.file.slice(*span));
                        blocks.next();
                    }
                    self.entry(&stamp, markdown, block.span);
                }
                BlockKind::Table { head, rows } => self.table(head, rows),
                BlockKind::List(entries) => self.list(entries),
                BlockKind::Paragraph(text) => self.paragraph(text, block.span),
                _ => {}
            }
        }
    }

    /// Adds an entry whose time was read from a piece of the text.
    fn entry(&mut self, stamp: &Stamp, markdown: String, within: Span) {
        let read = self.clock.instant(stamp);
        if markdown.trim().is_empty() {
            return;
        }
        let entry = TimelineEntry { time: stamp.shown.clone(), at: read.map(|(instant, _)| instant), markdown };
        let ambiguity = read.and_then(|(_, ambiguity)| ambiguity);
        let place = self.place_of(&stamp.shown, within);
        let is_naive = stamp.time.is_some() && stamp.zone.is_none() && self.clock.zone.is_guess();
        self.entries.push(PlacedEntry { entry, place, run: self.run, is_naive, ambiguity });
    }

    /// Where a time stands within a piece of the text; the first line of that piece where markup runs through it.
    fn place_of(&self, shown: &str, within: Span) -> Span {
        let text = self.document.file.slice(within);
        let line = text.trim_start().lines().next().unwrap_or_default();
        let start = within.start + text.len() - text.trim_start().len();
        match line.find(shown) {
            Some(offset) if !shown.is_empty() => Span::new(start + offset, start + offset + shown.len()),
            _ => Span::new(start, start + line.trim_end().len()),
        }
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) {
        let column = |heads: &[&str]| head.iter().position(|cell| heads.contains(&normalize(&cell.text).as_str()));
        let (time_column, day_column) = (column(&TIME_HEADS), column(&DAY_HEADS));
        let has_times = || rows.iter().any(|row| row.first().is_some_and(|cell| stamp(&cell.text).is_some()));
        if time_column.is_none() && day_column.is_none() && !has_times() {
            return;
        }
        self.run += 1;
        let zone = self.clock.zone;
        if let Some(stated) = time_column.and_then(|time| Zone::named_in(&head[time].text)) {
            self.clock.zone = Assumed::stated(stated);
        }
        let times: Vec<usize> = day_column.into_iter().chain(time_column).collect();
        let times = if times.is_empty() { vec![0] } else { times };
        let event_column = column(&EVENT_HEADS).filter(|event| !times.contains(event));
        for row in rows {
            let written: Vec<&str> =
                times.iter().filter_map(|time| row.get(*time)).map(|cell| cell.text.as_str()).collect();
            let written = written.join(" ").trim().to_owned();
            let event = match event_column.and_then(|event| row.get(event)) {
                Some(cell) => self.document.file.slice(cell.span).to_owned(),
                None => {
                    let others =
                        row.iter().enumerate().filter(|(index, cell)| !times.contains(index) && !cell.text.is_empty());
                    others.map(|(_, cell)| self.document.file.slice(cell.span)).collect::<Vec<_>>().join(" — ")
                }
            };
            let cells: Vec<Span> = times.iter().filter_map(|time| row.get(*time)).map(|cell| cell.span).collect();
            let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
            let within = if day_column.is_some_and(|day| times.len() > 1 && day + 1 != times[1]) {
                *last
            } else {
                first.to(*last)
            };
            let stamp = stamp(&written)
                .map_or_else(|| Stamp::unread(&written), |stamp| Stamp { shown: written.clone(), ..stamp });
            self.entry(&stamp, event, within);
        }
        self.clock.zone = zone;
        self.run += 1;
    }

    fn list(&mut self, entries: &[ListEntry]) {
        self.run += 1;
        for (index, entry) in entries.iter().enumerate() {
            let Some(stamp) = stamp(&entry.text) else {
                if let Some((event, stamp)) = time_at_end(&entry.text) {
                    self.entry(&stamp, escape(event), entry.content);
                } else if let Some(day) = find_date(&entry.text).filter(|_| entry.text.len() < 40) {
                    self.clock.set_day(Some(day));
                } else if entry.depth == 0
                    && !entry.text.is_empty()
                    && entries.get(index + 1).is_none_or(|next| next.depth == 0)
                {
                    let markdown = self.document.file.slice(entry.content).to_owned();
                    self.entry(&Stamp::unread(""), markdown, entry.content);
                }
                continue;
            };
            let markdown = markdown_behind(self.document.file.slice(entry.content), &entry.text, &stamp);
            self.entry(&stamp, markdown, entry.content);
        }
        self.run += 1;
    }

    /// Paragraphs count where they begin with a time; each of their lines may. A line without one goes on with the entry
    /// above it.
    fn paragraph(&mut self, text: &str, span: Span) {
        let before = self.entries.len();
        let mut written = self.document.file.slice(span).split_inclusive('\n');
        let mut start = span.start;
        for line in text.lines() {
            let length = written.next().map_or(0, str::len);
            let within = Span::new(start, start + length);
            start += length;
            match stamp(line) {
                Some(stamp) => self.entry(&stamp, escape(rest(line, stamp.end)), within),
                None if self.entries.len() > before => {
                    if let Some(PlacedEntry { entry, .. }) = self.entries.last_mut() {
                        entry.markdown.push(' ');
                        entry.markdown.push_str(&escape(line.trim()));
                    }
                }
                None if line.len() < 40 => {
                    if let Some(day) = find_date(line) {
                        self.clock.set_day(Some(day));
                    }
                }
                None => {}
            }
        }
    }
}

/// `First detected: 2023-07-21 08:15`: what happened, with its time behind it.
fn time_at_end(text: &str) -> Option<(&str, Stamp)> {
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let stamp = stamp(&text[digit..]).filter(|stamp| stamp.day.is_some() && stamp.time.is_some())?;
    let is_end = text[digit + stamp.end..].trim().is_empty();
    let event =
        text[..digit].trim_end_matches(|c: char| c.is_whitespace() || ":-–—(".contains(c)).trim_end_matches(" at");
    (is_end && !event.is_empty()).then_some((event, stamp))
}

impl Stamp {
    /// What stands where a time is expected and is none.
    fn unread(text: &str) -> Self {
        let day = find_date(text).map(Day::Whole);
        Self { shown: text.trim().to_owned(), day, end: text.len(), ..Self::default() }
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
    let is_mark = |c: char| c.is_whitespace() || "-–—:|*_`~)]，、.,".contains(c);
    let rest = text.get(offset..).unwrap_or_default().trim_start_matches(is_mark);
    // A footnote of the time has no place without it.
    let note = rest.strip_prefix("[^").and_then(|note| note.split_once(']')).map(|(_, rest)| rest);
    note.map_or(rest, |rest| rest.trim_start_matches(is_mark)).trim_end()
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
        let entries: Vec<TimelineEntry> =
            read(&document, &times, None, None).into_iter().map(|placed| placed.entry).collect();
        let at =
            |entry: &TimelineEntry| entry.at.map_or_else(|| "-".to_owned(), |at| at.strftime("%d %H:%M").to_string());
        entries.into_iter().map(|entry| (at(&entry), entry.time.clone(), entry.markdown)).collect()
    }

    #[test]
    fn a_context_that_is_all_times_is_the_timeline() {
        let text = "- **Key events**\n  - Resolved 2026-03-04 12:42\n\n- **Context**\n  - 2026-03-04 08:15 - one\n  - 2026-03-04 12:42 - two\n";
        let (document, _) = parse(Arc::new(SourceFile::new("a.md", text)));
        let told: Vec<String> =
            read(&document, &Times::default(), None, None).into_iter().map(|placed| placed.entry.markdown).collect();
        assert_eq!(told, ["one", "two"]);
    }

    #[test]
    fn all_forms_are_read() {
        type Entry = (&'static str, &'static str, &'static str);
        let cases: &[(&str, &[Entry])] = &[
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
            ("- 09:00 IST zone unknown", &[("-", "09:00 IST", "zone unknown")]),
            (
                "All times in CET.\n\n- 10:12 one\n- 10:14 UTC two",
                &[("04 09:12", "10:12", "one"), ("04 10:14", "10:14 UTC", "two")],
            ),
            (
                "| Day | Date (2026) | Time (PST) | Event |\n|-|-|-|-|\n| Thu | Mar 5 | 21:33 | x |\n| Fri | Mar 6 | | y |",
                &[("06 05:33", "Mar 5 21:33", "x"), ("-", "Mar 6", "y")],
            ),
            ("| Name | Id |\n|-|-|\n| hub | 7 |\n\n- 09:12 x", &[("04 09:12", "09:12", "x")]),
            (
                "2026-03-04, 03:26pm: first noticed that\nit gave an error.\n\nNobody knew.",
                &[("04 15:26", "2026-03-04, 03:26pm", "first noticed that it gave an error.")],
            ),
            (
                "- First detected: 2026-03-04 08:15\n- Repaired 2026-03-05 12:42",
                &[("04 08:15", "2026-03-04 08:15", "First detected"), ("05 12:42", "2026-03-05 12:42", "Repaired")],
            ),
            (
                "_4/21/26_\n\n11:12 AM: an email\n\n_4/24/26_\n\n~9:00 AM: erased",
                &[("21 11:12", "11:12 AM", "an email"), ("24 09:00", "9:00 AM", "erased")],
            ),
            ("- 2026-03-03[^3]: pushed", &[("-", "2026-03-03", "pushed")]),
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
