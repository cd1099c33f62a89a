//! The integration tests in one binary, which is linked once.

#[path = "../support/mod.rs"]
mod support;

mod publishing;
mod reading;
mod rules;
