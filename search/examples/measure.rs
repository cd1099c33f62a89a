//! Measures an index of generated postmortems: `measure DIR [QUERY…]`, where DIR holds `*.md`.
//!
//! Takes the Markdown crudely apart, since only sizes and times matter here; prints processor time, memory and bytes,
//! and what a browser would fetch for some queries.

use std::error::Error;
use std::fs;

use afterword_search::{
    Chunks, IndexFiles, Label, Language, LastWord, SearchDocument, SearchOptions, SearchSection, Searcher, write_index,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: measure DIR")?;
    let mut paths: Vec<_> = fs::read_dir(&folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let (before, mut markdown, mut text) = (processor_seconds()?, 0, 0);
    let documents = paths.iter().map(|path| {
        let source = fs::read_to_string(path).expect("a file that was just listed can be read");
        markdown += source.len();
        let document = document(&source, path.to_string_lossy().into_owned());
        text += document.sections.iter().map(|section| section.text.len()).sum::<usize>();
        document
    });
    let files: IndexFiles = write_index(documents, Language::English)?;
    let seconds = processor_seconds()? - before;
    println!("{} documents, Markdown {markdown}, text {text}", paths.len());
    println!("{seconds:.2} CPU-s with reading, peak {}", status("VmHWM")?);
    let total = files.total_bytes();
    println!("index {total}: {:.2} of the Markdown, {:.2} of the text", ratio(total, markdown), ratio(total, text));
    let root = files.get(afterword_search::ROOT).map_or(0, <[u8]>::len);
    println!("{} files, the root has {root} bytes", files.iter().count());
    ask(&files)
}

/// Asks as a browser does, and prints what it would fetch: for each query in a session of its own, and in one of all.
fn ask(files: &IndexFiles) -> Result<(), Box<dyn Error>> {
    let queries = std::env::args().skip(2).collect::<Vec<_>>();
    let defaults = QUERIES.map(str::to_owned).to_vec();
    let mut session = Reader::new(files)?;
    println!("{:>32} {:>23} {:>23}", "", "alone", "in one session");
    for query in if queries.is_empty() { &defaults } else { &queries } {
        let (alone, later) = (Reader::new(files)?.ask(query)?, session.ask(query)?);
        let shown =
            |fetched: &Fetched| format!("{:>3} requests {:>7} {}", fetched.requests, fetched.bytes, fetched.rounds);
        println!("{query:>32} {} {} total {}", shown(&alone), shown(&later), later.total);
    }
    Ok(())
}

const QUERIES: [&str; 10] = [
    "database",
    "cache stampede",
    "certificate expired",
    "latency after deploy",
    "queue",
    "replication lag",
    "\"connection pool\"",
    "rollback checkout",
    "factor:missing-alert timeout",
    "kubernetes node memory",
];

/// A reader who has the root, and fetches chunks as they are needed.
struct Reader<'a> {
    files: &'a IndexFiles,
    chunks: Chunks,
    searcher: Searcher,
}

#[derive(Default)]
struct Fetched {
    requests: usize,
    bytes: usize,
    rounds: usize,
    total: usize,
}

impl<'a> Reader<'a> {
    fn new(files: &'a IndexFiles) -> Result<Self, Box<dyn Error>> {
        let chunks = Chunks::open(files.get(afterword_search::ROOT).unwrap_or_default())?;
        Ok(Reader { files, searcher: Searcher::open(chunks.clone())?, chunks })
    }

    fn ask(&mut self, query: &str) -> Result<Fetched, Box<dyn Error>> {
        let options =
            SearchOptions { limit: 8, last_word: LastWord::Growing, facets: true, ..SearchOptions::default() };
        let mut fetched = Fetched::default();
        loop {
            let results = self.searcher.search(query, &options);
            let missing = self.chunks.take_missing();
            if missing.is_empty() {
                fetched.total = results?.total;
                return Ok(fetched);
            }
            fetched.rounds += 1;
            for name in missing {
                let file = self.files.get(&format!("{name}.bin")).ok_or("an index that lacks a chunk")?;
                fetched.requests += 1;
                fetched.bytes += file.len();
                self.chunks.put(&name, file)?;
            }
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn document(source: &str, id: String) -> SearchDocument {
    let mut parts = source.splitn(3, "---\n").skip(1);
    let (front_matter, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let list = |key: &str| {
        let lines = front_matter.lines().skip_while(|line| *line != format!("{key}:")).skip(1);
        lines.map_while(|line| line.strip_prefix("  - ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let field = |key: &str| front_matter.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
    let label = |id: String| Label { title: id.replace('-', " "), id };
    SearchDocument {
        route: format!("{id}/"),
        id,
        kind: "postmortem".to_owned(),
        title: field("title").unwrap_or_default().trim_matches('"').to_owned(),
        severity: field("severity").map(str::to_owned),
        date: field("started").and_then(|started| started.get(..10)?.parse().ok()),
        factors: list("contributing_factors").into_iter().map(label).collect(),
        services: list("services").into_iter().map(label).collect(),
        authors: list("authors"),
        sections: body.split("\n#").map(section).collect(),
        ..SearchDocument::default()
    }
}

fn section(source: &str) -> SearchSection {
    let (heading, text) = source.split_once('\n').unwrap_or((source, ""));
    let heading = heading.trim_matches(['#', ' ']).to_owned();
    let text = text.replace(['#', '*', '`', '|', '[', ']', '-', '\n'], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    SearchSection { anchor: heading.replace(' ', "-").to_lowercase(), heading, text }
}

/// User and system time of this process, from fields 14 and 15 of `/proc/self/stat`, in hundredths of a second.
fn processor_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.split_whitespace().collect();
    Ok((fields[13].parse::<f64>()? + fields[14].parse::<f64>()?) / 100.0)
}

fn status(key: &str) -> Result<String, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    Ok(status
        .lines()
        .find_map(|line| line.strip_prefix(key))
        .unwrap_or_default()
        .trim_matches([':', ' ', '\t'])
        .to_owned())
}
