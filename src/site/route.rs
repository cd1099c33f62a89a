//! Routes: the addresses of the site's files, without the path that the site stands under.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What an address writes as it is: everything else is percent-encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The address of one output file: empty for the home page, `factors/retry-storm/` for a page in a folder of its own,
/// `atom.xml` for any other file. Never begins with a slash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// Takes an address as it is, without percent-encoding.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The second page of a list and those behind it: `tags/dns/page/2/` for `tags/dns/`; the first is the list itself.
    #[must_use]
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 { self.clone() } else { Self(format!("{}page/{number}/", self.0)) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that it is written to, relative to the output folder.
    #[must_use]
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// The address as it stands in a link: percent-encoded, behind the path that the site stands under.
    #[must_use]
    pub fn link(&self, base_path: &str) -> String {
        format!("{base_path}{}", self.encoded())
    }

    /// The address percent-encoded.
    #[must_use]
    pub fn encoded(&self) -> String {
        utf8_percent_encode(&self.0, ENCODED).to_string()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn a_route_tells_its_file_and_its_link() {
        for (route, file, link) in [
            ("", "index.html", "/base/"),
            ("factors/dns/", "factors/dns/index.html", "/base/factors/dns/"),
            ("404.html", "404.html", "/base/404.html"),
            ("files/a b & \"c\".png", "files/a b & \"c\".png", "/base/files/a%20b%20%26%20%22c%22.png"),
        ] {
            let route = Route::new(route);
            assert_eq!((route.output_path().as_str(), route.link("/base/").as_str()), (file, link));
        }
        let list = Route::new("tags/dns/");
        assert_eq!([list.page(1).as_str(), list.page(2).as_str()], ["tags/dns/", "tags/dns/page/2/"]);
    }
}
