//! What `afterword serve` takes: `cargo bench --bench serve -- 1000 10000`.
//!
//! Every argument is a number of documents to generate. For each it prints the time from the start of the process to the
//! first page, the time from the write of one document to its new content served (median and the slowest tenth of
//! [`EDITS`] edits, each of another document), the CPU time of an edit, and resident memory after [`SETTLED`] and after
//! all of [`MANY`] edits, each time once the search has caught up. It asks as a browser does: the stream of events says that something changed, and then the page
//! is fetched. It measures and asserts nothing.

#[path = "../pipeline/generator.rs"]
mod generator;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Anything = Box<dyn std::error::Error>;

/// The edits whose time is taken.
const EDITS: usize = 60;

/// After how many edits memory has settled.
const SETTLED: usize = 100;

/// The edits after which memory is looked at again.
const MANY: usize = 1_000;

fn main() -> Result<(), Anything> {
    // `cargo bench` adds `--bench`, and `cargo test --benches` nothing at all: then there is nothing to measure.
    let counts = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    for count in counts {
        let folder = tempfile::tempdir()?;
        generator::write(count, folder.path())?;
        measure(count, folder.path())?;
    }
    Ok(())
}

fn measure(count: usize, folder: &Path) -> Result<(), Anything> {
    let start = Instant::now();
    let mut served = Served::start(folder)?;
    served.get("")?;
    let first = start.elapsed();
    println!("\n{count} generated documents");
    println!("start to the first page          {:>8.0} ms", milliseconds(first));
    let mut documents: Vec<PathBuf> = fs::read_dir(folder.join("postmortems"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    documents.sort();
    let mut events = served.events()?;
    let before = served.cpu()?;
    let mut times: Vec<Duration> = (0..EDITS)
        .map(|edit| served.edit(&documents[edit * 31 % documents.len()], edit, &mut events))
        .collect::<Result<_, Anything>>()?;
    let cpu = (served.cpu()? - before) / EDITS as f64;
    times.sort();
    println!("write to new content, median     {:>8.1} ms", milliseconds(times[times.len() / 2]));
    println!("write to new content, slow tenth {:>8.1} ms", milliseconds(times[times.len() * 9 / 10]));
    println!("CPU time of an edit              {:>8.1} ms", cpu * 1e3);
    let mut settled = 0.0;
    for edit in EDITS..MANY {
        served.edit(&documents[edit * 31 % documents.len()], edit, &mut events)?;
        // The index before the newest one is kept, so that there are two of them from the second on.
        if edit == SETTLED - 1 || edit == SETTLED || edit == MANY - 1 {
            search(&mut events)?;
        }
        if edit == SETTLED {
            settled = served.resident()?;
        }
    }
    let last = served.resident()?;
    println!("resident after {SETTLED} edits         {settled:>8.0} MiB");
    println!("resident after {MANY} edits        {last:>8.0} MiB ({:+.1} %)", (last / settled - 1.0) * 100.0);
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// A running server.
struct Served {
    process: Child,
    host: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Served {
    fn start(folder: &Path) -> Result<Self, Anything> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_afterword"))
            .args(["serve", "--quiet", "--port", "0", "--base-path", "/"])
            .arg(folder)
            .stderr(Stdio::piped())
            .spawn()?;
        let mut said = BufReader::new(process.stderr.take().ok_or("no standard error")?);
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            if said.read_line(&mut line)? == 0 {
                return Err("the server ended before it told its address".into());
            }
        }
        let host =
            line.split_once("http://").and_then(|(_, rest)| rest.split_once('/')).ok_or("no address")?.0.to_owned();
        // What else it says is read, so that it is not held up.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Ok(Self { process, host })
    }

    fn ask(&self, path: &str) -> Result<TcpStream, Anything> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_nodelay(true)?;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<String, Anything> {
        let mut answer = Vec::new();
        self.ask(path)?.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn events(&self) -> Result<BufReader<TcpStream>, Anything> {
        let mut events = BufReader::new(self.ask(".afterword/events")?);
        drop(next(&mut events)?);
        Ok(events)
    }

    /// Adds a paragraph to a document, and gives the time until its page shows it.
    fn edit(&mut self, document: &Path, edit: usize, events: &mut impl BufRead) -> Result<Duration, Anything> {
        let name = document.file_stem().ok_or("a document has a name")?.to_string_lossy().into_owned();
        let mark = format!("edit number {edit} of this base");
        let mut text = fs::read_to_string(document)?;
        text.push_str(&format!("\nThis is {mark}.\n"));
        let start = Instant::now();
        fs::write(document, text)?;
        loop {
            next(events)?;
            if self.get(&format!("postmortems/{name}/"))?.contains(&mark) {
                return Ok(start.elapsed());
            }
        }
    }

    /// The CPU time so far in seconds, of which the system counts hundredths.
    fn cpu(&self) -> Result<f64, Anything> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let fields: Vec<&str> = stat.rsplit_once(')').ok_or("no fields")?.1.split_whitespace().collect();
        Ok((fields[11].parse::<f64>()? + fields[12].parse::<f64>()?) / 100.0)
    }

    /// The resident memory in MiB.
    fn resident(&self) -> Result<f64, Anything> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no resident memory")?;
        Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse::<f64>()? / 1024.0)
    }
}

/// Waits until the search has caught up.
fn search(events: &mut impl BufRead) -> Result<(), Anything> {
    while !next(events)?.contains("\"current\"") {}
    Ok(())
}

/// Waits for the next event of a stream, and gives what it says.
fn next(events: &mut impl BufRead) -> Result<String, Anything> {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        if events.read_line(&mut line)? == 0 {
            return Err("the stream of events ended".into());
        }
    }
    Ok(line)
}
