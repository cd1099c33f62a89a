//! Any text as the body of a postmortem: through sections, timeline, action items, links and all checks.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    afterword_fuzz::check_document(&format!("---\ntitle: A\nstatus: published\n---\n{text}"));
});
