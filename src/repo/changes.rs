//! Which lines of which files changed: texts of now compared with those of an earlier commit. Pure.
//!
//! Takes old and new texts; gives [`Changes`]. Lines compare without their ends, so that a checkout with other line ends
//! has not changed. A file that was renamed is the same file where most of its text stayed.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use imara_diff::{Algorithm, Diff, InternedInput};

use crate::diagnostics::{Diagnostic, FilePath, Level, SourceFile, Span};

/// The most lines of a file that tell whether it is another one renamed.
const LINES_COMPARED: usize = 5_000;

/// The most pairs of files that are compared to find renames; beyond, only files of the same name are.
const PAIRS_COMPARED: usize = 10_000;

/// What changed since a commit, of the files of a knowledge base.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// What was asked for, such as `origin/main`.
    pub reference: String,
    /// The commit that everything is compared with, shortened.
    pub commit: String,
    /// The texts that were there and are no longer, renamed ones included.
    pub gone: BTreeSet<FilePath>,
    files: BTreeMap<FilePath, Changed>,
}

/// A file that is new or not as it was.
#[derive(Debug, Clone, Default)]
struct Changed {
    /// What it was; `None` for a new file and for one that is no text.
    old: Option<Arc<str>>,
    /// The lines that changed, whole and in their order; where all of the file is new, nothing needs to be listed.
    lines: Option<Vec<Span>>,
}

impl Changes {
    /// Begins with nothing changed.
    #[must_use]
    pub fn new(reference: &str, commit: String) -> Self {
        Self { reference: reference.to_owned(), commit, ..Self::default() }
    }

    /// Adds a file of which all is new.
    pub(super) fn add_new(&mut self, path: &FilePath) {
        self.files.insert(path.clone(), Changed::default());
    }

    /// Adds a text as it was and as it is, unless no line of it changed.
    pub fn add(&mut self, file: &SourceFile, old: Arc<str>) {
        if !old.lines().eq(file.text.lines()) {
            self.add_renamed(file, old);
        }
    }

    /// Adds a text that had another path. Though no line of it may have changed, its links may lead elsewhere now.
    pub(super) fn add_renamed(&mut self, file: &SourceFile, old: Arc<str>) {
        let lines = Some(changed_lines(&old, &file.text));
        self.files.insert(file.path.clone(), Changed { old: Some(old), lines });
    }

    /// The same for other texts in place of those that it was made of.
    #[must_use]
    pub fn with_texts(&self, texts: &BTreeMap<FilePath, Arc<SourceFile>>) -> Self {
        let mut changes = self.clone();
        for (path, changed) in &self.files {
            if let (Some(old), Some(file)) = (&changed.old, texts.get(path)) {
                let lines = Some(changed_lines(old, &file.text));
                changes.files.insert(path.clone(), Changed { old: Some(old.clone()), lines });
            }
        }
        changes
    }

    /// Whether a file is new or has changed.
    #[must_use]
    pub fn has(&self, path: &FilePath) -> bool {
        self.files.contains_key(path)
    }

    /// The files that are new or have changed, in their order.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }

    /// Whether a finding is about what changed: any of level error in a changed file, any about such a file as a whole,
    /// and of the others those on changed lines.
    #[must_use]
    pub fn concern(&self, diagnostic: &Diagnostic) -> bool {
        let Some(changed) = self.files.get(&diagnostic.path) else { return false };
        let (Some(lines), Some(span)) = (&changed.lines, diagnostic.span) else { return true };
        diagnostic.level == Level::Error || lines.iter().any(|line| touches(*line, span))
    }
}

/// Whether a place lies on lines, at least with a part of it.
fn touches(lines: Span, span: Span) -> bool {
    let end = span.end.max(span.start + 1);
    lines.start < end && span.start < lines.end
}

/// The lines of a text that are not in an older one, as spans of whole lines. Where lines were only taken out, the last
/// line with text above them counts as changed, for what it says may now lack something. A span that reaches the end of
/// the text reaches beyond it, so that what stands at the very end lies on it.
#[must_use]
pub fn changed_lines(old: &str, new: &str) -> Vec<Span> {
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.lines());
    input.update_after(new.lines());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut starts = vec![0];
    starts.extend(new.match_indices('\n').map(|(newline, _)| newline + 1));
    let count = input.after.len();
    let offset = |line: usize| match line {
        0 => 0,
        line if line >= count => new.len() + 1,
        line => starts[line],
    };
    let is_blank = |line: &usize| new[starts[*line]..offset(line + 1).min(new.len())].trim().is_empty();
    let mut spans: Vec<Span> = Vec::new();
    for hunk in diff.hunks() {
        let (first, last) = (hunk.after.start as usize, hunk.after.end as usize);
        let (first, last) = match first == last {
            true => match (0..first).rev().find(|line| !is_blank(line)) {
                Some(above) => (above, above + 1),
                None => (0, 1),
            },
            false => (first, last),
        };
        let span = Span::new(offset(first), offset(last));
        match spans.last_mut() {
            Some(before) if before.end >= span.start => *before = before.to(span),
            _ => spans.push(span),
        }
    }
    spans
}

/// Finds which new files are old ones under another name. Gives for the index of a new text that of an old one.
#[must_use]
pub(super) fn renames(new: &[&SourceFile], old: &[(FilePath, Arc<str>)]) -> BTreeMap<usize, usize> {
    let new_lines: Vec<Lines> = new.iter().map(|file| Lines::of(&file.text)).collect();
    let old_lines: Vec<Lines> = old.iter().map(|(_, text)| Lines::of(text)).collect();
    let compares_all = new.len().saturating_mul(old.len()) <= PAIRS_COMPARED;
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (path, _)) in old.iter().enumerate() {
        by_name.entry(path.name()).or_default().push(index);
    }
    let mut pairs = Vec::new();
    for (at, file) in new.iter().enumerate() {
        let namesakes = by_name.get(file.path.name()).map_or(&[][..], Vec::as_slice);
        let all: Vec<usize> = (0..old.len()).collect();
        let candidates = if compares_all { &all } else { &namesakes[..namesakes.len().min(10)] };
        for was in candidates {
            let likeness = new_lines[at].likeness(&old_lines[*was]);
            let is_namesake = namesakes.contains(was) && file.path.name() != "index.md";
            if likeness > 50 || is_namesake && likeness > 25 {
                pairs.push((std::cmp::Reverse((likeness, is_namesake)), at, *was));
            }
        }
    }
    pairs.sort_unstable();
    let (mut renames, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, at, was) in pairs {
        if !renames.contains_key(&at) && taken.insert(was) {
            renames.insert(at, was);
        }
    }
    renames
}

/// The lines of a text with their lengths, sorted, for telling how alike two texts are.
struct Lines {
    lines: Vec<(u64, usize)>,
    length: usize,
}

impl Lines {
    fn of(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES_COMPARED);
        let mut lines: Vec<(u64, usize)> = lines
            .map(|line| {
                let mut hasher = DefaultHasher::new();
                line.hash(&mut hasher);
                (hasher.finish(), line.len())
            })
            .collect();
        lines.sort_unstable();
        let length = lines.iter().map(|(_, length)| length).sum();
        Self { lines, length }
    }

    /// How much of the longer text is in both, in percent of its bytes.
    fn likeness(&self, other: &Self) -> usize {
        let (mut at, mut was, mut common) = (0, 0, 0);
        while let (Some(new), Some(old)) = (self.lines.get(at), other.lines.get(was)) {
            match new.cmp(old) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => was += 1,
                std::cmp::Ordering::Equal => {
                    common += new.1;
                    at += 1;
                    was += 1;
                }
            }
        }
        common * 100 / self.length.max(other.length).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(old: &str, new: &str) -> Vec<String> {
        let spans = changed_lines(old, new);
        spans.iter().map(|span| new[span.start..span.end.min(new.len())].to_owned()).collect()
    }

    #[test]
    fn changed_lines_are_those_that_were_not_there() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("a\nb\nc\n", "a\nb\nc\n", &[]),
            ("a\r\nb\r\n", "a\nb", &[]),
            ("a\nb\nc\n", "a\nx\nc\n", &["x\n"]),
            ("a\nc\n", "a\nb\nc\nd\n", &["b\n", "d\n"]),
            ("", "a\nb\n", &["a\nb\n"]),
            ("a\nb\n", "", &[""]),
            ("## A\n\ntext\n\n## B\n", "## A\n\n## B\n", &["## A\n"]),
            ("a\nb\n", "b\n", &["b\n"]),
            ("ä\n", "ä\nö", &["ö"]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(lines(old, new), *expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn findings_are_kept_by_their_level_and_line() {
        let file = SourceFile::new("a.md", "one\ntwo\nthree");
        let mut changes = Changes::default();
        changes.add(&file, "one\n2\n3".into());
        let at = |level, start, end| Diagnostic::new("x", level, &file.path, "").at(Span::new(start, end));
        assert!(!changes.concern(&at(Level::Warning, 0, 3)));
        assert!(changes.concern(&at(Level::Error, 0, 3)));
        assert!(changes.concern(&at(Level::Warning, 4, 7)));
        assert!(changes.concern(&at(Level::Info, 0, 5)));
        assert!(changes.concern(&at(Level::Info, 13, 13)));
        assert!(changes.concern(&Diagnostic::info("x", &file.path, "")));
        assert!(!changes.concern(&Diagnostic::error("x", &FilePath::new("b.md"), "")));
        changes.add_renamed(&file, "one\r\ntwo\r\nthree\r\n".into());
        assert!(changes.concern(&at(Level::Error, 0, 3)) && !changes.concern(&at(Level::Warning, 4, 7)));
        let mut unchanged = Changes::default();
        unchanged.add(&file, "one\r\ntwo\r\nthree\r\n".into());
        assert!(!unchanged.has(&file.path));
        changes.add_new(&file.path);
        assert!(changes.concern(&at(Level::Info, 0, 3)));
    }

    #[test]
    fn a_renamed_file_is_the_one_that_it_is_most_like() {
        let text = |lines: std::ops::Range<u32>| lines.map(|line| format!("this is line {line}\n")).collect::<String>();
        let new = [SourceFile::new("n/a.md", text(0..20)), SourceFile::new("n/b.md", text(100..120))];
        let new: Vec<&SourceFile> = new.iter().collect();
        let old = |path: &str, lines| (FilePath::new(path), Arc::from(text(lines)));
        assert_eq!(renames(&new, &[old("x.md", 5..20), old("y.md", 8..30)]), BTreeMap::from([(0, 0)]));
        assert_eq!(renames(&new, &[old("x.md", 15..40), old("b.md", 110..140)]), BTreeMap::from([(1, 1)]));
        assert_eq!(renames(&new, &[]), BTreeMap::new());
    }
}
