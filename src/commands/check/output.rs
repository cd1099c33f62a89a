//! What `afterword check` writes for machines, and where: the formats, their files, and the summary of a job.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::checks::{RULES, Styles};
use crate::commands::{report, whole_file};
use crate::config::Config;
use crate::diagnostics::report::{Report, RuleNote};
use crate::diagnostics::{github, human, json, junit, rdjson, sarif, short};
use crate::failure::Failure;
use crate::repo;

/// The options of `check` about reports.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reports")]
pub struct Reports {
    /// Write a report: human, short, json, sarif, github, junit or rdjson; can be given several times
    ///
    /// `human` goes to standard error, any other to standard output, unless a file is named: `--format sarif=check.sarif`.
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = wanted, default_value = "human")]
    formats: Vec<Wanted>,
    /// Tell of findings of this level and above
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    pub level: super::ShownLevel,
    /// Print no findings for people; with reports for machines alone, not even the closing line
    #[arg(short, long)]
    pub quiet: bool,
}

/// A report that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    format: Format,
    /// Where it goes; `None` for the stream of its format.
    file: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
    Sarif,
    Github,
    Junit,
    Rdjson,
}

fn wanted(text: &str) -> Result<Wanted, String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
    let format = Format::from_str(name, false)
        .map_err(|_| "the formats are `human`, `short`, `json`, `sarif`, `github`, `junit` and `rdjson`".to_owned())?;
    match file {
        Some("") => Err(format!("name a file behind `{name}=`")),
        Some("-") | None => Ok(Wanted { format, file: None }),
        Some(file) => Ok(Wanted { format, file: Some(PathBuf::from(file)) }),
    }
}

impl Reports {
    /// Looks for what cannot be done together.
    ///
    /// # Errors
    ///
    /// When two reports would go to one place, or one to where a document may stand.
    pub fn verify(&self) -> Result<(), Failure> {
        let streamed: Vec<Format> = self.streamed().filter(|format| *format != Format::Human).collect();
        if let [first, second, ..] = streamed[..] {
            let (first, second) = (name(first), name(second));
            return Err(Failure::message(format!(
                "`{first}` and `{second}` would both go to standard output; name a file for one of them, as in \
                 `--format {second}=FILE`"
            )));
        }
        let mut files = BTreeSet::new();
        for file in self.formats.iter().filter_map(|wanted| wanted.file.as_ref()) {
            refuse_document(file)?;
            if !files.insert(file) {
                let file = file.display();
                return Err(Failure::message(format!("two reports would go to `{file}`; name another file for one")));
            }
        }
        Ok(())
    }

    /// Whether people are to see the findings.
    pub fn shows_findings(&self) -> bool {
        !self.quiet && self.streamed().any(|format| format == Format::Human)
    }

    /// Whether nothing but failures goes to standard error.
    pub fn is_silent(&self) -> bool {
        self.quiet && self.formats.iter().all(|wanted| wanted.format != Format::Human)
    }

    /// The formats without a file.
    fn streamed(&self) -> impl Iterator<Item = Format> {
        self.formats.iter().filter(|wanted| wanted.file.is_none()).map(|wanted| wanted.format)
    }

    /// Whether a report goes to standard output.
    pub fn is_on_standard_output(&self) -> bool {
        self.streamed().any(|format| format != Format::Human)
    }

    /// Whether anything is to be written but what people see.
    pub fn is_for_machines(&self) -> bool {
        self.formats.iter().any(|wanted| wanted.format != Format::Human || wanted.file.is_some())
    }

    /// Writes all reports for machines, and to `job_summary`, if there is such a file, the summary of the job. Tells whether all
    /// could be written; what could not is said, after the others.
    pub fn write(&self, report: &Report<'_>, job_summary: Option<&Path>) -> bool {
        let mut failures = Vec::new();
        for Wanted { format, file } in &self.formats {
            let result = match (file, format) {
                (None, Format::Human) => Ok(()),
                (None, _) => print(&text(*format, report)),
                (Some(file), _) => whole_file::write(file, &text(*format, report)),
            };
            failures.extend(result.err());
            if let (Format::Github, Some(path)) = (format, job_summary) {
                failures.extend(append_summary(path, report).err());
            }
        }
        failures.iter().for_each(report::failure);
        failures.is_empty()
    }
}

/// Refuses to write to a file that is a document by its name, itself or where a link leads.
pub fn refuse_document(file: &Path) -> Result<(), Failure> {
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    match [file, &real].into_iter().any(repo::is_markdown) {
        true => Err(Failure::message(format!(
            "`{}` is Markdown by its name, and may be a document; name a file with another ending",
            file.display()
        ))),
        false => Ok(()),
    }
}

fn name(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn text(format: Format, report: &Report<'_>) -> String {
    match format {
        Format::Human => human::render_all(report),
        Format::Short => short::render(report),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Junit => junit::render(report),
        Format::Rdjson => rdjson::render(report),
    }
}

/// Prints a report byte for byte; a closed pipe ends it quietly.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::message(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Adds to what earlier commands of the same step have written there; all of it counts towards the limit.
fn append_summary(path: &Path, report: &Report<'_>) -> Result<(), Failure> {
    let append = || {
        let mut file = fs::OpenOptions::new().append(true).create(true).open(path)?;
        let there = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        // One byte less than GitHub takes, whether or not it takes exactly that much.
        let room = github::SUMMARY_LIMIT.saturating_sub(1).saturating_sub(there);
        file.write_all(github::job_summary(report, room).as_bytes())
    };
    append().map_err(|error| Failure::io("write", path, error))
}

/// What reports say of the rules that are on.
pub fn rule_notes(config: &Config, styles: &Styles) -> Vec<RuleNote> {
    let rules = RULES.iter().filter_map(|rule| {
        let level = rule.level_in(config)?;
        let group = Some(rule.group.as_str().to_owned());
        Some(RuleNote { name: rule.name.to_owned(), level, group, explanation: rule.explanation() })
    });
    let of_styles = styles.rules().filter_map(|rule| {
        let level = rule.level_in(config)?;
        Some(RuleNote { name: rule.name.clone(), level, group: None, explanation: rule.explanation(config) })
    });
    rules.chain(of_styles).collect()
}

/// Where a knowledge base stands in its repository: a path with a slash at its end, or nothing if it is its root or in
/// none. Those who read reports count paths from there.
pub fn folder_in_repository(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else { return String::new() };
    let repository = root.ancestors().find(|ancestor| ancestor.join(".git").exists());
    let inside = repository.and_then(|repository| root.strip_prefix(repository).ok());
    inside.map_or_else(String::new, |inside| inside.iter().map(|part| format!("{}/", part.to_string_lossy())).collect())
}
