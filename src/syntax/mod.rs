//! Documents.
pub mod front_matter;
pub mod heading;
