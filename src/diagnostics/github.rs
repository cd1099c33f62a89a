//! Findings as GitHub shows them: workflow commands that become annotations beside the lines of a pull request, and
//! Markdown for the summary of a job.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::human::{count_of, summary};
use super::lines::Columns;
use super::report::{Report, full_text};
use super::shown::turns;
use super::{Diagnostic, FilePath, Level};

/// The most annotations of one level that GitHub shows of a step.
const SHOWN_OF_A_LEVEL: usize = 10;

/// The largest summary that GitHub takes of a step, in bytes.
pub const SUMMARY_LIMIT: usize = 1024 * 1024;

/// Writes the workflow commands: errors first, no more than GitHub shows, and a line that counts the others.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    let mut hidden = Vec::new();
    for (level, word) in [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Info, "notice")] {
        let findings: Vec<&Diagnostic> = report.findings.iter().filter(|finding| finding.level == level).collect();
        for finding in findings.iter().take(SHOWN_OF_A_LEVEL) {
            text.push_str(&command(report, finding, word));
        }
        if findings.len() > SHOWN_OF_A_LEVEL {
            hidden.push(count_of(findings.len() - SHOWN_OF_A_LEVEL, word));
        }
    }
    if !hidden.is_empty() {
        text.push_str(&format!("without an annotation, for GitHub shows {SHOWN_OF_A_LEVEL} of each level: "));
        text.push_str(&hidden.join(", "));
        text.push('\n');
    }
    text
}

fn command(report: &Report<'_>, finding: &Diagnostic, word: &str) -> String {
    let mut properties = vec![("file", report.path(&finding.path))];
    if let Some((start, end)) = report.place(finding, Columns::Characters) {
        // A place that ends with its line ends on that line, not at the start of the next.
        let end_line = if end.column == 1 { start.line.max(end.line - 1) } else { end.line };
        properties.extend([("line", start.line.to_string()), ("endLine", end_line.to_string())]);
        if start.line == end.line {
            // Columns mean something only within one line.
            properties.extend([("col", start.column.to_string()), ("endColumn", end.column.to_string())]);
        }
    }
    properties.push(("title", finding.code.to_string()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    format!("::{word} {}::{}\n", properties.join(","), data(&full_text(report, finding)))
}

/// Text behind the second `::`, without what terminals obey.
fn data(text: &str) -> String {
    let is_obeyed = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || turns(c);
    text.replace(is_obeyed, "\u{fffd}").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Writes Markdown for the summary of a job, in no more than `limit` bytes.
#[must_use]
pub fn job_summary(report: &Report<'_>, limit: usize) -> String {
    let told = &report.circumstances;
    let mut text = format!("## Postmortems checked\n\n{}.\n\n", summary(told.tally, told.documents.len()));
    if told.left_out > 0 {
        let findings = count_of(told.left_out, "more finding");
        let _ = writeln!(text, "The baseline leaves out {findings}.\n");
    }
    if report.findings.is_empty() {
        return within(text, limit);
    }
    text.push_str("| File | Errors | Warnings | Notes |\n| --- | ---: | ---: | ---: |\n");
    let mut files: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in report.findings {
        files.entry(&finding.path).or_default().push(finding);
    }
    // Room for the line that says how many are not listed.
    let room = limit.saturating_sub(120);
    let mut pieces = Vec::new();
    for (path, findings) in &files {
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let counts = [Level::Error, Level::Warning, Level::Info].map(count);
        let name = cell(&report.path(path));
        pieces.push((0, format!("| {name} | {} | {} | {} |\n", counts[0], counts[1], counts[2])));
    }
    for (path, findings) in &files {
        let name = cell(&report.path(path));
        pieces.push((0, format!("\n### {name}\n\n| Line | Level | Check | Finding |\n| ---: | --- | --- | --- |\n")));
        pieces.extend(findings.iter().map(|finding| (1, row(report, finding))));
    }
    let mut listed = 0;
    for (findings, piece) in pieces {
        if text.len() + piece.len() > room {
            let _ = writeln!(text, "\n{} of {} are listed.", listed, count_of(report.findings.len(), "finding"));
            break;
        }
        text.push_str(&piece);
        listed += findings;
    }
    within(text, limit)
}

/// Nothing rather than a piece of what does not fit.
fn within(text: String, limit: usize) -> String {
    if text.len() > limit { String::new() } else { text }
}

fn row(report: &Report<'_>, finding: &Diagnostic) -> String {
    let line = report.place(finding, Columns::Characters).map(|(start, _)| start.line.to_string()).unwrap_or_default();
    let (level, rule) = (finding.level, cell(&finding.code));
    let mut what = cell(&finding.message);
    for help in &finding.help {
        what.push_str("<br>");
        what.push_str(&cell(help));
    }
    format!("| {line} | {level} | {rule} | {what} |\n")
}

/// Text within a cell of a table, in which no character is markup.
fn cell(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push(' '),
            c if c.is_control() || turns(c) => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::report::{Circumstances, example};
    use super::super::{SourceFile, Span, Tally};
    use super::*;

    fn many(errors: usize, warnings: usize) -> (Vec<Diagnostic>, SourceFile) {
        let file = SourceFile::new("a.md", "one\ntwo\n");
        let warning = |index| Diagnostic::warning("w", &file.path, format!("warning {index}")).at(Span::new(0, 4));
        let error = |index| Diagnostic::error("e", &file.path, format!("error {index}"));
        (((0..warnings).map(warning)).chain((0..errors).map(error)).collect(), file)
    }

    fn report<T>(findings: &(Vec<Diagnostic>, SourceFile), format: impl Fn(&Report<'_>) -> T) -> T {
        let told = Circumstances { tally: Tally::of(&findings.0), ..Circumstances::default() };
        format(&Report::new(&findings.0, told, |_| Some(&findings.1)))
    }

    #[test]
    fn commands_are_escaped_and_sorted() {
        assert_eq!(
            example::render(render),
            "::error file=kb/postmortems/[x](y).md,title=unreadable-file::cannot be read\n\
             ::error file=kb/postmortems/ä b.md,line=4,endLine=4,col=1,endColumn=15,title=duplicate-key::the key \
             `severity` stands here twice%0Ahere: again%0Aline 3: first here%0Ahelp: keep one\n\
             ::warning file=kb/postmortems/ä b.md,line=2,endLine=2,col=10,endColumn=12,title=spelling::`äö` is no word\n\
             ::notice file=kb/postmortems/ä b.md,line=7,endLine=7,title=Kestrel.Jargon::say <b>|all|</b>, 100%25: `a`, \
             \u{fffd}\"b\"%0Aor 'none'\n"
        );
    }

    #[test]
    fn properties_escape_more_than_data() {
        assert_eq!(property("a%b\r\nc:d,e"), "a%25b%0D%0Ac%3Ad%2Ce");
        assert_eq!(data("a%b\r\nc:d,e::f"), "a%25b%0D%0Ac:d,e::f");
        assert_eq!(data("%0A"), "%250A");
        assert_eq!((data("a\u{202e}b"), cell("a\u{2066}b")), ("a\u{fffd}b".to_owned(), "a\u{fffd}b".to_owned()));
    }

    #[test]
    fn no_more_than_github_shows_of_each_level() {
        let text = report(&many(12, 11), render);
        let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!((count("::error "), count("::warning ")), (10, 10));
        assert!(text.starts_with("::error file=a.md,title=e::error 0\n"), "{text}");
        assert!(text.ends_with("shows 10 of each level: 2 errors, 1 warning\n"), "{text}");
        assert!(!report(&many(10, 10), render).contains("without"));
    }

    #[test]
    fn a_summary_counts_and_lists_and_nothing_in_it_is_markup() {
        let text = example::render(|report| job_summary(report, SUMMARY_LIMIT));
        assert!(
            text.contains("2 errors, 1 warning and 1 note in 2 documents.\n\nThe baseline leaves out 2 more findings.")
        );
        assert!(text.contains("| kb/postmortems/ä b.md | 1 | 1 | 1 |\n"), "{text}");
        let row = "| 7 | info | Kestrel.Jargon | say &lt;b&gt;\\|all\\|&lt;/b&gt;, 100%: \\`a\\`, \u{fffd}\"b\" or 'none' |\n";
        assert!(text.contains(row), "{text}");
        assert!(text.contains("### kb/postmortems/\\[x\\](y).md\n"), "{text}");
    }

    #[test]
    fn a_summary_stays_below_its_limit_and_says_what_it_leaves_out() {
        let findings = many(60_000, 0);
        let whole = report(&findings, |report| job_summary(report, SUMMARY_LIMIT));
        assert!(whole.len() <= SUMMARY_LIMIT && whole.len() > SUMMARY_LIMIT / 2, "{}", whole.len());
        assert!(whole.contains(" of 60000 findings are listed."), "{}", &whole[whole.len() - 200..]);
        let short = report(&findings, |report| job_summary(report, 600));
        assert!(short.len() <= 600 && short.contains(" of 60000 findings are listed."), "{short}");
        assert_eq!(report(&findings, |report| job_summary(report, 10)), "");
    }
}
