//! # link-outside
//!
//! A symbolic link leads out of the knowledge base, to a folder, to a file that is left out itself, or nowhere, and was
//! left out.
//!
//! ## Why it matters
//!
//! What a link leads to would be published without being part of the repository, and without anybody having reviewed it.
//!
//! ## Example
//!
//! ```text
//! postmortems/notes.md -> /home/ada/notes.md
//! ```
//!
//! Put the file itself there.
//!
//! ## How to silence it
//!
//! Set `link-outside = "off"`, or another level, under `[checks]` in `afterword.toml`.

use crate::checks::{Group, Rule};
use crate::diagnostics::Level;

pub(super) static RULE: Rule = Rule {
    name: "link-outside",
    level: Some(Level::Warning),
    group: Group::Reading,
    source: include_str!("link_outside.rs"),
    check: None,
};
