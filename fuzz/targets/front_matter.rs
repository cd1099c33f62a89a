//! Any text as the front matter of a postmortem: through fields, times and all checks.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    afterword_fuzz::check_document(&format!("---\n{text}\n---\n\n## Summary\n\nText.\n"));
});
