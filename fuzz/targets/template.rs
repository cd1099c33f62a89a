//! Any text as a template, with a document that is held against it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = "---\ntitle: A\nstatus: published\n---\n\n## Summary\n\nText.\n";
    afterword_fuzz::check(&[("templates/postmortem.md", text), ("postmortems/a.md", document)], "");
});
