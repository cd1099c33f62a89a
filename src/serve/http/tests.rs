//! The server over TCP, asked in raw requests.

mod clients;
mod server;

use std::io::Read;

use super::limits::Limits;
use server::{Server, body, get, status};

#[test]
fn pages_are_answered_with_what_keeps_others_out() {
    let server = Server::start();
    let answer = server.ask(&get("/kb/page/"));
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for header in [
        "content-type: text/html; charset=utf-8",
        "content-length: 10",
        "cache-control: no-cache",
        "cross-origin-resource-policy: same-origin",
        "x-content-type-options: nosniff",
        "accept-ranges: bytes",
        "etag: \"",
    ] {
        assert!(answer.contains(&format!("\r\n{header}")), "{header} in {answer}");
    }
    assert!(!answer.to_lowercase().contains("access-control"), "{answer}");
    assert_eq!(body(&answer), "0123456789");
    assert_eq!(body(&server.ask(&get("/kb/page/?a=b&path=/x#y"))), "0123456789");
    assert_eq!(body(&server.ask(&get("/kb/%70age%2F"))), "0123456789");
}

#[test]
fn paths_that_lead_elsewhere_lead_nowhere() {
    let server = Server::start();
    for (path, expected) in [
        ("/kb/../page/", 404),
        ("/kb/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/kb/..%2f..%2fetc%2fpasswd", 404),
        ("/kb/..%5c..%5cetc", 404),
        ("/kb/page/..", 404),
        ("/kb//page/", 404),
        ("//kb/page/", 404),
        ("/kb/page%00/", 404),
        ("/kb/%ff", 404),
        ("/etc/passwd", 404),
        ("/", 302),
        ("/kb", 301),
    ] {
        assert_eq!(status(&server.ask(&get(path))), expected, "{path}");
    }
    assert_eq!(server.asked(), Vec::<String>::new(), "the site was asked for none of them");
    assert!(server.ask(&get("/")).contains("\r\nlocation: /kb/\r\n"));
    assert_eq!(body(&server.ask(&get("/kb/%252e%252e/x"))), "nothing at `%2e%2e/x`");
}

#[test]
fn only_get_and_head_are_known() {
    let server = Server::start();
    for request in
        ["POST /kb/", "PUT /kb/", "DELETE /kb/page/", "OPTIONS *", "OPTIONS /kb/", "TRACE /kb/", "ODD /kb/", "get /kb/"]
    {
        let answer = server.ask(&format!("{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        assert_eq!(status(&answer), 405, "{request}");
        assert!(answer.contains("\r\nallow: GET, HEAD\r\n"), "{answer}");
    }
    let connect = "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n";
    assert_eq!(status(&server.ask(connect)), 405);
    let with_body = "POST /kb/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\na";
    assert_eq!(status(&server.ask(with_body)), 405);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn the_head_of_an_answer_comes_without_its_body() {
    let server = Server::start();
    let head = |path: &str| server.ask(&get(path).replacen("GET", "HEAD", 1));
    let answer = head("/kb/page/");
    assert!(answer.contains("\r\ncontent-length: 10\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
    // Of an empty body, hyper does not tell the length to `HEAD`.
    let may_differ = |line: &&str| line.starts_with("date:") || *line == "content-length: 0";
    let same = |answer: &str| answer.lines().filter(|line| !may_differ(line)).collect::<Vec<_>>().join("\n");
    for path in ["/kb/page/", "/kb/missing", "/kb/../x", "/", "/kb/.afterword/state?path=/kb/page/"] {
        let whole = server.ask(&get(path));
        let expected = &whole[..whole.find("\r\n\r\n").expect("an end of the head")];
        assert_eq!(same(head(path).trim_end()), same(expected), "{path}");
    }
    let events = head("/kb/.afterword/events");
    assert!(events.contains("text/event-stream") && events.ends_with("\r\n\r\n"), "{events}");
}

#[test]
fn other_hosts_are_refused_with_a_reason() {
    let server = Server::start();
    for (head, expected) in [
        ("GET /kb/page/ HTTP/1.1\r\nHost: LOCALHOST.:1", 200),
        ("GET /kb/page/ HTTP/1.1\r\nHost: [::1]:4000", 200),
        ("GET /kb/page/ HTTP/1.0\r\nHost: 127.0.0.1", 200),
        ("GET http://kb.localhost:4000/kb/page/ HTTP/1.1\r\nHost: kb.localhost:4000", 200),
        ("GET /kb/page/ HTTP/1.1\r\nX: y", 400),
        ("GET /kb/page/ HTTP/1.0\r\nX: y", 400),
        ("GET http://localhost/kb/page/ HTTP/1.1\r\nX: y", 400),
        ("GET /kb/page/ HTTP/1.1\r\nHost: localhost\r\nHost: localhost", 400),
        ("GET /kb/page/ HTTP/1.1\r\nHost:", 400),
        ("GET /kb/page/ HTTP/1.1\r\nHost: \u{fc}.localhost", 400),
        ("GET http://me@localhost/kb/page/ HTTP/1.1\r\nHost: localhost", 400),
        ("GET ftp://localhost/kb/page/ HTTP/1.1\r\nHost: localhost", 400),
        ("GET localhost:80 HTTP/1.1\r\nHost: localhost", 400),
        ("GET * HTTP/1.1\r\nHost: localhost", 400),
        ("GET kb/page/ HTTP/1.1\r\nHost: localhost", 400),
        ("GET /kb/page/ HTTP/1.1\r\nHost: evil.example", 403),
        ("GET http://evil.example/kb/page/ HTTP/1.1\r\nHost: localhost", 403),
        ("GET http://localhost/kb/page/ HTTP/1.1\r\nHost: evil.example", 403),
        ("GET /kb/.afterword/events HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example", 403),
    ] {
        let answer = server.ask(&format!("{head}\r\nConnection: close\r\n\r\n"));
        assert_eq!(status(&answer), expected, "{head} gave {answer}");
        assert_eq!(answer.contains("--host"), expected == 403, "{answer}");
    }
}

#[test]
fn other_origins_hear_nothing() {
    let server = Server::start();
    let ask = |path: &str, headers: &str| {
        status(&server.first(&format!("GET {path} HTTP/1.1\r\nHost: localhost:4000\r\n{headers}\r\n")))
    };
    let (events, state) = ("/kb/.afterword/events", "/kb/.afterword/state?path=%2Fkb%2Fpage%2F");
    for (headers, expected) in [
        ("", [200, 200]),
        ("Origin: http://localhost:4000\r\nSec-Fetch-Site: same-origin\r\n", [200, 200]),
        ("Sec-Fetch-Site: none\r\n", [403, 200]),
        ("Sec-Fetch-Site: cross-site\r\n", [403, 403]),
        ("Sec-Fetch-Site: same-site\r\n", [403, 403]),
        ("Origin: http://localhost:4001\r\n", [403, 403]),
        ("Origin: null\r\n", [403, 403]),
        ("Origin: http://localhost:4000\r\nOrigin: http://localhost:4000\r\n", [403, 403]),
    ] {
        assert_eq!([ask(events, headers), ask(state, headers)], expected, "{headers:?}");
    }
    let answer = server.ask(&get(state));
    assert_eq!(body(&answer), "{\"state\": \"page/\"}");
    assert!(answer.contains("\r\ncontent-type: application/json\r\n"), "{answer}");
    assert_eq!(status(&server.ask(&get("/kb/.afterword/state"))), 404);
    assert_eq!(status(&server.ask(&get("/kb/.afterword/state?path=%2Fkb%2F..%2Fx"))), 404);
}

#[test]
fn parts_and_what_is_known_are_left_out() {
    let server = Server::start();
    let ask = |header: &str| server.ask(&get("/kb/page/").replacen("\r\n", &format!("\r\n{header}\r\n"), 1));
    let part = ask("Range: bytes=2-4");
    assert!(part.starts_with("HTTP/1.1 206 ") && part.contains("\r\ncontent-range: bytes 2-4/10\r\n"), "{part}");
    assert_eq!(body(&part), "234");
    let outside = ask("Range: bytes=10-");
    assert!(outside.starts_with("HTTP/1.1 416 ") && outside.contains("\r\ncontent-range: bytes */10\r\n"), "{outside}");
    let etag = part.lines().find_map(|line| line.strip_prefix("etag: ")).expect("an ETag").to_owned();
    let known = ask(&format!("If-None-Match: {etag}"));
    assert!(known.starts_with("HTTP/1.1 304 ") && known.ends_with("\r\n\r\n"), "{known}");
    assert!(known.contains(&etag) && !known.contains("content-length"), "{known}");
    assert_eq!(body(&ask("If-None-Match: \"other\"")), "0123456789");
}

#[test]
fn requests_in_a_row_are_answered_in_order() {
    let server = Server::start();
    let next = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let answers = server.ask(&[next("/kb/a"), next("/kb/../x"), next("/kb/b"), get("/kb/page/")].concat());
    let places: Vec<usize> = ["nothing at `a`", "nothing at this address", "nothing at `b`", "0123456789"]
        .iter()
        .map(|text| answers.find(text).or_else(|| answers.find(&text.replacen("nothing", "there is nothing", 1))))
        .map(|place| place.unwrap_or_else(|| panic!("an answer is missing in {answers}")))
        .collect();
    assert!(places.is_sorted() && answers.matches("HTTP/1.1 ").count() == 4, "{answers}");
}

#[test]
fn a_panic_ends_one_answer_alone() {
    let server = Server::start();
    assert_eq!(status(&server.ask(&get("/kb/panic"))), 500);
    assert_eq!(status(&server.ask(&get("/kb/odd-status"))), 500);
    assert_eq!(status(&server.ask(&get("/kb/page/"))), 200);
}

#[test]
fn nonsense_is_refused() {
    let server = Server::start();
    let garbage: [&[u8]; 6] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /kb/page/ HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET /kb/\x80 HTTP/1.1\r\nHo\0st: localhost\r\n\r\n",
    ];
    for bytes in garbage {
        let answer = server.ask_bytes(bytes);
        assert!(answer.is_empty() || status(&answer) == 400, "{answer}");
    }
    let long =
        format!("GET /kb/ HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(Limits::default().head_size * 2));
    assert!(["", "HTTP/1.1 431"].contains(&server.ask(&long).get(..12).unwrap_or_default()));
    assert_eq!(status(&server.ask(&get("/kb/page/"))), 200);
}

#[test]
fn a_stop_ends_what_is_open() {
    let mut server = Server::start();
    let mut streams: Vec<_> = (0..20).map(|_| server.listen()).collect();
    let mut idle = server.connect();
    let mut half = server.send("GET /kb/ HT");
    server.stop();
    for stream in &mut streams {
        stream.until_end();
    }
    // A connection that ends while it is half way may be reset.
    let _ = (idle.read(&mut [0]), half.read(&mut [0]));
    assert!(server.is_gone(), "the port is free");
}

#[test]
fn what_is_still_being_made_is_answered_once_it_is() {
    let server = Server::start();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| server.ask(&get("/kb/later")));
        server::eventually(|| !server.asked().is_empty());
        server.change("1");
        assert_eq!(body(&waiting.join().expect("an answer")), "made");
    });
}

#[test]
fn a_browser_that_wants_a_service_worker_gets_that_of_the_server() {
    let server = Server::start();
    let asked = get("/kb/page/").replacen("\r\n", "\r\nService-Worker: script\r\n", 1);
    assert_eq!(body(&server.ask(&asked)), "worker");
}
