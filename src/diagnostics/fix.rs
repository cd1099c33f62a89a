//! Fixes applied to a text. Pure: takes a text and changes to it, gives the text with them.

use std::collections::BTreeMap;

use super::{Edit, Fix, Span};

/// A text with fixes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The new text.
    pub text: String,
    /// For each fix, in the order in which they were given, whether it is in the text.
    pub is_applied: Vec<bool>,
}

/// Applies fixes to the text that they were made for.
///
/// The edits of a fix apply all or not at all. Where two fixes want the same place, the first one has it; the other one is
/// found again when the new text is looked at. A fix that changes nothing, or whose places are none of this text, is not
/// applied.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> Applied {
    let mut places: BTreeMap<usize, &Edit> = BTreeMap::new();
    let is_applied = fixes.into_iter().map(|fix| is_sound(text, fix) && take(&mut places, fix)).collect();
    let mut mended = String::with_capacity(text.len());
    let mut end = 0;
    for edit in places.values() {
        mended.push_str(&text[end..edit.span.start]);
        mended.push_str(&edit.text);
        end = edit.span.end;
    }
    mended.push_str(&text[end..]);
    Applied { text: mended, is_applied }
}

/// Whether a fix changes something, and only places that are in the text.
fn is_sound(text: &str, fix: &Fix) -> bool {
    let is_place = |span: Span| span.start <= span.end && text.get(span.range()).is_some();
    fix.edits.iter().all(|edit| is_place(edit.span))
        && fix.edits.iter().any(|edit| text[edit.span.range()] != *edit.text)
}

/// Takes the places of a fix unless one of them is taken.
fn take<'a>(places: &mut BTreeMap<usize, &'a Edit>, fix: &'a Fix) -> bool {
    for (count, edit) in fix.edits.iter().enumerate() {
        if is_free(places, edit.span) {
            places.insert(edit.span.start, edit);
            continue;
        }
        for edit in &fix.edits[..count] {
            places.remove(&edit.span.start);
        }
        return false;
    }
    true
}

/// Whether a place neither overlaps one that is taken, nor begins where another one does.
fn is_free(places: &BTreeMap<usize, &Edit>, span: Span) -> bool {
    let before = places.range(..=span.start).next_back();
    let behind = places.range(span.start..).next();
    before.is_none_or(|(start, edit)| *start < span.start && edit.span.end <= span.start)
        && behind.is_none_or(|(start, _)| *start > span.start && *start >= span.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |(start, end, text): &(usize, usize, &str)| Edit {
            span: Span::new(*start, *end),
            text: (*text).to_owned(),
        };
        Fix { edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn fixes_apply_whole_and_the_first_one_wins() {
        let applied = |text: &str, fixes: &[Fix]| {
            let Applied { text, is_applied } = apply(text, fixes);
            (text, is_applied)
        };
        let cases: &[(&[Fix], &str, &[bool])] = &[
            (&[], "abcdef", &[]),
            (&[fix(&[(0, 1, "x")]), fix(&[(1, 2, "y")])], "xycdef", &[true, true]),
            (&[fix(&[(1, 2, "y")]), fix(&[(0, 1, "x"), (4, 5, "")])], "xycdf", &[true, true]),
            (&[fix(&[(0, 3, "x")]), fix(&[(2, 4, "y"), (5, 6, "z")])], "xdef", &[true, false]),
            (&[fix(&[(2, 4, "y")]), fix(&[(5, 6, "z"), (0, 3, "x")])], "abyef", &[true, false]),
            (&[fix(&[(6, 6, "g")]), fix(&[(6, 6, "h")])], "abcdefg", &[true, false]),
            (&[fix(&[(3, 3, "x")]), fix(&[(0, 3, "")])], "xdef", &[true, true]),
            (&[fix(&[(1, 2, "b")]), fix(&[(5, 9, "x")]), fix(&[])], "abcdef", &[false, false, false]),
        ];
        for (fixes, text, is_applied) in cases {
            assert_eq!(applied("abcdef", fixes), ((*text).to_owned(), is_applied.to_vec()), "{fixes:?}");
        }
        assert_eq!(applied("ä", &[fix(&[(1, 2, "x")])]), ("ä".to_owned(), vec![false]));
    }

    fn fixes() -> impl Strategy<Value = Vec<Fix>> {
        let edit = (0_usize..40, 0_usize..6, "[a-zä\n]{0,4}")
            .prop_map(|(start, length, text)| Edit { span: Span::new(start, start + length), text });
        prop::collection::vec(prop::collection::vec(edit, 0..4).prop_map(|edits| Fix { edits }), 0..12)
    }

    proptest! {
        #[test]
        fn any_fixes_leave_a_text_that_holds_all_of_those_applied(text in "[a-cäö\u{1f600}\r\n]{0,30}", fixes in fixes()) {
            let applied = apply(&text, &fixes);
            prop_assert_eq!(applied.is_applied.len(), fixes.len());
            let chosen: Vec<Fix> =
                fixes.iter().zip(&applied.is_applied).filter(|(_, is)| **is).map(|(fix, _)| fix.clone()).collect();
            let mut edits: Vec<&Edit> = chosen.iter().flat_map(|fix| &fix.edits).collect();
            edits.sort_by_key(|edit| edit.span);
            for pair in edits.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start && pair[0].span.start < pair[1].span.start);
            }
            // From the back to the front, each by itself.
            let mut expected = text.clone();
            for edit in edits.iter().rev() {
                prop_assert!(text.is_char_boundary(edit.span.start) && text.is_char_boundary(edit.span.end));
                expected.replace_range(edit.span.range(), &edit.text);
            }
            prop_assert_eq!(&applied.text, &expected);
            let again = apply(&text, &chosen);
            prop_assert_eq!(&again.text, &applied.text);
            prop_assert!(again.is_applied.iter().all(|is| *is));
        }
    }
}
