//! Findings one a line, as the problem matchers of editors read them: `path:line:column: level: message [rule]`.

use std::fmt::Write;

use super::lines::Columns;
use super::report::Report;
use super::shown::one_line;

/// Writes one line for each finding. A finding about a whole file stands at its first character.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for finding in report.findings {
        let place = report.place(finding, Columns::Characters);
        let (line, column) = place.map_or((1, 1), |(start, _)| (start.line, start.column));
        let mut message = one_line(&finding.message);
        if let Some(help) = finding.help.first() {
            message.push_str("; ");
            message.push_str(&one_line(help));
        }
        let (path, level, code) = (one_line(finding.path.as_str()), finding.level, one_line(&finding.code));
        writeln!(text, "{path}:{line}:{column}: {level}: {message} [{code}]").expect("a string takes all text");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::report::Circumstances;
    use crate::diagnostics::{Diagnostic, FilePath, SourceFile, Span};

    #[test]
    fn a_finding_is_one_line() {
        let file = SourceFile::new("a/b c.md", "first\nsecönd line\n");
        let here = Diagnostic::error("wrong-type", &file.path, "`x` is\nno \u{202e}number").at(Span::new(14, 18));
        let there = Diagnostic::info("not-utf8", &FilePath::new("d.md"), "no text");
        let findings = [here.help("write digits").help("or leave it out"), there];
        let report = Report::new(&findings, Circumstances::default(), |path| (*path == file.path).then_some(&file));
        assert_eq!(
            render(&report),
            "a/b c.md:2:8: error: `x` is no \u{fffd}number; write digits [wrong-type]\nd.md:1:1: info: no text [not-utf8]\n"
        );
    }
}
