//! What the server bears of slow, stuck and many clients.

use std::time::Duration;

/// The limits of a server.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    /// How long a client may take for the head of a request, and how long a connection lasts that asks for nothing.
    pub(super) head: Duration,
    /// How long a client may read nothing of what it asked for.
    pub(super) write: Duration,
    /// The bytes of a request's head.
    pub(super) head_size: usize,
    /// After what time without a change those who listen get a sign of life.
    pub(super) pause: Duration,
    /// How long a stop waits for what is being answered.
    pub(super) end: Duration,
    /// How many connections are open at once; further ones wait in the system's queue. Each takes a file handle, of
    /// which many systems allow a thousand, and reading the site takes some too.
    pub(super) connections: usize,
    /// How many of them listen for changes: fewer than all, so that pages are answered in any case.
    pub(super) streams: usize,
    /// How many answers are made at once.
    pub(super) answers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            write: Duration::from_secs(30),
            head_size: 32 * 1024,
            pause: Duration::from_secs(15),
            end: Duration::from_millis(500),
            connections: 512,
            streams: 384,
            answers: rayon::current_num_threads().max(2),
        }
    }
}
