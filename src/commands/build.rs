//! `afterword build`: checks, then writes the site.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::{Audience, Outcome, Today, report, shown};
use crate::config::{BaseUrl, Config};
use crate::diagnostics::{Level, Tally, human::count_of};
use crate::failure::Failure;
use crate::knowledge::KnowledgeBase;
use crate::model::Kind;
use crate::pipeline::{self, Publication};
use crate::repo;
use crate::site::output::{OutputFolder, Written};
use crate::site::{Content, Route, Site};

/// Check, then write the site into `public/`
///
/// Shows findings at error level and counts the others. A finding does not keep the site from being written; the exit code
/// is 1 then.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  afterword build\n  afterword build example-site\n  \
afterword build --audience public --output public-site --base-url https://example.org/postmortems/\n  \
afterword build --strict                write nothing if there are errors")]
pub struct Arguments {
    /// The knowledge base; the one around the current folder if none is named
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Write to another folder; relative to the current one
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will be published: an address, or a path such as /base/
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Who the site is for
    #[arg(long, value_name = "WHO", default_value = "internal")]
    audience: Audience,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Call overdue what was due before this day; that of SOURCE_DATE_EPOCH or else of the last commit if none is named
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    as_of: Option<Date>,
    /// Write nothing if there are findings at error level
    #[arg(long)]
    strict: bool,
    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Builds the site and says what was written.
///
/// # Errors
///
/// When the knowledge base cannot be read, the theme is broken, or the output folder is not ours or cannot be written.
pub fn run(arguments: &Arguments, directory: Option<&Path>, today: Today) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let here = directory.unwrap_or_else(|| Path::new("."));
    let root =
        super::root_of(Some(&arguments.folder.as_ref().map_or_else(|| here.to_owned(), |folder| here.join(folder))))?;
    let mut read = pipeline::read(&root)?;
    if super::is_stopped_by_config(&read) {
        return Ok(Outcome::Failed);
    }
    if let Some(text) = &arguments.base_url {
        let base_url = BaseUrl::parse(text).map_err(|reason| Failure::message(format!("--base-url: {reason}")))?;
        read.config = Arc::new(Config { base_url, ..Config::clone(&read.config) });
    }
    let understood = pipeline::understand(&read);
    let checked = understood.check(arguments.as_of.unwrap_or(today.day), &|_| true);
    report::findings(&checked.diagnostics, Level::Error, |path| checked.file(path));
    let tally = Tally::of(&checked.diagnostics);
    if !arguments.quiet {
        report::summary(&checked.diagnostics, checked.documents);
        if tally.warnings + tally.infos > 0 {
            report::line("`afterword check` shows them all");
        }
        report::left_alone(understood.left_alone.iter());
    }
    if arguments.strict && tally.errors > 0 {
        report::line("nothing was written, because of --strict");
        return Ok(Outcome::Findings);
    }
    let folder = arguments.output.as_ref().map_or_else(|| root.join(&read.config.output), |output| here.join(output));
    let output = match arguments.output {
        Some(_) => OutputFolder::open(&folder)?,
        None => OutputFolder::open_inside(&root, &read.config.output)?,
    };
    let publication = Publication { drafts: arguments.drafts, audience: arguments.audience.into() };
    let known = understood.everything.documents().count();
    let as_of = arguments.as_of.or(today.declared).or_else(|| repo::last_commit_day(&root));
    let knowledge = understood.publish(publication);
    let variants = pipeline::variants(&knowledge, &root, &|name| output.named(name))?;
    let site = pipeline::site(knowledge, &read.snapshot, variants)?.as_of(as_of);
    let written = write(&site, &root, output, arguments.quiet)?;
    if !arguments.quiet {
        let hidden = known - site.knowledge().documents().count();
        match arguments.audience {
            _ if hidden == 0 => {}
            Audience::Internal => report::line(&format!("{} left out; see `--drafts`", count_of(hidden, "draft"))),
            Audience::Public => {
                report::line(&format!("{} left out: not public, or not published", count_of(hidden, "document")));
            }
        }
        if as_of.is_none()
            && site
                .knowledge()
                .postmortems
                .iter()
                .any(|it| it.action_items.iter().any(|it| it.state.is_unfinished() && it.due.is_some()))
        {
            report::line(
                "nothing is shown as overdue, since no day is known: name one by `--as-of`, or build a commit",
            );
        }
        report::line(&closing(site.knowledge(), written, &folder, start));
    }
    // The process is about to end, which gives all memory back at once; piece by piece it takes a tenth as long as a build.
    std::mem::forget((site, understood));
    Ok(if tally.errors > 0 { Outcome::Findings } else { Outcome::Fine })
}

/// Writes the pages, and the search index, which is made meanwhile.
fn write(site: &Site, root: &Path, mut output: OutputFolder, quiet: bool) -> Result<Written, Failure> {
    let pages: BTreeMap<String, &Route> = site.routes().iter().map(|route| (route.output_path(), route)).collect();
    let (named, mut paths): (BTreeSet<String>, BTreeSet<String>) =
        pages.keys().cloned().partition(|path| site.is_named_by_content(pages[path]));
    paths.extend(output.keep(named));
    let bar = progress_bar(paths.len(), quiet);
    let index = std::thread::scope(|scope| {
        let index = scope.spawn(|| pipeline::search_index(site));
        let content = |path: &str| page(site, root, pages.get(path).copied());
        let written = output.write(&paths, content, |done| bar.set_position(done as u64));
        let index = index.join().unwrap_or_else(|_| Err(Failure::message("the search index could not be made")));
        written.and(index)
    })?;
    bar.finish_and_clear();
    let paths: BTreeSet<String> = index.keys().cloned().collect();
    output.write(&paths, |path| Ok(index.get(path).cloned().unwrap_or_default()), |_| {})?;
    output.finish()
}

/// The bytes of one page or file.
fn page(site: &Site, root: &Path, route: Option<&Route>) -> Result<Vec<u8>, Failure> {
    let content = match route {
        Some(route) => site.render(route).map_err(|error| Failure::message(error.to_string()))?,
        None => None,
    };
    match content {
        Some(Content::Bytes(bytes)) => Ok(bytes),
        Some(Content::File(path)) => {
            repo::read_asset(root, &path).map_err(|error| Failure::io("read", &root.join(path.as_str()), error))
        }
        None => Err(Failure::message("the site names a page that it does not have; this is a mistake in Afterword")),
    }
}

fn progress_bar(length: usize, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    // The template is ours and has no mistake; the default stands in if it had one.
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} pages") {
        bar.set_style(style);
    }
    bar
}

/// "27 postmortems, 2 premortems, 21 factors and 2 pages: 131 files, 4 of them changed, 1 removed, in `public` (0.31 s)".
fn closing(knowledge: &KnowledgeBase, written: Written, folder: &Path, start: Instant) -> String {
    let mut kinds: BTreeMap<&Kind, usize> = BTreeMap::new();
    for postmortem in &knowledge.postmortems {
        *kinds.entry(&postmortem.kind).or_default() += 1;
    }
    let mut counts: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count)| match count {
            1 => format!("1 {kind}"),
            _ => format!("{count} {}", kind.folder()),
        })
        .collect();
    let others = [(knowledge.factors.len(), "factor"), (knowledge.pages.len(), "page")];
    counts.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| count_of(count, word)));
    let counts = if counts.is_empty() { "no documents yet".to_owned() } else { counts.join(", ") };
    let files = count_of(written.changed + written.unchanged, "file");
    let changed = match written {
        Written { changed: 0, .. } => "none changed".to_owned(),
        Written { unchanged: 0, .. } => "all written".to_owned(),
        Written { changed, .. } => format!("{changed} written"),
    };
    let removed = if written.removed > 0 { format!(", {} removed", written.removed) } else { String::new() };
    let folder = shown(folder);
    let seconds = start.elapsed().as_secs_f64();
    format!("{counts}: {files}, {changed}{removed}, in {} ({seconds:.2} s)", folder.display())
}
