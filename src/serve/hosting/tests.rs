//! What hosts are told, and what is not followed.

use proptest::prelude::*;

use super::{Hosting, LINE_LIMIT, RULE_LIMIT, Redirect, SIZE_LIMIT};

fn headers(text: &str, path: &str) -> String {
    let (hosting, messages) = Hosting::read(Some(text), None);
    assert_eq!(messages, Vec::<String>::new(), "{text}");
    hosting.headers(path).iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}

#[test]
fn headers_are_those_of_all_rules_for_a_path() {
    let text = "\u{feff}# a comment\r\n/*\r\n  X-Frame-Options: DENY\r\n  Link: <a>\n\n/kb/a/*\n  # another\n\tX-A: b: c\nLink:<b>\n\
                /kb/a/none\n  ! x-frame-options\n  ! X-Missing\n/kb/:one/:two\n  Set-Cookie: a=b\n  Set-Cookie: c=d\n";
    for (path, expected) in [
        ("/", "X-Frame-Options: DENY\nLink: <a>\n"),
        ("/kb/b", "X-Frame-Options: DENY\nLink: <a>\n"),
        ("/kb/a", "X-Frame-Options: DENY\nLink: <a>, <b>\nX-A: b: c\n"),
        ("/kb/a/b/c", "X-Frame-Options: DENY\nLink: <a>, <b>\nX-A: b: c\n"),
        ("/kb/a/none", "Link: <a>, <b>\nX-A: b: c\nSet-Cookie: a=b\nSet-Cookie: c=d\n"),
        ("/kb/b/c/", "X-Frame-Options: DENY\nLink: <a>\nSet-Cookie: a=b\nSet-Cookie: c=d\n"),
    ] {
        assert_eq!(headers(text, path), expected, "{path}");
    }
}

#[test]
fn patterns_are_for_paths_as_hosts_take_them() {
    for (pattern, path, expected) in [
        ("/a", "/a", true),
        ("/a", "/a/", true),
        ("/a/", "/a", true),
        ("/a", "/ab", false),
        ("/a", "/a/b", false),
        ("/", "/", true),
        ("/", "/a", false),
        ("/*", "/", true),
        ("/a/*", "/a", true),
        ("/a/*", "/ab", false),
        ("/a*", "/ab/c", true),
        ("/*.js", "/a/b.js", true),
        ("/*.js", "/a/bxjs", false),
        ("/*/b", "/a/c/b", true),
        ("/:x/b", "/a/b", true),
        ("/:x/b", "/a/c/b", false),
        ("/:x.png", "/a.png", true),
        ("/:1", "/:1", true),
        ("/a%20b/%C3%BC", "/a b/ü", true),
        ("/%2A", "/*", true),
        ("/%2A", "/a", false),
        ("/(a|b)+", "/(a|b)+", true),
        ("/A", "/a", false),
    ] {
        let found = !headers(&format!("{pattern}\n  X: y"), path).is_empty();
        assert_eq!(found, expected, "{pattern} for {path}");
    }
}

#[test]
fn redirects_are_followed_in_their_order() {
    let text = "/old /new\n/old /never\n/moved/* /kb/:splat 302 # a comment\n/a/:year/:name /b/:name?y=:year#:other 308\n\
                /out/* https://example.org:8080/:splat 307\n/forced /new 302!\n/shown /kb/a%20b?x 200\n/gone/* /404.html 404\n\
                /same/* /same/:splat 301\n/host/* /:splat\n";
    let (hosting, messages) = Hosting::read(None, Some(text));
    assert_eq!(messages, Vec::<String>::new());
    for (path, exists, expected) in [
        ("/old", false, Some(("/new", 301))),
        ("/old/", false, Some(("/new", 301))),
        ("/old", true, None),
        ("/moved/a b/ü", false, Some(("/kb/a%20b/%C3%BC", 302))),
        ("/moved/a?b#c", false, Some(("/kb/a%3Fb%23c", 302))),
        ("/moved/", false, Some(("/kb/", 302))),
        ("/a/2026/x", false, Some(("/b/x?y=2026#:other", 308))),
        ("/a/2026/x/y", false, None),
        ("/out/a\r\nb:c@d", false, Some(("https://example.org:8080/a%0D%0Ab%3Ac%40d", 307))),
        ("/forced", true, Some(("/new", 302))),
        ("/shown", false, Some(("/kb/a b", 200))),
        ("/shown", true, None),
        ("/gone/x", false, Some(("/404.html", 404))),
        ("/same/x", false, None),
        ("/host//evil.example", false, None),
        ("/elsewhere", false, None),
    ] {
        let expected = expected.map(|(to, status)| Redirect { to: to.to_owned(), status });
        assert_eq!(hosting.redirect(path, exists), expected, "{path}");
    }
}

#[test]
fn what_is_not_followed_is_told() {
    for (text, expected) in [
        ("X-A: b", "line 1: no path stands above this line"),
        ("\n\n/a\nnothing", "line 4: this is neither a path nor a header"),
        ("/a\n X A: b", "line 2: the header has no name, or one with other signs than letters, digits and `-`"),
        ("/a\n : b", "line 2: the header has no name, or one with other signs than letters, digits and `-`"),
        ("/a\n X:", "line 2: the header has no value"),
        ("/a\n X: a\u{7}b", "line 2: the header has a control character in it"),
        ("/a\n X: a\rSet-Cookie: b", "line 2: the header has a control character in it"),
        ("/a\n content-LENGTH: 3", "line 2: hosts set this header by themselves"),
        ("https://example.org/*\n X: y", "line 1: rules for single hosts are not followed here"),
        ("/a b\n X: y", "line 1: the path has a space in it; write `%20`"),
    ] {
        let (hosting, messages) = Hosting::read(Some(text), None);
        assert_eq!(messages, [format!("`_headers`, {expected}")], "{text}");
        assert!(hosting.headers("/a").is_empty(), "{text}");
    }
    for (line, expected) in [
        ("/a", "the rule does not say where it leads"),
        ("/a # /b", "the rule does not say where it leads"),
        ("a /b", "the path does not begin with a slash"),
        ("https://example.org/a /b", "rules for single hosts are not followed here"),
        ("/a b", "a rule leads to a path that begins with a slash, or to an address"),
        ("/a //evil.example", "a rule leads to a path that begins with a slash, or to an address"),
        ("/a javascript:x", "a rule leads to a path that begins with a slash, or to an address"),
        ("/a id=:id /b", "rules for single query parameters are not followed here"),
        ("/a /b 302 Country=de", "rules with conditions are not followed here"),
        ("/a /b Language=de", "rules with conditions are not followed here"),
        ("/a /b 500", "the status is none of 200, 301, 302, 303, 307, 308 and 404"),
        ("/a /b !", "the status is none of 200, 301, 302, 303, 307, 308 and 404"),
        ("/a https://example.org/ 200", "pages of other hosts are not shown in place of the site's own here"),
        ("/a /b\u{0}", "the address has a control character or a backslash in it"),
    ] {
        let (hosting, messages) = Hosting::read(None, Some(line));
        assert_eq!(messages, [format!("`_redirects`, line 1: {expected}")], "{line}");
        assert_eq!(hosting.redirect("/a", false), None, "{line}");
    }
}

#[test]
fn files_are_bounded() {
    let (hosting, messages) =
        Hosting::read(Some(&"/a\n X: y\n".repeat(RULE_LIMIT + 1)), Some(&"nonsense\n".repeat(100)));
    assert_eq!(hosting.headers("/a")[0].1.matches('y').count(), RULE_LIMIT);
    assert_eq!(messages[0], format!("`_headers`, line {}: there are too many rules", RULE_LIMIT * 2 + 1));
    assert_eq!(messages.last().map(String::as_str), Some("`_redirects`: 80 more lines are not followed"));
    let long = format!("/a\n  X: {}\n  Y: z", "x".repeat(LINE_LIMIT));
    let (hosting, messages) = Hosting::read(Some(&long), None);
    assert_eq!((hosting.headers("/a").len(), messages.len()), (1, 1));
    let (_, messages) = Hosting::read(Some(&" ".repeat(SIZE_LIMIT + 1)), None);
    assert_eq!(messages, ["`_headers` is not read: it is larger than 512 KiB"]);
    let (_, messages) = Hosting::read(None, Some(&format!("/{} /b\n/{} /b", "a".repeat(2000), ":a/".repeat(9))));
    assert_eq!(messages.len(), 2, "{messages:?}");
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "([/:*!#=?& \t\r\n%\\[(.+]|a|splat|200|301!|é|\u{0}|https://|X-A: ){0,60}", path in "/[/:*a-cé. ]{0,20}") {
        let (hosting, _) = Hosting::read(Some(&text), Some(&text));
        for (name, value) in hosting.headers(&path) {
            prop_assert!(!name.is_empty() && !value.contains(char::is_control));
        }
        if let Some(redirect) = hosting.redirect(&path, false).filter(|redirect| redirect.status / 100 == 3) {
            prop_assert!(!redirect.to.starts_with("//") && !redirect.to.contains(char::is_control), "{redirect:?}");
        }
    }
}

#[test]
fn what_builds_write_is_followed() {
    let written = include_str!("../../../tests/sites/sub-folder/expected/_headers");
    let (hosting, messages) = Hosting::read(Some(written), None);
    assert_eq!(messages, Vec::<String>::new());
    let names = |path: &str| hosting.headers(path).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let all = ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"];
    assert_eq!(names("/docs/learned/factors/"), all);
    assert_eq!(names("/docs/learned/assets/a.css"), [&all[..], &["Cache-Control"]].concat());
    assert_eq!(names("/elsewhere/"), [""; 0]);
}
