//! `afterword check`: documents held against their template.

mod changed;
mod known;
mod mending;
mod output;
mod stdin;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use self::known::Known;
use self::mending::Mending;
use self::output::Reports;
use super::{Outcome, report};
use crate::config;
use crate::diagnostics::report::{Circumstances, Report};
use crate::diagnostics::{Diagnostic, FilePath, Level, SourceFile, Tally};
use crate::failure::Failure;
use crate::pipeline::{self, Checked, Read, Scope, Understood};
use crate::repo;

/// Hold documents against their template
///
/// Finds what a document still lacks, on the line where it lacks it, and says how to mend it. Drafts are checked too.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
afterword check                               all documents of the knowledge base\n  \
afterword check postmortems/2026              those of a folder\n  \
afterword check --level error                 errors alone\n  \
afterword check --since origin/main           what a branch has changed\n  \
afterword check --fix --dry-run               what could be mended without asking\n  \
afterword check --format json | jq .summary   for programs\n  \
afterword check --format human --format sarif=check.sarif --format junit=check.xml\n  \
afterword check --baseline known.json --update-baseline\n  \
afterword check - --stdin-path postmortems/2026-03-04-cart.md < draft.md\n  \
afterword explain missing-section             what a check wants, and why\n\n\
The format `github` also adds to the summary of the job if `GITHUB_STEP_SUMMARY` names its file.")]
pub struct Arguments {
    /// Documents or folders to check, `-` for standard input; all of the knowledge base if none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where the document of standard input would stand; its path decides its kind
    #[arg(long, value_name = "PATH")]
    stdin_path: Option<PathBuf>,
    /// Tell of what changed since this commit alone: all errors of changed documents, and other findings on changed lines
    #[arg(long, value_name = "REF")]
    since: Option<String>,
    #[command(flatten)]
    mending: Mending,
    #[command(flatten)]
    reports: Reports,
    #[command(flatten)]
    known: Known,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShownLevel {
    Error,
    Warning,
    Info,
}

impl From<ShownLevel> for Level {
    fn from(level: ShownLevel) -> Self {
        match level {
            ShownLevel::Error => Self::Error,
            ShownLevel::Warning => Self::Warning,
            ShownLevel::Info => Self::Info,
        }
    }
}

/// Checks, prints what was found, and tells whether it was an error.
///
/// # Errors
///
/// When the knowledge base cannot be read, or a path names nothing in it.
pub fn run(arguments: &Arguments, directory: Option<&Path>, today: Date) -> Result<Outcome, Failure> {
    let reports = &arguments.reports;
    reports.verify()?;
    arguments.mending.verify(reports, &arguments.paths)?;
    let recorded = arguments.known.read()?;
    let target = Target::of(arguments, directory)?;
    let mut read = pipeline::read(&target.root)?;
    if super::is_stopped_by_config(&read) {
        let (mistakes, file) = read.config_mistakes();
        let circumstances = Circumstances { tally: Tally::of(&mistakes), ..Circumstances::default() };
        write_reports(reports, &read, &mistakes, circumstances, |_| file.as_deref());
        return Ok(Outcome::Failed);
    }
    if let Some(path) = &target.piped {
        stdin::read_into(&mut read, path);
    }
    let changes = arguments.since.as_deref().map(|reference| pipeline::changes(&read, reference)).transpose()?;
    let is_named = |path: &FilePath| target.asks_for(path);
    let mut scope = Scope { today, is_named: &is_named, changes };
    let mended = arguments.mending.run(&mut read, &mut scope)?;
    let is_asked_for = |path: &FilePath| scope.holds(path);
    let understood = pipeline::understand_for(&read, &is_asked_for);
    let mut checked = understood.check(today, &is_asked_for);
    let known = recorded.map(|recorded| recorded.apply(&mut checked, &is_asked_for)).transpose()?.unwrap_or_default();
    // What a baseline records and what is still found on lines that did not change has not vanished.
    let checked = checked.since(scope.changes.as_ref());
    if !reports.is_silent() {
        let lines = known.lines.into_iter().chain(scope.changes.as_ref().and_then(changed::affected));
        let said = Said { mended, lines: lines.collect(), scope: &scope, is_whole: target.is_whole() };
        tell(reports, &checked, &said, &understood);
    }
    let tally = Tally::of(&checked.diagnostics);
    let documents = understood.everything.documents().map(|document| document.path());
    let documents = documents.filter(|path| is_asked_for(path)).cloned().collect();
    let circumstances = Circumstances { documents, tally, left_out: known.left_out, ..Circumstances::default() };
    let is_written = write_reports(reports, &read, &checked.diagnostics, circumstances, |path| checked.file(path));
    Ok(match (is_written, tally.errors) {
        (false, _) => Outcome::Failed,
        (true, 0) => Outcome::Fine,
        (true, _) => Outcome::Findings,
    })
}

/// What there is to say beside the findings.
struct Said<'a> {
    /// How much was mended, where that was asked for.
    mended: Option<String>,
    /// Lines behind the closing one.
    lines: Vec<String>,
    scope: &'a Scope<'a>,
    /// Whether all of the knowledge base is meant.
    is_whole: bool,
}

/// Says to people what was found, and what else there is to know.
fn tell(reports: &Reports, checked: &Checked, said: &Said<'_>, understood: &Understood) {
    if reports.shows_findings() {
        report::findings(&checked.diagnostics, reports.level.into(), |path| checked.file(path));
    }
    if checked.documents == 0 {
        report::line(&match &said.scope.changes {
            Some(changes) => changed::nothing(changes),
            None if said.is_whole => "no documents here; `afterword new` begins one".to_owned(),
            None => "no documents there; `afterword check` alone checks the whole knowledge base".to_owned(),
        });
    }
    let is_all_said = checked.documents == 0 && checked.diagnostics.is_empty() && said.scope.changes.is_some();
    if !is_all_said {
        report::summary(&checked.diagnostics, checked.documents);
    }
    said.mended.iter().for_each(|line| report::line(line));
    if !reports.quiet {
        said.lines.iter().for_each(|line| report::line(line));
    }
    if reports.shows_findings() {
        report::left_alone(understood.left_alone.iter().filter(|path| said.scope.holds(path)));
    }
    if !understood.everything.config.is_configured && !checked.diagnostics.is_empty() {
        report::line(
            "without an `afterword.toml`, what templates ask for is advice and no error; `afterword init` makes one",
        );
    }
}

/// Writes the reports for machines. Tells whether all could be written.
fn write_reports<'a>(
    reports: &Reports,
    read: &Read,
    findings: &[Diagnostic],
    circumstances: Circumstances,
    file: impl Fn(&FilePath) -> Option<&'a SourceFile>,
) -> bool {
    if !reports.is_for_machines() {
        return true;
    }
    let least = Level::from(reports.level);
    let findings: Vec<Diagnostic> = findings.iter().filter(|finding| finding.level <= least).cloned().collect();
    let job_summary = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from);
    let folder = output::folder_in_repository(&read.root);
    let circumstances =
        Circumstances { folder, rules: output::rule_notes(&read.config, &read.styles), ..circumstances };
    reports.write(&Report::new(&findings, circumstances, |path| file(path)), job_summary.as_deref())
}

/// What is to be checked.
struct Target {
    /// The folder of the knowledge base.
    root: PathBuf,
    /// Documents and folders in it; none when all of it is meant.
    paths: Vec<String>,
    /// The document of standard input, which alone is meant then.
    piped: Option<FilePath>,
}

impl Target {
    fn of(arguments: &Arguments, directory: Option<&Path>) -> Result<Self, Failure> {
        let Arguments { paths, stdin_path, .. } = arguments;
        if stdin::is_asked_for(paths, stdin_path.as_deref())? {
            let (root, path) = stdin::target(stdin_path.as_deref(), directory)?;
            return Ok(Self { root, paths: Vec::new(), piped: Some(path) });
        }
        let (root, paths) = target(paths, directory)?;
        Ok(Self { root, paths, piped: None })
    }

    fn is_whole(&self) -> bool {
        self.paths.is_empty() && self.piped.is_none()
    }

    fn asks_for(&self, path: &FilePath) -> bool {
        if let Some(piped) = &self.piped {
            return path == piped;
        }
        let is_under = |asked: &String| is_under(path.as_str(), asked);
        self.paths.is_empty() || path.as_str() == config::FILE_NAME || self.paths.iter().any(is_under)
    }
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
