//! Lines and columns of many places in one text, each found without reading the text from its start.
//!
//! Takes a text once; gives positions in the unit that a report counts columns in. A byte-order mark is no column.

use super::{Position, Span};

/// How many bytes lie between two places at which the characters before them are known.
const STRIDE: usize = 1024;

/// What one column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// A Unicode scalar value.
    Characters,
    /// A UTF-16 code unit: two for what lies outside the basic plane.
    Utf16,
    /// A byte of UTF-8.
    Bytes,
}

/// Where the lines of a text begin, and how many characters stand before some of its places.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    /// The offset of the first character of each line.
    starts: Vec<usize>,
    /// How much stands before each multiple of [`STRIDE`], moved down to a character boundary.
    marks: Vec<Counts>,
}

/// How long a text is in each unit.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    offset: usize,
    characters: usize,
    utf16: usize,
}

impl Counts {
    fn add(&mut self, text: &str) {
        self.offset += text.len();
        self.characters += text.chars().count();
        self.utf16 += text.chars().map(char::len_utf16).sum::<usize>();
    }
}

impl<'a> LineIndex<'a> {
    /// Reads a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let starts = std::iter::once(first).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect();
        let mut counts = Counts::default();
        let mut marks = vec![counts];
        for mark in (STRIDE..text.len()).step_by(STRIDE) {
            let end = Span::at(mark).clamp_to(text).start;
            counts.add(&text[counts.offset..end]);
            marks.push(counts);
        }
        Self { text, starts, marks }
    }

    /// Line and column of an offset; an offset behind the end means the end.
    #[must_use]
    pub fn position(&self, offset: usize, columns: Columns) -> Position {
        let offset = Span::at(offset).clamp_to(self.text).start.max(self.starts[0]);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let between = |count: fn(&Counts) -> usize| count(&self.counts(offset)) - count(&self.counts(start));
        let before = match columns {
            Columns::Characters => between(|counts| counts.characters),
            Columns::Utf16 => between(|counts| counts.utf16),
            Columns::Bytes => offset - start,
        };
        Position { line, column: before + 1 }
    }

    /// Both ends of a span.
    #[must_use]
    pub fn range(&self, span: Span, columns: Columns) -> (Position, Position) {
        let span = span.clamp_to(self.text);
        (self.position(span.start, columns), self.position(span.end, columns))
    }

    /// How much stands before an offset, which lies on a character boundary.
    fn counts(&self, offset: usize) -> Counts {
        let mut mark = self.marks[(offset / STRIDE).min(self.marks.len() - 1)];
        mark.add(&self.text[mark.offset..offset]);
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::super::SourceFile;
    use super::*;

    #[test]
    fn columns_are_counted_in_each_unit_and_skip_the_byte_order_mark() {
        let index = LineIndex::new("\u{feff}ä𐐀b\r\nc");
        let places = |columns| {
            [0, 3, 5, 9, 10, 12, 99].map(|offset| {
                let position = index.position(offset, columns);
                (position.line, position.column)
            })
        };
        assert_eq!(places(Columns::Characters), [(1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2)]);
        assert_eq!(places(Columns::Utf16), [(1, 1), (1, 1), (1, 2), (1, 4), (1, 5), (2, 1), (2, 2)]);
        assert_eq!(places(Columns::Bytes), [(1, 1), (1, 1), (1, 3), (1, 7), (1, 8), (2, 1), (2, 2)]);
    }

    #[test]
    fn every_place_of_a_long_text_is_where_reading_from_its_start_finds_it() {
        for text in ["", "\n", "a", &"ä𐐀 b\n".repeat(700), &"𐐀ä".repeat(900), &format!("{}\n\n", "x".repeat(STRIDE))]
        {
            let (file, index) = (SourceFile::new("a.md", text), LineIndex::new(text));
            for offset in 0..=text.len() + 1 {
                let found = index.position(offset, Columns::Characters);
                assert_eq!(found, file.position(offset), "{offset} of {} bytes", text.len());
            }
        }
    }
}
