//! What each stage of a build costs: `cargo bench --bench pipeline -- 1000 10000`.
//!
//! Every argument is a number of documents to generate, or a folder to measure on. For each stage it prints CPU time,
//! time on the clock, documents per CPU-second and the peak of resident memory. It measures and asserts nothing.

mod generator;
mod measure;

use std::path::{Path, PathBuf};

use afterword::pipeline;
use measure::{Cost, stage};

type Anything = Box<dyn std::error::Error>;

fn main() -> Result<(), Anything> {
    // `cargo bench` adds `--bench`, and `cargo test --benches` nothing at all: then there is nothing to measure.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for argument in asked {
        match argument.parse::<usize>() {
            Ok(count) => {
                let folder = tempfile::tempdir()?;
                generator::write(count, folder.path())?;
                measure_folder(folder.path(), &format!("{count} generated documents"))?;
            }
            Err(_) => measure_folder(&PathBuf::from(&argument), &argument)?,
        }
    }
    Ok(())
}

fn measure_folder(folder: &Path, name: &str) -> Result<(), Anything> {
    let (read, reading) = stage(|| pipeline::read(folder));
    let read = read?;
    let (understood, parsing) = stage(|| pipeline::understand(&read));
    let documents = understood.everything.documents().count();
    let (checked, checking) = stage(|| understood.check(&|_| true));
    println!("\n{name}: {documents} documents, {} findings", checked.diagnostics.len());
    println!("{:<18} {:>8} {:>8} {:>12} {:>10}", "stage", "CPU s", "clock s", "documents/s", "peak MiB");
    let costs = [("read", reading), ("parse and link", parsing), ("check", checking)];
    for (stage, cost) in costs {
        print(stage, cost, documents);
    }
    Ok(())
}

fn print(stage: &str, cost: Cost, documents: usize) {
    let rate = documents as f64 / cost.cpu.max(0.005);
    println!("{stage:<18} {:>8.2} {:>8.2} {rate:>12.0} {:>10.0}", cost.cpu, cost.wall, cost.peak);
}
