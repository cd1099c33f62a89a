//! The server: HTTP/1.1 for the browsers of one machine, with one handler, which asks [`Answers`] what stands where.
//!
//! It knows nothing of sites. What it decides by itself is who may ask ([`Hosts`], origins), what may be asked (methods,
//! paths), and what every answer has (validators, ranges, what keeps other sites from reading it).

mod connections;
mod events;
mod guard;
mod handler;
mod hosts;
mod limits;
mod patient;
mod stop;
mod target;
#[cfg(test)]
mod tests;
mod whole;

pub use hosts::Hosts;
pub use hyper::body::Bytes;

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use tokio::runtime::Builder;
use tokio::sync::watch;

use connections::accept_all;
use handler::Handler;
use limits::Limits;
use stop::Stopping;

/// The threads that speak to browsers; those that make answers are others.
const WORKERS: usize = 2;

/// What the server asks of the site. Every function may take a while and is called where blocking is allowed, from
/// several threads at once.
pub trait Answers: Send + Sync + 'static {
    /// The path that the site stands under, as it is written in links, with a slash at both ends.
    fn base_path(&self) -> String;

    /// What stands at a path below the base path, percent-decoded, such as `factors/retry-storm/`; else the page that
    /// says that nothing does. `None` for what is still being made: it is asked for again with the next change.
    fn answer(&self, path: &str) -> Option<Answer>;

    /// What a browser gets that wants to install a service worker.
    fn service_worker(&self) -> Answer;

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
    run_within(&Limits::default(), listener, answers, hosts, stop)
}

/// The same within other limits, for tests.
fn run_within(
    limits: &Limits,
    listener: TcpListener,
    answers: Arc<dyn Answers>,
    hosts: Hosts,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = Builder::new_multi_thread().worker_threads(WORKERS).thread_name("serve").enable_all().build()?;
    let (stopper, stopping) = Stopping::new();
    let handler = Arc::new(Handler::new(answers, hosts, limits, stopping.clone()));
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(async move {
            stop.await;
            // Where no one listens any more, the server has stopped already.
            let _ = stopper.send(true);
        });
        accept_all(listener, handler, limits, stopping).await;
        Ok(())
    });
    // An answer that is still being made is not waited for.
    runtime.shutdown_background();
    served
}
