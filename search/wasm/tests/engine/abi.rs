//! What the worker calls, called natively.
#![allow(unsafe_code)]

use afterword_search::ROOT;
use afterword_search_wasm::abi;
use serde_json::Value;

use crate::base;

type Function = unsafe extern "C" fn(*mut u8, usize) -> *mut u8;

/// Hands a message over and copies the answer, as the worker does.
fn call(function: Function, message: &[u8]) -> String {
    let start = abi::allocate(message.len());
    // SAFETY: `allocate` gave as many bytes as the message has, and nobody else knows of them; the answer begins with its
    // length, and is given back once.
    unsafe {
        start.copy_from_nonoverlapping(message.as_ptr(), message.len());
        let answer = function(start, message.len());
        let length = u32::from_le_bytes(*answer.cast::<[u8; 4]>()) as usize;
        let text = std::slice::from_raw_parts(answer.add(4), length).to_vec();
        abi::release(answer, length + 4);
        String::from_utf8(text).expect("answers are text")
    }
}

fn search(request: &str) -> Value {
    serde_json::from_str(&call(abi::search, request.as_bytes())).expect("answers are JSON")
}

fn open() -> String {
    call(abi::open, base::index().get(ROOT).expect("an index has a root"))
}

#[test]
fn an_opened_index_says_what_it_is() {
    let opened = open();
    assert!(opened.starts_with(r#"{"documents":300,"language":"en","stemmer":null,"format":"#), "{opened}");
}

#[test]
fn a_search_names_the_chunks_that_it_needs_until_it_has_them() {
    open();
    let index = base::index();
    let mut rounds = Vec::new();
    loop {
        let answer = search(r#"{"query":"cache","limit":1}"#);
        let needs: Vec<String> = serde_json::from_value(answer["needs"].clone()).expect("needs are names");
        rounds.push(answer);
        if needs.is_empty() {
            break;
        }
        for name in needs {
            let file = index.get(&format!("{name}.bin")).expect("what is needed was published");
            assert_eq!(call(abi::put, &[name.as_bytes(), file].concat()), "{}");
        }
    }
    let pending: Vec<_> = rounds.iter().map(|answer| answer["results"]["hits"][0]["pending"].as_bool()).collect();
    assert_eq!(pending, [Some(true), Some(false)]);
}

#[test]
fn a_search_before_an_index_is_an_error_of_the_engine() {
    let answer = call(abi::search, br#"{"query":"cache","limit":1}"#);
    assert_eq!(answer, r#"{"error":{"reason":"engine","message":"no index is open","chunk":null}}"#);
}

#[test]
fn messages_that_make_no_sense_are_errors_of_the_engine() {
    open();
    for (function, message) in [
        (abi::search as Function, &b""[..]),
        (abi::search, b"{"),
        (abi::search, br#"{"query":1}"#),
        (abi::search, b"\xff\xfe"),
        (abi::put, b""),
        (abi::put, b"short"),
        (abi::put, b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
    ] {
        let answer = call(function, message);
        assert!(answer.starts_with(r#"{"error":{"reason":"engine","#), "{answer}");
    }
}

#[test]
fn a_damaged_root_is_told_and_the_open_index_stays() {
    open();
    for root in [&b""[..], b"no index", &[0xff; 64]] {
        let answer = call(abi::open, root);
        assert!(answer.starts_with(r#"{"error":{"reason":"damaged","#), "{answer}");
    }
    assert!(call(abi::search, br#"{"query":"cache","limit":1}"#).starts_with(r#"{"results":"#));
}

#[test]
fn a_chunk_that_does_not_belong_to_the_index_is_named() {
    open();
    let answer = call(abi::put, b"0123456789abof another index");
    assert!(answer.starts_with(r#"{"error":{"reason":"damaged","#), "{answer}");
    assert!(answer.ends_with(r#""chunk":"0123456789ab"}}"#), "{answer}");
}
