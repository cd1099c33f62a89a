//! The command `serve` as a process: its address, what it says, and its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};

use crate::support::Folder;

/// A running `afterword serve`.
struct Running {
    process: Child,
    said: BufReader<ChildStderr>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Running {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_afterword"))
            .arg("serve")
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let said = BufReader::new(process.stderr.take().expect("standard error"));
        Self { process, said }
    }

    /// The lines up to the one that holds a text.
    fn until(&mut self, text: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.contains(text)) {
            assert_ne!(self.said.read_line(&mut said).expect("text"), 0, "`{text}` was not said: {said}");
        }
        said
    }

    /// The host of the address that it tells, and what was said until then.
    fn host(&mut self) -> (String, String) {
        let said = self.until("http://");
        let host =
            said.split_once("http://").and_then(|(_, rest)| rest.split_once('/')).expect("an address").0.to_owned();
        (host, said)
    }

    fn interrupt(mut self) -> (ExitStatus, String) {
        let told = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().expect("kill");
        assert!(told.success());
        let status = self.process.wait().expect("an end");
        let mut printed = String::new();
        self.process.stdout.take().expect("standard output").read_to_string(&mut printed).expect("text");
        (status, printed)
    }
}

fn get(host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn base() -> Folder {
    Folder::with([("afterword.toml", "title = \"Base\"\n"), ("postmortems/a.md", "# A cart\n")])
}

#[cfg(unix)]
#[test]
fn a_site_is_served_until_it_is_interrupted() {
    let folder = base();
    let mut running = Running::start(&folder, &["--port", "0"]);
    let (host, said) = running.host();
    assert!(said.starts_with("1 document ("), "{said}");
    assert!(get(&host, "/postmortems/a/").contains("A cart"));
    folder.write("postmortems/b.md", "# B\n");
    let said = running.until("postmortems/b.md:1:1: error: ");
    assert!(said.contains("new `postmortems/b.md` (") && said.contains("errors in 1 document"), "{said}");
    let mut listening = TcpStream::connect(&host).expect("a connection");
    write!(listening, "GET /.afterword/events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
    let (status, printed) = running.interrupt();
    assert_eq!((status.code(), printed.as_str()), (Some(0), ""));
    assert!(!folder.path().join("public").exists(), "nothing is written");
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let folder = base();
    let mut running = Running::start(&folder, &["--port", &port]);
    let (host, said) = running.host();
    assert!(said.contains(&format!("port {port} is taken, so ")), "{said}");
    assert!(!host.ends_with(&format!(":{port}")), "{host}");
}

#[test]
fn who_can_read_the_site_is_said_where_it_is_not_this_machine_alone() {
    let folder = base();
    let mut running = Running::start(&folder, &["--port", "0", "--host", "0.0.0.0", "--quiet"]);
    let (host, said) = running.host();
    assert!(said.contains("can read the site, drafts included; there is no password"), "{said}");
    assert!(host.starts_with("127.0.0.1:"), "{host}");
}

#[test]
fn a_base_path_is_where_the_site_stands() {
    let folder = base();
    let mut running = Running::start(&folder, &["--port", "0", "--base-path", "/kb"]);
    let said = running.until("http://");
    assert!(said.trim_end().ends_with("/kb/"), "{said}");
    let host = said.split_once("http://").and_then(|(_, rest)| rest.split_once('/')).expect("an address").0;
    assert!(get(host, "/").contains("ocation: /kb/\r\n"));
    assert!(get(host, "/kb/postmortems/a/").contains("href=\"/kb/years/\""));
}

#[test]
fn a_base_that_is_broken_is_served_with_the_reason() {
    let folder = base();
    folder.write("afterword.toml", "title = 3x\n");
    let mut running = Running::start(&folder, &["--port", "0"]);
    let (host, said) = running.host();
    assert!(said.contains("afterword.toml:1:9"), "{said}");
    assert!(get(&host, "/").starts_with("HTTP/1.1 500 "));
    folder.write("afterword.toml", "title = \"3x\"\n");
    running.until("1 document (");
    assert!(get(&host, "/").starts_with("HTTP/1.1 200 "));
}

#[test]
fn what_cannot_be_served_is_said() {
    for (arguments, words) in [
        (&["--host", "no.such.host.invalid"][..], "cannot listen at `no.such.host.invalid`"),
        (&["no-such-folder"], "no-such-folder"),
        (&["--base-path", "kb"], "begins with a slash"),
        (&["--port", "80000"], "80000"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_afterword"))
            .arg("serve")
            .args(arguments)
            .current_dir(base().path())
            .output()
            .expect("the program");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(words), "{arguments:?}: {said}");
    }
}
