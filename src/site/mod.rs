//! The site.
pub mod html;
pub mod output;
