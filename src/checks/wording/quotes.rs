//! What stands in double quotes is somebody else's wording: a log, a message, a chat.

use std::ops::Range;

/// The quotations of one piece of text, in their order.
#[derive(Debug, Default)]
pub(super) struct Quotes(Vec<Range<usize>>);

impl Quotes {
    /// Finds pairs of `"` and of `“` with `”`; a mark without its other half quotes nothing.
    pub fn of(text: &str) -> Self {
        let (mut quotes, mut straight, mut curly) = (Vec::new(), None, None);
        for (at, mark) in text.match_indices(['"', '“', '”', '„']) {
            let opened = match mark {
                "\"" => match straight.take() {
                    None => {
                        straight = Some(at);
                        continue;
                    }
                    opened => opened,
                },
                "”" => curly.take(),
                // In German “ closes what „ has opened.
                "“" if curly.is_some() => curly.take(),
                _ => {
                    curly = Some(at);
                    continue;
                }
            };
            quotes.extend(opened.map(|start: usize| start..at));
        }
        quotes.sort_unstable_by_key(|quote| quote.start);
        Self(quotes)
    }

    /// Whether a range lies in one of them.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        let index = self.0.partition_point(|quote| quote.start <= range.start);
        let before = index.checked_sub(1).and_then(|index| self.0.get(index));
        before.is_some_and(|quote| range.end <= quote.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Quotes;

    #[test]
    fn quotations_are_told_from_marks_alone() {
        for (text, is_quoted) in [
            ("a \"b X c\" d", true),
            ("a “b X c” d", true),
            ("a „b X c“ d", true),
            ("\"a\" X \"b\"", false),
            ("“a” X “b”", false),
            ("5\" X", false),
            ("X” a", false),
            ("X", false),
        ] {
            let at = text.find('X').expect("it is there");
            assert_eq!(Quotes::of(text).hold(&(at..at + 1)), is_quoted, "{text}");
        }
    }
}
