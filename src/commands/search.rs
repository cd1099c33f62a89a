//! `afterword search`: the search of the site, on the terminal.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use afterword_search::{Chunks, Hit, SearchOptions, SearchResults, Searcher, SnippetPart, Sort};
use clap::{Args, ValueEnum};
use jiff::SignedDuration;

use super::{Outcome, report};
use crate::diagnostics::human::count_of;
use crate::failure::Failure;
use crate::knowledge::KnowledgeBase;
use crate::model::{DocumentId, FactorId, Visibility, duration_in_words};
use crate::pipeline::{self, Publication};
use crate::site::Site;

/// Search documents, factors and pages
///
/// All words must match, in any of their forms. The same index and the same ranking as on the site.
#[derive(Debug, Args)]
#[command(after_help = "Queries, in quotes that the shell leaves alone:\n  \
'cache stampede'                both words, in any of their forms\n  \
'\"connection pool\"'             these words in this order\n  \
'cach*'                         words that begin so\n  \
'cache OR stampede -dns'        one of two words, and not a third\n  \
'title:latency'                 a word of the title\n  \
'factor:missing-alert'          likewise service:, severity:, tag:, author:, kind:, detected_by:\n  \
'started:[2025-01 TO 2025-06]'  in these months; likewise date: and year:\n  \
'duration:>1h'                  longer than an hour")]
pub struct Arguments {
    /// What to search for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// How many results to show
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 10)]
    limit: usize,
    /// What comes first
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: Order,
    /// Search drafts too
    #[arg(long)]
    drafts: bool,
    /// Print the results as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// What matches best
    Relevance,
    Newest,
    Oldest,
}

/// Searches and prints what was found.
///
/// # Errors
///
/// When the knowledge base or the index cannot be read.
pub fn run(arguments: &Arguments, directory: Option<&Path>) -> Result<Outcome, Failure> {
    let root = super::root_of(directory)?;
    let read = pipeline::read(&root)?;
    if super::is_stopped_by_config(&read) {
        return Ok(Outcome::Failed);
    }
    let publication = Publication { drafts: arguments.drafts, audience: Visibility::Internal };
    let understood = pipeline::understand(&read);
    let known = understood.everything.documents().count();
    let site = pipeline::site(understood.publish(publication), &read.snapshot, pipeline::Variants::new())?;
    let broken = |error| Failure::message(format!("cannot search: {error}"));
    let options = SearchOptions {
        limit: arguments.limit,
        sort: match arguments.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        },
        ..SearchOptions::default()
    };
    let ask = |chunks| Searcher::open(chunks)?.search(&arguments.query.join(" "), &options);
    // What was built may have been damaged since; then it is made anew.
    let results = match built_index(&root.join(&read.config.output), &site).and_then(|chunks| ask(chunks).ok()) {
        Some(results) => results,
        None => pipeline::index(&site).and_then(Chunks::from_files).and_then(ask).map_err(broken)?,
    };
    if arguments.json {
        let json = serde_json::to_string_pretty(&results).map_err(|error| Failure::message(error.to_string()))?;
        report::output(&format!("{json}\n"))?;
        return Ok(Outcome::Fine);
    }
    report::output(&shown(&results, site.knowledge()))?;
    let drafts = known - site.knowledge().documents().count();
    if results.total == 0 && drafts > 0 {
        report::line(&format!("{} not searched; see `--drafts`", count_of(drafts, "draft")));
    }
    Ok(Outcome::Fine)
}

/// The index that the last build wrote, if it was made of the very same texts.
fn built_index(output: &Path, site: &Site) -> Option<Chunks> {
    let folder = output.join(pipeline::SEARCH_FOLDER);
    let root = read_whole(&folder.join(afterword_search::ROOT)).ok()?;
    let source = read_whole(&folder.join(pipeline::SEARCH_SOURCE)).ok()?;
    if source != pipeline::search_source(site, &root).ok()?.as_bytes() {
        return None;
    }
    Chunks::from_source(&root, move |name| read_whole(&folder.join(name))).ok()
}

/// Bytes of a file of the index that are read: many times what the largest has.
const LARGEST_FILE: u64 = 64 << 20;

/// What is in a file, if it is one: no folder, no device, nothing that a link leads to.
fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_file() || metadata.len() > LARGEST_FILE {
        return Err(io::ErrorKind::InvalidData.into());
    }
    fs::read(path)
}

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const FAINT: anstyle::Style = anstyle::Style::new().dimmed();

fn shown(results: &SearchResults, knowledge: &KnowledgeBase) -> String {
    let mut text = String::new();
    for hit in &results.hits {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{}", parts(&hit.title_parts, BOLD));
        let facts = facts(hit);
        if !facts.is_empty() {
            let _ = writeln!(text, "  {FAINT}{facts}{FAINT:#}");
        }
        let _ = writeln!(text, "  {}", place(hit, knowledge));
        let snippet = parts(&hit.snippet, BOLD).split_whitespace().collect::<Vec<_>>().join(" ");
        if !snippet.is_empty() {
            let _ = writeln!(text, "  {snippet}");
        }
        text.push('\n');
    }
    for suggestion in &results.suggestions {
        let nearest = match suggestion.nearest.as_slice() {
            [] => ", nor a word like it".to_owned(),
            nearest if suggestion.searched > 0 => {
                format!(": searched for {} instead", nearest[..suggestion.searched].join(" or "))
            }
            nearest => format!(": did you mean {}?", nearest.join(", ")),
        };
        let _ = writeln!(text, "No document has \"{}\"{nearest}", printable(&suggestion.word));
    }
    for note in &results.notes {
        let _ = writeln!(text, "{}", printable(note));
    }
    let found = match (results.total, results.hits.len()) {
        (0, _) => "Nothing found".to_owned(),
        (total, shown) if shown < total => format!("{shown} of {}", count_of(total, "result")),
        (total, _) => count_of(total, "result"),
    };
    let _ = writeln!(text, "{found} for {}", printable(&results.understood));
    text
}

/// Severity, day, duration and services, as far as they are known.
fn facts(hit: &Hit) -> String {
    let duration = hit.duration_seconds.map(|seconds| duration_in_words(SignedDuration::from_secs(seconds)));
    let services: Vec<&str> = hit.services.iter().map(|service| service.title.as_str()).collect();
    let facts = [
        (hit.kind != "postmortem").then(|| hit.kind.clone()),
        hit.severity.clone(),
        hit.date.map(|date| date.to_string()),
        duration,
        Some(services.join(", ")),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    printable(&facts.join(" · "))
}

/// The file, and the section that says most about the query.
fn place(hit: &Hit, knowledge: &KnowledgeBase) -> String {
    let id = DocumentId::new(&hit.id);
    let factor = hit.id.strip_prefix("factors/").and_then(|id| knowledge.factors.get(&FactorId::new(id)));
    let path = match factor {
        Some(factor) => factor.path.as_ref(),
        None => knowledge.postmortem(&id).map(|it| &it.path).or_else(|| knowledge.page(&id).map(|it| &it.path)),
    };
    let path = path.map_or(hit.route.as_str(), |path| path.as_str());
    match hit.section.as_ref().filter(|section| !section.heading.is_empty()) {
        Some(section) => printable(&format!("{path} › {}", section.heading)),
        None => printable(path),
    }
}

fn parts(parts: &[SnippetPart], style: anstyle::Style) -> String {
    let part = |part: &SnippetPart| match part.highlighted {
        true => format!("{style}{}{style:#}", printable(&part.text)),
        false => printable(&part.text),
    };
    parts.iter().map(part).collect()
}

/// Text of a document without what a terminal would obey.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
