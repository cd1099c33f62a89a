//! `afterword check`: documents held against their template.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Outcome, fix, report, since};
use crate::config;
use crate::diagnostics::{FilePath, Level, Tally};
use crate::failure::Failure;
use crate::pipeline::{self, Scope};
use crate::repo;

/// Hold documents against their template
///
/// Finds what a document still lacks, on the line where it lacks it, and says how to mend it. Drafts are checked too.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword check                         all documents of the knowledge base\n  \
afterword check postmortems/2026        those of a folder\n  afterword check --level error           errors alone\n  \
afterword check --since origin/main     what a branch has changed\n  \
afterword check --fix --dry-run         what could be mended without asking\n  \
afterword explain missing-section       what a check wants, and why")]
pub struct Arguments {
    /// Documents or folders to check; all of the knowledge base if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Show findings of this level and above
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    level: ShownLevel,
    /// Report on what changed since this commit alone: all errors of changed documents, and other findings on changed lines
    #[arg(long, value_name = "REF")]
    since: Option<String>,
    /// Mend what can be mended without asking, and report what is left
    #[arg(long)]
    fix: bool,
    /// Print what `--fix` would change as a patch, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Print nothing but the closing line
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShownLevel {
    Error,
    Warning,
    Info,
}

/// Checks, prints what was found, and tells whether it was an error.
///
/// # Errors
///
/// When the knowledge base cannot be read, or a path names nothing in it.
pub fn run(arguments: &Arguments, directory: Option<&Path>, today: Date) -> Result<Outcome, Failure> {
    let (root, paths) = target(&arguments.paths, directory)?;
    let mut read = pipeline::read(&root)?;
    if super::is_stopped_by_config(&read) {
        return Ok(Outcome::Failed);
    }
    let changes = arguments.since.as_deref().map(|reference| pipeline::changes(&read, reference)).transpose()?;
    let is_named = |path: &FilePath| {
        paths.is_empty()
            || path.as_str() == config::FILE_NAME
            || paths.iter().any(|asked| is_under(path.as_str(), asked))
    };
    let mut scope = Scope { today, is_named: &is_named, changes };
    let mode = if arguments.dry_run { fix::Mode::Show } else { fix::Mode::Write };
    let mended = arguments.fix.then(|| fix::run(&mut read, &mut scope, mode)).transpose()?;
    let is_asked_for = |path: &FilePath| scope.holds(path);
    let changes = &scope.changes;
    let understood = pipeline::understand_for(&read, &is_asked_for);
    let checked = understood.check(today, &is_asked_for).since(changes.as_ref());
    let least = match arguments.level {
        ShownLevel::Error => Level::Error,
        ShownLevel::Warning => Level::Warning,
        ShownLevel::Info => Level::Info,
    };
    if !arguments.quiet {
        report::findings(&checked.diagnostics, least, |path| checked.file(path));
    }
    let is_unchanged = changes.as_ref().is_some_and(|changes| since::nothing_changed(changes, checked.documents));
    if checked.documents == 0 && !is_unchanged {
        report::line(if paths.is_empty() {
            "no documents here; `afterword new` begins one"
        } else {
            "no documents there; `afterword check` alone checks the whole knowledge base"
        });
    }
    report::summary(&checked.diagnostics, checked.documents);
    mended.iter().for_each(|line| report::line(line));
    if !arguments.quiet {
        report::left_alone(understood.left_alone.iter().filter(|path| is_asked_for(path)));
    }
    changes.iter().for_each(since::affected);
    if !read.config.is_configured && !checked.diagnostics.is_empty() {
        report::line(
            "without an `afterword.toml`, what templates ask for is advice and no error; `afterword init` makes one",
        );
    }
    Ok(if Tally::of(&checked.diagnostics).errors > 0 { Outcome::Findings } else { Outcome::Fine })
}

/// The knowledge base that paths lie in, and the paths relative to it; none when all of it is meant.
fn target(paths: &[PathBuf], directory: Option<&Path>) -> Result<(PathBuf, Vec<String>), Failure> {
    let here = directory.unwrap_or_else(|| Path::new("."));
    let Some(first) = paths.first() else { return Ok((super::root_of(directory)?, Vec::new())) };
    let place = |path: &Path| {
        let path = here.join(path);
        path.canonicalize().map_err(|error| Failure::io("read", &path, error))
    };
    let first = place(first)?;
    let folder = if first.is_dir() { first.as_path() } else { first.parent().unwrap_or(&first) };
    let configured = folder.ancestors().find(|ancestor| ancestor.join(config::FILE_NAME).is_file());
    let around = repo::find_root(&here.canonicalize().map_err(|error| Failure::io("read", here, error))?);
    let root = match configured {
        Some(root) => root.to_owned(),
        None if first.is_dir() => first.clone(),
        None if first.starts_with(&around) => around,
        None => folder.to_owned(),
    };
    let mut relative = Vec::new();
    for path in paths {
        let path = place(path)?;
        let Ok(inside) = path.strip_prefix(&root) else {
            return Err(Failure::message(format!(
                "`{}` is not in the knowledge base `{}`",
                path.display(),
                root.display()
            )));
        };
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if parts.is_empty() {
            return Ok((root, Vec::new()));
        }
        relative.push(parts.join("/"));
    }
    Ok((root, relative))
}

/// Whether a path is the one asked for or stands below it.
fn is_under(path: &str, asked: &str) -> bool {
    path.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
