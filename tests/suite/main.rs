//! The integration tests in one binary, which is linked once.

#[path = "../support/mod.rs"]
mod support;

mod as_of;
mod cli;
mod docs;
mod fuzzing;
mod fix;
mod hostile;
mod images;
mod init;
mod junit;
mod language;
mod metadata;
mod properties;
mod publishing;
mod readme;
mod reading;
mod reports;
mod rules;
mod schema;
mod since;
mod serve;
mod serve_command;
mod sharing;
mod sites;
mod styles;
mod themes;
mod words;
