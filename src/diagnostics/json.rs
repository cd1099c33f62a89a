//! Findings as JSON of Afterword's own, whose form `docs/pages/reports.md` promises.
//!
//! Offsets are bytes from the start of the file, lines and columns count from 1, a column is a Unicode scalar value.

use serde::Serialize;

use super::lines::Columns;
use super::report::Report;
use super::{Diagnostic, FilePath, Fix, Position, Span};

/// The version of the form. It grows when a field changes its meaning or goes; new fields may come at any time.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    group: Option<&'a str>,
    level: &'static str,
    path: &'a str,
    message: &'a str,
    label: &'a str,
    span: Option<Range>,
    related: Vec<Related<'a>>,
    help: &'a [String],
    fix: Option<Changes<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    offset: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    span: Option<Range>,
    text: &'a str,
}

#[derive(Serialize)]
struct Changes<'a> {
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    span: Option<Range>,
    text: &'a str,
}

/// Writes a report.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let told = &report.circumstances;
    let summary = Summary {
        documents: told.documents.len(),
        errors: told.tally.errors,
        warnings: told.tally.warnings,
        infos: told.tally.infos,
        left_out: told.left_out,
    };
    let marked = report.findings.iter().zip(report.fingerprints());
    let findings = marked.map(|(diagnostic, fingerprint)| finding(report, diagnostic, fingerprint)).collect();
    super::report::pretty(&Whole { version: VERSION, summary, findings })
}

fn finding<'a>(report: &'a Report<'_>, diagnostic: &'a Diagnostic, fingerprint: String) -> Finding<'a> {
    let path = &diagnostic.path;
    let related = diagnostic.related.iter();
    Finding {
        rule: &diagnostic.code,
        group: report.rule(diagnostic).group.as_deref(),
        level: diagnostic.level.as_str(),
        path: path.as_str(),
        message: &diagnostic.message,
        label: &diagnostic.label,
        span: diagnostic.span.and_then(|span| range(report, path, span)),
        related: related.map(|it| Related { span: range(report, path, it.span), text: &it.text }).collect(),
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| changes(report, path, fix)),
        fingerprint,
    }
}

fn changes<'a>(report: &Report<'_>, path: &FilePath, fix: &'a Fix) -> Changes<'a> {
    let edits = fix.edits.iter().map(|edit| Change { span: range(report, path, edit.span), text: &edit.text });
    Changes { edits: edits.collect() }
}

fn range(report: &Report<'_>, path: &FilePath, span: Span) -> Option<Range> {
    let span = span.clamp_to(report.text(path)?);
    let (start, end) = report.range(path, span, Columns::Characters)?;
    let place = |offset, position: Position| Place { offset, line: position.line, column: position.column };
    Some(Range { start: place(span.start, start), end: place(span.end, end) })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::report::example;
    use super::*;

    #[test]
    fn holds_all_of_a_finding() {
        let value: Value = serde_json::from_str(&example::render(render)).expect("JSON");
        assert_eq!(value["version"], 1);
        assert_eq!(value["summary"], json!({"documents": 2, "errors": 2, "warnings": 1, "infos": 1, "left_out": 2}));
        let place = |offset, line, column| json!({"offset": offset, "line": line, "column": column});
        let mut twice = value["findings"][1].clone();
        assert_eq!(twice["fingerprint"].as_str().map(str::len), Some(32));
        twice.as_object_mut().expect("an object").remove("fingerprint");
        assert_eq!(
            twice,
            json!({
                "rule": "duplicate-key", "group": "fields", "level": "error", "path": "postmortems/ä b.md",
                "message": "the key `severity` stands here twice", "label": "again",
                "span": {"start": place(36, 4, 1), "end": place(50, 4, 15)},
                "related": [{"span": {"start": place(21, 3, 1), "end": place(29, 3, 9)}, "text": "first here"}],
                "help": ["keep one"], "fix": null
            })
        );
        let spelling = &value["findings"][2];
        assert_eq!(spelling["span"]["start"], place(16, 2, 10));
        assert_eq!(spelling["fix"]["edits"][0]["text"], "ÄÖ");
        assert_eq!(value["findings"][0]["span"], Value::Null);
        assert_eq!(value["findings"][3]["group"], Value::Null);
    }
}
