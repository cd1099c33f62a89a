//! Connections: as many as there is room for, each until it ends, fails, or the server stops.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::handler::Handler;
use super::limits::Limits;
use super::patient::Patient;
use super::stop::{First, Stopping, first_of};

/// The smallest buffer that hyper takes.
const SMALLEST_BUFFER: usize = 8192;

/// How long the server waits where the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Accepts connections until the server stops, and then ends those that are open.
pub(super) async fn accept_all(listener: TcpListener, handler: Arc<Handler>, limits: &Limits, stopping: Stopping) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut open = JoinSet::new();
    let mut told = stopping.clone();
    let mut stopped = pin!(told.wait());
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await.expect("the semaphore is never closed");
            (place, accept(&listener).await)
        };
        let First::Right((place, stream)) = first_of(stopped.as_mut(), next).await else { break };
        let connection = connection(stream, Arc::clone(&handler), limits.clone(), stopping.clone());
        open.spawn(async move {
            connection.await;
            drop(place);
        });
        while open.try_join_next().is_some() {}
    }
    drop(listener);
    // What is not done in that time is dropped.
    let _ = timeout(limits.end, async { while open.join_next().await.is_some() {} }).await;
}

/// The next connection. Where one cannot be had, for want of file handles say, others will end.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(_) => sleep(NO_ROOM).await,
        }
    }
}

/// Answers what comes over a connection.
async fn connection(stream: TcpStream, handler: Arc<Handler>, limits: Limits, mut stopping: Stopping) {
    // Events are small, and are to arrive at once; where the system refuses, they come a little later.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Patient::new(stream, limits.write));
    let service = service_fn(move |request| {
        let handler = Arc::clone(&handler);
        async move { handler.handle(request).await }
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(limits.head_size.max(SMALLEST_BUFFER))
        .pipeline_flush(true);
    let mut connection = pin!(builder.serve_connection(io, service));
    // A connection that fails has no one left who could be told.
    if let First::Left(_) = first_of(connection.as_mut(), stopping.wait()).await {
        return;
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
