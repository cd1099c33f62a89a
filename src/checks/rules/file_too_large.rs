//! # file-too-large
//!
//! A document is larger than 5 MiB and was left out.
//!
//! ## Why it matters
//!
//! A text of that size is a log or an export. It would slow down every reader's page and search, and hide the story.
//!
//! ## Example
//!
//! A postmortem with the whole output of a core dump pasted into it. Put the log beside the document as a file and quote
//! the twenty lines that matter.
//!
//! ## How to silence it
//!
//! Set `file-too-large = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "file-too-large",
    level: Some(Level::Error),
    group: Group::Reading,
    source: include_str!("file_too_large.rs"),
    check: None,
};
