//! One engine: what the site runs gives the answers and scores that the terminal gives.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use afterword_search::{Chunks, IndexFiles, SearchOptions, SearchResults, Searcher};
use serde_json::Value;
use tempfile::TempDir;

use crate::base::{self, GERMAN_REQUESTS, REQUESTS};

/// The module that is committed.
const MODULE: &str = "themes/default/scripts/search.wasm";

#[test]
fn the_committed_module_answers_as_the_terminal_does() {
    assert_answers_alike(&root().join(MODULE));
}

#[test]
fn the_committed_module_survives_whatever_it_is_handed() {
    let folder = published(&base::index());
    let script = root().join("search/wasm/tests/damage.mjs");
    for seed in ["1", "20261", "99991"] {
        let mut run = Command::new("node");
        run.arg(&script).arg(root().join(MODULE)).arg(folder.path()).args(["700", seed]);
        let output = run.output().expect("node is there");
        assert!(output.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Where Rust can build for browsers, as `build.rs` has looked.
#[cfg(builds_for_browsers)]
#[test]
fn a_module_built_anew_answers_as_the_terminal_does() {
    let folder = TempDir::new().expect("a folder can be made");
    let module = folder.path().join("search.wasm");
    let built =
        Command::new("bash").arg(root().join("search/wasm/build")).arg(&module).output().expect("bash is there");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert_answers_alike(&module);
}

#[track_caller]
fn assert_answers_alike(module: &Path) {
    assert_alike_in(module, base::index(), &REQUESTS);
    assert_alike_in(module, base::german_index(), &GERMAN_REQUESTS);
}

#[track_caller]
fn assert_alike_in(module: &Path, index: IndexFiles, requests: &[&str]) {
    let folder = published(&index);
    let answers = asked(module, folder.path(), requests);
    assert_eq!(answers.lines().count(), requests.len());
    let searcher =
        Chunks::from_files(index).and_then(Searcher::open).expect("an index that was just written can be opened");
    for (request, answer) in requests.iter().zip(answers.lines()) {
        let native = terminal(&searcher, request);
        let native = serde_json::to_string(&native).expect("answers are JSON");
        assert_eq!(answer, format!("{{\"results\":{native},\"needs\":[]}}"), "{request}");
    }
}

/// What `afterword search` answers.
fn terminal(searcher: &Searcher, request: &str) -> SearchResults {
    let options: SearchOptions = serde_json::from_str(request).expect("a request holds options");
    let query = parsed(request)["query"].as_str().expect("a request has a query").to_owned();
    searcher.search(&query, &options).expect("a whole index answers any query")
}

fn parsed(answer: &str) -> Value {
    serde_json::from_str(answer).expect("answers are JSON")
}

/// The index as files.
fn published(index: &IndexFiles) -> TempDir {
    let folder = TempDir::new().expect("a folder can be made");
    for (name, bytes) in index.iter() {
        fs::write(folder.path().join(name), bytes).expect("a file can be written");
    }
    folder
}

/// What the module answers in node, one answer a line.
fn asked(module: &Path, index: &Path, requests: &[&str]) -> String {
    let mut node = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ask.mjs"))
        .args([module, index])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node is there");
    let mut input = node.stdin.take().expect("standard input is a pipe");
    input.write_all(requests.join("\n").as_bytes()).expect("node reads its input");
    drop(input);
    let output = node.wait_with_output().expect("node ends");
    assert!(output.status.success(), "node failed");
    String::from_utf8(output.stdout).expect("answers are text")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
