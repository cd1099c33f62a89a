//! Findings as SARIF 2.1.0, which code scanning of git hosts and many editors read.
//!
//! Columns count UTF-16 code units. Paths are relative to the root of the repository, percent-encoded. Fingerprints stay
//! the same while lines move.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::lines::Columns;
use super::report::{Report, RuleNote, pretty};
use super::{Diagnostic, FilePath, Fix, Level, Span};

/// What is escaped in a path: all but what a URI leaves as it is, and the slash.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What paths are relative to.
const ROOT: &str = "%SRCROOT%";

/// The key of the fingerprints. Its number grows when they are made of something else.
const FINGERPRINT: &str = "afterword/v1";

/// A report on its way into SARIF.
struct Log<'a> {
    report: &'a Report<'a>,
    /// The number of each file among the artifacts.
    artifacts: BTreeMap<&'a FilePath, usize>,
}

/// Writes a report.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let paths: BTreeSet<&FilePath> = report.findings.iter().map(|finding| &finding.path).collect();
    let artifacts = paths.into_iter().enumerate().map(|(index, path)| (path, index)).collect();
    let log = Log { report, artifacts };
    let marked = report.findings.iter().zip(report.fingerprints());
    let results: Vec<Value> = marked.map(|(finding, fingerprint)| log.result(finding, &fingerprint)).collect();
    pretty(&json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Afterword",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": report.circumstances.rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "invocations": [{"executionSuccessful": true}],
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
            "artifacts": log.artifacts.keys().map(|path| json!({"location": log.artifact(path)})).collect::<Vec<_>>(),
            "results": results,
        }],
    }))
}

fn rule(rule: &RuleNote) -> Value {
    let mut value = json!({
        "id": rule.name,
        "shortDescription": {"text": rule.sentence()},
        "fullDescription": {"text": rule.paragraph()},
        "defaultConfiguration": {"level": level(rule.level)},
    });
    if !rule.explanation.is_empty() {
        value["help"] = json!({"text": rule.explanation, "markdown": rule.explanation});
    }
    if let Some(group) = &rule.group {
        value["properties"] = json!({"tags": [group]});
    }
    value
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

impl Log<'_> {
    fn result(&self, finding: &Diagnostic, fingerprint: &str) -> Value {
        let rules = &self.report.circumstances.rules;
        let rule_index = rules.binary_search_by(|rule| rule.name.as_str().cmp(&finding.code)).ok();
        let mut result = json!({
            "ruleId": finding.code,
            "ruleIndex": rule_index,
            "level": level(finding.level),
            "message": {"text": message(finding)},
            "locations": [{"physicalLocation": self.location(&finding.path, finding.span)}],
            "partialFingerprints": {FINGERPRINT: fingerprint},
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(index, label)| {
                let location = self.location(&finding.path, Some(label.span));
                json!({"id": index + 1, "physicalLocation": location, "message": {"text": plain(&label.text)}})
            });
            result["relatedLocations"] = related.collect();
        }
        if let Some(fix) = finding.fix.as_ref().and_then(|fix| self.fix(finding, fix)) {
            result["fixes"] = json!([fix]);
        }
        result
    }

    /// Where a file is.
    fn artifact(&self, path: &FilePath) -> Value {
        let path_in_repository = self.report.path(path);
        let uri = utf8_percent_encode(&path_in_repository, &ESCAPED).to_string();
        json!({"uri": uri, "uriBaseId": ROOT, "index": self.artifacts.get(path)})
    }

    /// A place in a file; the first line where the file as a whole is meant, since hosts show nothing without a line.
    fn location(&self, path: &FilePath, span: Option<Span>) -> Value {
        let region = span.and_then(|span| self.region(path, span)).unwrap_or_else(|| json!({"startLine": 1}));
        json!({"artifactLocation": self.artifact(path), "region": region})
    }

    fn region(&self, path: &FilePath, span: Span) -> Option<Value> {
        let (start, end) = self.report.range(path, span, Columns::Utf16)?;
        Some(json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        }))
    }

    fn fix(&self, finding: &Diagnostic, fix: &Fix) -> Option<Value> {
        let replacements = fix.edits.iter().map(|edit| {
            let region = self.region(&finding.path, edit.span)?;
            Some(json!({"deletedRegion": region, "insertedContent": {"text": edit.text}}))
        });
        let replacements: Vec<Value> = replacements.collect::<Option<_>>()?;
        let description = finding.help.first().map_or(finding.message.as_str(), String::as_str);
        Some(json!({
            "description": {"text": plain(description)},
            "artifactChanges": [{"artifactLocation": self.artifact(&finding.path), "replacements": replacements}],
        }))
    }
}

/// The message with the next steps. Related places stand beside it.
fn message(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    if !finding.label.is_empty() {
        text.push_str(&format!(" ({})", finding.label));
    }
    for help in &finding.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    plain(&text)
}

/// Text in which nothing is taken for a link: SARIF reads `[text](target)` in plain text too, and a backslash before the
/// brackets keeps it from that.
fn plain(text: &str) -> String {
    if !text.contains("](") {
        return text.to_owned();
    }
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::super::report::example;
    use super::*;

    fn run() -> Value {
        let log: Value = serde_json::from_str(&example::render(render)).expect("JSON");
        log["runs"][0].clone()
    }

    #[test]
    fn places_count_code_units_and_paths_are_escaped() {
        let run = run();
        let location = &run["results"][2]["locations"][0]["physicalLocation"];
        assert_eq!(location["region"], json!({"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 13}));
        let uri = "kb/postmortems/%C3%A4%20b.md";
        assert_eq!(location["artifactLocation"], json!({"uri": uri, "uriBaseId": ROOT, "index": 1}));
        assert_eq!(run["artifacts"][1]["location"]["uri"], uri);
        assert_eq!(run["artifacts"][0]["location"]["uri"], "kb/postmortems/%5Bx%5D%28y%29.md");
        let whole = &run["results"][0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(*whole, json!({"startLine": 1}));
    }

    #[test]
    fn each_result_points_at_its_rule() {
        let run = run();
        for result in run["results"].as_array().expect("results") {
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        let rule = &run["tool"]["driver"]["rules"][2];
        assert_eq!(rule["shortDescription"]["text"], "A word is wrong.");
        assert_eq!(rule["properties"]["tags"], json!(["fields"]));
        assert_eq!(run["results"][3]["level"], "note");
    }

    #[test]
    fn fixes_and_related_places_are_there() {
        let run = run();
        let replacement = &run["results"][2]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replacement["insertedContent"]["text"], "ÄÖ");
        let related = &run["results"][1]["relatedLocations"][0];
        assert_eq!(related["message"]["text"], "first here");
        assert_eq!(related["physicalLocation"]["region"]["startLine"], 3);
        assert_eq!(
            run["results"][1]["message"]["text"],
            "the key `severity` stands here twice (again)\nhelp: keep one"
        );
    }

    #[test]
    fn what_looks_like_a_link_is_none() {
        assert_eq!(plain("write `[a](b)`"), "write `\\[a\\](b)`");
        assert_eq!(plain("a [x] and a \\"), "a [x] and a \\");
    }
}
