//! Findings as JUnit XML, which most CI servers show beside their tests: a test suite a document, a test case a finding.
//!
//! A finding at error level is a failure. Others stand in the output of a test case that has passed, so that they neither
//! break a build nor get lost. A document without findings is a test case that has passed.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::lines::Columns;
use super::report::{Report, full_text};
use super::shown::turns;
use super::{Diagnostic, FilePath, Level};

/// The name of the test case of a document in which nothing was found.
const CLEAN: &str = "nothing found";

/// Writes a report.
#[must_use]
pub fn render(report: &Report<'_>) -> String {
    let documents = report.circumstances.documents.iter();
    let mut suites: BTreeMap<&FilePath, Vec<&Diagnostic>> = documents.map(|path| (path, Vec::new())).collect();
    for finding in report.findings {
        suites.entry(&finding.path).or_default().push(finding);
    }
    let tests: usize = suites.values().map(|findings| findings.len().max(1)).sum();
    let failures = report.findings.iter().filter(|finding| is_failure(finding)).count();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        text,
        "<testsuites name=\"afterword check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">"
    );
    for (path, findings) in suites {
        suite(&mut text, report, path, &findings);
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(text: &mut String, report: &Report<'_>, path: &FilePath, findings: &[&Diagnostic]) {
    let name = attribute(&report.path(path));
    let tests = findings.len().max(1);
    let failures = findings.iter().filter(|finding| is_failure(finding)).count();
    let _ = writeln!(
        text,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">"
    );
    if findings.is_empty() {
        let _ = writeln!(text, "    <testcase name=\"{CLEAN}\" classname=\"{name}\" time=\"0\"/>");
    }
    for finding in findings {
        case(text, report, finding, &name);
    }
    text.push_str("  </testsuite>\n");
}

fn case(text: &mut String, report: &Report<'_>, finding: &Diagnostic, suite: &str) {
    let place = report.place(finding, Columns::Characters);
    let place = place.map(|(start, _)| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
    let path = report.path(&finding.path);
    let (level, code, message) = (finding.level, &finding.code, &finding.message);
    let whole = content(&format!("{path}{place}: {level}[{code}]: {}", full_text(report, finding)));
    let name = attribute(&format!("{code}: {message}"));
    let _ = writeln!(text, "    <testcase name=\"{name}\" classname=\"{suite}\" time=\"0\">");
    let _ = if is_failure(finding) {
        let (code, message) = (attribute(code), attribute(message));
        writeln!(text, "      <failure message=\"{message}\" type=\"{code}\">{whole}</failure>")
    } else {
        writeln!(text, "      <system-out>{whole}</system-out>")
    };
    text.push_str("    </testcase>\n");
}

fn is_failure(finding: &Diagnostic) -> bool {
    finding.level == Level::Error
}

/// Text between tags. No line of it is a workflow command where a report goes into the log of a job.
fn content(text: &str) -> String {
    escape(allowed(text)).replace('\r', "&#13;").replace("::", "&#58;:")
}

/// Text of an attribute, whose line breaks would be read as spaces.
fn attribute(text: &str) -> String {
    content(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Text without the characters that XML 1.0 forbids even when they are escaped, and without those that turn what follows.
fn allowed(text: &str) -> String {
    let is_forbidden =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}') || turns(c);
    text.replace(is_forbidden, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::super::report::example;
    use super::*;

    #[test]
    fn errors_fail_and_the_rest_is_told() {
        assert_eq!(
            example::render(render),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="afterword check" tests="5" failures="2" errors="0" time="0">
  <testsuite name="kb/postmortems/[x](y).md" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="unreadable-file: cannot be read" classname="kb/postmortems/[x](y).md" time="0">
      <failure message="cannot be read" type="unreadable-file">kb/postmortems/[x](y).md: error[unreadable-file]: cannot be read</failure>
    </testcase>
  </testsuite>
  <testsuite name="kb/postmortems/clean.md" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="nothing found" classname="kb/postmortems/clean.md" time="0"/>
  </testsuite>
  <testsuite name="kb/postmortems/ä b.md" tests="3" failures="1" errors="0" skipped="0" time="0">
    <testcase name="duplicate-key: the key `severity` stands here twice" classname="kb/postmortems/ä b.md" time="0">
      <failure message="the key `severity` stands here twice" type="duplicate-key">kb/postmortems/ä b.md:4:1: error[duplicate-key]: the key `severity` stands here twice
here: again
line 3: first here
help: keep one</failure>
    </testcase>
    <testcase name="spelling: `äö` is no word" classname="kb/postmortems/ä b.md" time="0">
      <system-out>kb/postmortems/ä b.md:2:10: warning[spelling]: `äö` is no word</system-out>
    </testcase>
    <testcase name="Kestrel.Jargon: say &lt;b&gt;|all|&lt;/b&gt;, 100%: `a`, &#65533;&quot;b&quot;&#10;or &apos;none&apos;" classname="kb/postmortems/ä b.md" time="0">
      <system-out>kb/postmortems/ä b.md:7:8: info[Kestrel.Jargon]: say &lt;b&gt;|all|&lt;/b&gt;, 100%: `a`, &#65533;&quot;b&quot;
or &apos;none&apos;</system-out>
    </testcase>
  </testsuite>
</testsuites>
"#
            .replace("&#65533;", "\u{fffd}")
        );
    }

    #[test]
    fn what_xml_forbids_is_replaced_and_line_breaks_of_attributes_are_kept() {
        assert_eq!(allowed("a\0b\u{b}c\u{ffff}d\te"), "a\u{fffd}b\u{fffd}c\u{fffd}d\te");
        assert_eq!(attribute("a\r\nb\t<'\">&"), "a&#13;&#10;b&#9;&lt;&apos;&quot;&gt;&amp;");
    }
}
