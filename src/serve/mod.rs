//! The site as a server: what authors look at while they write.

pub mod http;
pub mod live;
mod media_type;

pub use media_type::media_type;
