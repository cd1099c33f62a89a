//! The committed module is the one that the sources make.

use std::fs;
use std::path::Path;

#[path = "../../examples/engine-lock.rs"]
mod sources;

#[test]
fn the_committed_module_is_made_of_these_sources() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("engine.lock");
    let committed = fs::read_to_string(path).expect("engine.lock is committed").replace("\r\n", "\n");
    assert_eq!(
        committed,
        sources::lock(),
        "the engine for browsers is stale: run `bash search/wasm/build` and commit what it wrote"
    );
}
