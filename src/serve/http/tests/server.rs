//! A server of a small site on a port of its own, and clients that speak to it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::{Duration, Instant};
use std::{io, thread};

use tokio::sync::{oneshot, watch};

use crate::serve::http::limits::Limits;
use crate::serve::http::{Answer, Answers, Bytes, Hosts, run_within};

/// How long a test waits for what should happen at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the test site has more than any connection takes at once, in bytes.
pub(super) const BIG: usize = 64 << 20;

/// A site below `/kb/`.
pub(super) struct Site {
    asked: Mutex<Vec<String>>,
    changes: watch::Sender<String>,
    /// Answers that are being made, and the most that ever were.
    pub(super) running: AtomicUsize,
    pub(super) most: AtomicUsize,
    /// Whether those that wait may go on.
    released: Mutex<bool>,
    release: Condvar,
}

impl Site {
    fn new() -> Self {
        Self {
            asked: Mutex::default(),
            changes: watch::Sender::new("0".to_owned()),
            running: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            released: Mutex::new(false),
            release: Condvar::new(),
        }
    }

    /// Lets go on what waits.
    pub(super) fn release(&self) {
        *self.released.lock().expect("no panic") = true;
        self.release.notify_all();
    }

    fn wait(&self) {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        let released = self.released.lock().expect("no panic");
        drop(self.release.wait_timeout_while(released, PATIENCE, |released| !*released).expect("no panic"));
        self.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Answers for Site {
    fn base_path(&self) -> String {
        "/kb/".to_owned()
    }

    fn answer(&self, path: &str) -> Option<Answer> {
        self.asked.lock().expect("no panic").push(path.to_owned());
        let html = vec![("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned())];
        let (status, body) = match path {
            "page/" => (200, Bytes::from_static(b"0123456789")),
            "big" => (200, vec![b'a'; BIG].into()),
            "panic" => panic!("a test of panics"),
            "odd-status" => (99, Bytes::new()),
            "slow" => {
                self.wait();
                (200, Bytes::from_static(b"slow"))
            }
            "later" if *self.changes.borrow() == "0" => return None,
            "later" => (200, Bytes::from_static(b"made")),
            other => (404, format!("nothing at `{other}`").into()),
        };
        Some(Answer { status, headers: html, body })
    }

    fn service_worker(&self) -> Answer {
        Answer { status: 200, headers: Vec::new(), body: Bytes::from_static(b"worker") }
    }

    fn state(&self, path: &str) -> String {
        format!("{{\"state\": \"{path}\"}}")
    }

    fn changes(&self) -> watch::Receiver<String> {
        self.changes.subscribe()
    }
}

/// A running server.
pub(super) struct Server {
    address: SocketAddr,
    pub(super) site: Arc<Site>,
    stop: Option<oneshot::Sender<()>>,
    ended: Mutex<mpsc::Receiver<io::Result<()>>>,
}

impl Server {
    pub(super) fn start() -> Self {
        Self::within(Limits::default())
    }

    /// Starts one within limits.
    pub(super) fn within(limits: Limits) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let site = Arc::new(Site::new());
        let (stop, stopped) = oneshot::channel();
        let (end, ended) = mpsc::channel();
        let answers = Arc::clone(&site);
        thread::spawn(move || {
            let stop = async move {
                let _ = stopped.await;
            };
            let hosts = Hosts::new("127.0.0.1", Ipv4Addr::LOCALHOST.into());
            let _ = end.send(run_within(&limits, listener, answers, hosts, stop));
        });
        Self { address, site, stop: Some(stop), ended: Mutex::new(ended) }
    }

    /// Stops the server and waits until it has.
    pub(super) fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).expect("a running server");
            self.ended
                .lock()
                .expect("no panic")
                .recv_timeout(PATIENCE)
                .expect("the server stops")
                .expect("without a failure");
        }
    }

    /// Tells all who listen of a change.
    pub(super) fn change(&self, text: &str) {
        self.site.changes.send_replace(text.to_owned());
    }

    /// The paths that the site was asked for.
    pub(super) fn asked(&self) -> Vec<String> {
        self.site.asked.lock().expect("no panic").clone()
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit of time");
        stream
    }

    /// Sends something over a new connection.
    pub(super) fn send(&self, text: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).expect("the server reads");
        stream
    }

    pub(super) fn is_gone(&self) -> bool {
        TcpStream::connect(self.address).is_err()
    }

    /// Sends a request and reads until the server closes the connection.
    pub(super) fn ask(&self, request: &str) -> String {
        self.ask_bytes(request.as_bytes())
    }

    pub(super) fn ask_bytes(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // Where the server refuses half way, what is sent after that fails.
        let _ = stream.write_all(request);
        until_end(&mut stream)
    }

    /// Sends a request and reads the first part of the answer.
    pub(super) fn first(&self, request: &str) -> String {
        let mut stream = self.send(request);
        let mut read = vec![0; 4096];
        let length = stream.read(&mut read).expect("an answer");
        let _ = stream.shutdown(Shutdown::Both);
        String::from_utf8_lossy(&read[..length]).into_owned()
    }

    /// Opens a stream of events, and waits for the first.
    pub(super) fn listen(&self) -> Listener {
        let stream = self.send("GET /kb/.afterword/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let mut listener = Listener { stream, heard: String::new() };
        listener.until("data: ");
        listener
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.site.release();
        if !thread::panicking() {
            self.stop();
        }
    }
}

/// A client that listens.
pub(super) struct Listener {
    stream: TcpStream,
    pub(super) heard: String,
}

impl Listener {
    /// Reads until a text was heard.
    pub(super) fn until(&mut self, text: &str) {
        while !self.heard.contains(text) {
            let mut read = [0; 4096];
            let length = self.stream.read(&mut read).expect("an event");
            assert!(length > 0, "the stream ended before `{text}`: {}", self.heard);
            self.heard.push_str(&String::from_utf8_lossy(&read[..length]));
        }
    }

    pub(super) fn until_end(&mut self) {
        self.heard.push_str(&until_end(&mut self.stream));
    }
}

/// Reads all that comes. A server that closes while something is unread resets the connection, which is an end too.
pub(super) fn until_end(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    match stream.read_to_end(&mut read) {
        Err(error) if error.kind() != io::ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&read).into_owned(),
    }
}

/// A request for a path, and for nothing after it.
pub(super) fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
}

/// The status of an answer.
pub(super) fn status(answer: &str) -> u16 {
    let code = answer.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5));
    code.and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("no status in {answer:?}"))
}

/// What stands behind the head of an answer.
pub(super) fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

/// Waits until something holds, for which there is no event.
pub(super) fn eventually(holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "it never held");
        thread::yield_now();
    }
}
