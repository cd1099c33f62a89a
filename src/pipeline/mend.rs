//! Fixes applied to documents until none is left, each kept only where the documents are as valid as before, and it
//! does not leave behind what it mends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Read, understand};
use crate::diagnostics::{Diagnostic, Edit, FilePath, Level, SourceFile, Span, fix};
use crate::repo::{Changes, Snapshot};

/// How often a text is looked at again after fixes, which may make room for others.
const PASSES: usize = 20;

/// How many sets of fixes are tried, where some of them do harm.
const TRIALS: usize = 200;

type Texts = BTreeMap<FilePath, Arc<SourceFile>>;

/// Which findings are asked for.
pub struct Scope<'a> {
    /// The day as of which checks are made.
    pub today: Date,
    /// The files that are asked for by name.
    pub is_named: &'a (dyn Fn(&FilePath) -> bool + Sync),
    /// What changed, where nothing else is asked for.
    pub changes: Option<Changes>,
}

impl Scope<'_> {
    /// Whether findings about a file are asked for.
    #[must_use]
    pub fn holds(&self, path: &FilePath) -> bool {
        (self.is_named)(path) && self.changes.as_ref().is_none_or(|changes| changes.has(path))
    }
}

/// Documents with fixes applied.
#[derive(Debug)]
pub struct Mended {
    /// All files of the knowledge base, as they are with the fixes.
    pub texts: BTreeMap<FilePath, Arc<SourceFile>>,
    /// The documents that are not as they were.
    pub documents: Vec<FilePath>,
    /// How many findings were mended.
    pub findings: usize,
}

/// Applies the fixes of the findings that are asked for, in documents that `may_write` lets change.
///
/// Nothing is written to the disk.
#[must_use]
pub fn mend(read: &Read, scope: &Scope<'_>, may_write: &dyn Fn(&FilePath) -> bool) -> Mended {
    let mut mender = Mender { read, scope, refused: BTreeSet::new(), trials: 0 };
    let mut texts = read.snapshot.texts.clone();
    let mut findings = 0;
    for _ in 0..PASSES {
        let found = mender.fixable(&texts, may_write);
        if found.is_empty() {
            break;
        }
        let mut state = mender.state(&texts);
        let mut accepted = Vec::new();
        mender.settle(&texts, &mut state, &found, &mut accepted);
        if accepted.is_empty() {
            break;
        }
        findings += accepted.len();
        texts = with_fixes(&texts, accepted.iter().copied()).0;
    }
    let documents = texts.iter().filter(|(path, file)| read.snapshot.texts.get(*path) != Some(*file));
    Mended { documents: documents.map(|(path, _)| path.clone()).collect(), texts, findings }
}

/// The folder with other texts.
#[must_use]
pub(super) fn with_texts(read: &Read, texts: Texts) -> Read {
    Read { snapshot: Snapshot { texts, ..read.snapshot.clone() }, ..read.clone() }
}

/// A finding as far as it is the same one in another text.
type Sameness = (FilePath, String, String);

fn sameness(diagnostic: &Diagnostic) -> Sameness {
    (diagnostic.path.clone(), diagnostic.code.to_string(), diagnostic.message.clone())
}

/// How valid documents are: how often each error is found, and whose front matter cannot be read.
struct State {
    errors: BTreeMap<Sameness, usize>,
    broken: BTreeSet<FilePath>,
    /// Where each finding is that could be mended.
    mendable: BTreeMap<Sameness, Vec<Span>>,
}

impl State {
    fn is_as_good_as(&self, other: &Self) -> bool {
        self.broken.is_subset(&other.broken)
            && self.errors.iter().all(|(error, count)| other.errors.get(error).is_some_and(|known| count <= known))
    }
}

struct Mender<'a> {
    read: &'a Read,
    scope: &'a Scope<'a>,
    /// The findings whose fixes did harm.
    refused: BTreeSet<Sameness>,
    trials: usize,
}

impl Mender<'_> {
    /// The findings that are asked for and can be mended.
    fn fixable(&self, texts: &Texts, may_write: &dyn Fn(&FilePath) -> bool) -> Vec<Diagnostic> {
        let understood = understand(&with_texts(self.read, texts.clone()));
        let changes = self.scope.changes.as_ref().map(|changes| changes.with_texts(texts));
        let checked = understood.check(self.scope.today, &|path| self.scope.holds(path)).since(changes.as_ref());
        let mut found = checked.diagnostics;
        found.retain(|diagnostic| {
            diagnostic.fix.is_some()
                && understood.everything.document(&diagnostic.path).is_some()
                && !self.refused.contains(&sameness(diagnostic))
                && may_write(&diagnostic.path)
        });
        found
    }

    fn state(&self, texts: &Texts) -> State {
        let understood = understand(&with_texts(self.read, texts.clone()));
        let checked = understood.check(self.scope.today, &|_| true);
        // Without a configuration, what would be an error is a warning.
        let least = if self.read.config.is_configured { Level::Error } else { Level::Warning };
        let mut errors = BTreeMap::new();
        for diagnostic in checked.diagnostics.iter().filter(|diagnostic| diagnostic.level <= least) {
            *errors.entry(sameness(diagnostic)).or_default() += 1;
        }
        let mut mendable: BTreeMap<Sameness, Vec<Span>> = BTreeMap::new();
        for diagnostic in checked.diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some()) {
            mendable.entry(sameness(diagnostic)).or_default().extend(diagnostic.span);
        }
        mendable.values_mut().for_each(|spans| spans.sort_unstable());
        let documents = understood.everything.documents();
        let broken = documents.filter(|document| document.front_matter.is_broken);
        State { errors, broken: broken.map(|document| document.path().clone()).collect(), mendable }
    }

    /// Accepts the fixes of findings that do no harm together; those that do are looked for by halves, and refused.
    fn settle<'f>(
        &mut self,
        texts: &Texts,
        state: &mut State,
        batch: &'f [Diagnostic],
        accepted: &mut Vec<&'f Diagnostic>,
    ) {
        if batch.is_empty() {
            return;
        }
        let (mended, applied) = with_fixes(texts, accepted.iter().copied().chain(batch));
        if self.trials < TRIALS {
            self.trials += 1;
            let after = self.state(&mended);
            if after.is_as_good_as(state) && !comes_back(&after, &applied) {
                *state = after;
                *accepted = applied;
                return;
            }
        }
        match batch {
            [alone] => {
                self.refused.insert(sameness(alone));
            }
            _ if self.trials >= TRIALS => self.refused.extend(batch.iter().map(sameness)),
            _ => {
                let (first, second) = batch.split_at(batch.len() / 2);
                self.settle(texts, state, first, accepted);
                self.settle(texts, state, second, accepted);
            }
        }
    }
}

/// Whether one of the fixes leaves behind what it was to mend, at its place and in no shorter text: it would be made again
/// and again.
fn comes_back(after: &State, applied: &[&Diagnostic]) -> bool {
    let mut by_file: BTreeMap<&FilePath, Vec<(&Edit, &Diagnostic)>> = BTreeMap::new();
    for diagnostic in applied {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (edit, *diagnostic));
        by_file.entry(&diagnostic.path).or_default().extend(edits);
    }
    by_file.into_values().any(|mut edits| {
        edits.sort_by_key(|(edit, _)| edit.span);
        let (mut old_end, mut end) = (0, 0);
        edits.into_iter().any(|(edit, diagnostic)| {
            let start = end + edit.span.start.saturating_sub(old_end);
            (old_end, end) = (edit.span.end, start + edit.text.len());
            let is_there = |spans: &Vec<Span>| {
                // Spans of one finding are in the order of the text, and do not overlap.
                let first = spans.partition_point(|span| span.end <= start);
                spans.get(first).is_some_and(|span| span.start < end)
            };
            edit.text.len() >= edit.span.end - edit.span.start
                && after.mendable.get(&sameness(diagnostic)).is_some_and(is_there)
        })
    })
}

/// Texts with the fixes of findings in them, and the findings whose fixes are.
fn with_fixes<'f>(texts: &Texts, found: impl Iterator<Item = &'f Diagnostic>) -> (Texts, Vec<&'f Diagnostic>) {
    let mut by_file: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found {
        by_file.entry(&diagnostic.path).or_default().push(diagnostic);
    }
    let mut mended = texts.clone();
    let mut applied = Vec::new();
    for (path, found) in by_file {
        let Some(file) = texts.get(path) else { continue };
        let found: Vec<_> = found.into_iter().filter_map(|it| Some((it, it.fix.as_ref()?))).collect();
        let result = fix::apply(&file.text, found.iter().map(|(_, fix)| *fix));
        applied
            .extend(found.iter().zip(result.is_applied).filter(|(_, is)| *is).map(|((diagnostic, _), _)| *diagnostic));
        mended.insert(path.clone(), Arc::new(SourceFile { path: path.clone(), text: result.text.into() }));
    }
    (mended, applied)
}
