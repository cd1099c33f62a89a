//! Clients that are many, slow or stuck.

use std::io::Read;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use super::server::{Server, body, eventually, get, status, until_end};
use crate::serve::http::limits::Limits;

const SOON: Duration = Duration::from_millis(50);

#[test]
fn two_hundred_tabs_do_not_stop_a_page() {
    let mut server = Server::within(Limits { end: Duration::from_secs(60), ..Limits::default() });
    let mut tabs: Vec<_> = (0..200).map(|_| server.listen()).collect();
    assert!(tabs[0].heard.contains("retry: 500\ndata: 0\n\n"), "{}", tabs[0].heard);
    assert_eq!(body(&server.ask(&get("/kb/page/"))), "0123456789");
    server.change("{\"generation\": 1}");
    for tab in &mut tabs {
        tab.until("data: {\"generation\": 1}\n\n");
    }
    server.stop();
    for tab in &mut tabs {
        tab.until_end();
        assert!(tab.heard.ends_with("0\r\n\r\n"), "the stream has an end: {}", tab.heard);
    }
}

#[test]
fn listeners_hear_the_newest() {
    let server = Server::start();
    let mut tab = server.listen();
    for number in 1..=10_000 {
        server.change(&number.to_string());
    }
    tab.until("data: 10000\n\n");
    let heard: Vec<usize> =
        tab.heard.lines().filter_map(|line| line.strip_prefix("data: ")).filter_map(|it| it.parse().ok()).collect();
    assert!(heard.is_sorted_by(|a, b| a < b) && heard.first() == Some(&0), "{heard:?}");
}

#[test]
fn listeners_get_a_sign_of_life() {
    let server = Server::within(Limits { pause: Duration::from_millis(5), ..Limits::default() });
    let mut tab = server.listen();
    tab.until(": nothing happened\n\n");
    server.change("1");
    tab.until("data: 1\n\n");
}

#[test]
fn too_many_listeners_leave_room_for_pages() {
    let server = Server::within(Limits { streams: 2, ..Limits::default() });
    let tabs = [server.listen(), server.listen()];
    assert_eq!(status(&server.ask(&get("/kb/.afterword/events"))), 503);
    assert_eq!(status(&server.ask(&get("/kb/page/"))), 200);
    drop(tabs);
    // The server notices within a moment that they are gone.
    eventually(|| status(&server.first("GET /kb/.afterword/events HTTP/1.1\r\nHost: localhost\r\n\r\n")) == 200);
}

#[test]
fn a_request_that_does_not_come_is_not_waited_for() {
    let server = Server::within(Limits { head: Duration::from_secs(2), ..Limits::default() });
    let halves = ["", "GET /kb/page/ HTTP/1.1\r\nHost: loc", "GET /kb/page/ HTTP/1.1\r\nHost: localhost\r\n"];
    let whole = "GET /kb/page/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut clients = halves.map(|half| server.send(half));
    let mut idle = server.send(whole);
    for client in &mut clients {
        assert_eq!(body(&until_end(client)), "");
    }
    assert_eq!(body(&until_end(&mut idle)), "0123456789", "a connection ends that asks for nothing more");
    assert_eq!(server.asked(), ["page/"]);
    assert_eq!(status(&server.ask(&get("/kb/page/"))), 200);
}

#[test]
fn a_client_that_stops_reading_is_dropped() {
    // With room for one connection, the next is answered when the stuck one is gone.
    let server = Server::within(Limits { write: SOON, connections: 1, ..Limits::default() });
    let mut stuck = server.send(&get("/kb/big"));
    stuck.read_exact(&mut [0; 100]).expect("a beginning");
    assert_eq!(status(&server.ask(&get("/kb/page/"))), 200);
    let mut rest = Vec::new();
    let _ = stuck.read_to_end(&mut rest);
    assert!(rest.len() < super::server::BIG, "{}", rest.len());
}

#[test]
fn connections_beyond_the_limit_wait() {
    let server = Server::within(Limits { connections: 1, ..Limits::default() });
    let tab = server.listen();
    let mut waiting = server.send(&get("/kb/page/"));
    assert_eq!(server.asked(), Vec::<String>::new());
    drop(tab);
    assert_eq!(body(&until_end(&mut waiting)), "0123456789");
}

#[test]
fn few_answers_are_made_at_once() {
    let server = Server::within(Limits { answers: 2, ..Limits::default() });
    thread::scope(|scope| {
        let clients: Vec<_> = (0..20).map(|_| scope.spawn(|| server.ask(&get("/kb/slow")))).collect();
        eventually(|| server.site.running.load(Ordering::SeqCst) >= 2);
        server.site.release();
        for client in clients {
            assert_eq!(body(&client.join().expect("an answer")), "slow");
        }
    });
    assert_eq!(server.site.most.load(Ordering::SeqCst), 2);
}

#[test]
fn a_stop_does_not_wait_for_an_answer() {
    let mut server = Server::within(Limits { end: SOON, ..Limits::default() });
    let mut client = server.send(&get("/kb/slow"));
    eventually(|| server.site.running.load(Ordering::SeqCst) >= 1);
    server.stop();
    assert_eq!(until_end(&mut client), "");
}
