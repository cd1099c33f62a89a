//! Afterword.
pub mod diagnostics;
pub mod spanned;
