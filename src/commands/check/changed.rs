//! What `check --since` has to say beside its findings.

use crate::config;
use crate::diagnostics::FilePath;
use crate::repo::Changes;

/// How many files are named before the rest is counted.
const NAMED: usize = 2;

/// What there is to say where no document changed.
pub fn nothing(changes: &Changes) -> String {
    let Changes { reference, commit, .. } = changes;
    let what = if changes.files().next().is_none() && changes.gone.is_empty() { "nothing" } else { "no document" };
    format!("{what} changed since `{reference}` (`{commit}`)")
}

/// Says that what changed may affect documents that did not, if it may.
pub fn affected(changes: &Changes) -> Option<String> {
    let is_for_all = |path: &&FilePath| path.as_str() == config::FILE_NAME || path.as_str().starts_with("templates/");
    let is_for_some = |path: &&FilePath| is_for_all(path) || path.as_str().starts_with("factors/");
    let mut paths: Vec<&FilePath> =
        changes.files().filter(is_for_all).chain(changes.gone.iter().filter(is_for_some)).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if paths.len() > NAMED {
        named.push(format!("{} more", paths.len() - NAMED));
    }
    let what = "changed, which may affect other documents; `afterword check` alone checks all of them";
    (!paths.is_empty()).then(|| format!("{} {what}", named.join(" and ")))
}
