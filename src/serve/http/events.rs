//! The stream by which tabs hear that something changed. <https://html.spec.whatwg.org/#server-sent-events>
//!
//! Each event is made when the connection can take it, of what is newest then: a slow reader misses some, and has no
//! backlog.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Frame};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;

use super::Bytes;
use super::stop::{First, Stopping, first_of};

/// What a browser waits before it asks for a stream that ended, in milliseconds.
const RETRY: u16 = 500;

/// The body of a stream: one event at once, one for each change, a comment where nothing happens for a while, and an
/// end when the server stops.
pub(super) struct Events {
    next: Option<Next>,
    _place: OwnedSemaphorePermit,
}

type Next = Pin<Box<dyn Future<Output = Option<(Bytes, Watched)>> + Send>>;

/// What a stream tells of.
pub(super) struct Watched {
    pub(super) changes: watch::Receiver<String>,
    pub(super) stopping: Stopping,
    /// After what time without a change there is a comment.
    pub(super) pause: Duration,
}

impl Events {
    /// Makes a stream, which keeps its place among all streams as long as it lasts.
    pub(super) fn new(watched: Watched, place: OwnedSemaphorePermit) -> Self {
        Self { next: Some(Box::pin(first(watched))), _place: place }
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some(next) = &mut self.next else { return Poll::Ready(None) };
        let made = ready!(next.as_mut().poll(cx));
        let (bytes, watched) = made.unzip();
        self.next = watched.map(|watched| Box::pin(next_of(watched)) as Next);
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

async fn first(mut watched: Watched) -> Option<(Bytes, Watched)> {
    let event = event(&watched.changes.borrow_and_update());
    Some((Bytes::from(format!("retry: {RETRY}\n{event}")), watched))
}

async fn next_of(mut watched: Watched) -> Option<(Bytes, Watched)> {
    let change = timeout(watched.pause, watched.changes.changed());
    let text = match first_of(watched.stopping.wait(), change).await {
        // The server stops, or no one is left who could tell of a change.
        First::Left(()) | First::Right(Ok(Err(_))) => return None,
        First::Right(Ok(Ok(()))) => event(&watched.changes.borrow_and_update()),
        First::Right(Err(_)) => ": nothing happened\n\n".to_owned(),
    };
    Some((Bytes::from(text), watched))
}

/// An event without a name.
fn event(text: &str) -> String {
    let lines = text.lines().map(|line| format!("data: {line}\n"));
    lines.chain(["\n".to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::event;

    #[test]
    fn an_event_has_all_lines_of_its_text() {
        assert_eq!(event("{\"a\": 1}"), "data: {\"a\": 1}\n\n");
        assert_eq!(event("{\n\"a\": 1\r\n}\n"), "data: {\ndata: \"a\": 1\ndata: }\n\n");
    }
}
