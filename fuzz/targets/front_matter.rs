//! See `check_front_matter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| afterword_fuzz::check_front_matter(text));
