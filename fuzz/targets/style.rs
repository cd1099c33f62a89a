//! See `check_style`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| afterword_fuzz::check_style(text));
