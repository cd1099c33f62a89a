//! Findings as people read them: rustc's layout, with the line of the source underlined.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::report::Report;
use super::shown::in_order;
pub use super::shown::one_line;
use super::{Diagnostic, Level, SourceFile, Span, Tally};

/// The longest piece of one line that is shown, in bytes; the rest of a longer line is left out.
const LINE_LIMIT: usize = 400;

/// The most lines that are shown of one place.
const LINES_LIMIT: usize = 12;

/// Writes one finding, with the file that it points into where that was read.
#[must_use]
pub fn render(diagnostic: &Diagnostic, file: Option<&SourceFile>, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let title = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Info => Title::INFO,
    };
    let title = title.primary_title(one_line(&diagnostic.message)).id(one_line(&diagnostic.code));
    let group = match (diagnostic.span, file) {
        (Some(span), Some(file)) => title.element(snippet(diagnostic, span, file)),
        _ => title.element(Origin::path(one_line(diagnostic.path.as_str()))),
    };
    let group =
        diagnostic.help.iter().fold(group, |group: Group<'_>, help| group.element(Title::HELP.message(one_line(help))));
    // The renderer takes out what terminals obey, but for the one-byte forms of it that some of them know.
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    renderer.render(&[group]).replace(is_c1, "\u{fffd}")
}

/// Writes all findings of a report without colours, for a file.
#[must_use]
pub fn render_all(report: &Report<'_>) -> String {
    let render = |finding| render(finding, report.file(finding), false) + "\n\n";
    let mut text: String = report.findings.iter().map(render).collect();
    text.push_str(&summary(report.circumstances.tally, report.circumstances.documents.len()));
    text.push('\n');
    text
}

/// The lines around the places of a finding, without carriage returns. Only those lines reach the renderer, which is
/// slow on long texts.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    span: Span,
    file: &'a SourceFile,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let span = span.clamp_to(&file.text);
    let window = window(&file.text, span);
    let lines = file.slice(window);
    let shown = |offset: usize| {
        let offset = offset.clamp(window.start, window.end) - window.start;
        offset - lines.as_bytes()[..offset].iter().filter(|byte| **byte == b'\r').count()
    };
    let within = |span: Span| {
        let span = span.clamp_to(&file.text);
        shown(span.start)..shown(span.end)
    };
    let primary = AnnotationKind::Primary.span(within(span));
    let primary = if diagnostic.label.is_empty() { primary } else { primary.label(one_line(&diagnostic.label)) };
    let related = diagnostic
        .related
        .iter()
        .filter(|label| label.span.start >= window.start && label.span.end <= window.end)
        .map(|label| AnnotationKind::Context.span(within(label.span)).label(one_line(&label.text)));
    Snippet::source(in_order(&lines.replace('\r', "")))
        .path(one_line(file.path.as_str()))
        .line_start(file.position(window.start).line)
        .annotation(primary)
        .annotations(related)
}

/// The whole lines that a place touches, cut where they are very long or very many.
fn window(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let start = start.max(span.start.saturating_sub(LINE_LIMIT));
    let mut end = span.end;
    if let Some((cut, _)) = text[span.range()].match_indices('\n').nth(LINES_LIMIT - 1) {
        end = span.start + cut;
    }
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    let end = end.min(span.start.max(start) + LINE_LIMIT * LINES_LIMIT);
    Span::new(start, end).clamp_to(text)
}

/// The closing line: "2 errors and 1 warning in 14 documents", or "nothing found in 14 documents".
#[must_use]
pub fn summary(tally: Tally, documents: usize) -> String {
    let mut parts = Vec::new();
    for (count, word) in [(tally.errors, "error"), (tally.warnings, "warning"), (tally.infos, "note")] {
        if count > 0 {
            parts.push(count_of(count, word));
        }
    }
    let findings = match parts.as_slice() {
        [] => "nothing found".to_owned(),
        [.., last] => {
            let mut text = parts[..parts.len() - 1].join(", ");
            if !text.is_empty() {
                text.push_str(" and ");
            }
            text + last
        }
    };
    let mut line = findings;
    // Writing to a `String` cannot fail.
    let _ = write!(line, " in {}", count_of(documents, "document"));
    line
}

/// "1 document", "14 documents".
#[must_use]
pub fn count_of(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn underlines_the_place_and_names_the_rule() {
        let file = SourceFile::new("postmortems/a.md", "---\r\nseverity: SEV9\r\n---\r\n");
        let diagnostic = Diagnostic::error("unknown-severity", &file.path, "unknown severity `SEV9`")
            .at(Span::new(15, 19))
            .label("not in the vocabulary")
            .help("use one of `SEV1`, `SEV2`");
        let report = render(&diagnostic, Some(&file), false);
        assert_eq!(
            report,
            "error[unknown-severity]: unknown severity `SEV9`\n --> postmortems/a.md:2:11\n  |\n2 | severity: SEV9\n  \
             |           ^^^^ not in the vocabulary\n  |\n  = help: use one of `SEV1`, `SEV2`"
        );
    }

    #[test]
    fn a_very_long_line_is_cut_and_terminal_codes_are_escaped() {
        let text = format!("{}\u{1b}[\u{9b}mx\n", "a".repeat(1_000_000));
        let file = SourceFile::new("a.md", text);
        let diagnostic = Diagnostic::warning("x", &file.path, "m").at(Span::new(1_000_000, 1_000_003));
        let report = render(&diagnostic, Some(&file), false);
        assert!(report.len() < 4_000, "{}", report.len());
        assert!(!report.contains(['\u{1b}', '\u{9b}']));
    }

    #[test]
    fn no_text_of_a_document_begins_a_line() {
        let hostile = "a\n::error file=x::pwned\r\n::stop-commands::zz\u{2028}::c \u{202e}d";
        let file = SourceFile::new("a\n::b.md", "::error::x \u{2066}y\n::error::z\n");
        let diagnostic = Diagnostic::warning("x", &file.path, hostile).label(hostile).help(hostile);
        let whole = render(&diagnostic, None, false);
        let pointing = diagnostic.at(Span::new(0, 24)).related(Span::new(2, 4), hostile);
        for text in [whole, render(&pointing, Some(&file), false)] {
            assert!(text.contains("a ::error file=x::pwned ::stop-commands::zz ::c \u{fffd}d"), "{text}");
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
            assert!(!text.contains(['\r', '\u{2028}', '\u{202e}', '\u{2066}']), "{text}");
        }
    }

    #[test]
    fn the_summary_counts_in_words() {
        assert_eq!(summary(Tally::default(), 1), "nothing found in 1 document");
        let tally = Tally { errors: 2, warnings: 1, infos: 3 };
        assert_eq!(summary(tally, 14), "2 errors, 1 warning and 3 notes in 14 documents");
    }
}
