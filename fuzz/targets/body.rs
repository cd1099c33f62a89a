//! See `check_body`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| afterword_fuzz::check_body(text));
