//! Findings that a team knows of and does not want to hear of again, as a file that stands beside the documents.
//!
//! Takes and gives JSON with an entry a line, sorted, so that a version control system shows and merges it well. An
//! entry is the [`Mark`] of a finding with the number of findings that share it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, FilePath, Mark, SourceFile};

/// The version of the form.
const VERSION: u32 = 1;

/// Known findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    /// How many findings of each mark are known; never none.
    counts: BTreeMap<Mark, usize>,
}

/// Findings held against a baseline.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    /// The findings that the baseline does not know.
    pub new: Vec<Diagnostic>,
    /// How many it knows.
    pub left_out: usize,
    /// How many of its findings, in the files that were asked for, are no longer there.
    pub vanished: usize,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Known>,
}

/// One line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    path: String,
    rule: String,
    text: String,
    names: Vec<String>,
    count: usize,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a few words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let head: Head = serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))?;
        if head.version != VERSION {
            let version = head.version;
            return Err(format!("it is of version {version}, and this Afterword reads version {VERSION}"));
        }
        let whole: Whole = serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))?;
        let mut baseline = Self::default();
        for Known { path, rule, text, names, count } in whole.findings {
            if count > 0 {
                let known = baseline.counts.entry(Mark { path, rule, text, names }).or_default();
                *known = known.saturating_add(count);
            }
        }
        Ok(baseline)
    }

    /// Records findings.
    #[must_use]
    pub fn of<'a>(findings: &[Diagnostic], file: impl Fn(&FilePath) -> Option<&'a SourceFile>) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            *baseline.counts.entry(mark(finding, &file)).or_default() += 1;
        }
        baseline
    }

    /// Adds what an older baseline holds of files that nobody has asked for now.
    #[must_use]
    pub fn with_others_of(mut self, older: Self, is_asked_for: impl Fn(&FilePath) -> bool) -> Self {
        self.counts.extend(older.counts.into_iter().filter(|(mark, _)| !is_asked_for(&FilePath::new(&mark.path))));
        self
    }

    /// Leaves out the findings that are known. Of several alike, the first are the known ones.
    #[must_use]
    pub fn compare<'a>(
        &self,
        findings: Vec<Diagnostic>,
        file: impl Fn(&FilePath) -> Option<&'a SourceFile>,
        is_asked_for: impl Fn(&FilePath) -> bool,
    ) -> Compared {
        let mut left = self.counts.clone();
        let all = findings.len();
        let mut new = findings;
        new.retain(|finding| match left.entry(mark(finding, &file)) {
            Entry::Occupied(mut known) if *known.get() > 1 => {
                *known.get_mut() -= 1;
                false
            }
            Entry::Occupied(known) => {
                known.remove();
                false
            }
            Entry::Vacant(_) => true,
        });
        let vanished = left
            .iter()
            .filter(|(mark, _)| is_asked_for(&FilePath::new(&mark.path)))
            .fold(0, |sum: usize, (_, count)| sum.saturating_add(*count));
        Compared { left_out: all - new.len(), vanished, new }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.values().fold(0, |sum: usize, count| sum.saturating_add(*count))
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Writes the file: the same findings give the same bytes.
    #[must_use]
    pub fn to_json(&self) -> String {
        let lines = self.counts.iter().map(|(mark, count)| {
            let Mark { path, rule, text, names } = mark.clone();
            let known = Known { path, rule, text, names, count: *count };
            let line = serde_json::to_string(&known).expect("texts and numbers can always be written");
            format!("\n    {line}")
        });
        let lines: Vec<String> = lines.collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }
}

fn mark<'a>(finding: &Diagnostic, file: &impl Fn(&FilePath) -> Option<&'a SourceFile>) -> Mark {
    Mark::of(finding, file(&finding.path).map(|file| file.text.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::{Span, report::example};
    use super::*;

    fn file() -> SourceFile {
        SourceFile::new("postmortems/ä b.md", example::TEXT)
    }

    fn recorded(findings: &[Diagnostic]) -> Baseline {
        let file = file();
        Baseline::of(findings, |path| (*path == file.path).then_some(&file))
    }

    fn compare(baseline: &Baseline, findings: Vec<Diagnostic>) -> Compared {
        let file = file();
        baseline.compare(findings, |path| (*path == file.path).then_some(&file), |_| true)
    }

    #[test]
    fn what_was_recorded_is_left_out_and_what_is_new_is_not() {
        let findings = example::findings();
        let baseline = recorded(&findings[..3]);
        let compared = compare(&baseline, findings.clone());
        assert_eq!((compared.new.as_slice(), compared.left_out, compared.vanished), (&findings[3..], 3, 0));
        let compared = compare(&baseline, findings[2..].to_vec());
        assert_eq!((compared.new.len(), compared.left_out, compared.vanished), (1, 1, 2));
    }

    #[test]
    fn of_several_alike_as_many_are_known_as_were_recorded() {
        let finding = Diagnostic::warning("w", &FilePath::new("a.md"), "m").at(Span::new(0, 1));
        let baseline = recorded(&[finding.clone(), finding.clone()]);
        assert_eq!(baseline.len(), 2);
        assert_eq!(compare(&baseline, vec![finding.clone(); 3]).new.len(), 1);
        assert_eq!(compare(&baseline, vec![finding]).vanished, 1);
    }

    #[test]
    fn a_file_comes_back_as_it_was_written_whatever_the_order_of_findings() {
        let mut findings = example::findings();
        let written = recorded(&findings).to_json();
        assert_eq!(Baseline::parse(&written), Ok(recorded(&findings)));
        findings.reverse();
        assert_eq!(recorded(&findings).to_json(), written);
        assert_eq!(Baseline::default().to_json(), "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
        assert_eq!(Baseline::parse(&Baseline::default().to_json()), Ok(Baseline::default()));
        let line = "\n    {\"path\":\"postmortems/ä b.md\",\"rule\":\"spelling\",\"text\":\"title: 𐐀 äö\",\
                    \"names\":[\"äö\"],\"count\":1}\n";
        assert!(written.contains(line), "{written}");
    }

    #[test]
    fn files_that_nobody_asked_for_keep_their_entries() {
        let findings = example::findings();
        let older = recorded(&findings);
        let is_asked_for = |path: &FilePath| path.as_str() == "postmortems/ä b.md";
        let updated = recorded(&findings[3..]).with_others_of(older, is_asked_for);
        assert_eq!(updated, recorded(&[findings[0].clone(), findings[3].clone()]));
    }

    #[test]
    fn counts_of_any_size_are_read() {
        let known = |rule: &str, count: u64| {
            format!("{{\"path\":\"a.md\",\"rule\":\"{rule}\",\"text\":\"\",\"names\":[],\"count\":{count}}}")
        };
        let text = format!("{{\"version\":1,\"findings\":[{},{}]}}", known("r", u64::MAX), known("q", 1));
        let baseline = Baseline::parse(&text).expect("a baseline");
        assert_eq!((baseline.len(), compare(&baseline, vec![]).vanished), (usize::MAX, usize::MAX));
    }

    #[test]
    fn what_is_no_baseline_says_why() {
        for (text, part) in [
            ("", "it is no baseline: EOF"),
            ("[]", "it is no baseline"),
            ("<<<<<<< HEAD\n", "it is no baseline"),
            ("{\"version\": 2, \"entries\": []}", "it is of version 2, and this Afterword reads version 1"),
            ("{\"version\": 1, \"findings\": [{\"path\": 1}]}", "it is no baseline"),
            ("{\"version\": 1, \"findings\": [{\"line\": 1}]}", "unknown field `line`"),
        ] {
            let reason = Baseline::parse(text).expect_err(text);
            assert!(reason.contains(part), "{reason}");
        }
    }
}
