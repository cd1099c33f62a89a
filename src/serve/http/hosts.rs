//! Which names the server answers to.
//!
//! A site in the same browser can have its own name lead to this machine (DNS rebinding) and then reads what stands
//! here as its own. Its name stays in the `Host` header, and is refused.

use std::net::IpAddr;

/// The names that the server answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    /// What `--host` said.
    given: String,
    address: IpAddr,
}

impl Hosts {
    /// The names for a server that listens on an address, which was given by this name or as it is.
    #[must_use]
    pub fn new(given: &str, address: IpAddr) -> Self {
        Self { given: given.trim_end_matches('.').to_ascii_lowercase(), address }
    }
}
