//! From an answer of the site to a whole response: validators, ranges, and what keeps other sites from reading it.

use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH,
    IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Response, StatusCode};

use super::guard::Refused;
use super::{Answer, Bytes};

/// How many hexadecimal digits of the hash of a body name it.
const ETAG_DIGITS: usize = 16;

/// What is about the connection or the length, which the server knows better than a file of headers.
const OF_THE_SERVER: [&str; 10] = [
    "connection",
    "content-length",
    "content-range",
    "date",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Makes the response to a request of an answer of the site.
pub(super) fn whole(answer: Answer, request: &Parts) -> Response<Bytes> {
    let Answer { status, headers, body } = answer;
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status)
        .ok()
        .filter(|status| status.as_u16() >= 200)
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        add(response.headers_mut(), &name, &value);
    }
    secure(response.headers_mut());
    if response.status() == StatusCode::OK { fitted(response, request) } else { response }
}

/// Makes the response of what is refused.
pub(super) fn refusal(refused: &Refused) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(format!("{}\n", refused.text)));
    *response.status_mut() = refused.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    if refused.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    secure(headers);
    response
}

/// Adds a header of the site, but for those that are the server's, and those that would let other sites in.
fn add(headers: &mut HeaderMap, name: &str, value: &str) {
    let name = name.to_ascii_lowercase();
    if OF_THE_SERVER.contains(&name.as_str()) || name.starts_with("access-control-") {
        return;
    }
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
        headers.append(name, value);
    }
}

/// Adds what every response has.
pub(super) fn secure(headers: &mut HeaderMap) {
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
}

/// Leaves out what the client has already, and what it does not want.
fn fitted(mut response: Response<Bytes>, request: &Parts) -> Response<Bytes> {
    let hash = blake3::hash(response.body()).to_hex();
    let etag = format!("\"{}\"", &hash[..ETAG_DIGITS]);
    let headers = response.headers_mut();
    headers.insert(ETAG, HeaderValue::from_str(&etag).expect("hexadecimal digits in quotation marks"));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if has(&request.headers, &etag) {
        headers.remove(CONTENT_TYPE);
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Bytes::new();
        return response;
    }
    let is_same = request.headers.get(IF_RANGE).is_none_or(|known| known == etag.as_str());
    let range = request.headers.get(RANGE).and_then(|range| range.to_str().ok());
    match range.filter(|_| is_same && request.method == Method::GET) {
        Some(range) => part(response, range),
        None => response,
    }
}

/// Whether a client has what is named so.
fn has(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The range of bytes that a client asks for.
enum Asked {
    From(usize, usize),
    /// None of them are there.
    Outside,
}

fn part(mut response: Response<Bytes>, range: &str) -> Response<Bytes> {
    let length = response.body().len();
    let (status, content_range) = match asked(range, length) {
        None => return response,
        Some(Asked::From(first, last)) => {
            let body = response.body().slice(first..=last);
            *response.body_mut() = body;
            (StatusCode::PARTIAL_CONTENT, format!("bytes {first}-{last}/{length}"))
        }
        Some(Asked::Outside) => {
            *response.body_mut() = Bytes::new();
            response.headers_mut().remove(ETAG);
            response.headers_mut().remove(CONTENT_TYPE);
            (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}"))
        }
    };
    *response.status_mut() = status;
    let content_range = HeaderValue::try_from(content_range).expect("digits and ASCII signs");
    response.headers_mut().insert(CONTENT_RANGE, content_range);
    response
}

/// Reads a single range; `None` for several, and for what is none, which are answered with everything.
/// <https://www.rfc-editor.org/rfc/rfc9110#section-14>
fn asked(range: &str, length: usize) -> Option<Asked> {
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.trim().split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))?;
    let end = length.checked_sub(1);
    let (first, last) = match (first, last) {
        ("", suffix) => {
            let suffix = number(suffix)?;
            (length.saturating_sub(suffix), if suffix == 0 { None } else { end })
        }
        (first, "") => (number(first)?, end),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first, end.map(|end| end.min(last)))
        }
    };
    Some(last.filter(|last| first <= *last).map_or(Asked::Outside, |last| Asked::From(first, last)))
}

/// A number of bytes; one that is too large is the largest.
fn number(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use hyper::Request;
    use proptest::prelude::*;

    use super::*;

    fn respond(body: &'static str, headers: &[(&str, &str)], sent: &[(&str, &str)]) -> Response<Bytes> {
        let mut request = Request::builder();
        for (name, value) in sent {
            request = request.header(*name, *value);
        }
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = Answer { status: 200, headers, body: Bytes::from_static(body.as_bytes()) };
        whole(answer, &request.body(()).expect("a request").into_parts().0)
    }

    fn header<'a>(response: &'a Response<Bytes>, name: &str) -> Vec<&'a str> {
        response.headers().get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect()
    }

    #[test]
    fn ranges_are_cut_out() {
        for (range, status, content_range, body) in [
            ("bytes=0-3", 206, "bytes 0-3/10", "0123"),
            ("Bytes=4-", 206, "bytes 4-9/10", "456789"),
            ("bytes=-3", 206, "bytes 7-9/10", "789"),
            ("bytes=-99", 206, "bytes 0-9/10", "0123456789"),
            ("bytes=8-99", 206, "bytes 8-9/10", "89"),
            ("bytes=9-9", 206, "bytes 9-9/10", "9"),
            ("bytes=0-99999999999999999999999", 206, "bytes 0-9/10", "0123456789"),
            ("bytes=10-", 416, "bytes */10", ""),
            ("bytes=10-20", 416, "bytes */10", ""),
            ("bytes=99999999999999999999999-", 416, "bytes */10", ""),
            ("bytes=-0", 416, "bytes */10", ""),
            ("bytes=3-2", 200, "", "0123456789"),
            ("bytes=0-1,3-4", 200, "", "0123456789"),
            ("bytes=+1-2", 200, "", "0123456789"),
            ("bytes=-", 200, "", "0123456789"),
            ("bytes=", 200, "", "0123456789"),
            ("bytes", 200, "", "0123456789"),
            ("lines=0-3", 200, "", "0123456789"),
            ("bytes=0-1-2", 200, "", "0123456789"),
        ] {
            let response = respond("0123456789", &[], &[("range", range)]);
            let found = (response.status().as_u16(), header(&response, "content-range").concat());
            assert_eq!(
                (found.0, found.1.as_str(), &response.body()[..]),
                (status, content_range, body.as_bytes()),
                "{range}"
            );
        }
        assert_eq!(respond("", &[], &[("range", "bytes=0-")]).status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(respond("", &[], &[("range", "bytes=-1")]).status(), StatusCode::RANGE_NOT_SATISFIABLE);
    }

    proptest! {
        #[test]
        fn a_part_is_what_its_header_says(range in "(bytes|Bytes|b)?=?[0-9]{0,3}-?[0-9]{0,20}[,-]?[0-9]?") {
            let response = respond("0123456789", &[], &[("range", &range)]);
            let said = header(&response, "content-range").concat();
            match said.strip_prefix("bytes ").and_then(|said| said.strip_suffix("/10")).and_then(|said| said.split_once('-')) {
                Some((first, last)) => {
                    let (first, last): (usize, usize) = (first.parse().expect("a number"), last.parse().expect("a number"));
                    prop_assert_eq!(response.body(), &"0123456789"[first..=last]);
                }
                None => prop_assert_eq!(response.body().is_empty(), response.status() == 416),
            }
        }
    }

    #[test]
    fn what_a_client_has_is_not_sent_again() {
        let etag = header(&respond("text", &[], &[]), "etag").concat();
        assert_eq!(etag.len(), ETAG_DIGITS + 2);
        assert_ne!(etag, header(&respond("other", &[], &[]), "etag").concat());
        let weak = format!("\"a\", W/{etag}");
        for (known, status) in
            [(etag.as_str(), 304), (&weak, 304), ("*", 304), ("\"a\"", 200), ("", 200), (&etag[1..], 200)]
        {
            let response =
                respond("text", &[("content-type", "a/b")], &[("if-none-match", known), ("range", "lines=1-")]);
            assert_eq!(response.status().as_u16(), status, "{known}");
            assert_eq!(header(&response, "etag"), [etag.as_str()]);
            assert_eq!(response.body().is_empty(), status == 304);
        }
        let part = |known: &str| respond("text", &[], &[("range", "bytes=1-"), ("if-range", known)]).status().as_u16();
        assert_eq!([part(&etag), part("\"a\""), part(&format!("W/{etag}"))], [206, 200, 200]);
    }

    #[test]
    fn no_header_of_the_site_lets_others_in_or_breaks_the_connection() {
        let headers = [
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("Content-Length", "1"),
            ("Transfer-Encoding", "chunked"),
            ("Connection", "close"),
            ("X-Bad", "a\r\nSet-Cookie: b"),
            ("X Bad", "a"),
            ("", "a"),
            ("X-Good", "ü"),
            ("Link", "a"),
            ("Link", "b"),
            ("Cache-Control", "no-store"),
        ];
        let response = respond("text", &headers, &[]);
        let names: Vec<&str> = response.headers().keys().map(HeaderName::as_str).collect();
        let expected = [
            "accept-ranges",
            "cache-control",
            "cross-origin-resource-policy",
            "etag",
            "link",
            "x-content-type-options",
            "x-good",
        ];
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected);
        assert_eq!(header(&response, "link"), ["a", "b"]);
        assert_eq!(header(&response, "cross-origin-resource-policy"), ["same-origin"]);
        assert_eq!(header(&response, "cache-control"), ["no-store"]);
    }
}
