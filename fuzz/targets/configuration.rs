//! Any text as `afterword.toml`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    afterword_fuzz::check(&[("postmortems/a.md", "---\ntitle: A\n---\n\n## Summary\n\nText.\n")], text);
});
