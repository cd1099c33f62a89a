//! What is refused before the site is asked: other methods, other hosts, and other sites that listen.

use hyper::header::{HOST, ORIGIN};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode, Version};

use super::hosts::{Hosts, Refusal};

/// The header in which browsers tell who asks. <https://www.w3.org/TR/fetch-metadata/>
const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// An answer in place of that of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) text: String,
}

impl Refused {
    pub(super) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }
}

/// Who may ask for what the server tells beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Askers {
    /// The site's own pages.
    Pages,
    /// These, and people who type the address.
    PagesAndPeople,
}

/// Refuses what is not asked of this server, or not by a method that it knows.
pub(super) fn check(request: &Parts, hosts: &Hosts) -> Result<(), Refused> {
    let odd = |text: &str| Refused::new(StatusCode::BAD_REQUEST, text);
    if request.version != Version::HTTP_11 && request.version != Version::HTTP_10 {
        return Err(odd("this server speaks HTTP/1.1"));
    }
    let host = host(&request.headers).ok_or_else(|| odd("the request has no host, or several"))?;
    hosts.check(host).map_err(refused)?;
    if request.method != Method::GET && request.method != Method::HEAD {
        return Err(Refused::new(StatusCode::METHOD_NOT_ALLOWED, "use GET or HEAD"));
    }
    if !request.uri.path().starts_with('/') {
        return Err(odd("the request names no path"));
    }
    let Some(scheme) = request.uri.scheme_str() else { return Ok(()) };
    let is_web = scheme == "http" || scheme == "https";
    let authority = request.uri.authority().filter(|_| is_web).ok_or_else(|| odd("the address is of another kind"))?;
    hosts.check(authority.as_str()).map_err(refused)
}

fn refused(refusal: Refusal) -> Refused {
    match refusal {
        Refusal::Odd => Refused::new(StatusCode::BAD_REQUEST, "the request names no host that could be one"),
        Refusal::Other(host) => Refused::new(
            StatusCode::FORBIDDEN,
            format!(
                "this server does not answer to `{host}`, so that no other site in this browser can read what it shows; \
                 open it at its own address, or start it with `--host` and the name or address that it shall have"
            ),
        ),
    }
}

/// The one value of a header; `None` where there is none, or there are several.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    value.to_str().ok()
}

fn host(headers: &HeaderMap) -> Option<&str> {
    single(headers, HOST.as_str())
}

/// Refuses pages of other sites.
pub(super) fn check_origin(headers: &HeaderMap, askers: Askers) -> Result<(), Refused> {
    let is_own_origin = !headers.contains_key(ORIGIN)
        || single(headers, ORIGIN.as_str()).zip(host(headers)).is_some_and(|(origin, host)| is_at(origin, host));
    let is_own_site = !headers.contains_key(SEC_FETCH_SITE)
        || single(headers, SEC_FETCH_SITE)
            .is_some_and(|site| site == "same-origin" || (site == "none" && askers == Askers::PagesAndPeople));
    if is_own_origin && is_own_site {
        return Ok(());
    }
    Err(Refused::new(StatusCode::FORBIDDEN, "this is for the pages of this site alone"))
}

/// Whether an origin is that of a host. The scheme may differ where something stands between that speaks TLS.
fn is_at(origin: &str, host: &str) -> bool {
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn only_pages_of_the_same_origin_listen() {
        type Sent<'a> = &'a [(&'static str, &'static str)];
        let cases: [(Sent, bool, bool); 16] = [
            (&[], true, true),
            (&[("origin", "http://localhost:4000")], true, true),
            (&[("origin", "HTTP://localhost:4000")], false, false),
            (&[("origin", "https://LOCALHOST:4000")], true, true),
            (&[("origin", "http://localhost:4001")], false, false),
            (&[("origin", "http://localhost")], false, false),
            (&[("origin", "http://evil.example")], false, false),
            (&[("origin", "http://localhost:4000.evil.example")], false, false),
            (&[("origin", "null")], false, false),
            (&[("origin", "")], false, false),
            (&[("origin", "http://localhost:4000"), ("origin", "http://evil.example")], false, false),
            (&[("sec-fetch-site", "same-origin")], true, true),
            (&[("sec-fetch-site", "none")], false, true),
            (&[("sec-fetch-site", "same-site")], false, false),
            (&[("sec-fetch-site", "cross-site")], false, false),
            (&[("origin", "http://localhost:4000"), ("sec-fetch-site", "cross-site")], false, false),
        ];
        for (sent, pages, people) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("localhost:4000"));
            for (name, value) in sent {
                headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            let found = [Askers::Pages, Askers::PagesAndPeople].map(|askers| check_origin(&headers, askers).is_ok());
            assert_eq!(found, [pages, people], "{sent:?}");
        }
    }
}
