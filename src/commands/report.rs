//! What commands print: findings for people, closing lines, failures.

use std::collections::BTreeMap;
use std::io::Write;

use anstream::{AutoStream, stderr};

use crate::diagnostics::{Diagnostic, FilePath, Level, SourceFile, Tally, human};
use crate::failure::Failure;

/// The most findings of one check that are shown of one file; a person reads no more of them, and they are counted all the
/// same.
const SHOWN_OF_A_CHECK: usize = 50;

/// Prints findings of at least a level to standard error, each with its source line.
pub fn findings<'a>(diagnostics: &[Diagnostic], least: Level, file: impl Fn(&FilePath) -> Option<&'a SourceFile>) {
    let mut out = stderr().lock();
    let mut counts: BTreeMap<(&FilePath, &str), usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level <= least) {
        let count = counts.entry((&diagnostic.path, diagnostic.code.as_ref())).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_CHECK {
            let text = human::render(diagnostic, file(&diagnostic.path), true);
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(out, "{text}\n");
        }
    }
    for ((path, code), count) in counts.into_iter().filter(|(_, count)| *count > SHOWN_OF_A_CHECK) {
        let _ = writeln!(out, "{}: {} more of `{code}`\n", human::one_line(path.as_str()), count - SHOWN_OF_A_CHECK);
    }
}

/// Prints the closing line: how many findings in how many documents.
pub fn summary(diagnostics: &[Diagnostic], documents: usize) {
    let tally = Tally::of(diagnostics);
    line(&human::summary(tally, documents));
}

/// Prints how many files play no part in the knowledge base, where there are any.
pub fn left_alone<'a>(mut paths: impl Iterator<Item = &'a FilePath>) {
    let Some(first) = paths.next().map(|path| human::one_line(path.as_str())) else { return };
    let standing = match paths.count() {
        0 => format!("1 Markdown file stands outside the folders of documents and is left out: `{first}`"),
        more => {
            let files = human::count_of(more + 1, "Markdown file");
            format!("{files} stand outside the folders of documents and are left out, such as `{first}`")
        }
    };
    line(&format!("{standing}; `include` in `afterword.toml` takes more in"));
}

/// Prints one line to standard error.
pub fn line(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}

/// Prints why a command could not do its work.
pub fn failure(failure: &Failure) {
    let title = annotate_snippets::Level::ERROR.primary_title(failure.to_string());
    let text = annotate_snippets::Renderer::styled().render(&[annotate_snippets::Group::with_title(title)]);
    let _ = writeln!(stderr().lock(), "{text}");
}

/// Prints what was asked for to standard output; a closed pipe ends it quietly.
///
/// # Errors
///
/// When standard output cannot be written for another reason.
pub fn output(text: &str) -> Result<(), Failure> {
    let mut out = AutoStream::auto(std::io::stdout().lock());
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::message(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
