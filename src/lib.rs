//! Afterword.
pub mod config;
pub mod diagnostics;
pub mod knowledge;
pub mod model;
pub mod spanned;
pub mod syntax;
