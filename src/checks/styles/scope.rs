//! Scopes: where a rule of a style applies, in the words of Vale (<https://vale.sh/docs/scopes>).

use crate::syntax::PieceKind;

/// Places all of whose conditions must hold: `heading & ~heading.h1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selector {
    parts: Vec<(bool, Place)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Paragraph,
    Heading(Option<u8>),
    List,
    Table,
    TableHeader,
    TableCell,
    Quote,
    Sentence,
    Summary,
    Raw,
}

/// What is looked at in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// A paragraph, an entry of a list, a cell, a heading.
    Piece,
    /// A sentence of one.
    Sentence,
    /// All paragraphs together.
    Summary,
    /// The body as it is written.
    Raw,
}

/// The names of scopes, for help.
pub(super) const NAMES: [&str; 11] = [
    "text",
    "paragraph",
    "sentence",
    "heading",
    "heading.h1",
    "list",
    "table.header",
    "table.cell",
    "blockquote",
    "summary",
    "raw",
];

impl Selector {
    /// Reads a selector; the error is the first part that is not understood.
    pub fn parse(text: &str) -> Result<Self, &str> {
        let parts = text.split('&').map(|part| {
            let part = part.trim();
            let name = part.strip_prefix('~').unwrap_or(part).trim();
            Place::parse(name).map(|place| (part.starts_with('~'), place)).ok_or(name)
        });
        parts.collect::<Result<_, _>>().map(|parts| Self { parts })
    }

    /// What is looked at in one go.
    pub fn size(&self) -> Size {
        let places = self.parts.iter().filter(|(is_negated, _)| !is_negated).map(|(_, place)| place);
        places.fold(Size::Piece, |size, place| match place {
            Place::Sentence => Size::Sentence,
            Place::Summary => Size::Summary,
            Place::Raw => Size::Raw,
            _ => size,
        })
    }

    /// Whether a piece belongs to it.
    pub fn holds(&self, kind: PieceKind) -> bool {
        self.parts.iter().all(|(is_negated, place)| place.holds(kind) != *is_negated)
    }
}

impl Place {
    fn parse(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".md").unwrap_or(name);
        Some(match name {
            "text" => Self::Text,
            "paragraph" => Self::Paragraph,
            "heading" => Self::Heading(None),
            "list" => Self::List,
            "table" => Self::Table,
            "table.header" => Self::TableHeader,
            "table.cell" => Self::TableCell,
            "blockquote" => Self::Quote,
            "sentence" => Self::Sentence,
            "summary" => Self::Summary,
            "raw" => Self::Raw,
            _ => {
                let level = name.strip_prefix("heading.h")?.parse().ok()?;
                Self::Heading(Some(level).filter(|level| (1..=6).contains(level)).map(Some)?)
            }
        })
    }

    fn holds(self, kind: PieceKind) -> bool {
        match self {
            Self::Text | Self::Raw => true,
            Self::Paragraph | Self::Summary => kind == PieceKind::Paragraph,
            Self::Heading(None) => matches!(kind, PieceKind::Heading(_)),
            Self::Heading(Some(level)) => kind == PieceKind::Heading(level),
            Self::List => kind == PieceKind::ListEntry,
            Self::Table => matches!(kind, PieceKind::TableHead | PieceKind::TableCell),
            Self::TableHeader => kind == PieceKind::TableHead,
            Self::TableCell => kind == PieceKind::TableCell,
            Self::Quote => kind == PieceKind::Quote,
            Self::Sentence => !matches!(kind, PieceKind::Heading(_) | PieceKind::TableHead),
        }
    }
}

/// Cuts a text into sentences: a mark that ends one, a space, and a capital, a digit or a quotation.
pub(super) fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let (mut ends, mut space) = (false, None);
    for (at, c) in text.char_indices() {
        match c {
            '.' | '!' | '?' | '…' => (ends, space) = (true, None),
            ')' | '"' | '”' | '\'' | '’' if ends && space.is_none() => {}
            ' ' if ends => space = Some(at),
            '。' | '！' | '？' => {
                sentences.push(start..at + c.len_utf8());
                start = at + c.len_utf8();
            }
            _ => {
                if let Some(end) = space.filter(|_| !c.is_lowercase()) {
                    sentences.push(start..end);
                    start = at;
                }
                (ends, space) = (false, None);
            }
        }
    }
    sentences.push(start..text.len());
    sentences.retain(|range| !text[range.clone()].trim().is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_hold_what_they_name() {
        use PieceKind::*;
        let all = [Heading(1), Heading(2), Paragraph, ListEntry, TableHead, TableCell, Quote];
        for (text, held) in [
            ("text", &all[..]),
            ("heading.md", &[Heading(1), Heading(2)]),
            ("heading & ~heading.h1", &[Heading(2)]),
            ("paragraph", &[Paragraph]),
            ("table", &[TableHead, TableCell]),
            ("~blockquote & ~heading", &[Paragraph, ListEntry, TableHead, TableCell]),
            ("sentence", &[Paragraph, ListEntry, TableCell, Quote]),
        ] {
            let selector = Selector::parse(text).expect(text);
            let found: Vec<PieceKind> = all.into_iter().filter(|kind| selector.holds(*kind)).collect();
            assert_eq!(found, held, "{text}");
        }
        assert_eq!(Selector::parse("heading & comment.line"), Err("comment.line"));
        for text in ["heading.h7", "heading.h0", "", "h1"] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
        assert_eq!(Selector::parse("sentence & ~list").map(|it| it.size()), Ok(Size::Sentence));
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        let text = "One, e.g. this. Two? \"Three.\" 4 is one. Version 1.2.3 is not… yet. 五。六";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| text[range].trim()).collect();
        assert_eq!(
            found,
            ["One, e.g. this.", "Two?", "\"Three.\"", "4 is one.", "Version 1.2.3 is not… yet.", "五。", "六"]
        );
        assert!(sentences("").is_empty());
    }
}
