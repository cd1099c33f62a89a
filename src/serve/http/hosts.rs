//! Which names the server answers to.
//!
//! A site in the same browser can have its own name lead to this machine (DNS rebinding) and then reads what stands
//! here as its own. Its name stays in the `Host` header, and is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The longest name that DNS has.
const LONGEST: usize = 253;

/// The names that the server answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts {
    /// What `--host` said.
    given: String,
    address: IpAddr,
}

/// Why a host is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is none.
    Odd,
    /// The server does not answer to this name.
    Other(String),
}

/// A host, without its port.
enum Host {
    Address(IpAddr),
    /// In lower case, without a dot at its end.
    Name(String),
}

impl Hosts {
    /// The names for a server that listens on an address, which was given by this name, or as it is.
    ///
    /// On loopback these are the names of loopback and the given one; elsewhere the addresses of all machines too, since
    /// an address in place of a name cannot be led elsewhere.
    #[must_use]
    pub fn new(given: &str, address: IpAddr) -> Self {
        Self { given: given.trim_end_matches('.').to_ascii_lowercase(), address }
    }

    /// Holds a host with or without a port, as it stands in a request, against the names.
    pub(super) fn check(&self, host: &str) -> Result<(), Refusal> {
        let is_ours = match read(host).ok_or(Refusal::Odd)? {
            Host::Address(address) => is_loopback(address) || !is_loopback(self.address) || address == self.address,
            Host::Name(name) => name == "localhost" || name.ends_with(".localhost") || name == self.given,
        };
        if is_ours { Ok(()) } else { Err(Refusal::Other(host.to_owned())) }
    }
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Takes a host and its port apart; `None` where it is neither a name nor an address.
fn read(written: &str) -> Option<Host> {
    if let Some(rest) = written.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let address: Ipv6Addr = address.parse().ok().filter(|_| is_port(port))?;
        return Some(Host::Address(address.into()));
    }
    let (name, port) = written.find(':').map_or((written, ""), |colon| written.split_at(colon));
    let name = name.strip_suffix('.').unwrap_or(name);
    if !is_port(port) || !is_name(name) {
        return None;
    }
    // What ends in a number is an address, or nothing. https://url.spec.whatwg.org/#host-parsing
    let last = name.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return name.parse::<Ipv4Addr>().ok().map(|address| Host::Address(address.into()));
    }
    Some(Host::Name(name.to_ascii_lowercase()))
}

/// Whether this is nothing, or a colon with a port, which may be left out behind it.
fn is_port(text: &str) -> bool {
    let Some(port) = text.strip_prefix(':') else { return text.is_empty() };
    port.is_empty() || (port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok())
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    name.len() <= LONGEST && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(hosts: &Hosts, expected: &[(&str, u16)]) {
        for (host, status) in expected {
            let found = match hosts.check(host) {
                Ok(()) => 200,
                Err(Refusal::Odd) => 400,
                Err(Refusal::Other(_)) => 403,
            };
            assert_eq!(found, *status, "{host:?} for {hosts:?}");
        }
    }

    /// What is no host, wherever the server listens.
    const ODD: [(&str, u16); 21] = [
        ("", 400),
        (":80", 400),
        (".", 400),
        ("..", 400),
        (".localhost", 400),
        ("localhost..", 400),
        ("a..localhost", 400),
        ("localhost:x", 400),
        ("localhost:80:80", 400),
        ("localhost:99999", 400),
        ("localhost:+80", 400),
        ("user@localhost", 400),
        ("localhost/", 400),
        ("localhost, localhost", 400),
        (" localhost", 400),
        ("127.1", 400),
        ("127.0.0.256", 400),
        ("::1", 400),
        ("[::1", 400),
        ("[::1]x", 400),
        ("[localhost]", 400),
    ];

    #[test]
    fn a_server_on_loopback_answers_to_names_of_loopback_alone() {
        let hosts = Hosts::new("127.0.0.1", Ipv4Addr::LOCALHOST.into());
        check(&hosts, &ODD);
        let expected = [
            ("localhost", 200),
            ("LocalHost:4000", 200),
            ("localhost.", 200),
            ("localhost.:4000", 200),
            ("localhost:", 200),
            ("kb.localhost:4000", 200),
            ("a.b.localhost.", 200),
            ("127.0.0.1:4000", 200),
            ("127.0.0.1.", 200),
            ("127.8.9.10", 200),
            ("[::1]", 200),
            ("[::1]:4000", 200),
            ("[0:0:0:0:0:0:0:1]:4000", 200),
            ("[::ffff:127.0.0.1]", 200),
            ("evil.example", 403),
            ("localhost.evil.example", 403),
            ("notlocalhost", 403),
            ("127.0.0.1.evil.example", 403),
            ("192.168.0.7", 403),
            ("0.0.0.0:4000", 403),
            ("[::]", 403),
            ("[fe80::1]:4000", 403),
        ];
        check(&hosts, &expected);
    }

    proptest! {
        #[test]
        fn no_other_name_is_taken_for_loopback(host in "(localhost|127\\.0\\.0\\.1|\\[::1\\]|evil|example|[.:@/#?, -]|[0-9]{1,4}|é){0,6}") {
            let hosts = Hosts::new("127.0.0.1", Ipv4Addr::LOCALHOST.into());
            if hosts.check(&host).is_ok() {
                // As browsers read it.
                let url = url_host(&host);
                prop_assert!(url == "[::1]" || url.starts_with("127.") || url.rsplit('.').next() == Some("localhost"), "{}", host);
            }
        }
    }

    /// What stands before the port, without a dot at its end.
    fn url_host(host: &str) -> &str {
        let end = if host.starts_with('[') { host.find(']').map(|end| end + 1) } else { host.find(':') };
        host[..end.unwrap_or(host.len())].trim_end_matches('.')
    }

    #[test]
    fn a_server_elsewhere_answers_to_addresses_and_to_its_own_name() {
        let hosts = Hosts::new("Wiki.Example.", Ipv4Addr::UNSPECIFIED.into());
        check(&hosts, &ODD);
        let expected = [
            ("localhost:4000", 200),
            ("wiki.example:4000", 200),
            ("WIKI.example.", 200),
            ("192.168.0.7:4000", 200),
            ("[fe80::1]:4000", 200),
            ("0.0.0.0", 200),
            ("evil.example", 403),
            ("a.wiki.example", 403),
            ("192.168.0.7.evil.example", 403),
        ];
        check(&hosts, &expected);
    }
}
