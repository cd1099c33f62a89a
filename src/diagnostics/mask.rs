//! What a report must not repeat: the places of masked findings, in every line and every message that is shown.
//!
//! A finding that says "here is a password" would print it into the log of a pipeline, beside the line on which it stands.
//! So files are shown as copies in which each character of such a place is another one of the same length, and every
//! finding that quotes such a text loses it. Places, lines and columns stay what they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::known::{Known, Texts};
use super::{Diagnostic, FilePath, SourceFile, Span};

/// Masks what masked findings point at: gives the files that may not be shown as they are, as they may be shown, and takes
/// quotations out of the findings.
#[must_use]
pub fn mask(
    diagnostics: &mut [Diagnostic],
    files: &BTreeMap<FilePath, Arc<SourceFile>>,
) -> BTreeMap<FilePath, Arc<SourceFile>> {
    let mut shown = BTreeMap::new();
    let mut places: BTreeMap<&FilePath, Vec<Span>> = BTreeMap::new();
    let mut texts = Texts::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.is_masked) {
        let Some((file, span)) = files.get(&diagnostic.path).zip(diagnostic.span) else { continue };
        places.entry(&diagnostic.path).or_default().push(span);
        let span = span.clamp_to(&file.text);
        match diagnostic.shown_of_secret {
            Some(beginning) => texts.add_secret(&file.text, span.start, span.end, beginning),
            None => texts.add(file.slice(span)),
        }
    }
    for (path, mut spans) in places {
        spans.sort_unstable();
        shown.insert(path.clone(), Arc::new(without(&files[path], &spans)));
    }
    if let Some(known) = texts.finder() {
        take_out(diagnostics, &known);
    }
    shown
}

/// The file with all that stands in some places, in their order, made unreadable. Line ends stay.
fn without(file: &SourceFile, spans: &[Span]) -> SourceFile {
    let mut text = String::with_capacity(file.text.len());
    let mut end = 0;
    for span in spans {
        let span = span.clamp_to(&file.text);
        if span.end <= end {
            continue;
        }
        let start = span.start.max(end);
        text.push_str(&file.text[end..start]);
        text.extend(file.text[start..span.end].chars().map(masked));
        end = span.end;
    }
    text.push_str(&file.text[end..]);
    SourceFile { path: file.path.clone(), text: text.into() }
}

/// A mark that takes as many bytes as a character, so that neither offsets nor columns change.
fn masked(c: char) -> char {
    match c.len_utf8() {
        1 if c == '\n' || c == '\r' => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '\u{10101}',
    }
}

/// Takes texts out of whatever findings say. A change that would write one is no longer offered, for reports show it.
fn take_out(diagnostics: &mut [Diagnostic], known: &Known) {
    let clean = |text: &mut String| {
        if known.is_in(text) {
            *text = known.without(text);
        }
    };
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| !diagnostic.is_masked) {
        clean(&mut diagnostic.message);
        clean(&mut diagnostic.label);
        diagnostic.help.iter_mut().for_each(clean);
        diagnostic.related.iter_mut().for_each(|label| clean(&mut label.text));
        let writes = diagnostic.fix.as_ref().is_some_and(|fix| fix.edits.iter().any(|edit| known.is_in(&edit.text)));
        if writes {
            diagnostic.fix = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::human;

    #[test]
    fn no_report_repeats_what_is_masked() {
        let text = "key: hunter22pass and ключ\nkey: hunter22pass\n";
        let file = Arc::new(SourceFile::new("a.md", text));
        let found =
            |start, end| Diagnostic::error("secret", &file.path, "a password").at(Span::new(start, end)).masked();
        let other = Diagnostic::warning("x", &file.path, "unknown `hunter22pass-and-more` here")
            .at(Span::new(0, 3))
            .help("write `hunter22pass`")
            .fix(Span::new(0, 1), "hunter22pass");
        let mut all = vec![found(5, 17), found(22, 30), other];
        let shown = mask(&mut all, &BTreeMap::from([(file.path.clone(), file.clone())]));
        let shown = &shown[&file.path];
        assert_eq!(&*shown.text, "key: ************ and ····\nkey: hunter22pass\n");
        assert_eq!(shown.text.len(), file.text.len());
        assert_eq!(all[2].message, "unknown `***` here");
        assert_eq!((all[2].help[0].as_str(), &all[2].fix), ("write `***`", &None));
        assert!(!all[..1].iter().any(|it| human::render(it, Some(shown), false).contains("hunter22")));
    }

    #[test]
    fn places_may_overlap_hold_line_ends_and_lie_outside() {
        let file = SourceFile::new("a.md", "aé\r\nb𝟙c");
        let masked = without(&file, &[Span::new(0, 5), Span::new(1, 6), Span::new(6, 99)]);
        assert_eq!(&*masked.text, "*·\r\n*\u{10101}*");
    }
}
