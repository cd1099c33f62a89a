//! Afterword turns a git repository of Markdown postmortems into a knowledge base that people read.
//!
//! A document comes in at the ground floor as bytes and leaves at the top as a page. Every stage has a type, and a type
//! says what holds from there on; nothing flows back down.
//!
//! ```text
//! folder ──repo──▶ Snapshot ──syntax──▶ Document ──interpret──▶ Postmortem ──knowledge──▶ KnowledgeBase ──site──▶ Site ──▶ folder
//!                       └────────────── diagnostics, collected all the way; checks add theirs ──────────────┘
//! ```
//!
//! The modules below stand in that order; each uses only those above it. `ARCHITECTURE.md` says where a change belongs.

pub mod diagnostics;
pub mod failure;
pub mod spanned;
pub mod model;
pub mod config;
pub mod repo;
pub mod syntax;
pub mod interpret;
pub mod knowledge;
pub mod template;
pub mod checks;
pub mod schema;
pub mod theme;
pub mod site;
pub mod pipeline;
pub mod serve;
pub mod commands;
