//! `afterword init`: a knowledge base that builds.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, report, shown, write_new};
use crate::config::FILE_NAME;
use crate::failure::Failure;
use crate::template::BUILT_IN;

/// Make a knowledge base that builds
///
/// Writes a configuration, the templates, a first factor, a page about writing postmortems and a task for VS Code. Files that are there
/// already are left as they are.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  afterword init\n  afterword init docs/postmortems --title \"What we learned\"\n\nThen:\n  \
afterword new \"What happened\"\n  afterword build"
)]
pub struct Arguments {
    /// The folder; the current one if none is named
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The title of the site
    #[arg(long, value_name = "TITLE", default_value = "What we learned")]
    title: String,
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
    for (path, text) in files(&arguments.title) {
        let target = folder.join(&path);
        let is_new = write_new(&target, &text)?;
        made += usize::from(is_new);
        report::line(&format!("  {} {}", if is_new { "made" } else { "kept" }, shown(&target).display()));
    }
    let next = if made == 0 {
        "Everything was there already; nothing was changed."
    } else {
        "Next: afterword new \"What happened\", then afterword build"
    };
    report::line(next);
    Ok(Outcome::Fine)
}

/// The files of a new knowledge base.
fn files(title: &str) -> Vec<(String, String)> {
    let quoted = toml::Value::from(title).to_string();
    let mut files = vec![
        (FILE_NAME.to_owned(), CONFIG.replace("\"<title>\"", &quoted)),
        ("factors/missing-alert.md".to_owned(), FACTOR.to_owned()),
        ("pages/how-we-write-postmortems.md".to_owned(), PAGE.to_owned()),
        ("postmortems/.gitkeep".to_owned(), String::new()),
        (".gitignore".to_owned(), "/public/\n".to_owned()),
        (".vscode/tasks.json".to_owned(), TASKS.to_owned()),
    ];
    files.extend(BUILT_IN.iter().map(|(kind, text)| (format!("templates/{kind}.md"), (*text).to_owned())));
    files
}

/// A task for VS Code whose findings stand beside the lines. Extensions for YAML look at YAML files alone, so that a schema
/// would say nothing of front matter there.
const TASKS: &str = include_str!("init/tasks.json");
const CONFIG: &str = include_str!("init/afterword.toml");
const FACTOR: &str = include_str!("init/missing-alert.md");
const PAGE: &str = include_str!("init/how-we-write-postmortems.md");
