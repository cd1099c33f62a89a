//! What `check --since` has to say beside its findings.

use super::report;
use crate::config;
use crate::diagnostics::FilePath;
use crate::repo::Changes;

/// How many files are named before the rest is counted.
const NAMED: usize = 2;

/// Says so where no document changed. Gives whether that was so.
pub(super) fn nothing_changed(changes: &Changes, documents: usize) -> bool {
    let Changes { reference, commit, .. } = changes;
    if documents > 0 {
        return false;
    }
    let what = if changes.files().next().is_none() && changes.gone.is_empty() { "nothing" } else { "no document" };
    report::line(&format!("{what} changed since `{reference}` (`{commit}`)"));
    true
}

/// Tells in one line that what changed may affect documents that did not.
pub(super) fn affected(changes: &Changes) {
    let is_for_all = |path: &&FilePath| path.as_str() == config::FILE_NAME || path.as_str().starts_with("templates/");
    let is_for_some = |path: &&FilePath| is_for_all(path) || path.as_str().starts_with("factors/");
    let mut paths: Vec<&FilePath> =
        changes.files().filter(is_for_all).chain(changes.gone.iter().filter(is_for_some)).collect();
    paths.sort_unstable();
    paths.dedup();
    if paths.is_empty() {
        return;
    }
    let mut named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if paths.len() > NAMED {
        named.push(format!("{} more", paths.len() - NAMED));
    }
    report::line(&format!(
        "{} changed, which may affect other documents; `afterword check` alone checks all of them",
        named.join(" and ")
    ));
}
