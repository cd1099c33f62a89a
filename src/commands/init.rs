//! `afterword init`: a knowledge base that builds.

mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, report, shown, write_new};
use crate::config::{self, FILE_NAME, is_language_tag};
use crate::diagnostics::SourceFile;
use crate::failure::Failure;
use texts::Texts;

/// Make a knowledge base that builds
///
/// Writes a configuration, the templates, a first factor, pages about learning from incidents and a task for VS Code. Files that are
/// there already are left as they are.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  afterword init\n  afterword init docs/postmortems --title \"What we learned\"\n\nThen:\n  \
afterword new \"What happened\"\n  afterword build"
)]
pub struct Arguments {
    /// The folder; the current one if none is named
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The title of the site; "What we learned" if none is named
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The language of the texts, such as `pt-BR`; `en`, or what is configured, if none is named. Templates and pages come in German for
    /// `de`, else in English
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// Leave out the pages about learning: how to write, ask, review, look ahead and read together
    #[arg(long)]
    no_learn: bool,
}

/// Writes what is missing and says what it wrote.
///
/// # Errors
///
/// When a file cannot be written.
pub fn run(arguments: &Arguments, directory: Option<&Path>) -> Result<Outcome, Failure> {
    let here = directory.unwrap_or_else(|| Path::new("."));
    let folder = arguments.folder.as_ref().map_or_else(|| here.to_owned(), |folder| here.join(folder));
    let mut made = 0;
    let language = arguments.language.clone().unwrap_or_else(|| configured_language(&folder));
    let configuration = configuration(arguments, &language);
    let files = files(arguments, &language);
    let named = files.iter().map(|(path, text)| (path.as_str(), *text));
    for (path, text) in std::iter::once((FILE_NAME, configuration.as_str())).chain(named) {
        let target = folder.join(path);
        let is_new = write_new(&target, text)?;
        made += usize::from(is_new);
        report::line(&format!("  {} {}", if is_new { "made" } else { "kept" }, shown(&target).display()));
    }
    let next = if made == 0 {
        "Everything was there already; nothing was changed."
    } else {
        "Next: afterword new \"What happened\", then afterword serve"
    };
    report::line(next);
    Ok(Outcome::Fine)
}

fn language(written: &str) -> Result<String, String> {
    let tag = is_language_tag(written).then(|| written.to_owned());
    tag.ok_or_else(|| "use a language tag such as `en` or `pt-BR`".to_owned())
}

/// The language of a configuration that is there already; without one, that of any configuration that names none.
fn configured_language(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join(FILE_NAME)).unwrap_or_default();
    let (config, _) = config::parse(&SourceFile::new(FILE_NAME, text), &[]);
    config.language
}

/// The files of a new knowledge base.
fn files(arguments: &Arguments, language: &str) -> Vec<(String, &'static str)> {
    let texts = Texts::of(language);
    let mut files = vec![
        ("factors/missing-alert.md".to_owned(), texts.factor),
        ("postmortems/.gitkeep".to_owned(), ""),
        (".gitignore".to_owned(), "/public/\n"),
        (".vscode/tasks.json".to_owned(), TASKS),
    ];
    files.extend(texts.templates.iter().map(|(kind, text)| (format!("templates/{kind}.md"), *text)));
    if !arguments.no_learn {
        files.extend(texts.learn.iter().map(|(name, text)| (format!("pages/learn/{name}"), *text)));
    }
    files
}

/// The configuration of a new knowledge base.
fn configuration(arguments: &Arguments, language: &str) -> String {
    let texts = Texts::of(language);
    let title = arguments.title.as_deref().unwrap_or(texts.title);
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let severities = texts.severities.iter().zip(1..);
    let config = severities.fold(CONFIG.to_owned(), |config, (severity, rank)| {
        config.replacen(&format!("\"<severity {rank}>\""), &quoted(severity), 1)
    });
    config
        .replacen("\"<language>\"", &quoted(language), 1)
        .replacen("\"<description>\"", &quoted(texts.description), 1)
        .replacen("\"<title>\"", &quoted(title), 1)
}

/// A task for VS Code whose findings stand beside the lines. Extensions for YAML look at YAML files alone, so that a schema
/// would say nothing of front matter there.
const TASKS: &str = include_str!("init/tasks.json");
const CONFIG: &str = include_str!("init/afterword.toml");
