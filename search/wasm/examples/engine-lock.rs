//! Prints what the committed engine was made of, for `search/wasm/engine.lock`: one digest of the sources, one of the module.
//!
//! The sources are the code and the manifests of the two crates, what stands in for others, the versions of all crates that they are
//! built on, and the command that builds them. The test `lock` compares; `search/wasm/build` writes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Files and folders of sources, from the root of the workspace.
const SOURCES: [&str; 7] = [
    "search/Cargo.toml",
    "search/src",
    "search/wasm/Cargo.toml",
    "search/wasm/build",
    "search/wasm/regex",
    "search/wasm/src",
    "search/wasm/workspace.toml",
];

/// Crates that the module is made of, of this workspace.
const OWN: [&str; 2] = ["search", "search/wasm"];

const MODULE: &str = "themes/default/scripts/search.wasm";

#[allow(dead_code, reason = "the test that includes this file has a `main` of its own")]
fn main() {
    print!("{}", lock());
}

/// The text that `engine.lock` should have.
pub fn lock() -> String {
    format!(
        "# Written by `bash search/wasm/build`; a test compares it with what is there.\nsources {}\nmodule {}\n",
        digest_of_sources(),
        blake3::hash(&read(&root().join(MODULE))).to_hex(),
    )
}

fn digest_of_sources() -> String {
    let mut hasher = blake3::Hasher::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
    };
    for (name, path) in files() {
        // Git may have put other line ends there.
        add(&name, String::from_utf8_lossy(&read(&path)).replace("\r\n", "\n").as_bytes());
    }
    add(
        "workspace dependencies",
        table(&root().join("Cargo.toml"))["workspace"]["dependencies"].to_string().as_bytes(),
    );
    for package in versions() {
        add("version", package.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// All files of sources by name, which has slashes on every machine.
fn files() -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    let mut rest: Vec<PathBuf> = SOURCES.iter().map(|source| root().join(source)).collect();
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
            rest.extend(entries.map(|entry| entry.expect("an entry of a folder can be read").path()));
            continue;
        }
        let below = path.strip_prefix(root()).expect("sources are in the workspace");
        let name = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.insert(name, path);
    }
    files
}

/// Name, version and checksum of each crate that the module can be built on, from Cargo.lock.
fn versions() -> BTreeSet<String> {
    let lock = table(&root().join("Cargo.lock"));
    let packages = lock["package"].as_array().expect("Cargo.lock lists packages");
    let mut versions = BTreeSet::new();
    let mut wanted: Vec<String> =
        OWN.iter().flat_map(|own| dependencies(&root().join(own).join("Cargo.toml"))).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = wanted.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        // A dependency is called `name`, or `name version` where there are several versions.
        let (name, version) =
            name.split_once(' ').map_or((name.as_str(), None), |(name, version)| (name, Some(version)));
        let text = |package: &Value, key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        for package in packages.iter().filter(|package| text(package, "name") == name) {
            // Crates of the workspace are sources, and their dependencies for tests alone do not count.
            if version.is_some_and(|version| version != text(package, "version")) || package.get("source").is_none() {
                continue;
            }
            versions.insert(format!("{name} {} {}", text(package, "version"), text(package, "checksum")));
            let dependencies = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
            wanted.extend(dependencies.filter_map(Value::as_str).map(str::to_owned));
        }
    }
    versions
}

/// What a crate depends on, but not for its tests.
fn dependencies(manifest: &Path) -> Vec<String> {
    let manifest = table(manifest);
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let places = targets.filter_map(|target| target.get("dependencies")).chain(manifest.get("dependencies"));
    places.filter_map(Value::as_table).flat_map(|dependencies| dependencies.keys().cloned()).collect()
}

fn table(path: &Path) -> Table {
    let text = String::from_utf8(read(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
