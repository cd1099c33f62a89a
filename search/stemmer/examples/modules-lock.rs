//! Prints what the committed stemmers were made of, for `search/stemmer/modules.lock`: one digest of the sources, and one of
//! each module. The test `modules` compares; `search/stemmer/build` writes.

use std::fs;
use std::path::Path;

/// Sources, from the root of the workspace.
const SOURCES: [&str; 3] = ["search/stemmer/Cargo.toml", "search/stemmer/build", "search/stemmer/src/lib.rs"];

const MODULES: &str = "search/stemmer/modules";

#[allow(dead_code, reason = "the test that includes this file has a `main` of its own")]
fn main() {
    print!("{}", lock());
}

/// The text that `modules.lock` should have.
pub fn lock() -> String {
    let mut lock = "# Written by `bash search/stemmer/build`; a test compares it with what is there.\n".to_owned();
    lock += &format!("sources {}\n", digest_of_sources());
    let modules = fs::read_dir(root().join(MODULES)).unwrap_or_else(|error| panic!("reading {MODULES}: {error}"));
    let mut names: Vec<_> = modules.map(|module| module.expect("a folder can be listed").file_name()).collect();
    names.sort();
    for name in names {
        let name = name.to_string_lossy();
        lock += &format!("{name} {}\n", blake3::hash(&read(&format!("{MODULES}/{name}"))).to_hex());
    }
    lock
}

fn digest_of_sources() -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    };
    for source in SOURCES {
        add(source);
        add(&text(source));
    }
    add(paragraph(&text("Cargo.toml"), "[profile.stemmer]"));
    add(paragraph(&text("Cargo.toml"), "[profile.release]"));
    add(paragraph(&text("Cargo.lock"), "name = \"frostem\"\n"));
    hasher.finalize().to_hex().to_string()
}

/// The lines around `mark` up to an empty one on either side.
fn paragraph<'a>(text: &'a str, mark: &str) -> &'a str {
    let found = text.split("\n\n").find(|paragraph| paragraph.contains(mark));
    found.unwrap_or_else(|| panic!("`{}` stands nowhere", mark.trim())).trim()
}

/// A text, whose line ends git may have changed.
fn text(path: &str) -> String {
    String::from_utf8_lossy(&read(path)).replace("\r\n", "\n")
}

fn read(path: &str) -> Vec<u8> {
    fs::read(root().join(path)).unwrap_or_else(|error| panic!("reading {path}: {error}"))
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
