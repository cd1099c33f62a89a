//! What every machine-readable report is made of: findings, the texts that they point into, and what is known of their
//! rules. The formats beside this file turn a [`Report`] into text.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Columns, LineIndex};
use super::{Diagnostic, FilePath, Level, Mark, Position, SourceFile, Span, Tally};

/// What a report says of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleNote {
    /// Its name.
    pub name: String,
    /// How much its findings matter.
    pub level: Level,
    /// What they are about; `None` for a rule that is in no group.
    pub group: Option<String>,
    /// Markdown that opens with a heading and a paragraph; empty where nobody has explained the rule.
    pub explanation: String,
}

impl RuleNote {
    /// The first paragraph of the explanation, as one line; the name where there is none.
    #[must_use]
    pub fn paragraph(&self) -> String {
        let paragraphs = self.explanation.split("\n\n").map(str::trim);
        let first = paragraphs.into_iter().find(|paragraph| !paragraph.is_empty() && !paragraph.starts_with('#'));
        first.unwrap_or(&self.name).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first sentence of the explanation.
    #[must_use]
    pub fn sentence(&self) -> String {
        let paragraph = self.paragraph();
        paragraph.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
    }
}

/// What a report tells beside its findings.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    /// The knowledge base within its repository, with a slash at its end; empty where they are one.
    pub folder: String,
    /// The documents that were checked, those without findings too.
    pub documents: Vec<FilePath>,
    /// The rules that were applied.
    pub rules: Vec<RuleNote>,
    /// All that was found, be it in the report or below its level.
    pub tally: Tally,
    /// How many findings a baseline has left out.
    pub left_out: usize,
}

/// The findings of one check, ready for any format.
#[derive(Debug)]
pub struct Report<'a> {
    /// The findings, in the order of reports.
    pub findings: &'a [Diagnostic],
    /// What is told beside them. Every finding's rule is among its rules.
    pub circumstances: Circumstances,
    files: BTreeMap<&'a FilePath, (&'a SourceFile, LineIndex<'a>)>,
}

impl<'a> Report<'a> {
    /// Joins findings with the files that they point into.
    #[must_use]
    pub fn new(
        findings: &'a [Diagnostic],
        mut circumstances: Circumstances,
        file: impl Fn(&FilePath) -> Option<&'a SourceFile>,
    ) -> Self {
        let paths: BTreeSet<&FilePath> = findings.iter().map(|finding| &finding.path).collect();
        let files =
            paths.into_iter().filter_map(|path| file(path).map(|file| (path, (file, LineIndex::new(&file.text)))));
        let files = files.collect();
        let rules = &mut circumstances.rules;
        let mut known: BTreeSet<String> = rules.iter().map(|rule| rule.name.clone()).collect();
        for finding in findings {
            if known.insert(finding.code.to_string()) {
                let name = finding.code.to_string();
                rules.push(RuleNote { name, level: finding.level, group: None, explanation: String::new() });
            }
        }
        rules.sort_by(|a, b| a.name.cmp(&b.name));
        Self { findings, circumstances, files }
    }

    /// What is known of the rule of a finding.
    #[must_use]
    pub fn rule(&self, finding: &Diagnostic) -> &RuleNote {
        let rules = &self.circumstances.rules;
        let index = rules.binary_search_by(|rule| rule.name.as_str().cmp(&finding.code));
        &rules[index.expect("the rule of every finding is among the rules, which are sorted")]
    }

    /// The path of a finding's file within the repository.
    #[must_use]
    pub fn path(&self, path: &FilePath) -> String {
        format!("{}{path}", self.circumstances.folder)
    }

    /// The file of a finding, where it could be read.
    #[must_use]
    pub fn file(&self, finding: &Diagnostic) -> Option<&'a SourceFile> {
        self.files.get(&finding.path).map(|(file, _)| *file)
    }

    /// The text of a file, where it could be read.
    #[must_use]
    pub fn text(&self, path: &FilePath) -> Option<&'a str> {
        self.files.get(path).map(|(file, _)| file.text.as_ref())
    }

    /// Both ends of a place in a file that could be read.
    #[must_use]
    pub fn range(&self, path: &FilePath, span: Span, columns: Columns) -> Option<(Position, Position)> {
        self.files.get(path).map(|(_, lines)| lines.range(span, columns))
    }

    /// Both ends of what a finding points at.
    #[must_use]
    pub fn place(&self, finding: &Diagnostic, columns: Columns) -> Option<(Position, Position)> {
        self.range(&finding.path, finding.span?, columns)
    }

    /// A name for each finding that stays the same while lines move.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        let mut met: BTreeMap<Mark, usize> = BTreeMap::new();
        let marks = self.findings.iter().map(|finding| Mark::of(finding, self.text(&finding.path)));
        let numbered = marks.map(|mark| {
            let number = met.entry(mark.clone()).or_default();
            *number += 1;
            mark.fingerprint(*number)
        });
        numbered.collect()
    }
}

/// A finding's message, the words under its place, its related places and its next steps as plain text, a line each.
#[must_use]
pub fn full_text(report: &Report<'_>, finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    if !finding.label.is_empty() {
        text.push_str(&format!("\nhere: {}", finding.label));
    }
    for label in &finding.related {
        if let Some((start, _)) = report.range(&finding.path, label.span, Columns::Characters) {
            text.push_str(&format!("\nline {}: {}", start.line, label.text));
        }
    }
    for help in &finding.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    text
}

/// Values as JSON with line breaks, and one at the end.
#[must_use]
pub fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("texts, numbers and lists can always be written") + "\n"
}

/// An example for the tests of all formats: characters of every width, a fix, a related place, a rule of a team.
#[cfg(test)]
pub mod example {
    use super::*;

    /// The text of the one file that can be read.
    pub const TEXT: &str = "---\ntitle: 𐐀 äö\nseverity: SEV9\nseverity: SEV1\n---\n\nIt was 100%: a, b\n";

    /// Findings in it, in a folder and in a file that has no text.
    pub fn findings() -> Vec<Diagnostic> {
        let path = FilePath::new("postmortems/ä b.md");
        let place = |text: &str| {
            let start = TEXT.find(text).expect("a part of the text");
            Span::new(start, start + text.len())
        };
        let twice = Diagnostic::error("duplicate-key", &path, "the key `severity` stands here twice")
            .at(place("severity: SEV1"))
            .label("again")
            .related(place("severity"), "first here")
            .help("keep one");
        let spelled = Diagnostic::warning("spelling", &path, "`äö` is no word").at(place("äö"));
        let own = Diagnostic::info("Kestrel.Jargon", &path, "say <b>|all|</b>, 100%: `a`, \u{1}\"b\"\nor 'none'")
            .at(place("100%: a, b\n"));
        let whole = Diagnostic::error("unreadable-file", &FilePath::new("postmortems/[x](y).md"), "cannot be read");
        vec![whole, twice, spelled.fix(place("äö"), "ÄÖ"), own]
    }

    /// Renders a report of it.
    pub fn render(format: impl Fn(&Report<'_>) -> String) -> String {
        let rule = |name: &str, level, explanation: &str| RuleNote {
            name: name.to_owned(),
            level,
            group: Some("fields".to_owned()),
            explanation: explanation.to_owned(),
        };
        let findings = findings();
        let file = SourceFile::new("postmortems/ä b.md", TEXT);
        let circumstances = Circumstances {
            folder: "kb/".to_owned(),
            documents: vec![file.path.clone(), FilePath::new("postmortems/clean.md")],
            rules: vec![
                rule(
                    "spelling",
                    Level::Warning,
                    "# spelling\n\nA word is\nwrong. It may be a name.\n\n## Why\n\nText.",
                ),
                rule("duplicate-key", Level::Error, "# duplicate-key\n\nA key stands there twice.\n"),
            ],
            tally: Tally::of(&findings),
            left_out: 2,
        };
        format(&Report::new(&findings, circumstances, |path| (*path == file.path).then_some(&file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_a_finding_is_known_and_explained_in_a_sentence() {
        let shown = example::render(|report| {
            let rules = report.circumstances.rules.iter();
            rules.map(|rule| format!("{}: {} | {}\n", rule.name, rule.sentence(), rule.paragraph())).collect()
        });
        assert_eq!(
            shown,
            "Kestrel.Jargon: Kestrel.Jargon | Kestrel.Jargon\n\
             duplicate-key: A key stands there twice. | A key stands there twice.\n\
             spelling: A word is wrong. | A word is wrong. It may be a name.\n\
             unreadable-file: unreadable-file | unreadable-file\n"
        );
    }

    #[test]
    fn the_full_text_tells_all_but_the_place() {
        let shown = example::render(|report| full_text(report, &report.findings[1]));
        assert_eq!(shown, "the key `severity` stands here twice\nhere: again\nline 3: first here\nhelp: keep one");
    }
}
