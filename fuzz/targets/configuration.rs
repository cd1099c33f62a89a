//! See `check_configuration`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| afterword_fuzz::check_configuration(text));
