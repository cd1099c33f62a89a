//! Patterns of the configuration: names with `*`, ranges of addresses, and regular expressions.

use std::fmt;
use std::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS};
use regex::{Regex, RegexBuilder};

/// The most memory that one regular expression may take, in bytes.
const REGEX_LIMIT: usize = 1 << 20;

/// A name in which `*` stands for any characters, or none; without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern(String);

impl NamePattern {
    /// Takes a pattern as written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_lowercase())
    }

    /// The pattern.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a name, in lower case, is one of those that are meant.
    #[must_use]
    pub fn is_match(&self, name: &str) -> bool {
        let Some((first, rest)) = self.0.split_once('*') else { return self.0 == name };
        let Some(mut name) = name.strip_prefix(first) else { return false };
        let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
        for part in middle.split('*').filter(|part| !part.is_empty()) {
            let Some(found) = name.find(part) else { return false };
            name = &name[found + part.len()..];
        }
        name.ends_with(last)
    }
}

/// Hosts that are known inside alone: names with `*`, or a range of addresses such as `10.0.0.0/8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostPattern {
    /// A name.
    Name(NamePattern),
    /// The first address of a range, and how many of its bits count.
    Range(IpAddr, u8),
}

impl HostPattern {
    /// Reads a pattern as written.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((address, bits)) = text.split_once('/') {
            let address: IpAddr = address.parse().map_err(|_| format!("`{address}` is no IP address"))?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.parse().ok().filter(|bits| *bits <= most);
            return bits
                .map(|bits| Self::Range(address, bits))
                .ok_or_else(|| format!("a range ends with a number of bits up to {most}"));
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self::Range(address, if address.is_ipv4() { 32 } else { 128 }));
        }
        let is_part = |c: char| c.is_alphanumeric() || "-_.*".contains(c);
        if !text.chars().all(is_part) || !text.chars().any(char::is_alphanumeric) {
            return Err("expected a host such as `*.corp.example`, or a range such as `10.0.0.0/8`".to_owned());
        }
        Ok(Self::Name(NamePattern::new(text)))
    }

    /// Whether a host, in lower case, is one of those that are meant.
    #[must_use]
    pub fn is_match(&self, host: &str) -> bool {
        match self {
            Self::Name(name) => name.is_match(host),
            Self::Range(first, bits) => match (first, host.parse()) {
                (IpAddr::V4(first), Ok(IpAddr::V4(host))) => {
                    (first.to_bits() ^ host.to_bits()).checked_shr(32 - u32::from(*bits)).unwrap_or(0) == 0
                }
                (IpAddr::V6(first), Ok(IpAddr::V6(host))) => {
                    (first.to_bits() ^ host.to_bits()).checked_shr(128 - u32::from(*bits)).unwrap_or(0) == 0
                }
                _ => false,
            },
        }
    }
}

impl fmt::Display for HostPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name.as_str()),
            Self::Range(first, bits) => write!(f, "{first}/{bits}"),
        }
    }
}

/// Which words are tickets of one tracker, and where each is to be seen.
#[derive(Debug, Clone)]
pub struct TicketPattern {
    /// The words.
    pub regex: Regex,
    /// The address, with `{ticket}` in the place of the word.
    pub url: String,
}

impl PartialEq for TicketPattern {
    fn eq(&self, other: &Self) -> bool {
        self.regex.as_str() == other.regex.as_str() && self.url == other.url
    }
}

impl Eq for TicketPattern {}

/// What means something to Markdown within an address, or ends it.
const OF_MARKDOWN: &AsciiSet =
    &CONTROLS.add(b'|').add(b' ').add(b'[').add(b']').add(b'<').add(b'>').add(b'\\').add(b'"').add(b'`').add(b'*');

impl TicketPattern {
    /// What stands for the ticket in an address.
    pub const PLACE: &'static str = "{ticket}";

    /// Reads a regular expression. It takes time in proportion to the text, whatever it says.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it: it cannot be read, is too large, or matches where nothing stands.
    pub fn regex(text: &str) -> Result<Regex, String> {
        let regex = RegexBuilder::new(text).size_limit(REGEX_LIMIT).dfa_size_limit(REGEX_LIMIT).build();
        let regex = regex.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the pattern is too large; count less in it".to_owned(),
            error => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                format!("the pattern is no regular expression: {last}")
            }
        })?;
        match regex.is_match("") {
            true => Err("the pattern matches where nothing stands".to_owned()),
            false => Ok(regex),
        }
    }

    /// Reads the address of a tracker.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it.
    pub fn url(text: &str) -> Result<String, String> {
        let text = text.trim();
        let is_web = ["https://", "http://"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
        if !is_web || text.contains(char::is_whitespace) || text.contains(['(', ')', '<', '>']) {
            return Err("expected an address such as `https://tracker.example.com/browse/{ticket}`".to_owned());
        }
        match text.contains(Self::PLACE) {
            true => Ok(text.to_owned()),
            false => Err("the address lacks `{ticket}`, in whose place the ticket goes".to_owned()),
        }
    }

    /// The address of one ticket.
    #[must_use]
    pub fn address_of(&self, ticket: &str) -> String {
        let ticket = percent_encoding::utf8_percent_encode(ticket, percent_encoding::NON_ALPHANUMERIC).to_string();
        let address =
            self.url.replace(Self::PLACE, &ticket.replace("%2D", "-").replace("%5F", "_").replace("%2E", "."));
        let host = address.find("://").map_or(0, |at| at + "://".len());
        // The brackets of a host that is a number belong there.
        let path = address[host..].find(['/', '?', '#']).map_or(address.len(), |at| host + at);
        let (host, path) = address.split_at(path);
        format!("{host}{}", percent_encoding::utf8_percent_encode(path, OF_MARKDOWN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_as_a_whole() {
        for (pattern, name, expected) in [
            ("*.corp.example", "db1.corp.example", true),
            ("*.corp.example", "corp.example", false),
            ("*.Corp.example", "a.b.corp.example", true),
            ("*.corp.example", "x.corp.example.com", false),
            ("db*-*.corp", "db1-a.corp", true),
            ("db*-*.corp", "db1.corp", false),
            ("a*a", "a", false),
            ("*", "anything", true),
            ("support@kestrel.example", "support@kestrel.example", true),
        ] {
            assert_eq!(NamePattern::new(pattern).is_match(name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn ranges_match_by_their_bits() {
        for (pattern, host, expected) in [
            ("10.0.0.0/8", "10.20.30.40", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("192.168.1.7", "192.168.1.7", true),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("fd00::/8", "fd12::1", true),
            ("10.0.0.0/8", "10.20.30.400", false),
        ] {
            assert_eq!(HostPattern::parse(pattern).expect(pattern).is_match(host), expected, "{pattern} {host}");
        }
        for pattern in ["", "*", "10.0.0.0/33", "x/8", "a b", "https://x"] {
            assert!(HostPattern::parse(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_ticket_is_a_word_with_an_address() {
        for pattern in ["(", "x*", "", "(a{1000}){1000}"] {
            assert!(TicketPattern::regex(pattern).is_err(), "{pattern}");
        }
        for url in ["", "ftp://x/{ticket}", "https://x/", "https://a b/{ticket}", "javascript:{ticket}"] {
            assert!(TicketPattern::url(url).is_err(), "{url}");
        }
        let regex = TicketPattern::regex(r"OPS-\d+").expect("a pattern");
        let url = TicketPattern::url("https://tracker.example.com/{ticket}").expect("an address");
        assert_eq!(TicketPattern { regex, url }.address_of("OPS-1)x"), "https://tracker.example.com/OPS-1%29x");
        let regex = TicketPattern::regex("#[^ ]+").expect("a pattern");
        let pattern = TicketPattern { regex, url: "https://[::1]/[a]|b?q=%7C{ticket}&x=ä".to_owned() };
        assert_eq!(pattern.address_of("#1 |<"), "https://[::1]/%5Ba%5D%7Cb?q=%7C%231%20%7C%3C&x=%C3%A4");
    }
}
