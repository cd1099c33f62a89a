//! Afterword.
pub mod checks;
pub mod config;
pub mod diagnostics;
pub mod interpret;
pub mod knowledge;
pub mod model;
pub mod repo;
pub mod spanned;
pub mod syntax;
pub mod template;
