//! Findings in the Reviewdog Diagnostic Format (`rdjson`): columns count bytes from 1, the end lies behind the place.
//!
//! A fix of one change becomes a suggestion. One of several would be offered as several, so that half of it could be
//! taken; it is left out.

use serde_json::{Value, json};

use super::lines::Columns;
use super::report::{Report, full_text, pretty};
use super::{Diagnostic, FilePath, Level, Position, Span};

/// Writes a report.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let diagnostics: Vec<Value> = report.findings.iter().map(|finding| diagnostic(report, finding)).collect();
    let mut whole = json!({"source": {"name": "afterword"}, "diagnostics": diagnostics});
    if let Some(highest) = report.findings.iter().map(|finding| finding.level).min() {
        whole["severity"] = severity(highest).into();
    }
    pretty(&whole)
}

fn diagnostic(report: &Report<'_>, finding: &Diagnostic) -> Value {
    let mut location = json!({"path": report.path(&finding.path)});
    if let Some(range) = finding.span.and_then(|span| range(report, &finding.path, span)) {
        location["range"] = range;
    }
    let mut diagnostic = json!({
        "message": full_text(report, finding),
        "location": location,
        "severity": severity(finding.level),
        "code": {"value": finding.code},
    });
    let edits = finding.fix.as_ref().map_or(&[][..], |fix| &fix.edits);
    if let [edit] = edits
        && let Some(range) = range(report, &finding.path, edit.span)
    {
        diagnostic["suggestions"] = json!([{"range": range, "text": edit.text}]);
    }
    diagnostic
}

fn range(report: &Report<'_>, path: &FilePath, span: Span) -> Option<Value> {
    let (start, end) = report.range(path, span, Columns::Bytes)?;
    let place = |position: Position| json!({"line": position.line, "column": position.column});
    Some(json!({"start": place(start), "end": place(end)}))
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::example;
    use super::*;

    #[test]
    fn counts_bytes_and_suggests_what_is_certain() {
        let value: Value = serde_json::from_str(&example::render(render)).expect("JSON");
        assert_eq!(value["severity"], "ERROR");
        let range = json!({"start": {"line": 2, "column": 13}, "end": {"line": 2, "column": 17}});
        assert_eq!(
            value["diagnostics"][2],
            json!({
                "message": "`äö` is no word", "severity": "WARNING", "code": {"value": "spelling"},
                "location": {"path": "kb/postmortems/ä b.md", "range": range},
                "suggestions": [{"range": range, "text": "ÄÖ"}],
            })
        );
        assert_eq!(value["diagnostics"][0]["location"], json!({"path": "kb/postmortems/[x](y).md"}));
    }
}
