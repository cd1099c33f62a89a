//! The site as a server: what authors look at while they write.

mod hosting;
pub mod http;
mod media_type;

pub use hosting::{Hosting, Redirect};
pub use media_type::media_type;
