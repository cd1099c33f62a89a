//! How all that is open hears that the server stops.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use tokio::sync::watch;

/// Tells when the server stops.
#[derive(Debug, Clone)]
pub(super) struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Makes one, with what ends it: `true` means to stop.
    pub(super) fn new() -> (watch::Sender<bool>, Self) {
        let (stop, stopping) = watch::channel(false);
        (stop, Self(stopping))
    }

    /// Waits until the server stops.
    pub(super) async fn wait(&mut self) {
        // Where the sender is gone, so is the server.
        let _ = self.0.wait_for(|stopped| *stopped).await;
    }
}

/// What came first of two.
#[derive(Debug)]
pub(super) enum First<A, B> {
    Left(A),
    Right(B),
}

/// Waits for the first of two; the left one where both are ready.
pub(super) async fn first_of<A, B>(left: impl Future<Output = A>, right: impl Future<Output = B>) -> First<A, B> {
    let (mut left, mut right) = (pin!(left), pin!(right));
    poll_fn(|cx| match left.as_mut().poll(cx) {
        Poll::Ready(left) => Poll::Ready(First::Left(left)),
        Poll::Pending => right.as_mut().poll(cx).map(First::Right),
    })
    .await
}
