//! Afterword.
pub mod diagnostics;
pub mod model;
pub mod spanned;
