//! What each stage of a build costs: `cargo bench --bench pipeline -- 1000 10000`.
//!
//! Every argument is a number of documents to generate, or a folder to measure on; with `again` before them, only what it
//! costs to follow an edit is measured. For each stage it prints CPU time,
//! time on the clock, documents per CPU-second and the peak of resident memory. It measures and asserts nothing.

mod again;
mod generator;
mod measure;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use afterword::diagnostics::FilePath;
use afterword::failure::Failure;
use afterword::model::Visibility;
use afterword::pipeline::{self, Publication};
use afterword::repo;
use afterword::site::output::OutputFolder;
use afterword::site::{Content, Site};
use measure::{Cost, stage};
use rayon::prelude::*;

/// The day on which checks are made.
const TODAY: jiff::civil::Date = jiff::civil::date(2027, 1, 1);

type Measure = fn(&Path, &str) -> Result<(), Anything>;
type Anything = Box<dyn std::error::Error>;

fn main() -> Result<(), Anything> {
    // `cargo bench` adds `--bench`, and `cargo test --benches` nothing at all: then there is nothing to measure.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (asked, measure): (&[String], Measure) = match asked.split_first() {
        Some((first, rest)) if first == "again" => (rest, measure_again),
        _ => (&asked, measure_folder),
    };
    for argument in asked {
        match argument.parse::<usize>() {
            Ok(count) => {
                let folder = tempfile::tempdir()?;
                generator::write(count, folder.path())?;
                measure(folder.path(), &format!("{count} generated documents"))?;
            }
            Err(_) => measure(&PathBuf::from(&argument), argument)?,
        }
    }
    Ok(())
}

/// What `afterword check` does, reading included: for all documents, or for one of them alone.
fn check(folder: &Path, alone: bool) -> Result<(), Failure> {
    let read = pipeline::read(folder)?;
    let first = read.snapshot.texts.keys().find(|path| path.as_str().starts_with("postmortems/")).cloned();
    let is_asked_for = |path: &FilePath| !alone || Some(path) == first.as_ref();
    std::hint::black_box(pipeline::understand_for(&read, &is_asked_for).check(TODAY, &is_asked_for));
    Ok(())
}

fn measure_folder(folder: &Path, name: &str) -> Result<(), Anything> {
    let (done, check_one) = stage(|| check(folder, true));
    done?;
    let (done, check_all) = stage(|| check(folder, false));
    done?;
    let (read, reading) = stage(|| pipeline::read(folder));
    let read = read?;
    let (understood, parsing) = stage(|| pipeline::understand(&read));
    let documents = understood.everything.documents().count();
    let (checked, checking) = stage(|| understood.check(TODAY, &|_| true));
    let findings = checked.diagnostics.len();
    let publication = Publication { drafts: false, audience: Visibility::Internal };
    let (site, routing) =
        stage(|| pipeline::site(understood.publish(publication), &read.snapshot, pipeline::Variants::new()));
    let site = site?;
    let (index, indexing) = stage(|| pipeline::search_index(&site));
    let index = index?;
    let (bytes, rendering) = stage(|| render(&site));
    let (written, writing) = stage(|| write(&site, folder));
    let index_bytes: usize = index.values().map(Vec::len).sum();
    println!("\n{name}: {documents} documents, {findings} findings, {} files", written?);
    println!("pages {:.1} MB, index {:.1} MB", bytes? as f64 / 1e6, index_bytes as f64 / 1e6);
    println!("{:<18} {:>8} {:>8} {:>12} {:>10}", "stage", "CPU s", "clock s", "documents/s", "peak MiB");
    // Writing renders once more; what rendering alone cost is taken off.
    let writing =
        Cost { cpu: (writing.cpu - rendering.cpu).max(0.0), wall: (writing.wall - rendering.wall).max(0.0), ..writing };
    let costs = [
        ("read", reading),
        ("parse and link", parsing),
        ("check", checking),
        ("routes and theme", routing),
        ("index", indexing),
        ("render", rendering),
        ("write", writing),
    ];
    for (stage, cost) in costs {
        print(stage, cost, documents);
    }
    let sum = |part: fn(&Cost) -> f64| costs.iter().map(|(_, cost)| part(cost)).sum();
    let peak = costs.iter().map(|(_, cost)| cost.peak).fold(0.0, f64::max);
    print("build", Cost { cpu: sum(|cost| cost.cpu), wall: sum(|cost| cost.wall), peak }, documents);
    print("check of all", check_all, documents);
    print("check of one", check_one, 1);
    drop((site, index, understood, read));
    measure_again(folder, name)
}

/// What it costs to follow an edit.
fn measure_again(folder: &Path, name: &str) -> Result<(), Anything> {
    println!("\n{name}, one document edited:");
    for (part, cost) in again::measure(folder)? {
        println!("{part:<18} {:>8.4} {:>8.4} {:>12} {:>10.0}", cost.cpu, cost.wall, "", cost.peak);
    }
    Ok(())
}

/// Renders every page and gives the number of bytes.
fn render(site: &Site) -> Result<usize, Failure> {
    let routes: Vec<_> = site.routes().iter().collect();
    routes
        .par_iter()
        .map(|route| match site.render(route) {
            Ok(Some(Content::Bytes(bytes))) => Ok(bytes.len()),
            Ok(_) => Ok(0),
            Err(error) => Err(Failure::message(error.to_string())),
        })
        .sum()
}

/// Renders and writes every page into a new folder and gives the number of files.
fn write(site: &Site, folder: &Path) -> Result<usize, Anything> {
    let target = tempfile::tempdir()?;
    let mut output = OutputFolder::open(&target.path().join("public"))?;
    let pages: BTreeMap<String, _> = site.routes().iter().map(|route| (route.output_path(), route)).collect();
    let content = |path: &str| match pages.get(path).map(|route| site.render(route)) {
        Some(Ok(Some(Content::Bytes(bytes)))) => Ok(bytes),
        Some(Ok(Some(Content::File(path)))) => {
            repo::read_asset(folder, &path).map_err(|error| Failure::io("read", &folder.join(path.as_str()), error))
        }
        _ => Err(Failure::message(format!("`{path}` cannot be rendered"))),
    };
    output.write(&pages.keys().cloned().collect(), content, |_| {})?;
    output.finish()?;
    Ok(pages.len())
}

fn print(stage: &str, cost: Cost, documents: usize) {
    let rate = documents as f64 / cost.cpu.max(0.005);
    println!("{stage:<18} {:>8.2} {:>8.2} {rate:>12.0} {:>10.0}", cost.cpu, cost.wall, cost.peak);
}
