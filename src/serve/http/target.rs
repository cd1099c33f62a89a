//! What a request asks for: its path below the base path, decoded once. A path never touches a disk; it is a key.

use percent_encoding::percent_decode_str;

/// The folder of what the server adds to the site, below the base path.
const OWN: &str = ".afterword/";

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// What stands at a path below the base path, percent-decoded.
    Page(String),
    /// To be told of changes.
    Events,
    /// The state of the page at such a path.
    State(String),
    /// The site, which stands elsewhere.
    Redirect { to: String, status: u16 },
    /// Nothing that could be there.
    Nothing,
}

impl Target {
    /// Reads the path and the query of a request. `base_path` is as in links, with a slash at both ends.
    pub(super) fn read(path: &str, query: Option<&str>, base_path: &str) -> Self {
        let Some(below) = below(path, base_path) else { return elsewhere(path, base_path) };
        match below.strip_prefix(OWN) {
            Some("events") => Self::Events,
            Some("state") => state(query, base_path).map_or(Self::Nothing, Self::State),
            _ => Self::Page(below),
        }
    }
}

/// The page that a query asks for the state of.
fn state(query: Option<&str>, base_path: &str) -> Option<String> {
    let value = query?.split('&').find_map(|pair| pair.strip_prefix("path="))?;
    let path = percent_decode_str(&value.replace('+', " ")).decode_utf8().ok()?.into_owned();
    below(&path, base_path)
}

/// The way to the site, for those who forgot its base path or the slash at its end.
fn elsewhere(path: &str, base_path: &str) -> Target {
    let (asked, base) = (decoded(path), decoded(base_path));
    match asked.zip(base) {
        Some((asked, _)) if asked == "/" => Target::Redirect { to: base_path.to_owned(), status: 302 },
        Some((asked, base)) if base.strip_suffix('/') == Some(&asked) => {
            Target::Redirect { to: base_path.to_owned(), status: 301 }
        }
        _ => Target::Nothing,
    }
}

/// A path below the base path, decoded; `None` for one that stands elsewhere, or nowhere.
fn below(path: &str, base_path: &str) -> Option<String> {
    let (path, base) = (decoded(path)?, decoded(base_path)?);
    Some(path.strip_prefix(&base)?.to_owned())
}

/// A path that begins with a slash, percent-decoded once; `None` where no file could have it on every machine.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let inside = path.strip_prefix('/')?;
    let is_name = |segment: &str| !segment.is_empty() && segment != "." && segment != "..";
    // A slash at the end stands for the page in a folder.
    let names = inside.strip_suffix('/').unwrap_or(inside);
    let is_path = inside.is_empty() || names.split('/').all(is_name);
    let is_plain = !path.contains(|c: char| c.is_control() || c == '\\');
    (is_path && is_plain).then(|| path.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(path: &str) -> Target {
        Target::Page(path.to_owned())
    }

    #[test]
    fn paths_are_decoded_once() {
        for (path, expected) in [
            ("/", ""),
            ("/factors/dns/", "factors/dns/"),
            ("/404.html", "404.html"),
            ("/a%20b", "a b"),
            ("/a+b", "a+b"),
            ("/%C3%BC/", "ü/"),
            ("/ü/", "ü/"),
            ("/a%2Fb", "a/b"),
            ("/a%252Fb", "a%2Fb"),
            ("/%252e%252e/x", "%2e%2e/x"),
            ("/100%", "100%"),
            ("/...", "..."),
            ("/..a/.b", "..a/.b"),
            ("/C:/x", "C:/x"),
            ("/.afterword/live.js", ".afterword/live.js"),
            ("/.afterword/events/", ".afterword/events/"),
        ] {
            assert_eq!(Target::read(path, None, "/"), page(expected), "{path}");
            let below = format!("/kb{path}");
            assert_eq!(Target::read(&below, None, "/kb/"), page(expected), "{below}");
        }
    }

    #[test]
    fn what_could_lead_elsewhere_leads_nowhere() {
        for path in [
            "/..",
            "/../etc/passwd",
            "/a/../b",
            "/a/..",
            "/a/./b",
            "/.",
            "/./",
            "/%2e%2e/etc/passwd",
            "/%2E%2E%2Fetc/passwd",
            "/..%2fetc/passwd",
            "/.%2e/x",
            "/a%2f..%2fb",
            "//",
            "//etc/passwd",
            "/a//b",
            "/a//",
            "/%2F",
            "/..\\x",
            "/a\\b",
            "/%5c..%5cx",
            "/a%00",
            "/a%00.html",
            "/a%0a",
            "/a%0D%0Ab",
            "/a%7F",
            "/%C2%85",
            "/%ff",
            "/%C0%AE%C0%AE/x",
            "/%ED%A0%80",
        ] {
            assert_eq!(Target::read(path, None, "/"), Target::Nothing, "{path}");
            let query = format!("path={}", path.replace('%', "%25"));
            assert_eq!(Target::read("/.afterword/state", Some(&query), "/"), Target::Nothing, "{query}");
        }
    }

    #[test]
    fn the_site_is_found_without_its_base_path() {
        let redirect = |status| Target::Redirect { to: "/k%20b/".to_owned(), status };
        for (path, expected) in [
            ("/", redirect(302)),
            ("/k%20b", redirect(301)),
            ("/%6b%20b", redirect(301)),
            ("/k%20b/", page("")),
            ("/k%20bx", Target::Nothing),
            ("/k", Target::Nothing),
            ("/x/", Target::Nothing),
            ("//k%20b/", Target::Nothing),
            ("/x/../k%20b/", Target::Nothing),
            ("", Target::Nothing),
            ("*", Target::Nothing),
            ("/.afterword/events", Target::Nothing),
            ("/k%20b/.afterword/events", Target::Events),
        ] {
            assert_eq!(Target::read(path, None, "/k%20b/"), expected, "{path}");
        }
    }

    #[test]
    fn the_state_of_a_page_is_asked_for_by_its_address() {
        let state = |path: &str| Target::State(path.to_owned());
        for (query, expected) in [
            (Some("path=%2Fkb%2Ftags%2Fa%2520b%2F"), state("tags/a b/")),
            (Some("path=/kb/"), state("")),
            (Some("x=1&path=/kb/a&path=/kb/b"), state("a")),
            (Some("path=/kb/a%2Bb"), state("a+b")),
            (Some("path=/other/"), Target::Nothing),
            (Some("path="), Target::Nothing),
            (Some("paths=/kb/"), Target::Nothing),
            (Some(""), Target::Nothing),
            (None, Target::Nothing),
        ] {
            assert_eq!(Target::read("/kb/.afterword/state", query, "/kb/"), expected, "{query:?}");
        }
    }

    proptest! {
        #[test]
        fn no_path_leaves_the_site(path in "(/|\\.|%2e|%2F|%5c|\\\\|%00|%25|a|ü|%C3|kb){0,12}") {
            let target = Target::read(&format!("/kb/{path}"), None, "/kb/");
            if let Target::Page(page) | Target::State(page) = target {
                prop_assert!(!page.starts_with('/') && !page.contains(['\\', '\0']), "{page:?}");
                prop_assert!(page.split('/').all(|segment| segment != ".." && segment != "."), "{page:?}");
                prop_assert!(!page.contains("//"), "{page:?}");
            }
        }
    }
}
