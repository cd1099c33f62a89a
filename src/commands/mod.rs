//! The command line: one file a command. Only commands print, and only [`main`] tells the exit code.
//!
//! What was asked for goes to standard output, findings and progress to standard error. Exit codes: 0 fine, 1 documents
//! have findings at error level, 2 the command could not do its work.

mod build;
mod check;
mod explain;
mod init;
mod new;
mod report;
mod schema;
mod search;
mod serve;
mod whole_file;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::config::list_of_code;
use crate::diagnostics::{Level, nearest};
use crate::failure::Failure;
use crate::model::{Kind, Visibility};
use crate::pipeline::Read;
use crate::repo;
use crate::template::Template;

/// What a command has to say in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// Documents have findings at error level.
    Findings,
    /// The command could not do its work and has said why.
    Failed,
}

/// Turns a git repository of incident postmortems into a checked, cross-linked, searchable static site.
#[derive(Debug, Parser)]
#[command(name = "afterword", version, propagate_version = true, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Every command works on the knowledge base around the current folder: the nearest `afterword.toml` \
upwards, else the folder itself.\n\nExit codes: 0 fine, 1 documents have findings at error level, 2 the command could not do its work."
)]
struct Arguments {
    /// Work on the knowledge base of another folder
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true, help_heading = EVERYWHERE)]
    directory: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", help_heading = EVERYWHERE)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

/// The heading in `--help` of what every command takes.
const EVERYWHERE: &str = "Options of every command";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even when piped
    Always,
    /// Not even on a terminal
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Check(check::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Search(search::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
}

/// Runs the command line of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; where they cannot be printed there is nobody to tell.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let directory = arguments.directory.as_deref();
    let outcome = source_date().and_then(|declared| run(arguments.command, directory, declared));
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(2)
        }
    }
}

/// Runs a command for the time of `SOURCE_DATE_EPOCH`, else for that of the clock.
fn run(command: Command, directory: Option<&Path>, declared: Option<Timestamp>) -> Result<Outcome, Failure> {
    let now = declared.unwrap_or_else(Timestamp::now).to_zoned(TimeZone::UTC);
    match command {
        Command::Init(arguments) => init::run(&arguments, directory),
        Command::New(arguments) => new::run(&arguments, directory, &now),
        Command::Check(arguments) => check::run(&arguments, directory, now.date()),
        Command::Build(arguments) => build::run(&arguments, directory, Today::new(&now, declared)),
        Command::Serve(arguments) => serve::run(&arguments, directory, Today::new(&now, declared)),
        Command::Search(arguments) => search::run(&arguments, directory),
        Command::Explain(arguments) => explain::run(&arguments, directory),
        Command::Schema(arguments) => schema::run(&arguments, directory),
    }
}

/// The time of `SOURCE_DATE_EPOCH` in seconds since 1970, as reproducible builds set it; none where it is not set or empty.
fn source_date() -> Result<Option<Timestamp>, Failure> {
    let Some(written) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|written| !written.is_empty()) else {
        return Ok(None);
    };
    let written = written.to_string_lossy();
    let seconds = written.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let said = seconds.filter(|at| at.to_zoned(TimeZone::UTC).year() >= FIRST_YEAR);
    said.map(Some).ok_or_else(|| {
        let reason = "name a whole number of seconds since 1970 that is in the years 1 to 9999";
        Failure::message(format!("the environment variable SOURCE_DATE_EPOCH is `{written}`; {reason}"))
    })
}

/// The first year that pages can say; jiff knows none after 9999.
const FIRST_YEAR: i16 = 1;

/// A day that pages can say.
fn day(text: &str) -> Result<Date, String> {
    let day: Date = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    if day.year() < FIRST_YEAR { Err("name a day in the years 1 to 9999".to_owned()) } else { Ok(day) }
}

/// The day on which a command runs, for findings, and the one that the environment declares, for pages, which never read
/// the clock.
#[derive(Debug, Clone, Copy)]
pub struct Today {
    day: Date,
    declared: Option<Date>,
}

impl Today {
    fn new(now: &Zoned, declared: Option<Timestamp>) -> Self {
        Self { day: now.date(), declared: declared.map(|at| at.to_zoned(TimeZone::UTC).date()) }
    }
}

/// The command line's description, for tests and for documentation made from it.
#[must_use]
pub fn command_line() -> clap::Command {
    Arguments::command()
}

/// Who a build is for, as the command line says it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Audience {
    /// Sees everything
    Internal,
    /// Sees what is marked `visibility: public`
    Public,
}

impl From<Audience> for Visibility {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Internal => Self::Internal,
            Audience::Public => Self::Public,
        }
    }
}

/// The root of the knowledge base around a folder, which must be there.
fn root_of(folder: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = folder.unwrap_or_else(|| Path::new("."));
    match folder.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(repo::find_root(folder)),
        Ok(_) => Err(Failure::message(format!("`{}` is a file; name a folder", folder.display()))),
        Err(error) => Err(Failure::io("read", folder, error)),
    }
}

/// The template of a kind, which the command line names.
fn template_of<'a>(templates: &'a BTreeMap<Kind, Template>, kind: &Kind) -> Result<&'a Template, Failure> {
    templates.get(kind).ok_or_else(|| {
        let names = templates.keys().map(Kind::as_str);
        let help = match nearest(kind.as_str(), names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}; a file `templates/{kind}.md` makes a new one", list_of_code(names)),
        };
        Failure::message(format!("no kind of document is called `{kind}`; {help}"))
    })
}

/// Whether mistakes in the configuration keep a command from its work. They have been shown then.
fn is_stopped_by_config(read: &Read) -> bool {
    let (mistakes, file) = read.config_mistakes();
    if mistakes.is_empty() {
        return false;
    }
    report::findings(&mistakes, Level::Info, |_| file.as_deref());
    report::line("mend `afterword.toml` first; nothing else was done");
    true
}

/// Writes a file unless one is there. Gives whether it did.
fn write_new(path: &Path, text: &str) -> Result<bool, Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("create", folder, error))?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(text.as_bytes()).map_err(|error| Failure::io("write", path, error))?;
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::io("write", path, error)),
    }
}

/// A path as people write it: without a leading `./`.
fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
