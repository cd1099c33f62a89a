//! See `check_template`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| afterword_fuzz::check_template(text));
